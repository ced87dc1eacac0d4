"""Ways to tamper with a built book, and to make its digests agree with that."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from press.review import edition, manifest
from press.review.comparing import compare
from press.review.comparing.outcomes import Difference
from study import files

PAGE = "chapters/resultaten-agenderen.html"
PROBLEM = "chapters/probleem.html"
FIGURE = "figures/registraties"
SHEET = "factsheet.pdf"
BOOK = "mensenhandel-gemeenten.pdf"
SEGMENTS = "data/coded/segments.csv"


@dataclass(frozen=True)
class Tamper:
    """A change to one file of the book, and what has to be said of it between two platforms."""

    file: str
    change: Callable[[Path], object]
    says: str


def differences(one: Path, other: Path) -> list[Difference]:
    """What a comparison of two editions says."""
    with edition.opened(one) as old, edition.opened(other) as new:
        return compare.compare(old, new)


def text(old: str, new: str, path: Path) -> None:
    """Replace the first such text in a file."""
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{old!r} does not stand in {path.name}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def _text(file: str, old: str, new: str, says: str) -> Tamper:
    return Tamper(file, lambda path: text(old, new, path), says)


def rows(path: Path, change: Callable[[list[list[str]]], object]) -> None:
    """Change the rows of a table."""
    found = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    change(found)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(found)
    path.write_text(written.getvalue(), encoding="utf-8")


def pixel(path: Path) -> None:
    """Give one pixel of a picture another colour."""
    picture = Image.open(path).convert("RGBA")
    picture.putpixel((7, 5), (1, 2, 3, 255))
    picture.save(path)


def _pdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[Path], None]:
    def changed(path: Path) -> None:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path, fix_metadata_version=False)

    return changed


def _digit(pdf: pikepdf.Pdf) -> None:
    """Which letter a shape stands for: another digit is read where a 2 was."""
    letters = next(
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream) and b"> <0032>" in each.read_bytes()
    )
    letters.write(letters.read_bytes().replace(b"> <0032>", b"> <0033>"))


def _having(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    found = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    return next(each for each in found if name in each)


def _link(pdf: pikepdf.Pdf) -> None:
    found = (each for page in pdf.pages for each in page.get("/Annots", []))
    link = next(each for each in found if "/A" in each and "/URI" in each.A)
    link.A.URI = pikepdf.String("https://example.org/")


def _box(pdf: pikepdf.Pdf) -> None:
    drawn = pdf.pages[0].Contents
    drawn.write(drawn.read_bytes() + b" q 0 g 100 100 200 50 re f Q")


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["extra.txt"] = pikepdf.AttachedFileSpec(pdf, b"Extra", filename="extra.txt")


def _script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = action


def _other_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


HEAD = '<meta name="viewport"'
FACETS = {
    "a script": _text(PAGE, HEAD, f"<script>alert(1)</script>{HEAD}", "script"),
    "a script from elsewhere": _text(PAGE, "</body>", '<script src="x.js"></script></body>', "scr"),
    "an event": _text(PAGE, "<article>", '<article onclick="alert(1)">', "script: "),
    "no policy": _text(PAGE, 'http-equiv="Content-Security-Policy"', 'name="x"', "policy: "),
    "a wider policy": _text(PAGE, "default-src 'none'", "default-src *", "policy: "),
    "robots": _text(PAGE, HEAD, f'<meta name="robots" content="noindex">{HEAD}', "policy: "),
    "another page": _text(PAGE, HEAD, f'<meta http-equiv="refresh" content="0;x">{HEAD}', "policy"),
    "a base": _text(PAGE, HEAD, f'<base href="https://example.org/">{HEAD}', "policy: "),
    "a style sheet": _text(PAGE, HEAD, f'<link rel="stylesheet" href="x.css">{HEAD}', "policy: "),
    "a source's address": _text("chapters/literatuur.html", "doi.org", "doi.example", "doi.exa"),
    "a table's address": _text(PROBLEM, "figures/registraties.csv", "figures/model.csv", "link: "),
    "a form's address": _text(PAGE, 'action="../search.html"', 'action="../x.html"', "link: "),
    "figures swapped": _text(PROBLEM, "figures/registraties.svg", "figures/melders.svg", "link: "),
    "the notice": _text(PAGE, "geen uitkomsten", "alle uitkomsten", "alle uitkomsten"),
    "the title": _text(PAGE, "<title>", "<title>Echt: ", "Echt: "),
    "a hidden article": _text(PAGE, "<article>", '<article style="display:none">', "style"),
    "a hidden notice": _text(PAGE, 'class="herkomst"', 'class="herkomst alleen-smal"', "style"),
    "a notice in a template": _text(PAGE, "<aside", "<template><aside", "markup: "),
    "a box over the page": _text(PAGE, "<article>", '<div style="inset:0"></div><article>', "sty"),
    "a comment": _text(PAGE, "<article>", "<!-- Extra --><article>", "comment: "),
    "an alt text": _text(PROBLEM, 'alt="Lijn', 'alt="Balk', "alt text: "),
    "a value": _text(PROBLEM, 'value="944"', 'value="945"', "behind a printed number: "),
    "a number": _text(PROBLEM, ">944</data>", ">945</data>", "945"),
    "a word": _text("chapters/discussie.html", "niet vanzelf", "wel vanzelf", "wel vanz"),
}
"""Each facet of a page."""

ROWS = {
    "a cell": Tamper(
        "data/public/registered_victims.csv",
        lambda path: rows(path, lambda found: found[3].__setitem__(4, "1")),
        "row 4, value",
    ),
    "a row less": Tamper(f"{FIGURE}.csv", lambda path: rows(path, list.pop), " rows"),
    "other order": Tamper(
        SEGMENTS,
        lambda path: rows(path, lambda found: found.insert(1, found.pop())),
        "another order, from row 2",
    ),
    "a cell more": Tamper(
        SEGMENTS, lambda path: rows(path, lambda found: found[2].append("x")), "row 3: "
    ),
    "a formula": Tamper(
        SEGMENTS, lambda path: rows(path, lambda found: found[1].__setitem__(0, "=1+1")), "=1+1"
    ),
}
"""Tables."""

PICTURES = {
    "a pixel": Tamper(f"{FIGURE}.png", pixel, "the first at (7, 5), at most"),
    "another picture": Tamper(
        f"{FIGURE}.png",
        lambda path: path.write_bytes(path.with_name("model.png").read_bytes()),
        "other size",
    ),
    "a line of a drawing": _text(f"{FIGURE}-smal.svg", 'd="M', 'd="M1', "other drawing"),
    "a script in a drawing": _text(f"{FIGURE}.svg", "<defs>", "<script/><defs>", "script"),
    "half a picture": Tamper(f"{FIGURE}.png", _half, "the second cannot be read"),
}
"""Figures."""

PRINT = {
    "a digit": Tamper(SHEET, _pdf(_digit), ", word "),
    "a description": Tamper(
        BOOK,
        _pdf(lambda pdf: _having(pdf, "/Alt").__setattr__("Alt", pikepdf.String("Anders"))),
        "looks the same; other tags, links or descriptions",
    ),
    "a box over a page": Tamper(SHEET, _pdf(_box), "page 1 looks otherwise"),
    "a link": Tamper(BOOK, _pdf(_link), "https://example.org/"),
    "a script in print": Tamper(SHEET, _pdf(_script), "other tags, links or descriptions"),
    "an attached file": Tamper(SHEET, _pdf(_attached), "other tags, links or descriptions"),
    "a page less": Tamper(SHEET, _pdf(lambda pdf: pdf.pages.__delitem__(1)), "2 -> 1 pages"),
    "half a PDF": Tamper(SHEET, _half, "the second cannot be read"),
}
"""PDFs."""

OTHERS = {
    "a line of code": _text("notebooks/model.ipynb", "sys.path.append", "sys.path.insert", "line"),
    "a script to run": _text("notebooks/model.py", "import", "import os\nimport", "line"),
    "a style": _text("_static/boek.css", "{", "{display:none;", "line"),
    "a program": _text("_static/boek.js", "(", "(1,", "line"),
    "a typeface": Tamper("_static/boek-400.woff2", _other_bytes, "bytes, not the same"),
    "a citation": _text("boek.bib", "title", "titel", "line"),
    "the data package": _text("data/datapackage.json", "true", "false", "line"),
    "the archive of data": Tamper("data.zip", _other_bytes, "bytes, not the same"),
    "a byte that is no letter": Tamper(
        PAGE, lambda path: path.write_bytes(path.read_bytes() + b"\xff"), "cannot be read"
    ),
    "an empty file": Tamper("data/README.md", lambda path: path.write_bytes(b""), "line 1: "),
    "a missing file": Tamper("notebooks/model.ipynb", Path.unlink, "only in the first"),
    "an added file": Tamper(
        "chapters/bewijs.html", lambda path: path.write_text("<article>x</article>"), "only in the"
    ),
}
"""Files of other kinds, and files that come or go."""

TAMPERS = FACETS | ROWS | PICTURES | PRINT | OTHERS
ONE_OF_EACH = ("a number", "a cell", "a pixel", "a box over a page", "a program")
"""One for each way to compare, all of files that the short book has too."""


def graph(html: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The manifest of a book, and its entities by identifier."""
    made = json.loads((html / manifest.FILE).read_text(encoding="utf-8"))
    return made, {entity["@id"]: entity for entity in made["@graph"]}


def save(html: Path, made: dict[str, Any]) -> None:
    """Write a manifest as the build does."""
    written = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)
    (html / manifest.FILE).write_text(written + "\n", encoding="utf-8")


def rewrite_digest(html: Path, name: str) -> None:
    """Make the manifest say of a file what it is now."""
    made, known = graph(html)
    path = html / name
    if not path.exists():
        made["@graph"].remove(known[name])
    else:
        if name not in known:
            known[name] = {"@id": name, "@type": "File"}
            made["@graph"].append(known[name])
        content = path.read_bytes()
        known[name] |= {"sha256": files.digest(content), "contentSize": str(len(content))}
    save(html, made)


def move_to_another_platform(html: Path) -> None:
    """Make the manifest say that the book was built with another Python."""
    made, known = graph(html)
    known["#python"]["version"] = "3.14.99"
    save(html, made)

"""What stands in a built book: passages, tables and alternative texts, each with its place."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import openpyxl
from bs4 import BeautifulSoup, NavigableString, Tag

BLOCKS = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "th",
        "td",
        "caption",
        "figcaption",
        "summary",
        "div",
        "section",
        "article",
        "aside",
        "main",
        "nav",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "table",
        "tr",
        "body",
        "title",
        "option",
        "button",
        "pre",
        "blockquote",
        "figure",
    ]
)
NO_PASSAGE = ("script", "style", "table", "datalist")
APART = ("headerlink", "stand")
"""What is no part of a passage: marks to link by, and the numbers of a ranked list (`rankings`)."""
ATTRIBUTES = ("alt", "title", "aria-label", "content", "data-title", "data-text")
SPELLED = re.compile(r"\s+")


@dataclass(frozen=True)
class Passage:
    """Words that belong together, with the factor pages they lead to and the heading above."""

    where: str
    text: str
    links: tuple[str, ...] = ()
    heading: str = ""
    figure: str = ""
    factor: str = ""


@dataclass(frozen=True)
class Table:
    """Cells as they are read, below their headings."""

    where: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    figure: str = ""
    factor: str = ""


def tidy(text: str) -> str:
    """A text as it is read aloud: white space and soft hyphens mean nothing."""
    text = SPELLED.sub(" ", text.replace("\N{SOFT HYPHEN}", "")).strip()
    return re.sub(r" ([.,;:)])", r"\1", text).replace("( ", "(")


@lru_cache(400)
def parsed(path: Path, _changed: int) -> BeautifulSoup:
    """A page as a tree, read again when it changed."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def page(path: Path) -> BeautifulSoup:
    """A page as a tree."""
    return parsed(path, path.stat().st_mtime_ns)


def _block(node: Tag | NavigableString) -> Tag:
    return next(above for above in node.parents if above.name in BLOCKS)


def _is_read(node: NavigableString) -> bool:
    """Whether a text is part of a passage. One walk upwards: a page has thousands of texts."""
    return not any(
        above.name in NO_PASSAGE or any(name in APART for name in above.get("class", ()))
        for above in node.parents
    )


def passages(folder: Path, path: Path, in_its_own_language: bool = False) -> Iterator[Passage]:
    """Every passage of a page outside tables: what is printed and what is read aloud.

    A page may have a part for readers of another language, which says what the rest says too.
    """
    where = path.relative_to(folder).as_posix()
    heading = ""
    held: dict[int, list[str]] = {}
    links: dict[int, list[str]] = {}
    order: list[tuple[int, str, str]] = []
    tree = page(path)
    foreign = tree.select(f'div[lang]:not([lang="{tree.html["lang"]}"])')
    for node in tree.descendants:
        if in_its_own_language and any(part in node.parents for part in foreign):
            continue
        if isinstance(node, Tag):
            if node.name == "a" and "/factoren/" in f"/{node.get('href', '')}":
                links.setdefault(id(_block(node)), []).append(node["href"])
            for name in ATTRIBUTES:
                if node.get(name):
                    yield Passage(
                        f"{where} ({name})", tidy(str(node[name])), (), heading, _figure(node)
                    )
            continue
        if type(node) is not NavigableString or not node.strip():
            continue
        if not _is_read(node):
            continue
        block = _block(node)
        if block.name in ("h1", "h2", "h3", "h4"):
            heading = tidy(re.sub(r"[\d.]+\s*$", "", _words(block)))
        if id(block) not in held:
            held[id(block)] = []
            order.append((id(block), heading, _figure(block)))
        held[id(block)].append(str(node))
    for key, above, figure in order:
        yield Passage(where, tidy("".join(held[key])), tuple(links.get(key, ())), above, figure)


def _figure(node: Tag) -> str:
    """The name of the figure that something stands in: its own, or that of its drawing."""
    for around in (node, *node.parents):
        if around.name == "figure":
            drawing = around.find("img")
            return around.get("id", "").removeprefix("fig-") or (
                Path(drawing["src"]).stem if drawing else ""
            )
        if "cell_output" in around.get("class", ()):
            drawing = node if node.name == "img" else node.find_next("img")
            return Path(drawing["src"].split("?")[0]).stem if drawing else ""
    return ""


def _words(block: Tag) -> str:
    words = (s for s in block.strings if not s.find_parent(class_=["headerlink", "section-number"]))
    return "".join(words)


def tables(folder: Path, path: Path) -> Iterator[Table]:
    """Every table of a page."""
    where = path.relative_to(folder).as_posix()
    for table in page(path).find_all("table"):
        rows = [
            [tidy(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in table("tr")
        ]
        above = table.find_previous(["h1", "h2", "h3", "h4"])
        figure = table.find_previous("figure", id=re.compile("^fig-"))
        if rows:
            head, *body = map(tuple, rows)
            yield Table(
                where,
                head,
                tuple(body),
                tidy(_words(above)) if above else "",
                figure["id"].removeprefix("fig-") if figure else "",
            )


def downloads(folder: Path, edition: Path) -> Iterator[Table]:
    """The tables behind an edition's figures, as they are downloaded: CSV and workbooks."""
    for path in sorted((edition / "figures").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        yield _download(folder, path, head, rows, path.stem)
    for path in [*sorted((edition / "figures").glob("*.xlsx")), *sorted(edition.glob("*.xlsx"))]:
        _, *sheets = openpyxl.load_workbook(path, read_only=True).worksheets
        for sheet in sheets:
            cells = ["" if c is None else str(c) for row in sheet.values for c in row]
            width = sheet.max_column
            head, *rows = [cells[n : n + width] for n in range(0, len(cells), width)]
            yield _download(
                folder, path, head, rows, path.stem if len(sheets) == 1 else sheet.title
            )


def in_print(where: str, name: str, content: bytes) -> Table:
    """A table that comes with a print."""
    head, *rows = csv.reader(content.decode("utf-8-sig").splitlines())
    return Table(f"{where}/{name}", tuple(head), tuple(map(tuple, rows)), figure=Path(name).stem)


def _download(folder: Path, path: Path, head: list, rows: list, figure: str) -> Table:
    where = path.relative_to(folder).as_posix()
    return Table(where, tuple(head), tuple(map(tuple, rows)), figure=figure)


@dataclass(frozen=True)
class Ranking:
    """A list of what helps or hinders, with the dots and the number of each."""

    where: str
    kind: str
    items: tuple[tuple[str, int, int, str, str], ...]
    """Name, filled dots, open dots, what is printed of how many, and where it leads."""
    heading: str = ""

    @property
    def text(self) -> str:
        """Its names, to show."""
        return "; ".join(f"{name} {number}" for name, _, _, number, _ in self.items)


def rankings(folder: Path, path: Path) -> Iterator[Ranking]:
    """Every ranked list of a page."""
    for found in page(path).select("ul.ranglijst"):
        kind = next(c for c in found["class"] if c in ("helps", "hinders"))
        items = []
        for item in found.find_all("li", recursive=False):
            link, dots = item.find("a"), item.select_one(".stippen")
            drawn = dots.get_text() if dots else ""
            number = tidy(item.select_one(".hoeveel").get_text())
            items.append(
                (tidy(link.get_text()), drawn.count("●"), drawn.count("○"), number, link["href"])
            )
        above = tidy(_words(found.find_previous(["h1", "h2", "h3"])))
        yield Ranking(path.relative_to(folder).as_posix(), kind, tuple(items), above)

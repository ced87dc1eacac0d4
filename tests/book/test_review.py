"""A reviewer sees what differs between two editions, and what everything rests on."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from rocrate.rocrate import ROCrate

from press import __main__ as command
from press.review import archive, edition, manifest, report, verify
from press.review.comparing import compare
from press.review.comparing.outcomes import Outcome
from study import files, paths
from study.gate import signature

FIGURE = "figures/registraties"


@pytest.fixture
def copy(book, tmp_path) -> Path:
    """The built book in a folder where it may be spoiled."""
    return Path(shutil.copytree(book.html, tmp_path / "html"))


def differences(one: Path, other: Path) -> list[compare.Difference]:
    with edition.opened(one) as old, edition.opened(other) as new:
        return compare.compare(old, new)


def named(found: list[compare.Difference], kind: str, name: str) -> compare.Difference:
    return next(each for each in found if (each.kind, each.name) == (kind, name))


def _cell(path: Path, change) -> None:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    change(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _one_cell(html: Path) -> tuple[str, str, str]:
    name = "data/public/registered_victims.csv"
    _cell(html / name, lambda rows: rows[3].__setitem__(4, "1"))
    return "data", name, "row 4, value"


def _one_row_less(html: Path) -> tuple[str, str, str]:
    _cell(html / f"{FIGURE}.csv", lambda rows: rows.pop())
    return "table", f"{FIGURE}.csv", "rows"


def _order_of_rows(html: Path) -> tuple[str, str, str]:
    name = "data/coded/segments.csv"
    _cell(html / name, lambda rows: rows.insert(1, rows.pop()))
    return "data", name, "another order, from row 2"


def _one_pixel(html: Path) -> tuple[str, str, str]:
    path = html / f"{FIGURE}.png"
    picture = Image.open(path).convert("RGBA")
    picture.putpixel((7, 5), (1, 2, 3, 255))
    picture.save(path)
    return "figure", f"{FIGURE}.png", "the first at (7, 5); same numbers"


def _one_line_of_a_drawing(html: Path) -> tuple[str, str, str]:
    path = html / f"{FIGURE}-smal.svg"
    path.write_text(path.read_text("utf-8").replace("M ", "M 1", 1), encoding="utf-8")
    return "figure", f"{FIGURE}-smal.svg", "other drawing from line"


def _replace(html: Path, name: str, old: str, new: str) -> None:
    text = (html / name).read_text(encoding="utf-8")
    assert old in text
    (html / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def _one_word(html: Path) -> tuple[str, str, str]:
    _replace(html, "chapters/discussie.html", "niet door loting", "wel door loting")
    return "page", "chapters/discussie.html", "wel door loting"


def _one_number_in_prose(html: Path) -> tuple[str, str, str]:
    _replace(html, "chapters/probleem.html", ">668</data>", ">669</data>")
    return "page", "chapters/probleem.html", "669"


def _a_value_behind_a_number(html: Path) -> tuple[str, str, str]:
    _replace(html, "chapters/probleem.html", 'value="668"', 'value="669"')
    return "page", "chapters/probleem.html", "behind a printed number"


def _one_alt_text(html: Path) -> tuple[str, str, str]:
    _replace(html, "chapters/probleem.html", 'alt="Lijn', 'alt="Balk')
    return "page", "chapters/probleem.html", "alt text of registraties"


def _a_missing_file(html: Path) -> tuple[str, str, str]:
    (html / "notebooks" / "model.ipynb").unlink()
    return "notebook", "notebooks/model.ipynb", "only in the first"


def _an_added_file(html: Path) -> tuple[str, str, str]:
    (html / "chapters" / "bewijs.html").write_text("<article>Extra</article>", encoding="utf-8")
    return "page", "chapters/bewijs.html", "only in the second"


def _one_digit_in_the_pdf(html: Path) -> tuple[str, str, str]:
    path = html / "factsheet.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        # Which letter a shape stands for: another digit is read where a 2 was.
        letters = next(
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and b"> <0032>" in each.read_bytes()
        )
        letters.write(letters.read_bytes().replace(b"> <0032>", b"> <0033>"))
        pdf.save(path)
    return "PDF", "factsheet.pdf", "page 1, word"


def _one_description_in_the_pdf(html: Path) -> tuple[str, str, str]:
    path = html / "factsheet.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        described = next(
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        )
        described.Alt = pikepdf.String("Iets anders")
        pdf.save(path)
    return "PDF", "factsheet.pdf", "same text; other tags or alt texts"


def _one_line_of_code(html: Path) -> tuple[str, str, str]:
    _replace(html, "notebooks/model.ipynb", "sys.path.append", "sys.path.insert")
    return "notebook", "notebooks/model.ipynb", "insert"


ONE_OF_EACH = (_one_cell, _one_pixel, _one_word, _one_digit_in_the_pdf)
"""One for each way to compare: rows, pixels, words, and the pages of a PDF."""
MORE = (
    *(_one_row_less, _order_of_rows, _one_line_of_a_drawing, _one_number_in_prose),
    *(_a_value_behind_a_number, _one_alt_text, _a_missing_file, _an_added_file),
    *(_one_description_in_the_pdf, _one_line_of_code),
)


@pytest.mark.parametrize(
    "tamper",
    [
        *ONE_OF_EACH,
        *(pytest.param(each, marks=pytest.mark.campaign) for each in MORE),
    ],
)
def test_a_small_tamper_is_found_and_named(book, copy, tamper):
    kind, name, detail = tamper(copy)
    found = differences(book.html, copy)
    assert compare.outcome(found) is Outcome.DIFFERENT
    assert detail in named(found, kind, name).detail
    # The manifest gives it away too, without anything to compare with.
    assert named(found, "manifest", name).outcome is Outcome.DIFFERENT


def test_the_same_book_elsewhere_is_identical(book, copy):
    assert differences(book.html, copy) == []


def _graph(html: Path) -> tuple[dict, dict[str, dict]]:
    made = json.loads((html / manifest.FILE).read_text(encoding="utf-8"))
    return made, {entity["@id"]: entity for entity in made["@graph"]}


def _save(html: Path, made: dict) -> None:
    (html / manifest.FILE).write_text(json.dumps(made), encoding="utf-8")


def test_another_package_is_named_and_told_apart_from_other_data(book, copy):
    made, known = _graph(copy)
    known["#pakket-matplotlib"]["softwareVersion"] = "3.10.0"
    path = copy / f"{FIGURE}.png"
    picture = Image.open(path).convert("RGBA")
    picture.putpixel((7, 5), (1, 2, 3, 255))
    picture.save(path)
    known[f"{FIGURE}.png"]["sha256"] = files.digest(path.read_bytes())
    _save(copy, made)
    found = differences(book.html, copy)
    assert compare.outcome(found) is Outcome.EQUAL
    assert "3.10.0" in named(found, "environment", "matplotlib").detail
    assert "drawn with other packages" in named(found, "figure", f"{FIGURE}.png").detail
    _one_cell(copy)
    assert compare.outcome(differences(book.html, copy)) is Outcome.DIFFERENT


def test_a_tampered_manifest_does_not_hide_a_tampered_file(book, copy):
    _, name, _ = _one_word(copy)
    made, known = _graph(copy)
    known[name]["sha256"] = files.digest((copy / name).read_bytes())
    _save(copy, made)
    assert named(differences(book.html, copy), "page", name).outcome is Outcome.DIFFERENT


def test_a_manifest_alone_is_compared_as_far_as_it_goes_and_says_so(book, copy):
    _one_word(copy)
    lone = book.html / manifest.FILE
    with edition.opened(lone) as old, edition.opened(copy) as new:
        found = compare.compare(old, new)
        table = report.table(old, new, found)
    assert "only a manifest was given" in named(found, "page", "chapters/discussie.html").detail
    assert "could not be compared" in table and "**different" in table


def test_the_manifest_is_an_ro_crate_that_names_every_file(book):
    crate = ROCrate(json.loads((book.html / manifest.FILE).read_text(encoding="utf-8")))
    assert crate.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.2"
    there = {path.relative_to(book.html).as_posix() for path in manifest.files(book.html)}
    assert {entity.id for entity in crate.data_entities} == there
    drawing = crate.dereference(f"{FIGURE}.svg")
    based_on = {each.id for each in drawing["isBasedOn"]}
    assert {"notebooks/slachtoffers.ipynb", "data/public/registered_victims.csv"} <= based_on
    moment = json.loads((book.html / manifest.FILE).read_text(encoding="utf-8"))["@graph"][0]
    assert "T" not in moment.get("datePublished", "")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.unlink(), "not a readable manifest"),
        (lambda file: file.write_text("{"), "not a readable manifest"),
        (lambda file: file.write_text('{"@graph": []}'), "not a manifest of this book"),
        (
            lambda file: file.write_text(
                file.read_text("utf-8").replace('"name": "form",\n   "value": "1"', '"value": "2"')
            ),
            "form 2",
        ),
    ],
)
def test_an_edition_that_cannot_be_read_is_refused_in_words(copy, spoil, says, capsys):
    spoil(copy / manifest.FILE)
    assert command.main(["compare", str(copy), str(copy)]) == Outcome.FAILED
    assert says in capsys.readouterr().err


def _committed(html: Path) -> None:
    made, known = _graph(html)
    known["#commit"]["value"] = "a" * 40
    _save(html, made)


def test_verify_reports_and_gives_the_outcome_as_its_status(copy, tmp_path):
    _committed(copy)
    again = Path(shutil.copytree(copy, tmp_path / "again"))
    said = []
    target = tmp_path / verify.REPORT
    result = verify.verify(copy, target, said.append, lambda *_: again)
    assert result is Outcome.IDENTICAL and "identical" in "\n".join(said)
    _one_pixel(again)
    assert verify.verify(copy, target, said.append, lambda *_: again) is Outcome.DIFFERENT
    assert f"| figure | {FIGURE}.png | different |" in said[-1]
    page = target.read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 3 and "marked" in page


def test_verify_that_cannot_go_on_says_why_and_leaves_the_last_report(copy, tmp_path):
    target = tmp_path / verify.REPORT
    target.write_text("of before", encoding="utf-8")
    said = []
    assert verify.verify(copy, target, said.append, lambda *_: copy) is Outcome.FAILED
    assert "Commit the changes" in said[-1]

    def full(*_):
        raise OSError(28, "No space left on device", "/tmp")

    _committed(copy)
    assert verify.verify(copy, target, said.append, full) is Outcome.FAILED
    assert "No space left" in said[-1]
    assert target.read_text(encoding="utf-8") == "of before"


def test_what_changed_between_two_versions_is_a_page_of_numbers_tables_and_figures(copy, tmp_path):
    newer = Path(shutil.copytree(copy, tmp_path / "newer"))
    _one_pixel(newer)
    _one_cell(newer)
    _one_word(newer)
    made, known = _graph(newer)
    known["./"]["version"] = "9.9.9"
    number = next(each for name, each in known.items() if name.startswith("#getal-registraties.l"))
    number["description"] = "4.321"
    _save(newer, made)
    page = tmp_path / "changes.html"
    assert command.main(["changes", str(copy), str(newer), "--page", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "to 9.9.9" in text and "4.321" in text and "row 4, value" in text
    assert "discussie" not in text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "fig-registraties",
            ("figures.registraties(", "slachtoffers.ipynb, cell", "probleem.html"),
        ),
        (
            "registraties.laagste",
            ("public_figures.registrations(", "registered_victims.csv", "668"),
        ),
        ("factor-steun", ("segments.csv", "fig-factoren", "chapters/aanbevelingen.html")),
        ("data/public/registered_victims.csv:3", ("fig-registraties", "registraties.laagste")),
        ("data/coded/segments.csv:1", ("fig-richting", "resultaten-agenderen.html")),
    ],
)
def test_everything_can_be_traced_both_ways(book, capsys, name, says):
    assert command.main(["trace", name, "--edition", str(book.html)]) == 0
    printed = capsys.readouterr().out
    for words in says:
        assert words in printed


def test_a_name_that_is_nowhere_gets_the_nearest(book, capsys):
    assert command.main(["trace", "fig-registratie", "--edition", str(book.html)]) == 3
    assert "fig-registraties" in capsys.readouterr().err
    gone = "data/coded/segments.csv:99999"
    assert command.main(["trace", gone, "--edition", str(book.html)]) == 3
    assert "has no row" in capsys.readouterr().err


@pytest.fixture
def tagged(copy, tmp_path) -> Path:
    """A clean checkout with a tag, and the book that was built from it."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("README.md", "LICENSE", "LICENSE-CONTENT", "CHANGELOG.md", "CITATION.cff"):
        shutil.copy(paths.ROOT / name, root / name)
    shutil.copytree(paths.DATA, root / paths.DATA.name)

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
        command_line = ["git", "-C", str(root), *who, *arguments]
        return subprocess.run(command_line, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "All")
    made, known = _graph(copy)
    known["#commit"]["value"] = git("rev-parse", "HEAD").strip()
    _save(copy, made)
    git("tag", f"v{known['./']['version']}")
    return root


def test_a_release_is_whole_can_be_deposited_and_is_the_same_each_time(copy, tagged, tmp_path):
    one, two = (archive.release(copy, tmp_path / name, tagged) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert {path.name for path in one.parent.iterdir()} == {
        one.name,
        ".zenodo.json",
        "dataverse.json",
    }
    assert differences(one, copy) == []
    asked = json.loads((one.parent / ".zenodo.json").read_text(encoding="utf-8"))
    assert asked["creators"] and asked["license"] and asked["version"] in one.name


def test_a_release_of_a_changed_unsigned_untagged_or_other_tree_is_refused(
    copy, tagged, tmp_path, monkeypatch
):
    (tagged / "README.md").write_text("anders", encoding="utf-8")
    with pytest.raises(archive.Refused, match="not committed"):
        archive.release(copy, tmp_path / "out", tagged)
    subprocess.run(["git", "-C", tagged, "checkout", "--quiet", "."], check=True)
    with monkeypatch.context() as changed:
        changed.setattr(signature, "refusal", lambda data: f"{data.name}: is not signed")
        with pytest.raises(archive.Refused, match="data: is not signed"):
            archive.release(copy, tmp_path / "out", tagged)
    _one_word(copy)
    with pytest.raises(archive.Refused, match="after the build"):
        archive.release(copy, tmp_path / "out", tagged)
    tags = subprocess.run(["git", "-C", tagged, "tag"], check=True, capture_output=True, text=True)
    subprocess.run(["git", "-C", tagged, "tag", "-d", tags.stdout.strip()], check=True)
    with pytest.raises(archive.Refused, match="has no tag"):
        archive.release(copy, tmp_path / "out", tagged)
    assert not (tmp_path / "out").exists()

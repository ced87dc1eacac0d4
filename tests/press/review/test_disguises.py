"""Between platforms other bytes may be the same file; what only looks like that is found."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import xlsxwriter

from press.review import report
from press.review.comparing import compare, packed, printed
from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import FILE, opened
from tests.support import editions, tampers

DRAWING = """<?xml version="1.0"?>
<svg viewBox="0 0 9 9"><g transform="translate(1 2) scale(0.015)"><path d="M 0 0"/></g></svg>
"""
PAGE = """<html><link href="a.css?v=0123456789ab"><article>Een woord.</article></html>"""
VERSION = "?v=abcdefabcdef"

SPELLINGS = {
    "a moved drawing": (editions.DRAWING, DRAWING, DRAWING.replace("(1 2)", "(1.001 2)")),
    "quotes of a drawing": (editions.DRAWING, DRAWING, DRAWING.replace('"M 0 0"', "'M 0 0'")),
    "another version": (editions.PAGE, PAGE, PAGE.replace("?v=0123456789ab", VERSION)),
    "letters by number": (editions.PAGE, PAGE, PAGE.replace("woord", "&#119;oord")),
}
DISGUISES = {
    "a drawing made small": (editions.DRAWING, DRAWING, DRAWING.replace("0.015", "0.006")),
    "a name that is none": (editions.DRAWING, DRAWING, DRAWING.replace("<path", "<PATH")),
    "a view that is none": (editions.DRAWING, DRAWING, DRAWING.replace("viewBox", "viewbox")),
    "no quotes": (editions.DRAWING, DRAWING, DRAWING.replace('"M 0 0"', "M")),
    "an unknown letter": (editions.DRAWING, DRAWING + "<!-- -->", DRAWING + "&nbsp;"),
    "entities of its own": (
        *(editions.DRAWING, DRAWING),
        DRAWING.replace("<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg'),
    ),
    "a version in words": (editions.PAGE, PAGE, PAGE.replace("woord", f"woord{VERSION}")),
    "a version in a line": ("notebooks/a.ipynb", "{}", f'{{"a{VERSION}": 1}}'),
    "markup without end": (editions.PAGE, PAGE, PAGE + "<a " * 200_000),
    "comments without end": (editions.PAGE, PAGE, PAGE + "<!--" * 200_000),
    "a large file": (editions.PAGE, PAGE, PAGE + " " * 70_000_000),
}


@pytest.fixture
def one(tmp_path) -> Path:
    return editions.write(tmp_path / "one")


@pytest.fixture
def other(tmp_path) -> Path:
    """The same on another platform."""
    folder = editions.write(tmp_path / "other")
    tampers.move_to_another_platform(folder)
    return folder


def found(one: Path, other: Path) -> list[Difference]:
    """What a comparison says beside that the platform is another one."""
    return [each for each in tampers.differences(one, other) if each.kind != "environment"]


def written(folder: Path, name: str, content: str) -> None:
    """Write a file of an edition, and its digest."""
    (folder / name).write_text(content, encoding="utf-8")
    tampers.rewrite_digest(folder, name)


@pytest.mark.parametrize("name", SPELLINGS)
def test_another_spelling_is_equal(one, other, name):
    where, before, after = SPELLINGS[name]
    written(one, where, before)
    written(other, where, after)
    assert [(each.name, each.outcome) for each in found(one, other)] == [(where, Outcome.EQUAL)]


@pytest.mark.parametrize("name", DISGUISES)
def test_what_only_looks_like_another_spelling_is_different(one, other, name):
    where, before, after = DISGUISES[name]
    written(one, where, before)
    written(other, where, after)
    assert (where, Outcome.DIFFERENT) in [(each.name, each.outcome) for each in found(one, other)]


def workbook(level: int, change: Callable[[zipfile.ZipInfo], object] = lambda part: None) -> bytes:
    """A workbook, packed at a level of zlib."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write(0, 0, "Een tekst, een tekst, een tekst")
    again = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w") as target:
        for part in parts.infolist():
            content = parts.read(part)
            part.date_time = (1980, 1, 1, 0, 0, 0)
            change(part)
            target.writestr(part, content, zipfile.ZIP_DEFLATED, level)
    return again.getvalue()


def _behind_a_part(content: bytes) -> bytes:
    """Bytes within a part that no program unpacks."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(made, "w") as target:
        for part in parts.infolist():
            packing = zlib.compressobj(wbits=-15)
            inside = parts.read(part)
            target.writestr(part, packing.compress(inside) + packing.flush() + b"MZ", 0)
    return made.getvalue().replace(b"\x14\0\0\0\0\0", b"\x14\0\0\0\x08\0")


def _comment(content: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as parts:
        parts.comment = b"MZ"
    return made.getvalue()


def test_a_workbook_that_is_packed_otherwise_has_the_same_lines(tmp_path):
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    one.write_bytes(workbook(1))
    other.write_bytes(workbook(9))
    assert one.read_bytes() != other.read_bytes()
    assert packed.read_workbook(one) == packed.read_workbook(other)


WORKBOOKS = {
    "before": b"MZ" + workbook(9),
    "behind": workbook(9) + b"MZ",
    "a comment": _comment(workbook(9)),
    "within a part": _behind_a_part(workbook(9)),
    "beside a part": workbook(9, lambda part: setattr(part, "extra", b"\xfe\xca\x02\0MZ")),
    "a note on a part": workbook(9, lambda part: setattr(part, "comment", b"MZ")),
    "another time": workbook(9, lambda part: setattr(part, "date_time", (1999, 1, 1, 0, 0, 0))),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_a_workbook_hides_is_found(tmp_path, name):
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    one.write_bytes(workbook(9))
    other.write_bytes(WORKBOOKS[name])
    assert not compare._read_and_compared(one, other).same


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "MOST_BYTES", 1000)
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(9))
    with pytest.raises(ValueError, match="unpacks to more than"):
        packed.read_workbook(path)


def test_a_list_of_addresses_is_compared_by_its_lines(tmp_path):
    start = b"# Sphinx inventory version 2\n# Project: a\n# Version: 1\n# packed with zlib\n"
    lines = b"kader std:label -1 chapters/kader.html#$ Kader\n" * 9
    paths = [tmp_path / name for name in ("a.inv", "b.inv", "c.inv", "d.inv")]
    contents = (
        *(zlib.compress(lines, 1), zlib.compress(lines, 9)),
        *(zlib.compress(lines.replace(b"kader.", b"model."), 9), zlib.compress(lines, 9) + b"MZ"),
    )
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(start + content)
    same = [compare._read_and_compared(paths[0], path).same for path in paths[1:]]
    assert same == [True, False, False]


def test_a_pdf_made_to_fill_a_memory_or_to_take_for_ever_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "MOST_BYTES", 10_000)
    path = tmp_path / "a.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Metadata = made.make_stream(zlib.compress(bytes(20_000)))
        made.Root.Metadata.Type = pikepdf.Name.Metadata
        made.Root.Metadata.Filter = pikepdf.Name.FlateDecode
        made.save(path, fix_metadata_version=False)
    with pytest.raises(ValueError, match="unpacks to more than"):
        printed.read(path)
    # Seconds with a search that begins again at each of these, and far more with ten times as many.
    assert printed._around(b"1 0 obj " * 200_000 + b"/ID [" * 200_000 + b"1" * 200_000)


def _with(identifier: str, **more: object) -> Callable[[dict, dict], object]:
    return lambda made, known: known.setdefault(identifier, {"@id": identifier}).update(more)


def test_many_numbers_that_are_nearly_the_same_are_compared_one_by_one():
    was = [("/Rect 0", float(n)) for n in range(200_000)]
    now = [(place, number + 0.001) for place, number in was]
    assert printed._first_object(was, now) is None
    assert printed._first_object(was, [*now[:-1], ("/Rect 0", 0.0)]).startswith("/Rect 0: 199999")
    assert printed._first_object(was, now[:-1]) == "200000 -> 199999 objects"


PLATFORMS = {
    "where Python comes from": (_with("#python", url="https://example.org/"), "#python"),
    "something like Python": (_with("#python-x", name="x"), "#python-x"),
    "something like a build": (_with("#bouw-x", name="x"), "#bouw-x"),
    "how it was built": (_with("#bouw", name="make x"), "#bouw"),
    "built with more": (_with("#bouw", instrument=[{"@id": "#python"}, {"@id": "#x"}]), "#bouw"),
    "a word on a package": (_with("#pakket-numpy", description="x"), "#pakket-numpy"),
    "a package that says more": (
        _with("#pakket-x", **{"@type": "SoftwareApplication"}, name="x", version="1", url="x"),
        "#pakket-x",
    ),
    "a package of another name": (
        _with("#pakket-x", **{"@type": "SoftwareApplication"}, name="numpy", version="1"),
        "#pakket-x",
    ),
    "what its words mean": (
        lambda made, known: made.update({"@context": "https://example.org/"}),
        FILE,
    ),
    "something beside it": (lambda made, known: made.update(x=1), FILE),
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_only_versions_are_otherwise_on_another_platform(one, other, name):
    change, where = PLATFORMS[name]
    made, known = tampers.graph(other)
    change(made, known)
    tampers.save(other, made | {"@graph": list(known.values())})
    named = [each for each in found(one, other) if each.name == where]
    assert [each.outcome for each in named] == [Outcome.DIFFERENT], found(one, other)


def test_a_package_that_one_system_has_more_is_no_difference(one, other):
    made, known = tampers.graph(other)
    name = "colorama"
    assert f"#pakket-{name}" not in known
    more = {"@id": f"#pakket-{name}", "@type": "SoftwareApplication", "name": name, "version": "1"}
    made["@graph"].append(more)
    known["#bouw"]["instrument"].append({"@id": more["@id"]})
    tampers.save(other, made)
    assert found(one, other) == []


def test_an_empty_folder_and_a_link_for_a_manifest_are_named(one, other):
    (other / "leeg" / "diep").mkdir(parents=True)
    manifest = other / FILE
    manifest.rename(other.parent / "elsewhere.json")
    manifest.symlink_to(other.parent / "elsewhere.json")
    named = {each.name: each.detail for each in found(one, other)}
    assert "only in the second" in named["leeg/diep/"]
    assert "is a link" in named[manifest.name]


def test_a_picture_behind_a_link_does_not_come_into_the_report(one, other):
    (other / editions.PICTURE).unlink()
    (other / editions.PICTURE).symlink_to(one / editions.PICTURE)
    with opened(one) as old, opened(other) as new:
        page = report.page(old, new, compare.compare(old, new), "x")
    assert editions.PICTURE in page and "data:image" not in page


def test_a_bar_in_a_name_does_not_break_the_table(one, other):
    (other / "a|b").write_text("x", encoding="utf-8")
    with opened(one) as old, opened(other) as new:
        table = report.table(old, new, compare.compare(old, new))
    assert "| file | a/b |" in table

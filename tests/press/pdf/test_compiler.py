"""Typst sets what changed, and its errors name the document."""

import pytest
import typst

from press.pdf.builder import write_template
from press.pdf.compiler import STANDARDS, PdfError, compile_source
from study import paths
from tests.support.small_book import TITLE_PAGE


def test_the_same_things_are_set_once_and_changed_ones_again(tmp_path, monkeypatch):
    calls = []
    real = typst.compile_with_warnings

    def counted(*arguments, **settings):
        calls.append(arguments)
        return real(*arguments, **settings)

    monkeypatch.setattr(typst, "compile_with_warnings", counted)
    folder = tmp_path / "source"
    folder.mkdir()
    source = folder / "book.typ"
    source.write_text('#set document(title: "x", date: datetime.today())\n= Een', encoding="utf-8")
    (folder / "words.txt").write_text("een", encoding="utf-8")
    first = compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache")
    again = compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache")
    assert again.pdf == first.pdf and again.from_cache and not first.from_cache and len(calls) == 1
    (folder / "words.txt").write_text("twee", encoding="utf-8")
    compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache")
    assert len(calls) == 2


def test_an_error_of_typst_names_the_document(tmp_path):
    write_template(tmp_path)
    (tmp_path / "book.typ").write_text(
        '#import "template.typ": *\n// document: goed\nA\n// document: fout\n#onbekend[B]\n',
        encoding="utf-8",
    )
    with pytest.raises(PdfError, match=r"fout: unknown variable: onbekend\n#onbekend\[B\]"):
        compile_source(tmp_path / "book.typ", TITLE_PAGE.timestamp, tmp_path / "cache")


def test_a_sign_that_no_typeface_has_is_named_with_its_line_and_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "een.md").write_text("# Een\n\nWoord \U0001f642.\n", "utf-8")
    write_template(tmp_path)
    (tmp_path / "book.typ").write_text(
        '#import "template.typ": *\n#set document(title: "x", date: datetime.today())\n'
        "// document: chapters/een\n= Een\nWoord \U0001f642.\n",
        encoding="utf-8",
    )
    with pytest.raises(PdfError) as told:
        compile_source(tmp_path / "book.typ", TITLE_PAGE.timestamp, tmp_path / "cache")
    assert str(told.value) == (
        "chapters/een.md, line 3: the print has no letter for '\U0001f642': "
        "write it in words, or leave it out"
    )


def test_fonts_are_there_and_standards_are_claimed():
    assert len(list(paths.FONTS.glob("SourceSans3-*.ttf"))) == 3
    assert STANDARDS == ["ua-1", "a-3a"]


def test_the_timestamp_is_the_day_in_utc_on_every_machine(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert TITLE_PAGE.timestamp == 1772323200


MOVED = """#import "template.typ": *
#set document(title: "x", date: datetime.today())
#set page(width: 90mm, height: 60mm, margin: 10mm)
#set text(size: 10pt)
#block(height: 36mm, above: 0pt, below: 0pt)[A]
#block(width: 50mm, above: 0pt, below: 0pt, breakable: false)[#box(width: 45mm)#xref("doel")[x]]
#block(above: 0pt)[#metadata("y")<doel>B]
"""
"""The number of a page, once written, moves its own line to that page, where none is written."""


def test_a_page_number_that_moves_its_own_line_is_written_all_the_same(tmp_path):
    """Pages that come to no rest would be a warning, and no book."""
    source = tmp_path / "print" / "book.typ"
    source.parent.mkdir()
    write_template(source.parent)
    source.write_text(MOVED, encoding="utf-8")
    alone = {"root": str(source.parent), "font_paths": [str(paths.FONTS)]}
    _, warnings = typst.compile_with_warnings(str(source), ignore_system_fonts=True, **alone)
    assert any("did not converge" in each.message for each in warnings), "as Typst does it alone"
    made = compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache")
    assert made.warnings == ()
    assert compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache").from_cache

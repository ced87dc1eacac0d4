"""The printed book is in order, has what is for print, and is right also when little changed."""

import re
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest

from press.pdf.builder import BookPrint, write_source
from tests.support import small_book
from tests.support.small_book import TITLE_PAGE


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with small_book.built(small_book.write(tmp_path_factory.mktemp("book"))) as made:
        yield made


def printed(app, folder: Path) -> str:
    """What is printed, as Typst source."""
    return write_source(app, folder, TITLE_PAGE, {}).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source(app, tmp_path_factory) -> str:
    return printed(app, tmp_path_factory.mktemp("source"))


def test_the_book_is_in_the_order_of_its_contents(source):
    order = re.findall(r"^(?:// document: (\w+)|#part\[(\w+)\])", source, re.MULTILINE)
    assert order == [
        ("index", ""),
        ("een", ""),
        ("", "Deel"),
        ("bronnen", ""),
        ("", "Bijlage"),
    ]
    assert '#chapter(level: 2, after-part: true, number: "1", name: "een#sec-een")[Een]' in source
    assert '#chapter(level: 2, after-part: true, number: "A")[Bronnen]' in source


def test_print_has_its_own_only_and_no_excluded_page(source):
    assert "Alleen op het scherm" not in source
    assert "Niet in druk" in source


def test_a_work_is_printed_once_though_the_pages_were_written_before(app, source):
    assert source.count("Agendas") == 1
    assert source.count("#work(") == 1
    (bibliography,) = app.env.domaindata["cite"]["bibliographies"].values()
    assert bibliography.citation_nodes["werk"].astext().count("Agendas") == 1


def test_the_builder_and_its_tags_come_back_also_after_an_error(app, tmp_path):
    before = app.builder, sorted(app.tags), dict(app.env.temp_data)
    write_source(app, tmp_path, TITLE_PAGE, {})
    app.events.listeners["doctree-resolved"].append(
        SimpleNamespace(id=-1, handler=lambda *_: 1 / 0, priority=1)
    )
    try:
        with pytest.raises(Exception, match="division"):
            write_source(app, tmp_path, TITLE_PAGE, {})
    finally:
        app.events.listeners["doctree-resolved"].pop()
    assert (app.builder, sorted(app.tags), dict(app.env.temp_data)) == before


def test_the_pdf_is_the_same_each_time_and_never_half(app, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    begun = [BookPrint(app, TITLE_PAGE, {}, Path(app.doctreedir) / name) for name in ("one", "two")]
    for book, target in zip(begun, (one, two), strict=True):
        book.write(target)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["one.pdf", "two.pdf"]


def test_the_pdf_says_who_made_it_and_in_what_language(app, tmp_path):
    BookPrint(app, TITLE_PAGE, {}, Path(app.doctreedir) / "cache").write(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo["/Title"]) == TITLE_PAGE.title
        assert "20260301" in str(pdf.docinfo["/CreationDate"])
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == ["Voorpagina", "Inhoud", "Deel", "Bijlage"]


EDITS = {
    "a paragraph": ("bronnen.md", "Terug", "Weer terug"),
    "a heading that another page names": ("een.md", "# Een", "# Iets"),
    "a caption that another page quotes": ("een.md", "Bijschrift", "Onderschrift"),
    "an author who is cited": ("works.bib", "Kingdon, John", "Olijve, J."),
    "a figure before another": (
        "index.md",
        "# Voorpagina",
        "# Voorpagina\n\n:::{figure} a.svg\n:name: fig-b\n:alt: Nog een.\nEerste\n:::",
    ),
}


QUICK = ("a paragraph", "a figure before another")


@pytest.mark.parametrize(
    "edit",
    [*QUICK, *(pytest.param(e, marks=pytest.mark.campaign) for e in EDITS if e not in QUICK)],
)
def test_what_is_printed_after_an_edit_is_what_is_printed_of_all_anew(tmp_path, edit):
    file, old, new = EDITS[edit]
    root = small_book.write(tmp_path / "book")
    with small_book.built(root) as app:
        before = printed(app, tmp_path)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with small_book.built(root) as app:
        after = printed(app, tmp_path)
    with small_book.built(root, freshenv=True) as app:
        assert before != after == printed(app, tmp_path)

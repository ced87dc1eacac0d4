"""The PDF says the same as the pages, and says it to a screen reader too."""

import copy
import re

import pikepdf
import pypdfium2
import pytest

from press import labels
from press.chapters.nodes import SCREEN_ONLY
from press.pdf import layouts, selection
from study import paths


@pytest.fixture(scope="module")
def pdf(book):
    with pikepdf.open(book.pdf) as found:
        yield found


@pytest.fixture(scope="module")
def text(book) -> str:
    document = pypdfium2.PdfDocument(book.pdf)
    return _plain(" ".join(page.get_textpage().get_text_bounded() for page in document))


def _plain(words: str) -> str:
    """Without spaces and hyphens, because lines break elsewhere in print."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\u0002-]+", "", words)


def _elements(node, kind: str):
    """Structure elements of a kind, anywhere below a node."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, kind)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == kind:
            yield node
        if "/K" in node:
            yield from _elements(node.K, kind)


def _heading(heading) -> tuple[str, str]:
    """Its number, without the stop that only the pages have behind it, and its words."""
    number = heading.select_one(".section-number")
    lead = number.get_text() if number else ""
    words = heading.get_text().removeprefix(lead).removesuffix("#")
    return _plain(lead).rstrip("."), _plain(words)


def _chapters(book):
    """The pages that are printed, without what is on the screen only."""
    for path in (book.html / "index.html", *sorted((book.html / "chapters").glob("*.html"))):
        name = path.relative_to(book.html).with_suffix(".md")
        source = paths.ROOT / name
        if source.exists() and f"print: {selection.LEFT_OUT}" not in source.read_text("utf-8"):
            article = copy.copy(book.page(path.relative_to(book.html)).article)
            for left_out in article.select(f".{SCREEN_ONLY}"):
                left_out.decompose()
            yield path.stem, article


def test_it_is_tagged_dutch_titled_and_claims_its_standards(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("nl")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Mensenhandel op de agenda van gemeenten"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_it_has_bookmarks_for_all_chapters(book, pdf):
    with pdf.open_outline() as outline:
        titles = set()
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            # What is a demonstration says so in its bookmark.
            title = re.sub(r" \((deels )?demonstratie\)$", "", str(item.title))
            titles.add(_plain(title))
            waiting += item.children
    for name, article in _chapters(book):
        number, words = _heading(article.h1)
        # In print an appendix has a letter.
        assert {words, number + words} & titles or any(t[1:] == words for t in titles), name


def test_every_figure_has_its_alternative_text(book, pdf):
    alts = {_plain(str(figure.Alt)) for figure in _elements(pdf.Root.StructTreeRoot, "/Figure")}
    shown = [img["alt"] for _, article in _chapters(book) for img in article.select("figure img")]
    assert len(shown) > 15
    for alt in shown:
        assert _plain(alt) in alts


def test_it_has_the_headings_and_numbers_of_the_pages(book, text):
    for name, article in _chapters(book):
        for heading in article.select("h1, h2, h3"):
            number, words = _heading(heading)
            # A card has its own number, a row of a table none.
            apart = {layouts.ADVICE, layouts.STATEMENTS} & set(heading.parent.get("class", ()))
            assert (words if apart else number + words) in text, f"{name}: {heading.get_text()}"
        for paragraph in article.select("p"):
            if paragraph.select("data.getal") and not paragraph.find("a"):
                assert _plain(paragraph.get_text()) in text, paragraph.get_text()
        for caption in article.select("figcaption .caption-text"):
            assert _plain(caption.get_text()) in text


def test_printed_pages_say_that_they_hold_made_up_interviews_and_no_others_do(book):
    notice = _plain(labels.text("notice.synthetic_short"))
    figure = _plain(labels.of("figure")("synthetic"))
    marked = {"Conclusie": True, "Het probleem": False, "Wat in het openbaar gezegd wordt": False}
    seen = dict.fromkeys(marked, 0)
    for number, page in enumerate(pypdfium2.PdfDocument(book.pdf), start=1):
        words = _plain(page.get_textpage().get_text_bounded())
        if figure in words:
            assert notice in words, number
        head = words.partition(notice)[2] or words
        for chapter, expected in marked.items():
            # The running head has the title of the book, the number of the chapter and its title.
            if re.match(rf".{{0,60}}\d{_plain(chapter)}", head):
                seen[chapter] += 1
                assert (notice in words) == expected, (number, chapter)
    assert all(seen.values()), seen


def test_headings_hold_no_paragraphs_rows_have_heads_and_links_have_names(pdf):
    tree = pdf.Root.StructTreeRoot
    for level in "123456":
        for heading in _elements(tree, f"/H{level}"):
            assert not list(_elements(heading.K, "/P"))
    scopes = [str(a.Scope) for th in _elements(tree, "/TH") for a in th.A if "/Scope" in a]
    assert scopes.count("/Row") > 100
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            assert not str(note.Contents).startswith("pagina "), str(note.Contents)


def test_english_is_told_apart(pdf, book):
    english = [p for p in _elements(pdf.Root.StructTreeRoot, "/P") if p.get("/Lang") == "en"]
    assert english
    titles = book.page("chapters/literatuur.html").select('.citation [lang="en"]')
    assert len(titles) > 40 and titles[0].get_text()


def test_pages_are_a4_and_fonts_are_embedded(pdf):
    for page in pdf.pages:
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
        for font in page.resources.get("/Font", {}).values():
            for part in font.get("/DescendantFonts", [font]):
                descriptor = part.get("/FontDescriptor", {})
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())

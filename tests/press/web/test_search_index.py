"""What the search index says of a page."""

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from press.chapters.nodes import picture, web_only
from press.web import search_index


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text):
    plain = [letter for letter in text if len(letter.lower()) == 1]
    assert len(search_index.folded("".join(plain))) == len(plain)


def test_words_are_compared_without_accents_capitals_or_common_words():
    assert search_index.terms("De Zorgcoördinatie van één VNG-gids") == [
        "zorgcoordinatie",
        "vng",
        "gids",
    ]


def _page() -> nodes.document:
    page = nodes.section("", nodes.title("", "Het probleem"), ids=["het-probleem"])
    page += nodes.paragraph("", "Meldingen komen binnen.")
    page += web_only("", nodes.paragraph("", "Downloaden"))
    inner = nodes.section("", nodes.title("", "Cijfers"), ids=["cijfers"])
    inner += nodes.paragraph("", "", picture(alt="Een dalende lijn."))
    inner += nodes.literal_block("", "import pandas")
    page += inner
    document = nodes.document(None, None)
    document += page
    return document


def test_each_section_holds_its_own_words_and_what_its_pictures_show():
    assert search_index.sections(_page()) == [
        search_index.Section("het-probleem", "Het probleem", "Meldingen komen binnen."),
        search_index.Section("cijfers", "Cijfers", "Een dalende lijn."),
    ]


def test_a_heading_counts_for_more_than_text_and_the_order_of_pages_does_not_matter():
    pages = {
        "b.html": ("Borgen", [search_index.Section("x", "Routines", "routines en geld")]),
        "a.html": ("Kader", [search_index.Section("y", "Kader", "geld")]),
    }
    made = search_index.index(pages)
    assert made == search_index.index(dict(reversed(pages.items())))
    assert made["pages"] == [["a.html", "Kader"], ["b.html", "Borgen"]]
    assert made["words"]["routines"] == [1, 7]
    assert made["words"]["geld"] == [0, 1, 1, 1]
    assert made["words"]["borgen"] == [1, 3]

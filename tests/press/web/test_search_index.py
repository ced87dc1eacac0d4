"""What the search index says of a page."""

import hashlib
import tomllib

from docutils import nodes

from press import places
from press.chapters.nodes import picture, web_only
from press.web import search_index, theme

MINISEARCH = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"


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


def test_a_work_of_the_literature_is_found_under_authors_and_year():
    document = nodes.document(None, None)
    words = "Mos, A. en Vis, B. (2003). Stromen. Utrecht: Uitgever."
    document += nodes.citation("", nodes.label("", "x"), nodes.paragraph("", words), ids=["id1"])
    assert search_index.sections(document) == [
        search_index.Section("letter-m", "M", ""),
        search_index.Section("id1", "Mos, A. en Vis, B. (2003)", "Stromen. Utrecht: Uitgever."),
    ]


def test_the_order_of_pages_does_not_matter():
    pages = {
        "b.html": ("Borgen", 1.0, [search_index.Section("x", "Routines", "routines en geld")]),
        "a.html": ("Kader", 0.6, [search_index.Section("y", "Kader", "geld")]),
    }
    made = search_index.index(pages)
    assert made == search_index.index(dict(reversed(pages.items())))
    assert made["pages"] == [["a.html", "Kader", 0.6], ["b.html", "Borgen", 1.0]]
    assert made["sections"] == [[0, "y", "Kader", "geld"], [1, "x", "Routines", "routines en geld"]]


def test_no_synonym_is_a_synonym_of_itself_or_a_word_that_nobody_types():
    table = tomllib.loads(places.synonyms().read_text(encoding="utf-8"))
    for called, meant in table["synonyms"].items():
        assert called == called.lower() and called not in meant and meant, called
    for plurals in (table["plurals"], table["endings"]):
        assert plurals and all(plural != single for plural, single in plurals.items())


def test_the_library_is_the_one_that_its_makers_publish():
    """MiniSearch 7.2.0, dist/umd/index.js in the package of that name on npm."""
    found = theme.STATIC / "minisearch.js"
    assert hashlib.sha256(found.read_bytes()).hexdigest() == MINISEARCH
    assert found.stat().st_size < 100_000
    assert "Permission is hereby granted" in found.with_suffix(".txt").read_text(encoding="utf-8")

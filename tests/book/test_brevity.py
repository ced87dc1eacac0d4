"""Results and conclusion stay short, so that somebody finishes them."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

EDITIONS = ("", "en/")
MOST_WORDS = {"": 2224, "en/": 2336}
"""Six tenths of what the Dutch was when nobody finished it; English takes a twentieth more."""
LONGEST, MEAN = 30, 15
FEW = 20
"""Sentences of which a mean says nothing."""
NOT_RUNNING = (
    "table, figure, figcaption, li, dl, nav, form, details, h1, h2, h3, h4, .admonition, .citation"
)
SOURCES = re.compile(r" ?\((?:[^()]*(?:\d{4}|z\.d\.|n\.d\.)[^()]*)\)")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9‘É])")


def paragraphs(article: BeautifulSoup) -> list[str]:
    """The running text of a page."""
    own = BeautifulSoup(str(article), "html.parser")
    for part in own.select(NOT_RUNNING):
        part.decompose()
    return [" ".join(p.get_text().split()) for p in own.find_all("p")]


def running(article: BeautifulSoup) -> list[str]:
    """The sentences of running text of a page, without the sources in brackets."""
    texts = (SOURCES.sub("", text) for text in paragraphs(article))
    return [sentence for text in texts if text for sentence in SENTENCE_ENDS.split(text)]


def pages(book, edition: str) -> list[str]:
    """Results and conclusion."""
    names = sorted(path.stem for path in (book.html / edition / "chapters").glob("resultaten*"))
    return [f"{edition}chapters/{name}.html" for name in [*names, "conclusie"]]


def chapters(book, edition: str) -> dict[str, list[str]]:
    return {name: running(book.page(name).article) for name in pages(book, edition)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_results_and_conclusion_are_read_to_the_end(book, edition):
    said = chapters(book, edition)
    assert len(said) > 7
    lengths = [len(sentence.split()) for each in said.values() for sentence in each]
    counted = [text for name in said for text in paragraphs(book.page(name).article)]
    assert sum(len(text.split()) for text in counted) <= MOST_WORDS[edition], "sources as well"
    assert sum(lengths) / len(lengths) <= MEAN


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_sentence_is_long_or_stands_twice_on_a_page(book, edition):
    for name, sentences in chapters(book, edition).items():
        assert [each for each in sentences if len(each.split()) > LONGEST] == [], name
        assert [s for s, n in Counter(sentences).items() if n > 1 and len(s.split()) > 3] == [], (
            name
        )


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_chapter_has_long_sentences(book, edition):
    read = 0
    for path in sorted(
        [*(book.html / edition).glob("chapters/*.html"), book.html / edition / "index.html"]
    ):
        sentences = running(book.page(path.relative_to(book.html)).article)
        assert [each for each in sentences if len(each.split()) > LONGEST] == [], path.name
        lengths = [len(each.split()) for each in sentences]
        read += len(lengths)
        if len(lengths) > FEW:
            assert sum(lengths) / len(lengths) <= MEAN, path.name
    assert read > 1000


@pytest.mark.parametrize(
    "edition, other, orders",
    [
        ("", "uitdrukkelijk afwezig", "heel veel volgordes"),
        ("en/", "explicitly absent", "very many orders"),
    ],
)
def test_chapters_have_one_word_for_one_thing(book, edition, other, orders):
    """What played no part, and how many orders of interviews are tried."""
    for name in ("discussie", "codeboek", "methode"):
        assert other not in book.page(f"{edition}chapters/{name}.html").text.lower(), name
    for name in ("methode", "resultaten-nieuw"):
        assert orders in book.page(f"{edition}chapters/{name}.html").text, name


@pytest.mark.campaign
def test_a_factsheet_of_real_interviews_says_nothing_twice(other_book):
    """But of each phase it says what helps and hinders, which may be nothing in both."""
    said = Counter(running(other_book.page("chapters/factsheet.html").article))
    twice = [each for each, n in said.items() if n > 1 and each.endswith(".")]
    assert said and [each for each in twice if not each.startswith("Geen factor waarvan")] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_list_says_again_what_the_text_of_its_page_says(book, edition):
    """The ground of a recommendation too may be what the story before it told."""
    read = 0
    for path in sorted((book.html / edition).glob("chapters/*.html")):
        article = book.page(path.relative_to(book.html)).article
        items = [
            SOURCES.sub("", " ".join(item.get_text().split())) for item in article.select("li")
        ]
        told = {each for each in running(article) if len(each.split()) > FEW // 2}
        read += len(told)
        assert [each for each in told if any(each in item for item in items)] == [], path.name
    assert read > 300

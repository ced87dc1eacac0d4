"""Results and conclusion stay short, so that somebody finishes them."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

EDITIONS = ("", "en/")
MOST_WORDS = {"": 2224, "en/": 2336}
"""Six tenths of what the Dutch was when nobody finished it; English takes a twentieth more."""
LONGEST, MEAN = 30, 15
SAID_OF_THE_BOOK = (
    *("index", "chapters/tien-minuten", "chapters/grenzen", "chapters/methode"),
    *("chapters/dataverantwoording", "chapters/discussie"),
)
NOT_RUNNING = "table, figure, figcaption, li, dl, nav, form, details, h1, h2, h3, h4, .admonition"
SOURCES = re.compile(r" ?\((?:[^()]*(?:\d{4}|z\.d\.|n\.d\.)[^()]*)\)")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9‘É])")


def running(article: BeautifulSoup) -> list[str]:
    """The sentences of running text of a page, without the sources in brackets."""
    own = BeautifulSoup(str(article), "html.parser")
    for part in own.select(NOT_RUNNING):
        part.decompose()
    texts = (SOURCES.sub("", " ".join(p.get_text().split())) for p in own.find_all("p"))
    return [sentence for text in texts if text for sentence in SENTENCE_ENDS.split(text)]


def chapters(book, edition: str) -> dict[str, list[str]]:
    names = sorted(path.name for path in (book.html / edition / "chapters").glob("resultaten*"))
    return {
        name: running(book.page(f"{edition}chapters/{name}").article)
        for name in [*names, "conclusie.html"]
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_results_and_conclusion_are_read_to_the_end(book, edition):
    said = chapters(book, edition)
    assert len(said) > 7
    lengths = [len(sentence.split()) for each in said.values() for sentence in each]
    assert sum(lengths) <= MOST_WORDS[edition]
    assert sum(lengths) / len(lengths) <= MEAN


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_sentence_is_long_or_stands_twice_on_a_page(book, edition):
    for name, sentences in chapters(book, edition).items():
        assert [each for each in sentences if len(each.split()) > LONGEST] == [], name
        assert [s for s, n in Counter(sentences).items() if n > 1 and len(s.split()) > 3] == [], (
            name
        )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SAID_OF_THE_BOOK)
def test_what_the_book_says_of_itself_has_no_long_sentences(book, edition, name):
    sentences = running(book.page(f"{edition}{name}.html").article)
    assert sentences
    assert [each for each in sentences if len(each.split()) > LONGEST] == []


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


def test_a_factsheet_of_real_interviews_says_nothing_twice(other_book):
    """But of each phase it says what helps and hinders, which may be nothing in both."""
    said = Counter(running(other_book.page("chapters/factsheet.html").article))
    twice = [each for each, n in said.items() if n > 1 and each.endswith(".")]
    assert said and [each for each in twice if not each.startswith("Geen factor waarvan")] == []

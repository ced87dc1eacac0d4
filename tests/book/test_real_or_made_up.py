"""Interviews that were held are nowhere called made up, and the other way round: every word."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from study.data import tables, told
from study.language import dutch, sentence
from study.measures import published

MADE_UP = re.compile(r"demonstrat|verzonnen|made[ -]up|synthetische", re.IGNORECASE)
REAL = (
    sentence("here.real"),
    f"Wat {sentence('there.real')}",
    "komen uit de interviews van het onderzoek",
    "Held with people",
    "were held with people",
)
"""How sentences, the chapter on the method and the package speak of interviews that were held."""

UNREAD = {".png", ".svg", ".woff2", ".ico", ".inv"}
"""Pictures hold no word that their page does not have; drawings are searched by the gate."""


def words_of(book: Path) -> Iterator[tuple[str, str]]:
    """Every published file with its words: pages, tables, downloads, and inside archives."""
    for path in sorted(book.rglob("*")):
        if path.is_file() and path.suffix not in UNREAD:
            yield from _words(path.relative_to(book).as_posix(), path.read_bytes())


def _words(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from _words(f"{name}/{inner}", archive.read(inner))
    elif name.endswith(".pdf"):
        document = pypdfium2.PdfDocument(content)
        yield name, " ".join(page.get_textpage().get_text_range() for page in document)
    else:
        yield name, content.decode("utf-8")


@pytest.mark.campaign
def test_nothing_in_a_book_of_real_interviews_calls_them_made_up(other_book):
    assert not tables.package(other_book.root / "data")["synthetic"]
    found = [(name, MADE_UP.search(words)) for name, words in words_of(other_book.html)]
    assert len(found) > 100
    assert [(name, match[0]) for name, match in found if match] == []


def test_nothing_in_a_book_of_made_up_interviews_calls_them_real(book):
    found = [
        (name, phrase)
        for name, words in words_of(book.html)
        for phrase in REAL
        if phrase in " ".join(words.split())
    ]
    assert found == []


@pytest.mark.campaign
def test_the_package_says_of_its_interviews_what_they_are(book, other_book):
    for made, synthetic in ((book, True), (other_book, False)):
        readme = (made.html / "data" / told.README).read_text(encoding="utf-8")
        assert f'"synthetic": {str(synthetic).lower()}' in readme
        assert tables.package(made.html / "data")["description"] == told.description(synthetic)


@pytest.mark.campaign
@pytest.mark.parametrize("chapter", ["dataverantwoording", "resultaten-nieuw"])
def test_a_book_of_counts_does_not_speak_of_rows(book, other_book, chapter):
    of_rows = ("willekeurig kenmerk", "heel veel volgordes", "welke code kreeg")
    there, here = (
        " ".join(each.page(f"chapters/{chapter}.html").article.get_text().split())
        for each in (book, other_book)
    )
    assert any(words in there for words in of_rows)
    assert [words for words in of_rows if words in here] == []


@pytest.mark.campaign
@pytest.mark.parametrize("chapter", ["methode", "discussie"])
def test_the_numbers_of_real_interviews_are_those_of_the_data(other_book, chapter):
    groups = published.read(other_book.root / "data").counts.groups
    sizes = groups.drop_duplicates(["round", "role_group"]).groupby("round")["respondents"].sum()
    words = " ".join(other_book.page(f"chapters/{chapter}.html").article.get_text().split())
    assert f"{dutch.in_words(int(sizes[1]))} landelijke organisaties" in words
    assert re.search(rf"{dutch.in_words(int(sizes[2]))} (respondenten|mensen) uit", words)
    assert dutch.in_words(16) not in words

"""Put in other interviews, and the whole book follows without an edit to a chapter."""

import pytest

from study.data import levels
from study.data.coded import PHASES
from study.findings import evidence_trail, placeholders
from study.measures import published
from tests.support.other_book import STUDY
from tests.support.studies import STUDIES, advice, publish, statements_of_published


def test_the_book_says_what_its_data_say(other_book):
    _says_what_its_data_say(other_book)


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("name", "level"),
    [(n, level) for n in STUDIES for level in levels.LEVELS if (n, level) != (STUDY, "counts")],
)
def test_the_book_of_any_study_says_what_its_data_say(own_book, name, level):
    publish(STUDIES[name](), own_book.root / "data", level)
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    assert "WARNING" not in outcome.stderr and "ERROR" not in outcome.stderr, outcome.stderr
    _says_what_its_data_say(own_book)


def _says_what_its_data_say(book) -> None:
    of = published.read(book.root / "data")
    words_of = placeholders.words_of(evidence_trail.trail(of, advice()))
    said = statements_of_published(of)
    for phase in PHASES:
        article = book.page(f"chapters/resultaten-{phase}.html").article
        words = " ".join(article.get_text().split())
        names = [f"conclusie.{phase}.{part}" for part in ("helpt", "belemmert")]
        names += [f"{phase}.{part}" for part in ("verdeeld", "afwezig", "stromen", "venster")]
        for name in names:
            text = placeholders.filled(said[name].text, words_of)
            assert " ".join(text.split()) in words, name
    assert (book.html / "factsheet.pdf").stat().st_size > 10_000

"""Put in other interviews, and the whole book follows without an edit to a chapter."""

import re

import pytest

from study.data.coded import PHASES
from study.findings import placeholders
from tests.study.studies import STUDIES, publish
from tests.study.test_sentences import statements_of

CHOSEN = ("all ties", "three respondents", "two hundred")
"""Built here; figures, sentences and factsheet of all others are tested without a book."""


def _plain(text: str, names: dict[str, str]) -> str:
    """A statement as it stands on a page, without what stands behind a factor."""
    return " ".join(placeholders.filled(text, names.get, None).split())


@pytest.mark.parametrize("name", CHOSEN)
def test_the_book_builds_and_says_what_these_data_say(own_book, name):
    of = publish(STUDIES[name](), own_book.root / "data")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    assert "WARNING" not in outcome.stderr and "ERROR" not in outcome.stderr, outcome.stderr

    labels = of.codebook.drop_duplicates("factor").set_index("factor")["label_nl"].to_dict()
    said = statements_of(of)
    for phase in PHASES:
        article = own_book.page(f"chapters/resultaten-{phase}.html").article
        words = " ".join(article.get_text().split())
        words = re.sub(r" \([^()]* van [^()]*\)", "", words)
        for part in ("meest", "helpt", "belemmert", "stromen", "venster"):
            assert _plain(said[f"{phase}.{part}"].text, labels) in words, f"{phase}.{part}"
    assert (own_book.html / "factsheet.pdf").stat().st_size > 10_000

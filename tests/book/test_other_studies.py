"""Put in other interviews, and the whole book follows without an edit to a chapter."""

import re

import pytest

from study.data.coded import PHASES
from tests.support.studies import STUDIES, publish, statements_of

CHOSEN = "three respondents"
ALL = [
    CHOSEN,
    *(pytest.param(name, marks=pytest.mark.campaign) for name in STUDIES.keys() - {CHOSEN}),
]
"""Figures, sentences and factsheet of all of them are tested without a book too."""

_ROLE = re.compile(r"\{(\w+)\}`([^`]*)`")


def _plain(text: str, names: dict[str, str]) -> str:
    """A statement as it stands on a page, without what stands behind a factor."""
    text = re.sub(r" \{bewijs\}`[^`]*`", "", text)
    return " ".join(_ROLE.sub(lambda role: names[role[2]], text).split())


@pytest.mark.parametrize("name", ALL)
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

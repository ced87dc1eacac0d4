"""Put in other interviews, and the whole book follows without an edit to a chapter."""

import pytest

from study.data import levels, tables
from study.data.coded import PHASES
from study.findings import evidence_trail, placeholders
from study.measures import published
from tests.support import designs
from tests.support.books import checkout
from tests.support.other_book import STUDY
from tests.support.studies import STUDIES, advice, publish, statements_of_published


@pytest.mark.campaign
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


@pytest.mark.campaign
@pytest.mark.parametrize("synthetic", [True, False])
@pytest.mark.parametrize("design", designs.DESIGNS)
def test_the_book_of_any_design_is_made(tmp_path, design, synthetic):
    book = checkout(tmp_path / "copy")
    designs.put(book.root, design, synthetic)
    outcome = book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    assert "WARNING" not in outcome.stderr and "ERROR" not in outcome.stderr, outcome.stderr
    phases = designs.DESIGNS[design]["phases"]
    made = [f"resultaten-{phase}" for phase in phases]
    made += [f"openbaar-{phase}" for phase in phases]
    made += [f"resultaten-verhouding{'-2' * (n > 0)}" for n in range(len(phases) - 1)]
    pages = {page.stem for page in (book.html / "chapters").glob("*.html")}
    assert set(made) <= pages
    assert not {page for page in pages if "fase" in page or "paar" in page}
    assert ("resultaten-verhouding" in pages) == (len(phases) > 1)
    results = [*made, "resultaten", "resultaten-groepen", "conclusie"]
    for name in results:
        words = book.page(f"chapters/{name}.html").article.get_text().lower()
        for old in designs.OLD_NAMES:
            assert old not in words, f"{name}: {old}"


@pytest.mark.campaign
def test_a_real_study_of_another_design_is_made_in_two_editions(tmp_path):
    book = checkout(tmp_path / "copy")
    designs.put(
        book.root, "three phases, three roles, no first round", synthetic=False, english=True
    )
    outcome = book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    assert "WARNING" not in outcome.stderr and "ERROR" not in outcome.stderr, outcome.stderr
    assert "english Een ander boek" in book.page("en/index.html").h1.get_text()
    for name in ("conclusie", "resultaten-oppakken"):
        assert "english het oppakken" in book.page(f"en/chapters/{name}.html").article.get_text()
    for edition in ("", "en/"):
        method = book.page(f"{edition}chapters/methode.html").article.get_text()
        assert "CoMensha" not in method and "Olijve" not in method


def _says_what_its_data_say(book) -> None:
    of = published.read(book.root / "data")
    words_of = placeholders.words_of(evidence_trail.trail(of, advice()))
    said = statements_of_published(of, tables.package(book.root / "data")["synthetic"])
    for phase in PHASES:
        article = book.page(f"chapters/resultaten-{phase}.html").article
        words = " ".join(article.get_text().split())
        names = [f"conclusie.{phase}.{part}" for part in ("helpt", "belemmert")]
        names += [
            f"{phase}.{part}"
            for part in ("verdeeld", "lijkt_verdeeld", "afwezig", "stromen", "venster")
        ]
        for name in names:
            text = placeholders.filled(said[name].text, words_of)
            assert " ".join(text.split()) in words, name
    assert (book.html / "factsheet.pdf").stat().st_size > 10_000

"""The book, read by somebody who believes nothing and counts again."""

import ast
import re
import sys
from pathlib import Path

import pytest

from study.data import levels
from tests.support.sceptic import planting, printed
from tests.support.sceptic.examination import Examination
from tests.support.sceptic.planting import IN_PRINT, PLANTS, planted
from tests.support.studies import STUDIES, call_real, publish

SCEPTIC = Path(planting.__file__).parent
MAY_USE = {"bs4", "openpyxl", "pandas", "pikepdf", "pypdfium2", "tests"}


@pytest.fixture(scope="module")
def report(book):
    return Examination(book.html).examined()


def test_the_sceptic_asks_the_makers_nothing():
    """It would take over their mistakes. It has the published files and the words they print."""
    for path in SCEPTIC.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module]
            for name in names:
                room = name.partition(".")[0]
                assert room in MAY_USE | sys.stdlib_module_names, f"{path.name} imports {name}"
                assert room != "tests" or name.startswith("tests.support.sceptic"), path.name


def test_nothing_in_the_book_says_what_its_tables_do_not(report):
    assert report.contradictions() == []
    printed_claims = [claim for claim in report.claims if claim.where.endswith(".pdf")]
    assert len(report.claims) > 6000 and len(printed_claims) > 800


def test_for_every_kind_of_claim_a_wrong_number_is_planted(report):
    assert {claim.what[0] for claim in report.claims} <= set(PLANTS)


@pytest.mark.parametrize(
    ("kind", "plant"), [(kind, plant) for kind, plants in PLANTS.items() for plant in plants]
)
def test_a_wrong_number_is_found(book, tmp_path, kind, plant):
    found = Examination(planted(book.html, tmp_path, plant)).examined()
    wrong = {claim.what[0] for claim in found.claims if claim.said != claim.true}
    assert kind in wrong, found.contradictions()


@pytest.mark.parametrize("place", IN_PRINT)
def test_a_wrong_number_in_print_is_found(book, tmp_path, monkeypatch, place):
    (tmp_path / "data").symlink_to(book.html / "data")
    (tmp_path / book.pdf.name).symlink_to(book.pdf)
    lines = printed.lines(book.pdf, book.pdf.stat().st_mtime_ns)
    changed = planting.in_print(lines, IN_PRINT[place])
    monkeypatch.setattr(printed, "lines", lambda *_: changed)
    assert Examination(tmp_path).examined().contradictions()


def test_a_wrong_number_that_is_read_aloud_in_print_is_found(book, tmp_path):
    plant = planting.Plant(book.pdf.name, rf"van {planting.N} respondenten naar één\.")
    assert Examination(planted(book.html, tmp_path, plant)).examined().contradictions()


@pytest.mark.parametrize(
    "sentence",
    [
        "Meer dan acht respondenten vinden geld het belangrijkst.",
        "Steun van het bestuur komt in 14 van 16 gesprekken terug.",
        "Volgens negen ambtenaren is dat zo.",
    ],
)
def test_a_sentence_that_nobody_understands_is_shown(book, tmp_path, sentence):
    plant = planting.Plant(
        planting.AGENDA, r"<p>(Bovenaan staat wat)", f"{sentence} Bovenaan staat wat"
    )
    found = Examination(planted(book.html, tmp_path, plant)).examined().contradictions()
    assert found == [f"{planting.AGENDA}: not understood: {sentence}"]


def test_two_places_that_differ_are_found_whatever_the_tables_say(report):
    claim = next(c for c in report.claims if c.what[0] == "helps")
    other = type(claim)(claim.what, claim.said + 1, claim.said + 1, "elsewhere", claim.sentence)
    both = type(report)([claim, other])
    assert any(re.search(r"and \S+ says", line) for line in both.contradictions())


@pytest.mark.campaign
@pytest.mark.parametrize("level", levels.LEVELS)
@pytest.mark.parametrize("name", STUDIES)
def test_nothing_in_the_book_of_another_study_is_untrue(own_book, name, level):
    publish(STUDIES[name](), own_book.root / "data", level)
    _built_and_true(own_book)


@pytest.mark.campaign
def test_nothing_in_a_book_of_real_interviews_is_untrue(own_book):
    call_real(own_book.root / "data")
    _built_and_true(own_book)


def _built_and_true(book) -> None:
    outcome = book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    report = Examination(book.html).examined()
    assert report.contradictions() == []
    assert len(report.claims) > 2000

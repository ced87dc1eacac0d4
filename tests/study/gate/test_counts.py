"""The gate on tables of counts: what cannot be, what lacks, and what was left out and is told."""

import shutil

import pandas as pd
import pytest

from study import measures
from study.data import coded, counted, levels
from study.gate import count_consistency
from tests.support import demonstration
from tests.support.demonstration import Study
from tests.support.planted import PERSON

pytestmark = pytest.mark.whole


@pytest.fixture
def own_counts(tmp_path) -> Study:
    """A copy of the demonstration in counts that a test may spoil."""
    made = demonstration.made(levels.COUNTS)
    return Study(shutil.copytree(made.root, tmp_path / "own"))


def _cell(table: str, where: dict[str, str], column: str, value: str):
    def spoil(study: Study) -> None:
        found = study.table(table)
        rows = pd.Series(True, index=found.index)
        for name, wanted in where.items():
            rows &= found[name] == wanted
        assert rows.any(), f"{table} has no such row"
        found.loc[rows.idxmax(), column] = value
        study.put(table, found)

    return spoil


def _without(table: str, where: dict[str, str]):
    def spoil(study: Study) -> None:
        found = study.table(table)
        rows = pd.Series(True, index=found.index)
        for name, wanted in where.items():
            rows &= found[name] == wanted
        study.put(table, found.drop(index=rows.idxmax()))

    return spoil


def _more_pairs(study: Study) -> None:
    rows = coded.read(demonstration.made(levels.ROWS).data)
    study.put("cooccurrence", measures.tally(rows).cooccurrence)


def _everybody_hinders(study: Study) -> None:
    found = study.table("factor_counts")
    rows = (found["code"] == "agenderen.steun") & (found["role_group"] == "ketenpartner")
    found.loc[rows, ["helps", "hinders", "neutral", "both"]] = ["6", "7", "1", "6"]
    study.put("factor_counts", found)


def _rows_beside_counts(study: Study) -> None:
    rows = demonstration.made(levels.ROWS)
    shutil.copy(rows.data / "coded" / "segments.csv", study.data / "coded")


STEUN = {"code": "agenderen.steun", "role_group": "ketenpartner"}
IMPOSSIBLE = {
    "more named than spoken with": (
        _cell("factor_counts", STEUN, "named", "8"), "does not add up to the group"),
    "nobody's direction": (
        _cell("factor_counts", STEUN, "helps", "0"), "without a direction"),
    "a direction of more than name it": (
        _cell("factor_counts", STEUN, "hinders", "9"), "more people in one direction"),
    "both of more than say one of the two": (
        _cell("factor_counts", STEUN, "both", "7"), "more people who say both"),
    "a row left out": (_without("factor_counts", STEUN), "has other rows"),
    "a group left out": (_without("groups", {"role_group": "landelijk"}), "has other rows"),
    "a part of the model left out": (
        _without("stream_counts", {"part": "window"}), "has other rows"),
    "a factor without agreement": (
        _without("agreement", {"name": "steun"}), "has other rows"),
    "a phase discussed with more than there are": (
        _cell("groups", {"role_group": "landelijk"}, "discussed", "6"), "discusses a phase with"),
    "a group of two sizes": (
        _cell("groups", {"role_group": "landelijk"}, "respondents", "6"), "another size"),
    "a stream that its factors do not bear out": (
        _cell("stream_counts", {"round": "2", "part": "politiek"}, "respondents", "3"),
        "with what the factors of this part say"),
    "more in both phases than in one": (
        _cell("both_phases", {"factor": "steun"}, "respondents", "12"),
        "with how many name the factor in each phase"),
    "a pair of more than name one of them": (
        _cell("cooccurrence", {"code_a": "agenderen.cijfers"}, "together", "12"),
        "with how many name each of the two"),
}  # fmt: skip
"""Counts that no rows can give."""


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_counts_that_cannot_be_are_found(own_counts, case):
    spoil, message = IMPOSSIBLE[case]
    spoil(own_counts)
    found = count_consistency.agreeing(counted.read(own_counts.data), None)
    assert any(message in str(problem) for problem in found), found


REFUSED = {
    "more than ten pairs": (_more_pairs, "more than 10 pairs in a phase"),
    "a cell left empty": (_cell("factor_counts", STEUN, "not_discussed", ""), "is empty"),
    "a count that cannot be": (_cell("factor_counts", STEUN, "named", "8"), "does not add up"),
    "a group of one voice": (_everybody_hinders, "hinders according to every respondent"),
    "rows beside the counts": (_rows_beside_counts, "is not described in datapackage.json"),
    "a share above one": (
        _cell("agreement", {"name": "steun"}, "raw", "1.5"), "agreement.csv, row"),
    "a note of one's own": (
        _cell("agreement", {"name": "steun"}, "note", PERSON), "agreement.csv, row"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_lacks_or_tells_is_refused(own_counts, case):
    spoil, message = REFUSED[case]
    spoil(own_counts)
    found = own_counts.problems()
    assert any(message in problem for problem in found), found
    assert not any(PERSON in problem for problem in found)


def test_the_demonstration_in_counts_is_in_order():
    study = demonstration.made(levels.COUNTS)
    assert study.problems() == [] and study.problems(with_private=True) == []

"""Who supports a finding: those who say this, in every phase that it is about."""

import pandas as pd
import pytest

from study import measures
from study.data.coded import PAIRS, PHASES
from study.findings import support
from tests.support import demonstration
from tests.support.studies import STUDIES, one_of_each, read_at, study


def between(interviews) -> pd.DataFrame:
    counted = measures.counts(interviews.counts)
    return support.between(counted, support.least(interviews), PAIRS["verhouding"])


@pytest.fixture(params=one_of_each(STUDIES))
def relations(request) -> pd.DataFrame:
    interviews = read_at(STUDIES[request.param]())
    return between(interviews)


def of_steun(says) -> pd.Series:
    """What is made of a factor of both phases, where sixteen people speak of nothing else."""

    def speaks(respondent, code, rng):
        return says(respondent, code.phase) if code.factor == "steun" else ""

    interviews = read_at(study({"ambtenaar": 9, "ketenpartner": 7}, speaks))
    table = between(interviews)
    return table.set_index("factor").loc["steun"]


@pytest.mark.parametrize(
    ("first", "then", "relation", "claim", "n"),
    [
        ("helps", "helps", "carries", "carries", 6),
        ("hinders", "hinders", "stays_hindering", "stays_hindering", 6),
        ("helps", "hinders", "turns", "turns", 6),
        ("hinders", "helps", "turns", "turns", 6),
        ("helps", "neutral", "one_phase", "carries", 0),
        ("helps", "", "ends", "ends", 8),
        ("", "helps", "new", "new", 6),
        ("neutral", "neutral", "open", "carries", 0),
        ("", "", "silent", "carries", 0),
    ],
)
def test_a_claim_on_two_phases_rests_on_those_who_say_it_in_each(first, then, relation, claim, n):
    """Eight speak of the first phase, six of the second; five are enough."""
    row = of_steun(lambda r, phase: (first if r < 8 else "") if phase == PHASES[0] else
                   (then if r < 6 else ""))  # fmt: skip
    assert (row["relation"], row[claim]) == (relation, n)


def test_what_too_few_say_in_one_phase_is_tentative():
    row = of_steun(lambda r, phase: "helps" if r < (8 if phase == PHASES[0] else 4) else "")
    assert (row["relation"], row["carries_status"]) == ("one_phase", support.TENTATIVE)


@pytest.mark.parametrize(
    ("helps", "hinders", "clear"),
    [(5, 4, False), (5, 3, True), (1, 0, False), (2, 0, True), (11, 9, False), (12, 8, True)],
)
def test_a_turn_on_one_single_voice_is_no_turn(helps, hinders, clear):
    """What works both ways in a phase, as a sentence says of it, does not turn there."""
    row = {"helps_a": helps, "hinders_a": hinders, "helps_b": 0, "hinders_b": 6, "only_coded": ""}
    assert support.evenly(helps, hinders) is not clear
    assert len(support.says("turns", row, ("a", "b"))) == 1 + clear


def test_a_factor_may_help_and_hinder():
    row = of_steun(lambda r, phase: "helps" if r < 8 else "hinders")
    assert row["relation"] == "both_ways"


def test_what_the_codebook_has_in_one_phase_only_is_not_compared(relations):
    alone = relations[relations["only_coded"] != ""]
    assert len(alone) or len(relations) == 1
    assert set(alone["relation"]) <= {"only_coded"}
    assert not alone[list(support.RELATIONS)].any(axis=None)


def test_the_pattern_laid_into_the_demonstration_comes_out():
    interviews = read_at(demonstration.read())
    table = between(interviews)
    found = table.set_index("factor")
    assert found.at["steun", "relation"] == "carries"
    assert found.at["middelen", "relation"] == "stays_hindering"
    assert found.at["waarden", "relation"] == "only_coded"
    # Four say that it hinders the second phase and three that it helps: as good as even.
    assert found.at["bestuurswisseling", "turns_status"] == support.NONE


def test_claims_are_ordered_by_who_say_them():
    interviews = read_at(demonstration.read())
    table = support.claims(measures.counts(interviews.counts), 5)
    for _, rows in table.groupby(["phase", "claim"]):
        assert rows["n"].is_monotonic_decreasing
        assert set(rows.loc[rows["n"] >= 5, "status"]) <= {support.SUPPORTED}

"""From recommendation to rows, in both directions, and never firmer than the data."""

import json

import pandas as pd
import pytest

from study import measures
from study.data import coded, levels
from study.findings import evidence_trail, support
from tests.support import demonstration
from tests.support.studies import (
    STUDIES,
    TWO_LARGEST,
    advice,
    one_of_each,
    published_of,
    read_at,
    study,
    without_readings,
)


def trail(
    of: coded.Coded, recommendations: pd.DataFrame | None = None, level: str = levels.ROWS
) -> dict:
    chosen = advice() if recommendations is None else recommendations
    return evidence_trail.trail(read_at(of, level), chosen)


@pytest.fixture(params=one_of_each(STUDIES))
def any_study(request) -> coded.Coded:
    return STUDIES[request.param]()


def test_the_trail_reaches_the_rows_of_every_count(any_study):
    found = trail(any_study)
    json.dumps(found)
    segments = any_study.segments.astype({"segment": int}).set_index("segment")
    for name, factor in found["factors"].items():
        for phase, here in factor["phases"].items():
            for group in here["groups"]:
                for said in measures.SAID:
                    rows = segments.loc[group["rows"][said]]
                    assert rows["respondent"].nunique() == group[said]
                    assert set(rows["code"]) <= {f"{phase}.{name}"}
                    assert set(rows["direction"]) <= {said}
    listed = sum(
        len(numbers)
        for factor in found["factors"].values()
        for here in factor["phases"].values()
        for group in here["groups"]
        for numbers in group["rows"].values()
    )
    assert listed == len(segments), "every row is somewhere on the trail, and once"


def test_a_finding_is_as_firm_as_the_people_who_say_this(any_study):
    """Counted from the rows of the study, by hand."""
    found = trail(any_study)
    of_municipalities = any_study.respondents[any_study.respondents["round"] == 2]["respondent"]
    segments = any_study.segments.astype("string")
    segments = segments[segments["respondent"].isin(of_municipalities)]
    who = segments.groupby(["code", "direction"])["respondent"].nunique()
    for name, finding in found["findings"].items():
        says = {
            phase: int(who.get((f"{phase}.{finding['factor']}", finding["claim"]), 0))
            for phase in finding["says"]
        }
        if finding["claim"] in support.LEANINGS:
            assert finding["says"] == says and [finding["n"]] == [*says.values()], name
        elif finding["claim"] in ("carries", "stays_hindering") and finding["n"]:
            claim = "helps" if finding["claim"] == "carries" else "hinders"
            for phase, n in finding["says"].items():
                assert n == who[f"{phase}.{finding['factor']}", claim], name
        if finding["says"]:
            assert finding["n"] == min(finding["says"].values()), name
        assert finding["status"] == support.status(finding["n"], found["floor"]), name


@pytest.mark.parametrize(("saying", "status"), [(4, support.TENTATIVE), (5, support.SUPPORTED)])
def test_a_finding_is_supported_by_more_people_than_two_municipalities_have(saying, status):
    """The two largest have four here, so that five people come from three municipalities."""
    of = study({"ambtenaar": 9, "ketenpartner": 7}, lambda r, c, g: "helps" if r < saying else "")
    found = trail(of)
    assert found["floor"] == TWO_LARGEST + 1
    finding = found["findings"]["borgen.steun.helps"]
    assert (finding["status"], finding["in_three"]) == (status, saying > TWO_LARGEST)


@pytest.mark.parametrize(
    ("out_of", "two_largest", "least"),
    [(16, 4, 5), (16, 2, 4), (40, 6, 10), (6, 0, 3), (8, 2, 3)],
)
def test_the_floor_is_above_two_municipalities_and_a_quarter(out_of, two_largest, least):
    assert support.floor(out_of, two_largest) == least


def test_without_municipalities_nothing_is_said_to_come_from_three():
    assert not support.in_three_municipalities(5, 0)


def test_where_counts_are_published_the_trail_ends_at_their_rows(any_study):
    found = trail(any_study, level=levels.COUNTS)
    json.dumps(found)
    table = published_of(any_study, levels.COUNTS).factor_counts
    for name, factor in found["factors"].items():
        for phase, here in factor["phases"].items():
            for group in here["groups"]:
                for said in (*measures.SAID, "absent"):
                    rows = [table.iloc[number - 2] for number in group["rows"][said]]
                    assert [row["code"] for row in rows] == [f"{phase}.{name}"] * len(rows)
                    assert sum(int(row[said]) for row in rows) == group[said]


def test_both_levels_find_the_same(any_study):
    rows, counts = (trail(any_study, level=level) for level in levels.LEVELS)
    assert rows["findings"] == counts["findings"]


def test_a_recommendation_is_as_firm_as_the_weakest_finding_under_it():
    found = trail(
        demonstration.read(),
        advice(
            ["borgen.routines.helps"],
            ["borgen.routines.helps", "borgen.rijk.helps"],
            ["borgen.routines.helps", "borgen.regio.hinders"],
            [],
        ),
    )
    statuses = [row["status"] for row in found["recommendations"]]
    assert statuses == ["supported", "tentative", "none", "none"]
    assert found["findings"]["borgen.routines.helps"]["recommendations"] == [
        "advies-0",
        "advies-1",
        "advies-2",
    ]


def test_a_recommendation_on_an_unknown_factor_is_refused_with_a_likely_name():
    with pytest.raises(evidence_trail.UnknownFinding, match=r"'borgen.rutines.helps'.*routines"):
        trail(demonstration.read(), advice(["borgen.rutines.helps"]))


def test_the_relation_of_a_factor_is_a_finding_too():
    found = trail(demonstration.read())["findings"]
    turns = found["verhouding.bestuurswisseling.turns"]
    assert turns["says"] == {} and turns["n"] == 0
    assert turns["status"] == support.NONE, "as many say that it helps, but for one"
    assert found["verhouding.steun.carries"]["status"] == support.SUPPORTED
    assert found["verhouding.waarden.new"]["status"] == support.NONE
    assert found["verhouding.routines.new"]["status"] == support.NONE, "asked in one phase only"


def test_what_a_factor_means_is_told_of_help_and_of_hindrance_apart():
    """Under what helps stands what helps; without words of its own, what the code is."""
    of = demonstration.read()
    found = trail(of)
    for row in of.codebook.to_dict("records"):
        here = found["factors"][row["factor"]]["phases"][row["phase"]]
        assert (here["helps_meaning"], here["hinders_meaning"]) == (
            row["meaning_nl"],
            row["against_nl"],
        )
    (code,) = [c for c in of.codebook.to_dict("records") if c["code"] == "borgen.steun"]
    here = trail(without_readings(of, "against"))["factors"]["steun"]["phases"]["borgen"]
    assert here["helps_meaning"] == code["meaning_nl"]
    assert here["hinders_meaning"] == code["definition_nl"]


@pytest.mark.parametrize("claim", support.RELATIONS)
def test_what_is_not_found_is_no_sentence_that_could_be_read_as_found(claim):
    row = {"label": "routines", "only_coded": "", f"{claim}_status": support.NONE}
    for pair in coded.PAIRS.values():
        text = evidence_trail.relation_text(row, claim, {}, pair)
        assert text.startswith("Uit de gesprekken blijkt niet dat de factor routines ")
        assert text.count(".") == 1 and ":" not in text

"""From recommendation to rows, in both directions, and never firmer than the data."""

import json

import pandas as pd
import pytest

from study import measures
from study.data import coded
from study.findings import evidence_trail
from study.findings.voice import Voice
from tests.support import demonstration
from tests.support.studies import STUDIES, advice, one_of_each, study


def trail(of: coded.Coded, recommendations: pd.DataFrame | None = None) -> dict:
    counted = measures.counts(measures.states(of))
    chosen = advice() if recommendations is None else recommendations
    return evidence_trail.trail(of, counted, chosen, Voice(synthetic=True))


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
                    rows = segments.loc[group["segments"][said]]
                    assert rows["respondent"].nunique() == group[said]
                    assert set(rows["code"]) <= {f"{phase}.{name}"}
                    assert set(rows["direction"]) <= {said}
    listed = sum(
        len(numbers)
        for factor in found["factors"].values()
        for here in factor["phases"].values()
        for group in here["groups"]
        for numbers in group["segments"].values()
    )
    assert listed == len(segments), "every row is somewhere on the trail, and once"


def test_a_finding_holds_only_if_more_say_so_than_the_opposite(any_study):
    found = trail(any_study)
    for finding in found["findings"].values():
        if finding["status"] != evidence_trail.NONE:
            assert finding["n"] > 0
            if finding["claim"] in evidence_trail.LEANINGS:
                assert finding["n"] > finding["against"]
        if finding["status"] == evidence_trail.SUPPORTED:
            assert finding["n"] >= found["floor"]["respondents"]


def test_below_the_floor_or_with_hidden_municipalities_a_finding_is_tentative():
    few = study({"ambtenaar": 9, "ketenpartner": 7}, lambda r, c, g: "helps" if r < 3 else "")
    found = trail(few)
    assert found["floor"] == {"respondents": 4, "municipalities": 3}
    assert found["findings"]["borgen.steun.helps"]["status"] == evidence_trail.TENTATIVE
    many = study({"ambtenaar": 9, "ketenpartner": 7}, lambda r, c, g: "helps")
    hidden = many.municipality_counts
    assert trail(many)["findings"]["borgen.steun.helps"]["status"] == evidence_trail.TENTATIVE
    shown = hidden.assign(municipalities=8, hidden=False)
    open_counts = coded.Coded(**{**vars(many), "municipality_counts": shown})
    assert (
        trail(open_counts)["findings"]["borgen.steun.helps"]["status"] == evidence_trail.SUPPORTED
    )


def test_a_recommendation_is_as_firm_as_the_weakest_finding_under_it():
    found = trail(
        demonstration.read(),
        advice(
            ["borgen.routines.helps"],
            ["borgen.routines.helps", "borgen.rijk.helps"],
            ["borgen.routines.helps", "borgen.routines.hinders"],
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
    assert found["verhouding.bestuurswisseling.turns"]["status"] == evidence_trail.SUPPORTED
    assert found["verhouding.bestuurswisseling.carries"]["status"] == evidence_trail.NONE
    assert found["verhouding.waarden.new"]["status"] == evidence_trail.NONE
    assert found["verhouding.routines.new"]["status"] == evidence_trail.NONE, (
        "asked in one phase only"
    )

"""What a short text shows of the findings is borne out, and what ties is shown together."""

import json

import pandas as pd
import pytest

from study.data import tables
from study.data.coded import PHASES
from study.findings import evidence_trail, public_statements, recommendations
from study.findings.highlights import (
    FIRMEST,
    PER_AUDIENCE,
    SHOWN,
    advice,
    factors,
    firmest,
    helping,
)
from study.findings.recommendations import AUDIENCES
from study.findings.support import NONE, SUPPORTED
from study.measures import published


@pytest.fixture(scope="module")
def trail(demo_study) -> dict:
    interviews = published.read(demo_study.data)
    advised = recommendations.read(demo_study.data)
    found = evidence_trail.trail(interviews, advised)
    return json.loads(json.dumps(found))


@pytest.mark.parametrize("claim", SHOWN)
def test_only_factors_that_are_borne_out_are_shown_the_most_said_first(trail, claim):
    for phase in PHASES:
        rows = factors(trail, phase, claim)
        assert rows and all(row["status"] == SUPPORTED for row in rows)
        assert all((row["phase"], row["claim"]) == (phase, claim) for row in rows)
        counts = [row["n"] for row in rows]
        assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(("many", "shown"), [(6, 6), (8, 8), (9, 4)])
def test_factors_that_tie_with_the_last_are_all_shown_unless_the_list_would_double(
    trail, many, shown
):
    name, finding = next(
        (name, finding)
        for name, finding in trail["findings"].items()
        if finding["claim"] == "helps"
    )
    alike = {f"{name}.{n}": {**finding, "n": 5, "status": SUPPORTED} for n in range(many)}
    rows = factors({**trail, "findings": alike}, finding["phase"], "helps")
    assert len(rows) == shown


def test_real_interviews_keep_what_they_contradict_out_and_made_up_ones_do_not(trail):
    contradicted = {row["id"] for row in trail["recommendations"] if row["status"] == NONE}
    every = [{**row, "status": NONE} for row in trail["recommendations"]]
    assert firmest({**trail, "recommendations": every}, synthetic=False) == []
    assert len(firmest({**trail, "recommendations": every}, synthetic=True)) == FIRMEST
    for audience in AUDIENCES:
        shown = {row["id"] for row in advice(trail, audience, synthetic=False)}
        assert shown and not shown & contradicted


def test_what_is_shown_first_has_the_firmest_ground(trail):
    in_order = [row["id"] for row in trail["recommendations"]]
    assert [row["id"] for row in firmest(trail, synthetic=True)] == in_order[:FIRMEST]
    for audience in AUDIENCES:
        shown = [row["id"] for row in advice(trail, audience, synthetic=True)]
        own = [row["id"] for row in trail["recommendations"] if row["audience"] == audience]
        assert shown == own[:PER_AUDIENCE]


@pytest.mark.parametrize("phase", PHASES)
def test_what_helps_is_one_statement_for_each_factor_by_the_stated_rule(phase):
    statements, codebook = tables.read("statements"), tables.read("codebook")
    agreed = public_statements.agreed(statements, codebook)
    helps = agreed[(agreed["phase"] == phase) & (agreed["direction"] == "helps")]
    rows = helping(statements, codebook, phase)
    assert [row["statement"] for row in rows] == list(
        helps.groupby("factor", sort=False)["id"].first()
    )
    named = codebook.set_index(["phase", "factor"])
    readings = [named.loc[(phase, factor), "helps_nl"] for factor in helps["factor"].unique()]
    assert [row["reading"] for row in rows] == readings


def test_a_factor_without_a_reading_keeps_its_name():
    statements, codebook = tables.read("statements"), tables.read("codebook")
    rows = helping(statements, codebook.assign(helps_nl=pd.NA), "borgen")
    assert {row["reading"] for row in rows} <= set(codebook["label_nl"])

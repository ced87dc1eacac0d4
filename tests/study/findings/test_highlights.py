"""What a short text shows of the findings is borne out, and what ties is shown together."""

import json

import pytest

from study.data.coded import PHASES
from study.findings import evidence_trail, recommendations
from study.findings.highlights import SHOWN, advice, factors
from study.findings.recommendations import AUDIENCES
from study.findings.self_scan import fitting, questions
from study.findings.support import NONE, STATUSES, SUPPORTED
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


def test_only_advice_that_is_borne_out_is_shown_the_firmest_first(trail):
    for audience in AUDIENCES:
        rows = advice(trail, audience)
        assert rows and all(row["status"] != NONE for row in rows)
        ranks = [STATUSES.index(row["status"]) for row in rows]
        assert ranks == sorted(ranks)


def test_the_scan_asks_exactly_what_recommendations_rest_on(trail):
    asked = {question.name for question in questions(trail)}
    assert asked == {name for found in fitting(trail) for name in found.questions}
    assert "borgen.bestuurswisseling" in asked, "asked of the phase the advice is for"
    assert all(found.questions for found in fitting(trail))
    ranks = [STATUSES.index(found.status) for found in fitting(trail)]
    assert ranks == sorted(ranks)


def test_without_recommendations_there_is_nothing_to_scan(trail):
    assert questions({**trail, "recommendations": []}) == []

"""Factor pages, self-scan and factsheet take from the trail what it says, and no more."""

import json

import pytest

from press.evidence import factor_documents
from study import measures
from study.findings import evidence_trail, recommendations
from study.language.wording import Voice
from tests.support import demonstration


@pytest.fixture(scope="module")
def trail() -> dict:
    interviews = demonstration.read()
    counts = measures.counts(measures.states(interviews))
    found = evidence_trail.trail(interviews, counts, recommendations.read(), Voice(synthetic=True))
    return json.loads(json.dumps(found))


def test_generated_pages_are_not_touched_when_they_are_right(tmp_path):
    written = factor_documents.write(tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)}
    assert factor_documents.write(tmp_path) == written
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)} == before
    assert set(written) == {
        factor_documents.docname(factor) for factor in factor_documents.factors()
    }


def _names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_scan_asks_exactly_what_recommendations_rest_on(trail):
    asked = {question.name for question in selfscan.questions(trail)}
    wanted = {name for found in selfscan.fitting(trail) for name in found.questions}
    assert asked == wanted
    assert "borgen.bestuurswisseling" in asked, "asked of the phase the advice is for"
    assert all(found.questions for found in selfscan.fitting(trail))
    statuses = [found.status for found in selfscan.fitting(trail)]
    assert statuses == sorted(statuses, key=evidence_trail.STATUSES.index), "the firmest first"


def test_without_recommendations_there_is_nothing_to_scan(trail):
    assert selfscan.questions({**trail, "recommendations": []}) == []


def test_the_factsheet_shows_only_what_is_borne_out(trail):
    for phase in ("agenderen", "borgen"):
        rows = factsheet.factors(trail, phase, "helps", 4)
        assert rows and all(row["status"] == evidence_trail.SUPPORTED for row in rows)
        counts = [row["n"] for row in rows]
        assert counts == sorted(counts, reverse=True)
    shown = [row for name in factsheet.AUDIENCES for row in factsheet.advice(trail, name)]
    assert shown and all(row["status"] != evidence_trail.NONE for row in shown)


def test_factors_that_tie_with_the_last_are_all_shown(trail):
    findings = {
        name: {**finding, "n": 5, "status": evidence_trail.SUPPORTED}
        for name, finding in trail["findings"].items()
        if finding["phase"] == "borgen" and finding["claim"] == "helps"
    }
    few = dict(list(findings.items())[:6])
    rows = factsheet.factors({**trail, "findings": few}, "borgen", "helps", 4)
    assert len(rows) == len([f for f in few.values() if _is_factor(trail, f)])


def _is_factor(trail, finding) -> bool:
    return trail["factors"][finding["factor"]]["kind"] == "factor"

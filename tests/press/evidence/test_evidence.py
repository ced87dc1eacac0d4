"""Factor pages, self-scan and factsheet take from the trail what it says, and no more."""

import json

import pytest

from press.evidence import factor_documents
from study.findings import evidence_trail, recommendations
from study.findings.voice import Voice
from study.measures import published
from tests.support import demonstration


@pytest.fixture(scope="module")
def trail() -> dict:
    interviews = published.read(demonstration.made().data)
    found = evidence_trail.trail(interviews, recommendations.read(), Voice(synthetic=True))
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

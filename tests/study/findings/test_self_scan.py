"""The self-scan asks about what recommendations rest on, and has something to do for each."""

import json

import pytest

from study.data import tables
from study.data.coded import PAIRS
from study.findings import evidence_trail, recommendations
from study.findings.self_scan import questions
from study.measures import published


@pytest.fixture(scope="module")
def trail(demo_study) -> dict:
    interviews = published.read(demo_study.data)
    advised = recommendations.read(demo_study.data)
    found = evidence_trail.trail(interviews, advised)
    return json.loads(json.dumps(found))


def test_every_recommendation_is_there_under_what_it_rests_on(trail):
    asked = {question.name: question for question in questions(trail)}
    assert list(asked) == [code for code in tables.read("codebook")["code"] if code in asked]
    for row in trail["recommendations"]:
        for name in row["findings"]:
            phase, factor, _ = name.split(".")
            # What changes between the phases is asked about in the phase that the advice is for.
            code = f"{row['phase'] if phase in PAIRS else phase}.{factor}"
            assert row["id"] in [advice.name for advice in asked[code].advice]
    assert all(question.advice for question in asked.values())


def test_it_asks_the_question_of_the_codebook_and_else_names_the_factor(trail):
    codebook = tables.read("codebook").set_index("code")
    for question in questions(trail):
        assert question.text == codebook.loc[question.name, "question_nl"]
        assert question.text.endswith("?")
        assert question.label == codebook.loc[question.name, "label_nl"]


def test_without_recommendations_there_is_nothing_to_ask(trail):
    assert questions({**trail, "recommendations": []}) == []

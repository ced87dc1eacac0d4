"""The table of recommendations: what is wrong with it is said, with row and remedy."""

import pytest

from study.findings import recommendations
from study.findings.support import RELATIONS
from study.gate import decision, release


def _problems(own_study) -> list[str]:
    loaded = release.load(own_study.data, None)
    found = decision.problems_in_tables(loaded, own_study.root / "references.bib")
    return [str(problem) for problem in found]


def _edit(own_study, old: str, new: str) -> None:
    path = own_study.data / "advice" / "recommendations.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_table_is_in_order(own_study):
    assert _problems(own_study) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("borgen.regels.helps", "borgen.regles.helps", "Did you mean regels"),
        ("borgen.regels.helps", "agenderen.regels.helps", "does not have for agenderen"),
        ("borgen.regels.helps", "borgen.regels.wins", "Write one of helps, hinders"),
        ("borgen.regels.helps", "regels", "is no name of a finding"),
        ("borgen.regels.helps", "", "rests_on"),
        ("verhouding.bestuurswisseling.turns", "verhouding.bestuurswisseling.helps", "Write one"),
        (",ccv_secondant", ",ccv_seconant", "'ccv_seconant' is not in references.bib"),
        ("verantwoordelijke,college", "verantwoordelijke,iedereen", "audience"),
        ("regionale-tafel,", "vaste-contacten,", "recommendation"),
    ],
)
def test_a_mistake_is_named_with_its_row(own_study, old, new, message):
    _edit(own_study, old, new)
    found = _problems(own_study)
    assert any(
        "data/advice/recommendations.csv, row" in each and message in each for each in found
    ), found


def test_every_recommendation_is_ours_and_rests_on_findings_of_the_codebook():
    table = recommendations.read()
    assert set(table["audience"]) == {"college", "ambtenaren", "ketenpartners", "landelijk"}
    assert (table["rests_on"].str.len() > 0).all()
    claims = {name.split(".")[2] for names in table["rests_on"] for name in names}
    assert claims <= {"helps", "hinders", *RELATIONS}

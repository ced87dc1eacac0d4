"""The table of recommendations: what is wrong with it is said, with row and remedy."""

import io

import pandas as pd
import pytest

from study import paths
from study.data import demonstrated, tables
from study.findings import recommendations
from study.findings.support import RELATIONS
from study.gate import decision, release
from tests.support.tiers import sampled


def _problems(own_study) -> list[str]:
    loaded = release.load(own_study.data, None)
    found = decision.problems_in_tables(loaded, own_study.root / "references.bib")
    return [str(problem) for problem in found]


def _edit(own_study, old: str, new: str, table: str = "recommendations") -> None:
    path = own_study.data / "advice" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_table_is_in_order(own_study):
    assert _problems(own_study) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    sampled(
        2,
        [
            ("borgen.regels.helps", "borgen.regles.helps", "Did you mean regels"),
            ("borgen.regels.helps", "borgen.regels.wins", "Write one of helps, hinders"),
            ("borgen.regels.helps", "regels", "is no name of a finding"),
            ("borgen.regels.helps", "", "rests_on"),
            (
                "verhouding.bestuurswisseling.turns",
                "verhouding.bestuurswisseling.helps",
                "Write one",
            ),
            ("verantwoordelijke,college", "verantwoordelijke,iedereen", "audience"),
            ("regionale-tafel,", "vaste-contacten,", "recommendation"),
        ],
    ),
)
def test_a_mistake_is_named_with_its_row(own_study, old, new, message):
    _edit(own_study, old, new)
    found = _problems(own_study)
    assert any(
        "data/advice/recommendations.csv, row" in each and message in each for each in found
    ), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    sampled(
        2,
        [
            (",ccv_secondant,", ",,", "is empty for a ground of kind guidance"),
            (
                ",ccv_secondant,,",
                ",ccv_secondant,u034,",
                "is filled in for a ground of kind guidance",
            ),
            ("statement,,u034,", "statement,trouw2019,u034,", "is filled in for a statement"),
            ("statement,,u034,", "statement,,u034,Dat is zo.", "is filled in for a statement"),
            ("statement,,u034,", "statement,,u004,", "both codings differ"),
            (
                "statement,,u034,",
                "statement,,u044,",
                "is about agenderen.gebeurtenis, and not about",
            ),
            ("statement,,u034,", "statement,,,", "is empty"),
        ],
    ),
)
def test_a_ground_that_is_none_is_named_with_its_row(old, new, message):
    text = tables.path(recommendations.GROUNDS).read_text(encoding="utf-8")
    row = text[: text.index(old)].count("\n") + 1
    table = pd.read_csv(io.StringIO(text.replace(old, new, 1)), dtype="string")
    codebook = tables.read("codebook")
    (found,) = recommendations.ground_problems("grounds.csv", table, paths.DATA, codebook)
    assert found.row == row and message in str(found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    sampled(
        2,
        [
            (",ccv_secondant,", ",ccv_seconant,", "'ccv_seconant' is not in references.bib"),
            ("statement,,u034,", "statement,,u004,", "both codings differ"),
        ],
    ),
)
def test_the_gate_refuses_a_wrong_ground(own_study, old, new, message):
    _edit(own_study, old, new, "grounds")
    found = _problems(own_study)
    assert any("data/advice/grounds.csv, row" in each and message in each for each in found), found


def test_every_recommendation_is_ours_and_rests_on_findings_of_the_codebook():
    table = recommendations.read()
    assert set(table["audience"]) == set(recommendations.AUDIENCES)
    assert (table["rests_on"].str.len() > 0).all()
    claims = {name.split(".")[2] for names in table["rests_on"] for name in names}
    assert claims <= {"helps", "hinders", *RELATIONS}


def test_firmness_is_the_best_kind_of_ground_and_never_a_count(own_study):
    rank = recommendations.KINDS.index
    table = recommendations.read(own_study.data)
    for row in table.itertuples():
        kinds = [rank(ground["kind"]) for ground in row.grounds]
        assert kinds == sorted(kinds) and rank(row.firmness) == kinds[0], row.recommendation
    # Ten more statements under the least firm one change nothing of its place.
    last = table[table["firmness"] == recommendations.STATEMENT].iloc[-1]
    statement = last["grounds"][0]
    path = own_study.data / "advice" / "grounds.csv"
    more = f"{last['recommendation']},statement,,{statement['statement']},\n" * 10
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    after = recommendations.read(own_study.data)
    assert list(after["recommendation"]) == list(table["recommendation"])
    assert list(after["firmness"]) == list(table["firmness"])


def test_the_firmest_come_first_and_then_the_order_of_the_codebook():
    table = recommendations.read()
    codes = tables.read("codebook")["code"].tolist()
    ranks = table["firmness"].map(recommendations.KINDS.index)
    assert ranks.is_monotonic_increasing
    for _, alike in table[table["rests_on"].str.len() == 1].groupby("firmness", sort=False):
        names = [name.rpartition(".")[0] for (name,) in alike["rests_on"]]
        places = [codes.index(name) for name in names if name in codes]
        assert places == sorted(places)


def test_without_a_public_ground_only_theory_is_left_and_without_theory_nothing(own_study):
    path = own_study.data / "advice" / "grounds.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{head}\n", encoding="utf-8")
    by_name = recommendations.read(own_study.data).set_index("recommendation")
    assert by_name.loc["verantwoordelijke", "firmness"] == recommendations.THEORY
    # The code that this one rests on was not taken from theory.
    assert by_name.loc["regionale-tafel", "grounds"] == []
    assert by_name.loc["regionale-tafel", "firmness"] == recommendations.UNGROUNDED
    assert by_name["firmness"].iloc[-1] == recommendations.UNGROUNDED


def test_a_statement_stands_with_its_speaker_and_a_year_only_if_that_is_certain():
    grounds = [ground for row in recommendations.read()["grounds"] for ground in row]
    said = {g["statement"]: g for g in grounds if g["kind"] == recommendations.STATEMENT}
    statements = tables.read("statements").set_index("id")
    assert said
    for name, ground in said.items():
        assert ground["says"] == statements.loc[name, "paraphrase_nl"]
        year = statements.loc[name, "year"]
        assert ground["year"] == (None if pd.isna(year) else year)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    sampled(
        2,
        [
            ("borgen.regels.helps", "agenderen.regels.helps", "has not in agenderen"),
            ("borgen.regels.helps", "borgen.zeilboot.helps", "Use one of: "),
            ("borgen.regels.helps", "uitvoeren.regels.helps", "is no name of a finding"),
            (",college,borgen,Geef de aanpak", ",college,borgn,Geef de aanpak", "is no phase"),
        ],
    ),
)
def test_what_neither_the_codebook_nor_the_demonstration_has_is_a_mistake(
    own_study, old, new, message
):
    _edit(own_study, old, new)
    found = _problems(own_study)
    assert any(message in each for each in found), found


def _without(own_study, code: str) -> None:
    """Take a code out of the codebook, as in a study that is not about it."""
    file = own_study.data / paths.CODED / paths.CODEBOOK
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(f"{code},")), "utf-8")


def test_advice_on_a_code_of_the_demonstration_that_a_study_lacks_is_set_aside(own_study):
    before = recommendations.read(own_study.data)["recommendation"]
    _without(own_study, "borgen.regels")
    left = set(before) - set(recommendations.read(own_study.data)["recommendation"])
    assert left == {"langer-dan-een-termijn"}
    assert recommendations.told_aside(own_study.data)[0].startswith("Set aside")


@pytest.mark.parametrize(("own", "shipped"), [("nachtwerk", "netwerk"), ("steunen", "steun")])
def test_a_factor_that_resembles_one_of_the_demonstration_makes_no_slip_of_its_advice(own, shipped):
    codebook = tables.read("codebook")
    own_words = codebook["factor"].where(codebook["factor"] != shipped, own)
    codebook = codebook.assign(factor=own_words, code=codebook["phase"] + "." + own_words)
    table = pd.read_csv(tables.path(recommendations.RECOMMENDATIONS), dtype="string")
    assert recommendations.problems("recommendations.csv", table, codebook) == []
    resting = table[table["rests_on"].str.contains(f".{shipped}.", regex=False)]
    assert recommendations.set_aside(table, codebook) == resting["recommendation"].tolist()
    # A slip in advice of the study itself is still one.
    mine = table.head(1).assign(recommendation="mijn", rests_on=f"agenderen.{own}x.helps")
    (found,) = recommendations.problems("recommendations.csv", mine, codebook)
    assert f"Did you mean {own}" in str(found)


def test_all_advice_that_is_shipped_rests_on_codes_of_the_demonstration():
    shipped = demonstrated.read()
    table = pd.read_csv(tables.path(recommendations.RECOMMENDATIONS), dtype="string")
    assert set(table["phase"]) <= shipped.phases
    names = [name.strip() for cell in table["rests_on"] for name in cell.split(";")]
    assert all(shipped.has(*name.split(".")[:2]) for name in names)


@pytest.mark.parametrize(("statement", "fits"), [("u093", False), ("u013", True)])
def test_a_statement_on_another_phase_than_the_advice_is_no_ground_for_it(
    own_study, statement, fits
):
    """Advice on securing that compares both phases does not stand on how a beginning was made."""
    advised = "aanspreekpunt" if fits else "overdracht-nieuw-bestuur"
    row = {"recommendation": advised, "kind": "statement", "statement": statement}
    row |= dict.fromkeys(("source", "says_nl", "says_en"))
    grounds = pd.DataFrame([row], dtype="string")
    codebook = tables.read("codebook")
    found = recommendations.ground_problems("grounds.csv", grounds, own_study.data, codebook)
    assert (found == []) == fits, found

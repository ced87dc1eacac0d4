"""The demonstration is what its seed gives, a researcher's project, and full of what must go."""

import re

import pandas as pd
import pytest

from study import intake, paths, workflow
from study.data import tables
from study.demonstration import made_up_study
from study.gate import decision
from study.privacy import identifiers
from study.private import store
from tests.support import demonstration


def test_the_published_tables_are_what_the_seed_gives(demo_study):
    for name, content in demo_study.published().items():
        assert content == (paths.DATA / name).read_bytes(), f"run make demo: {name} differs"


def test_the_project_reads_back_as_it_was_made(demo_study):
    codebook = tables.read("codebook")
    made = made_up_study.build(codebook)
    found = intake.read(demo_study.private / made_up_study.FILE)
    assert len(found.sources) == 21
    assert len(found.codings) == len(made.codings)
    assert found.counting == "characters"
    assert set(found.coders["name"]) == set(made_up_study.CODERS.values())
    assert len(found.case_sources) == 16


def test_two_coders_read_about_a_quarter(demo_study):
    codings = made_up_study.build(tables.read("codebook")).codings
    second = codings.loc[codings["coder"] == "c2", "source"].nunique()
    assert 0.2 <= second / codings["source"].nunique() <= 0.3


def test_no_invented_municipality_exists():
    lexicon = "\n".join(
        path.read_text(encoding="utf-8") for path in paths.LEXICON.glob("gemeenten*.txt")
    )
    assert lexicon and not any(
        f.kind == "known name" for f in identifiers.find(lexicon, made_up_study.MUNICIPALITIES)
    )


def test_planted_names_are_in_the_interviews_and_nowhere_else(demo_study):
    texts = "\n".join(store.load(demo_study.private).sources["text"])
    published = "\n".join(
        content.decode() for name, content in demo_study.published().items()
        if not name.startswith("public/") and name != "README.md"
    )  # fmt: skip
    assert len(made_up_study.PLANTED) >= 60
    for planted in made_up_study.PLANTED:
        assert planted in texts, planted
        assert planted.lower() not in published.lower(), planted
        for word in re.findall(r"\w{6,}", planted):
            if word[0].isupper() and word.lower() not in texts:
                assert word not in published, planted


def test_there_is_structure_worth_finding():
    coded = demonstration.read()
    codebook = coded.codebook.set_index("code")
    named = coded.segments[coded.segments["direction"] != "absent"].merge(
        coded.respondents, on="respondent"
    )
    people = named.groupby(named["code"].astype(str))["respondent"].nunique()
    sides = named.groupby([named["code"].astype(str), "direction"], observed=True)[
        "respondent"
    ].nunique()

    assert people["agenderen.gebeurtenis"] > 3 * people["borgen.gebeurtenis"]
    assert "agenderen.routines" not in codebook.index
    turns = "bestuurswisseling"
    assert sides[f"agenderen.{turns}", "helps"] > sides[f"agenderen.{turns}", "hinders"]
    assert sides[f"borgen.{turns}", "helps"] < sides[f"borgen.{turns}", "hinders"]
    roles = named[named["code"] == "borgen.netwerk"].groupby("role_group")["respondent"].nunique()
    assert roles["ketenpartner"] > roles["ambtenaar"]
    late = named[named["code"] == "borgen.regio"]
    assert set(late["round"]) == {2} and codebook.at["borgen.regio", "origin"] == "inductive"
    assert codebook.at["agenderen.waarden", "status"] == "unused"
    assert "not_discussed" in set(coded.coverage["state"])


@pytest.mark.campaign
def test_another_seed_gives_another_study_that_passes_too(own_study):
    before = own_study.table("segments")
    workflow.make_demo(own_study.data, own_study.private, seed=1)
    assert not own_study.problems(with_private=True)
    assert not before.equals(own_study.table("segments"))


def test_it_does_not_run_over_another_project(own_study):
    (own_study.private / made_up_study.FILE).unlink()
    with pytest.raises(workflow.Refused, match="holds another project"):
        workflow.make_demo(own_study.data, own_study.private)


def test_the_repository_passes_its_own_gate():
    assert decision.problems() == []


def test_identifiers_are_random_and_rows_in_no_order(demo_study):
    key = pd.read_csv(demo_study.private / store.KEY, dtype="string")
    order = key["name"].str.removeprefix("R").astype(int)
    assert not order.is_monotonic_increasing
    assert abs(order.corr(key["respondent"].rank())) < 0.6
    assert key["respondent"].str.fullmatch("r[bcdfghjkmnpqrstvwxz2-9]{6}").all()


def test_no_sentence_of_help_or_hindrance_says_both():
    codebook = tables.read("codebook")
    said = codebook[[f"{name}_{language}" for name in MEANINGS for language in ("nl", "en")]]
    assert said.notna().all(axis=None)
    for text in said.to_numpy().ravel():
        assert not re.search(r"of juist|juist niet|, of (laat|houdt)|or they do not|or lets", text)
    for language in ("nl", "en"):
        helps, hinders = (said[f"{name}_{language}"] for name in MEANINGS)
        assert not set(helps) & set(hinders)


MEANINGS = ("meaning", "against")

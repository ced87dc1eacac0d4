"""Counts of respondents: against counting by hand, and what must hold in any study."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import measures
from study.data import coded
from study.data.coded import PHASES
from tests.support import demonstration as shipped
from tests.support.studies import STUDIES, one_of_each, study


@pytest.fixture(params=one_of_each(STUDIES))
def any_study(request) -> coded.Coded:
    return STUDIES[request.param]()


@pytest.fixture(scope="module")
def demonstration() -> coded.Coded:
    return shipped.read()


def test_every_respondent_is_in_one_state_per_code(any_study):
    found = measures.states(any_study)
    assert len(found) == len(any_study.respondents) * len(any_study.codebook)
    assert set(found["state"]) <= set(measures.STATES)
    assert not found.duplicated(["respondent", "code"]).any()
    counted = measures.counts(found)
    assert (counted[list(measures.STATES)].sum(axis=1) == counted["out_of"]).all()
    for said in measures.SAID:
        assert (counted[said] <= counted["named"]).all()
    assert (counted["named"] <= counted["asked"]).all()


def test_counts_are_those_of_counting_by_hand(demonstration):
    people = demonstration.respondents.set_index("respondent")
    segments = demonstration.segments.astype("string").join(people, on="respondent")
    counted = measures.counts(measures.states(demonstration))
    counted = counted.set_index(["code", "role_group"])
    for (code, role), rows in segments.groupby(["code", "role_group"]):
        naming = rows[rows["direction"] != "absent"]
        row = counted.loc[(code, role)]
        assert row["named"] == naming["respondent"].nunique()
        for said in measures.SAID:
            assert row[said] == rows[rows["direction"] == said]["respondent"].nunique()
        silent = set(rows["respondent"]) - set(naming["respondent"])
        assert row["absent"] == len(silent)


def test_rounds_are_never_added_up(any_study):
    counted = measures.counts(measures.states(any_study))
    sizes = any_study.respondents.groupby(any_study.respondents["round"]).size()
    for row in counted.itertuples():
        assert row.out_of <= sizes[row.round]
    together = counted[counted["role_group"] == measures.TOGETHER]
    assert (together["round"] == coded.MUNICIPAL_ROUND).all()
    assert (together["out_of"] == sizes.get(coded.MUNICIPAL_ROUND, 0)).all()


def test_who_names_and_denies_a_factor_has_named_it():
    def says(respondent, code, rng):
        return "helps" if respondent == 0 else "absent"

    one = study({"ambtenaar": 2}, says)
    doubled = one.segments.iloc[[0]].assign(direction="absent", segment=9999)
    segments = pd.concat([one.segments, doubled]).astype({"direction": "category"})
    found = measures.states(coded.Coded(**{**vars(one), "segments": segments}))
    first = found[found["code"] == one.segments["code"].iloc[0]]
    assert first["state"].tolist() == ["named", "absent"]


def test_the_first_mention_is_the_first_passage_in_which_a_factor_is_named(demonstration):
    found = measures.states(demonstration)
    named = found[found["state"] == "named"]
    assert named["first"].between(0, 1).all()
    assert found.loc[found["state"] != "named", "first"].isna().all()
    assert (named.groupby("respondent")["first"].min() == 0).mean() > 0.5


@pytest.mark.parametrize(
    ("one", "other", "p"),
    # Exact binomial probabilities: two-sided tails of a fair coin.
    [(0, 0, 1.0), (0, 5, 2 / 32), (1, 5, 2 * 7 / 64), (3, 3, 1.0), (0, 12, 2 / 4096)],
)
def test_mcnemar_is_the_exact_test_of_a_fair_coin(one, other, p):
    assert math.isclose(measures.mcnemar(one, other), p)
    assert measures.mcnemar(one, other) == measures.mcnemar(other, one)


def test_holm_steps_down_and_never_goes_back():
    # Worked by hand: .01 x 4, .03 x 3, .03 raised to the one before, .04 raised likewise.
    adjusted = measures.holm(np.array([0.04, 0.01, 0.03, 0.03]))
    assert np.allclose(adjusted, [0.09, 0.04, 0.09, 0.09])
    assert np.allclose(measures.holm(np.array([0.9, 0.8])), [1.0, 1.0])
    assert len(measures.holm(np.array([]))) == 0


def test_phases_compare_the_same_people(any_study):
    table = measures.phases(measures.states(any_study))
    assert (table["agenderen"] - table["only_agenderen"] >= 0).all()
    assert (
        table["agenderen"] - table["only_agenderen"] == table["borgen"] - table["only_borgen"]
    ).all(), "those who name it in both"
    assert (table["difference"] == table["only_borgen"] - table["only_agenderen"]).all()
    assert (table["p_holm"] >= table["p"]).all() and (table["p_holm"] <= 1).all()


def test_who_did_not_come_to_a_phase_is_not_compared(demonstration):
    table = measures.phases(measures.states(demonstration))
    coverage = demonstration.coverage
    missed = coverage[coverage["state"] == "not_discussed"]["respondent"].nunique()
    assert missed == 1
    assert set(table["both_asked"]) == {16 - missed}


def test_relations_are_those_of_their_definition(any_study):
    for row in measures.relation(measures.counts(measures.states(any_study))).to_dict("records"):
        named = [phase for phase in PHASES if row[phase]]
        leans = [row[f"helps_{phase}"] - row[f"hinders_{phase}"] for phase in PHASES]
        assert row["relation"] in measures.RELATIONS
        expected = {
            (): "silent",
            ("agenderen",): "ends",
            ("borgen",): "new",
        }.get(tuple(named))
        if expected is None:
            if min(leans) > 0:
                expected = "carries"
            elif max(leans) < 0:
                expected = "stays_hindering"
            else:
                expected = "mixed" if 0 in leans else "turns"
        assert row["relation"] == expected


def test_the_pattern_laid_into_the_demonstration_comes_out(demonstration):
    relations = measures.relation(measures.counts(measures.states(demonstration)))
    found = relations.set_index("factor")["relation"]
    assert found["bestuurswisseling"] == "turns"
    assert found["waarden"] == "silent"
    assert set(relations[relations["only_coded"] == "borgen"]["relation"]) == {"new"}


def test_pairs_have_their_support_and_jaccard(any_study):
    found = measures.states(any_study)
    for phase in PHASES:
        here = found[(found["phase"] == phase) & (found["round"] == coded.MUNICIPAL_ROUND)]
        who = here[here["state"] == "named"].groupby("code")["respondent"].agg(set).to_dict()
        table = measures.cooccurrence(found, phase)
        assert (table["together"] >= measures.MINIMUM_SUPPORT).all()
        for row in table.itertuples():
            one, other = who[row.code_a], who[row.code_b]
            assert row.together == len(one & other)
            assert math.isclose(row.jaccard, len(one & other) / len(one | other))
        enough = sum(
            len(who[a] & who[b]) >= measures.MINIMUM_SUPPORT for a in who for b in who if a < b
        )
        assert len(table) == enough


def test_streams_and_windows_count_people_once(any_study):
    found = measures.states(any_study)
    for table in (measures.streams(found), measures.windows(found)):
        counts = table.drop(
            columns=["phase", "round", "role_group", "out_of", "stream"], errors="ignore"
        )
        assert (counts.le(table["out_of"], axis=0)).all(axis=None)
    windows = measures.windows(found)
    assert (windows["window_and_streams"] <= windows[["window", "all_streams"]].min(axis=1)).all()


def test_origins_tell_which_round_named_a_code_first(demonstration):
    table = measures.origins(measures.states(demonstration)).set_index("code")
    assert table.loc["borgen.regio", "first_round"] == 2
    assert table.loc["agenderen.steun", "first_round"] == 1
    assert pd.isna(table.loc["agenderen.waarden", "first_round"])
    assert table.loc["borgen.regio", "first"] > 0.5, "late in the interview"


@given(
    st.lists(st.sampled_from("abcde") | st.none()), st.lists(st.sampled_from("abcdx"), unique=True)
)
@pytest.mark.parametrize("kind", ["string", "category", object])
def test_a_text_stands_where_it_stands_in_the_list_or_nowhere(kind, texts, among):
    found = coded.place_among(pd.Series(texts, dtype=kind), among)
    assert found.tolist() == [among.index(text) if text in among else -1 for text in texts]

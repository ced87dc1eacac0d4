"""Counts of respondents: against counting by hand, and what must hold in any study."""

import math
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import measures, paths
from study.data import coded, counted, levels
from study.data.coded import PAIRS, PHASES
from study.measures import published
from tests.support import demonstration as shipped
from tests.support.studies import (
    STUDIES,
    TWO_LARGEST,
    one_of_each,
    publish,
    published_of,
    read_at,
    study,
)

PAIR = PAIRS["verhouding"]


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
    counted = measures.counts(measures.tally(any_study))
    spoke = counted["out_of"] - counted["not_discussed"]
    assert (spoke <= counted["named"] + counted["absent"]).all()
    assert (spoke >= counted[["named", "absent"]].max(axis=1)).all()
    for said in measures.SAID:
        assert (counted[said] <= counted["named"]).all()
    assert (counted["named"] <= counted["asked"]).all()


def test_counts_are_those_of_counting_by_hand(demonstration):
    people = demonstration.respondents.set_index("respondent")
    segments = demonstration.segments.astype("string").join(people, on="respondent")
    counted = measures.counts(measures.tally(demonstration))
    counted = counted.set_index(["code", "role_group"])
    for (code, role), rows in segments.groupby(["code", "role_group"]):
        naming = rows[rows["direction"] != "absent"]
        row = counted.loc[(code, role)]
        assert row["named"] == naming["respondent"].nunique()
        for said in measures.SAID:
            assert row[said] == rows[rows["direction"] == said]["respondent"].nunique()
        assert row["absent"] == rows[rows["direction"] == "absent"]["respondent"].nunique()
        assert row["not_discussed"] == row["out_of"] - rows["respondent"].nunique()


def test_rounds_are_never_added_up(any_study):
    counted = measures.counts(measures.tally(any_study))
    sizes = any_study.respondents.groupby(any_study.respondents["round"]).size()
    for row in counted.itertuples():
        assert row.out_of <= sizes[row.round]
    together = counted[counted["role_group"] == measures.TOGETHER]
    assert (together["round"] == coded.MUNICIPAL_ROUND).all()
    assert (together["out_of"] == sizes.get(coded.MUNICIPAL_ROUND, 0)).all()


def test_who_names_and_denies_a_factor_counts_in_both():
    def says(respondent, code, rng):
        return "helps" if respondent == 0 else "absent"

    one = study({"ambtenaar": 2}, says)
    doubled = one.segments.iloc[[0]].assign(direction="absent", segment=9999)
    segments = pd.concat([one.segments, doubled]).astype({"direction": "category"})
    both = coded.Coded(**{**vars(one), "segments": segments})
    found, code = measures.states(both), one.segments["code"].iloc[0]
    assert found.loc[found["code"] == code, "state"].tolist() == ["named", "absent"]
    counted = measures.counts(measures.tally(both)).set_index(["code", "role_group"])
    row = counted.loc[(code, "ambtenaar")]
    assert (row["named"], row["absent"], row["not_discussed"]) == (1, 2, 0)


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
    table = measures.phases(measures.tally(any_study), PAIR)
    assert (table["earlier"] - table["only_earlier"] >= 0).all()
    assert (
        table["earlier"] - table["only_earlier"] == table["later"] - table["only_later"]
    ).all(), "those who name it in both"
    assert (table["difference"] == table["only_later"] - table["only_earlier"]).all()
    assert (table["p_holm"] >= table["p"]).all() and (table["p_holm"] <= 1).all()


def test_who_did_not_come_to_a_phase_counts_all_the_same_and_it_is_said(demonstration):
    """Counted without that one person, the difference would be what this person said."""
    table = measures.phases(measures.tally(demonstration), PAIR)
    assert set(table["out_of"]) == {16}
    assert set(table["asked_earlier"]) == {16} and set(table["asked_later"]) == {15}
    named = measures.of_municipalities(measures.counts(measures.tally(demonstration)))
    told = named.set_index(["factor", "phase"])["named"]
    for row in table.itertuples():
        assert [told[row.factor, phase] for phase in PHASES] == [row.earlier, row.later]


def test_pairs_have_their_support_and_jaccard(any_study):
    found = measures.states(any_study)
    for phase in PHASES:
        here = found[(found["phase"] == phase) & (found["round"] == coded.MUNICIPAL_ROUND)]
        who = here[here["state"] == "named"].groupby("code")["respondent"].agg(set).to_dict()
        table = measures.cooccurrence(measures.tally(any_study), phase)
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
    counts = measures.tally(any_study)
    for table in (measures.streams(counts), measures.windows(counts)):
        numbers = table.drop(
            columns=["phase", "round", "role_group", "out_of", "stream"], errors="ignore"
        )
        assert (numbers.le(table["out_of"], axis=0)).all(axis=None)
    windows = measures.windows(counts)
    assert (windows["window_and_streams"] <= windows[["window", "all_streams"]].min(axis=1)).all()


def test_origins_tell_which_round_named_a_code_first(demonstration):
    table = measures.origins(measures.tally(demonstration)).set_index("code")
    assert table.loc["borgen.regio", "first_round"] == 2
    assert table.loc["agenderen.steun", "first_round"] == 1
    assert pd.isna(table.loc["agenderen.waarden", "first_round"])


def test_a_late_code_comes_up_late_in_the_interview_where_rows_tell(demonstration):
    first = published.places(read_at(demonstration)).set_index("code")["first"]
    assert first["borgen.regio"] > 0.5
    assert np.isnan(first["agenderen.waarden"])
    assert published.places(read_at(demonstration, levels.COUNTS)) is None


def test_streams_and_pairs_are_those_of_counting_by_hand(demonstration):
    people = demonstration.respondents.set_index("respondent")
    codes = demonstration.codebook.set_index("code")[["phase", "stream", "factor"]]
    segments = demonstration.segments.astype("string").join(people, on="respondent")
    naming = segments[(segments["direction"] != "absent") & (segments["round"] == 2)]
    naming = naming.join(codes, on="code")
    counts = measures.tally(demonstration)
    told = counts.stream_counts.set_index(["phase", "round", "part"])["respondents"]
    for (phase, stream), rows in naming.groupby(["phase", "stream"]):
        assert told[phase, 2, stream] == rows["respondent"].nunique()
    both = counts.both_phases.set_index("factor")["respondents"]
    for factor, rows in naming.groupby("factor"):
        if factor in both:
            phases = rows.groupby("respondent")["phase"].nunique()
            assert both[factor] == (phases == 2).sum()
    who = naming.groupby("code")["respondent"].agg(set)
    for row in counts.cooccurrence.itertuples():
        assert row.together == len(who[row.code_a] & who[row.code_b])


def test_published_counts_are_read_as_they_were_made(any_study, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(paths.DATA, data)
    released = publish(any_study, data, levels.COUNTS)
    read = published.read(data)
    assert read.rows is None and read.two_largest == TWO_LARGEST
    made = published_of(released, levels.COUNTS)
    for name in counted.COLUMNS:
        ours, theirs = getattr(made, name), getattr(read.counts, name)
        assert ours.to_csv() == theirs.to_csv(), name


@given(
    st.lists(st.sampled_from("abcde") | st.none()), st.lists(st.sampled_from("abcdx"), unique=True)
)
@pytest.mark.parametrize("kind", ["string", "category", object])
def test_a_text_stands_where_it_stands_in_the_list_or_nowhere(kind, texts, among):
    found = coded.place_among(pd.Series(texts, dtype=kind), among)
    assert found.tolist() == [among.index(text) if text in among else -1 for text in texts]

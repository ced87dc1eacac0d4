"""Saturation: an example by hand, every order of small groups, and groups too small for it."""

import time
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from study import measures
from study.data import coded
from study.measures import saturation
from study.measures.saturation import BASE, RUN, per_group
from tests.support.studies import study


def rarefaction(codes_by_respondent, **options) -> pd.DataFrame:
    """The curve of respondents of whom each had these codes."""
    codes = sorted(set().union(*codes_by_respondent))
    has = [[code in own for code in codes] for own in codes_by_respondent]
    shape = len(codes_by_respondent), len(codes)
    return saturation.rarefaction(np.array(has, dtype=bool).reshape(shape), **options)


def reached(order) -> int | None:
    """Interviews up to the end of the run that meets the threshold, as the paper says it.

    Base 4, run 2, at most 5 % new (Guest, Namey & Chen 2020).
    """
    base = set().union(*order[:4])
    for before in range(4, len(order) - 1):
        new = set().union(*order[before : before + 2]) - set().union(*order[:before])
        if base and len(new) / len(base) <= 0.05:
            return before + 2
    return None


SOME = settings(max_examples=25, derandomize=True, database=None)

# New per interview: 8, 5, 4, 3 (a base of 20), then 1, 1, 1, 0 and 0.
INTERVIEWS = [
    set("abcdefgh"),
    set("aijklm"),
    set("nopq"),
    set("arst"),
    set("uab"),
    set("va"),
    set("w"),
    set(),
    set("aw"),
]
GROUPS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), max_size=6)


def test_an_order_worked_out_by_hand():
    # New in the runs after 4, 5 and 6 interviews: 2, 2 and 1 of the 20 in the base.
    assert reached(INTERVIEWS) == 8
    assert reached(INTERVIEWS[:7]) is None


def assert_reached_in_as_many_orders(group) -> None:
    ends = [reached(order) for order in permutations(group)]
    curve = rarefaction(group, orders=4000)
    for row in curve.itertuples():
        if row.interviews < BASE + RUN:
            assert pd.isna(row.reached)
        else:
            share = np.mean([end is not None and end <= row.interviews for end in ends])
            assert row.reached == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(INTERVIEWS[1:8], id="most orders never reach it"),
        pytest.param([set()] * 4 + [{"a"}, {"b"}, {"c"}], id="bases without codes"),
        pytest.param([{"a"}] * 5, id="fewer interviews than base and run"),
        pytest.param([], id="nobody"),
    ],
)
def test_the_threshold_is_reached_in_as_many_orders_as_by_hand(group):
    assert_reached_in_as_many_orders(group)


@settings(max_examples=8, derandomize=True, database=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=6, max_size=7))
def test_the_threshold_is_reached_in_as_many_orders_for_any_group(group):
    assert_reached_in_as_many_orders(group)


@SOME
@given(GROUPS)
def test_expected_codes_are_the_mean_over_all_orders(group):
    curve = rarefaction(group, orders=20)
    assert list(curve["interviews"]) == list(range(1, len(group) + 1))
    orders = list(permutations(group))
    for row in curve.itertuples():
        counts = [len(frozenset().union(*order[: row.interviews])) for order in orders]
        assert row.expected == pytest.approx(np.mean(counts))
        assert min(counts) <= row.low <= row.high <= max(counts)


@SOME
@given(GROUPS, st.randoms(use_true_random=False))
def test_the_curve_rises_within_bounds_whatever_order_is_given(group, random):
    curve = rarefaction(group, orders=50)
    shuffled = random.sample(group, len(group))
    assert_frame_equal(rarefaction(shuffled, orders=50), curve)
    for column in ("expected", "low", "high"):
        assert (curve[column].diff().dropna() >= -1e-12).all()
    assert (curve["reached"].diff().dropna() >= 0).all()
    assert curve["reached"].dropna().between(0, 1).all()
    if group:
        every = len(frozenset().union(*group))
        last = curve.iloc[-1]
        assert (last["expected"], last["low"], last["high"]) == (pytest.approx(every), every, every)


def test_the_share_of_orders_in_which_it_is_reached():
    # One of eight adds a code to the ten that all have: 10 % new in every run with that one. Fifth
    # or sixth, it spoils the first run, and sixth the next one too.
    curve = rarefaction([set("abcdefghij")] * 7 + [set("abcdefghijx")], orders=4000)
    assert list(curve["reached"][5:]) == pytest.approx([6 / 8, 7 / 8, 1], abs=0.03)


def test_the_threshold_itself_is_met():
    # One code in twenty is five per cent.
    twenty = {f"c{i}" for i in range(20)}
    assert list(rarefaction([twenty] * 7 + [twenty | {"x"}])["reached"][5:]) == [1, 1, 1]


def test_an_order_counts_from_the_end_of_its_run():
    alike = rarefaction([{"a"}] * 8)
    assert alike["reached"].isna().tolist() == [True] * (BASE + RUN - 1) + [False] * 3
    assert (alike["reached"].dropna() == 1).all()
    assert alike["note"].isna().all()
    different = rarefaction([{code} for code in "abcdefgh"])
    assert (different["reached"].dropna() == 0).all()
    assert (different["low"] == different["high"]).all()


def test_the_band_holds_the_random_orders():
    random = np.random.default_rng(7)
    group = [set(np.flatnonzero(random.random(25) < 0.2).astype(str)) for _ in range(15)]
    curve = rarefaction(group)
    drawn = [
        [len(set().union(*[group[i] for i in order[:n]])) for n in range(1, 16)]
        for order in (random.permutation(15) for _ in range(500))
    ]
    inside = (np.array(drawn) >= curve["low"].to_numpy(int)) & (
        np.array(drawn) <= curve["high"].to_numpy(int)
    )
    assert (inside.mean(axis=0) > 0.92).all()
    assert curve["expected"].between(curve["low"], curve["high"]).all()
    assert_frame_equal(rarefaction(group), curve)


def curves(groups: dict[str, list[set[str]]], with_rows: bool = True) -> pd.DataFrame:
    """The curves of groups of people who each brought up these codes (letters)."""
    members = [own for people in groups.values() for own in people]
    codes = sorted(coded.read_table("codebook")["code"])

    def says(respondent, code, rng) -> str:
        letter = chr(ord("a") + codes.index(code.code))
        return "absent" if letter in members[respondent] else ""

    of = study({role: len(people) for role, people in groups.items()}, says)
    return per_group(measures.tally(of), of if with_rows else None)


SMALL = [{"a"}, {"b"}, {"a", "c"}, set()]
GROUPS = {"landelijk": [{"z"}] * 5, "ambtenaar": INTERVIEWS, "ketenpartner": SMALL}


def test_every_group_has_its_own_curve():
    """A code counts as brought up also where somebody says that the factor played no part."""
    table = curves(GROUPS)
    groups = dict(list(table.groupby("role_group")))
    assert list(table["role_group"].unique()) == ["landelijk", "ambtenaar", "ketenpartner"]
    assert (table["codes"] == 30).all()
    for role, members in (("ketenpartner", SMALL), ("ambtenaar", INTERVIEWS)):
        curve = groups[role].reset_index(drop=True).drop(columns=["round", "role_group", "codes"])
        assert_frame_equal(curve, rarefaction(members))

    for role, size in (("landelijk", 5), ("ketenpartner", 4)):
        assert len(groups[role]) == size
        assert (groups[role]["note"] == "too few respondents").all()
        assert groups[role]["reached"].isna().all()
        assert groups[role]["expected"].notna().all()


def test_counts_alone_give_the_mean_over_all_orders_and_nothing_else():
    rows, counts = curves(GROUPS), curves(GROUPS, with_rows=False)
    assert np.allclose(rows["expected"], counts["expected"])
    known = ["round", "role_group", "codes", "interviews", "note"]
    assert_frame_equal(rows[known], counts[known])
    assert counts[["low", "high", "reached"]].isna().all(axis=None)


def test_no_respondents_make_an_empty_table():
    assert curves({}).empty
    assert list(curves({}).dtypes.items()) == list(curves(GROUPS).dtypes.items())


def test_two_thousand_respondents_take_seconds():
    random = np.random.default_rng(8)
    has = random.random((2000, 30)) < np.linspace(0.001, 0.6, 30)
    codes = np.array([f"c{i}" for i in range(30)])
    start = time.process_time()
    curve = rarefaction([set(codes[own]) for own in has])
    assert time.process_time() - start < 5
    assert curve["expected"].iloc[-1] == pytest.approx(has.any(axis=0).sum())

"""Saturation: an example by hand, every order of small groups, and groups too small for it."""

import time
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from study.measures import saturation
from study.measures.saturation import BASE, RUN, matrix, per_group, ratio, reached


def rarefaction(codes_by_respondent, **options) -> pd.DataFrame:
    """The curve of respondents of whom each had these codes."""
    return saturation.rarefaction(matrix(codes_by_respondent), **options)


SOME = settings(max_examples=25, deadline=None, derandomize=True, database=None)

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


def test_runs_overlap_and_are_set_against_the_base():
    expected = pd.DataFrame(
        {
            "interviews": [4, 5, 6, 7],
            "with_run": [6, 7, 8, 9],
            "new": [2, 2, 1, 0],
            "in_base": [20, 20, 20, 20],
            "ratio": pd.array([0.1, 0.1, 0.05, 0.0], dtype="Float64"),
        }
    )
    assert_frame_equal(ratio(INTERVIEWS), expected)
    assert list(ratio(INTERVIEWS, base=6, run=3)["new"]) == [1]
    assert list(ratio(INTERVIEWS, base=6, run=3)["in_base"]) == [22]


def test_reached_is_the_number_before_the_run():
    assert reached(INTERVIEWS) == 6
    assert reached(INTERVIEWS, threshold=0) == 7
    assert reached(INTERVIEWS, threshold=0.1) == 4
    assert reached(INTERVIEWS, run=3, threshold=0) is None
    assert reached(INTERVIEWS[:7]) is None


@pytest.mark.parametrize("order", [[], [{"a"}] * 5])
def test_fewer_interviews_than_base_and_run(order):
    assert ratio(order).empty
    assert reached(order) is None
    assert reached([{"a"}] * 3, base=10) is None


def test_a_base_without_codes_has_no_ratio():
    order = [set()] * 4 + [{"a"}, {"b"}, {"c"}]
    assert ratio(order)["ratio"].isna().all()
    assert list(ratio(order)["new"]) == [2, 2]
    assert reached(order) is None


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


def published(groups: dict[tuple[int, str], list[set[str]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables segments and respondents of some groups."""
    people, given = [], []
    for (number, role_group), members in groups.items():
        for codes in members:
            name = f"r{len(people)}"
            people.append((name, number, role_group))
            given += [(name, code, "helps", 1) for code in sorted(codes)]
    segments = pd.DataFrame(given, columns=["respondent", "code", "direction", "position"])
    segments.insert(0, "segment", range(1, len(segments) + 1))
    return segments, pd.DataFrame(people, columns=["respondent", "round", "role_group"])


CODEBOOK = pd.DataFrame({"code": sorted("abcdefghijklmnopqrstuvwxyz")})


def test_every_group_has_its_own_curve():
    small = [{"a"}, {"b"}, {"a", "c"}, set()]
    segments, respondents = published(
        {(2, "ketenpartner"): small, (1, "landelijk"): [{"z"}] * 5, (2, "ambtenaar"): INTERVIEWS}
    )
    table = per_group(segments, respondents, CODEBOOK)
    groups = dict(list(table.groupby(["round", "role_group"])))
    assert list(table["role_group"].unique()) == ["landelijk", "ambtenaar", "ketenpartner"]
    assert (table["codes"] == 26).all()
    for key, members in (((2, "ketenpartner"), small), ((2, "ambtenaar"), INTERVIEWS)):
        curve = groups[key].reset_index(drop=True).drop(columns=["round", "role_group", "codes"])
        assert_frame_equal(curve, rarefaction(members))

    for key, size in (((1, "landelijk"), 5), ((2, "ketenpartner"), 4)):
        assert len(groups[key]) == size
        assert (groups[key]["note"] == "too few respondents").all()
        assert groups[key]["reached"].isna().all()
        assert groups[key]["expected"].notna().all()


def test_a_factor_that_played_no_part_has_come_up():
    segments, respondents = published({(1, "landelijk"): INTERVIEWS})
    absent = segments.assign(direction="absent")
    assert_frame_equal(
        per_group(absent, respondents, CODEBOOK), per_group(segments, respondents, CODEBOOK)
    )


def test_rows_in_another_order_and_codes_given_twice_change_nothing():
    segments, respondents = published({(1, "landelijk"): INTERVIEWS, (2, "ambtenaar"): INTERVIEWS})
    again = pd.concat([segments, segments]).sample(frac=1, random_state=1)
    assert_frame_equal(
        per_group(again, respondents.sample(frac=1, random_state=1), CODEBOOK),
        per_group(segments, respondents, CODEBOOK),
    )


def test_no_respondents_make_an_empty_table():
    segments, respondents = published({})
    table = per_group(segments, respondents, CODEBOOK)
    assert table.empty
    segments, respondents = published({(1, "landelijk"): INTERVIEWS})
    assert list(table.dtypes.items()) == list(
        per_group(segments, respondents, CODEBOOK).dtypes.items()
    )


def test_what_is_not_known_is_named():
    segments, respondents = published({(1, "landelijk"): [{"a"}, {"b"}]})
    with pytest.raises(ValueError, match=r"^code .*: b$"):
        per_group(segments, respondents, CODEBOOK[CODEBOOK["code"] != "b"])
    with pytest.raises(ValueError, match=r"^respondent .*: r1$"):
        per_group(segments, respondents.iloc[:1], CODEBOOK)


def test_two_thousand_respondents_take_seconds():
    random = np.random.default_rng(8)
    has = random.random((2000, 30)) < np.linspace(0.001, 0.6, 30)
    codes = np.array([f"c{i}" for i in range(30)])
    start = time.perf_counter()
    curve = rarefaction([set(codes[own]) for own in has])
    assert time.perf_counter() - start < 5
    assert curve["expected"].iloc[-1] == pytest.approx(has.any(axis=0).sum())

"""Agreement between coders: published examples, other people's packages, and awkward tables."""

import time

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from study.measures import reliability
from study.measures.reliability import agreement, gwet_ac1, krippendorff_alpha, raw_agreement

SOME = settings(max_examples=30, derandomize=True, database=None)

NAN = np.nan
# Krippendorff (2004, 2018): four observers, twelve units.
FOUR_BY_TWELVE = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
).T
# Gwet's paradox of kappa: 118 yes-yes, 5 and 2 apart, no no-no; kappa is -.0234.
PARADOX = np.array([[1, 1]] * 118 + [[1, 0]] * 5 + [[0, 1]] * 2, dtype=float)
CODEBOOK = pd.DataFrame(
    {
        "code": ["agenderen.geld", "borgen.geld", "agenderen.druk"],
        "factor": ["geld", "geld", "druk"],
        "phase": ["agenderen", "borgen", "agenderen"],
    }
)
CODES = list(CODEBOOK["code"])


def long(cube: np.ndarray) -> pd.DataFrame:
    """The published form of units x coders x codes with 1, 0 and, for a unit not seen, nan."""
    rows = []
    for unit, coders in enumerate(cube, start=1):
        for letter, answers in zip("ABCD", coders, strict=False):
            if np.isnan(answers).any():
                continue
            given = [code for code, answer in zip(CODES, answers, strict=True) if answer]
            rows += [(unit, letter, code) for code in given or [None]]
    table = pd.DataFrame(rows, columns=["unit", "coder", "code"])
    return table.astype({"unit": "Int64", "coder": "string", "code": "string"})


def row(table: pd.DataFrame, name: str) -> pd.Series:
    return table[table["name"] == name].iloc[0]


@st.composite
def ratings(draw) -> np.ndarray:
    """Units x coders (2 to 4) with up to three categories and missing values."""
    units, coders = draw(st.integers(1, 12)), draw(st.integers(2, 4))
    value = st.sampled_from([0.0, 1.0, 2.0, NAN])
    return np.array(
        draw(st.lists(value, min_size=units * coders, max_size=units * coders))
    ).reshape(units, coders)


@st.composite
def cubes(draw) -> np.ndarray:
    """Units x coders x the codes of CODEBOOK."""
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    units, coders = draw(st.integers(1, 12)), draw(st.integers(2, 4))
    cube = (random.random((units, coders, len(CODES))) < draw(st.floats(0.1, 0.9))).astype(float)
    cube[random.random((units, coders)) < draw(st.floats(0, 0.5))] = NAN
    return cube


def test_alpha_of_published_examples():
    assert krippendorff_alpha(FOUR_BY_TWELVE) == pytest.approx(0.743, abs=5e-4)
    binary = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]).T
    assert krippendorff_alpha(binary) == pytest.approx(0.095, abs=5e-4)
    letters = np.array([list(map(ord, row)) for row in ("aabbdcccedda", "babbbccceddd")]).T
    assert krippendorff_alpha(letters) == pytest.approx(0.692, abs=5e-4)


def test_ac1_of_published_examples():
    assert gwet_ac1(PARADOX) == pytest.approx(0.9408, abs=5e-5)
    assert krippendorff_alpha(PARADOX) == pytest.approx(-0.0247, abs=5e-5)


def test_raw_agreement_counts_every_unit_the_same():
    assert raw_agreement(FOUR_BY_TWELVE) == pytest.approx(9 / 11)
    three_and_two = np.array([[1, 1, 0], [1, 1, NAN]])
    assert raw_agreement(three_and_two) == pytest.approx((1 / 3 + 1) / 2)


def test_two_by_two_by_hand():
    # 4 yes-yes, 3 no-no, 2 and 1 apart: 20 ratings, 11 yes.
    table = np.array([[1, 1]] * 4 + [[0, 0]] * 3 + [[1, 0]] * 2 + [[0, 1]], dtype=float)
    assert raw_agreement(table) == pytest.approx(0.7)
    assert krippendorff_alpha(table) == pytest.approx(1 - 19 * 6 / (2 * 11 * 9))
    chance = 2 * 0.55 * 0.45
    assert gwet_ac1(table) == pytest.approx((0.7 - chance) / (1 - chance))


@SOME
@given(ratings())
def test_alpha_is_that_of_the_package(table):
    rated = table[(~np.isnan(table)).sum(axis=1) >= 2]
    varied = len(np.unique(rated[~np.isnan(rated)])) > 1
    alpha = krippendorff_alpha(table)
    assert np.isnan(alpha) == (not varied)
    if varied:
        theirs = krippendorff.alpha(reliability_data=table.T, level_of_measurement="nominal")
        assert alpha == pytest.approx(theirs, abs=1e-12)


@SOME
@given(ratings())
def test_ac1_and_raw_agreement_from_their_definitions(table):
    units = [[value for value in unit if not np.isnan(value)] for unit in table]
    units = [unit for unit in units if len(unit) >= 2]
    assume(units)
    pairs = [
        [a == b for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j] for unit in units
    ]
    raw = np.mean([np.mean(pair) for pair in pairs])
    categories = {value for unit in units for value in unit}
    shares = [np.mean([unit.count(value) / len(unit) for unit in units]) for value in categories]
    chance = sum(share * (1 - share) for share in shares) / max(len(categories) - 1, 1)
    assert raw_agreement(table) == pytest.approx(raw)
    assert gwet_ac1(table) == pytest.approx((raw - chance) / (1 - chance))


@SOME
@given(ratings(), st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter_and_single_ratings_do_not_count(table, random):
    shuffled = table[random.sample(range(len(table)), len(table))]
    shuffled = shuffled[:, random.sample(range(table.shape[1]), table.shape[1])]
    alone = np.full((1, table.shape[1]), NAN)
    alone[0, 0] = 7
    for statistic in (krippendorff_alpha, gwet_ac1, raw_agreement):
        expected = pytest.approx(statistic(table), nan_ok=True)
        assert statistic(shuffled) == expected
        assert statistic(2 - table) == expected
        assert statistic(np.vstack([table, alone])) == expected


@pytest.mark.parametrize("nothing", [np.empty((0, 2)), np.full((3, 2), NAN)])
def test_nothing_to_compare(nothing):
    for statistic in (krippendorff_alpha, gwet_ac1, raw_agreement):
        assert np.isnan(statistic(nothing))


@SOME
@given(cubes())
def test_the_table_says_what_the_arrays_say(cube):
    table = agreement(long(cube), CODEBOOK)
    asked = {
        **{code: cube[:, :, i] for i, code in enumerate(CODES)},
        "geld": cube[:, :, :2].max(axis=2),
        "druk": cube[:, :, 2],
        "overall": np.vstack(np.moveaxis(cube, 2, 0)),
    }
    assert list(table["name"]) == list(asked)
    for name, array in asked.items():
        found = row(table, name)
        double = cube[(~np.isnan(cube[:, :, 0])).sum(axis=1) >= 2]
        assert found["units"] == len(double)
        rated = array[(~np.isnan(array)).sum(axis=1) >= 2]
        assert found["ratings"] == (~np.isnan(rated)).sum()
        if not len(double):
            assert found["note"] == reliability.ONE_CODER
            assert found[["prevalence", "raw", "alpha", "ac1"]].isna().all()
            continue
        assert found["prevalence"] == pytest.approx(np.nanmean(rated))
        for column, statistic in (
            ("raw", raw_agreement),
            ("alpha", krippendorff_alpha),
            ("ac1", gwet_ac1),
        ):
            expected = statistic(array)
            assert pd.isna(found[column]) == np.isnan(expected)
            if not np.isnan(expected):
                assert found[column] == pytest.approx(expected, abs=1e-12)


@SOME
@given(cubes(), st.integers(0, 10**6))
def test_the_table_does_not_depend_on_order_or_names(cube, seed):
    plain = long(cube)
    other = plain.sample(frac=1, random_state=seed)
    other = other.assign(
        unit=1000 - other["unit"],
        coder=other["coder"].map({"A": "D", "B": "A", "C": "B", "D": "C"}),
    )
    assert_frame_equal(agreement(other, CODEBOOK), agreement(plain, CODEBOOK))


def test_a_small_table_by_hand():
    rows = [
        (1, "A", "agenderen.geld"),
        (1, "B", "borgen.geld"),
        (2, "A", "agenderen.geld"),
        (2, "A", "agenderen.druk"),
        (2, "B", "agenderen.geld"),
        (3, "A", None),
        (3, "B", None),
    ]
    table = agreement(pd.DataFrame(rows, columns=["unit", "coder", "code"]), CODEBOOK)
    assert list(table["level"]) == ["code"] * 3 + ["factor"] * 2 + ["overall"]

    code = row(table, "agenderen.geld")
    assert (code["units"], code["ratings"]) == (3, 6)
    assert code["prevalence"] == pytest.approx(3 / 6)
    assert code["raw"] == pytest.approx(2 / 3)
    assert code["alpha"] == pytest.approx(1 - 5 * 2 / (2 * 3 * 3))
    assert code["ac1"] == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))

    # On the factor they agree where they chose another phase of it.
    factor = row(table, "geld")
    assert (factor["prevalence"], factor["raw"], factor["alpha"]) == (
        pytest.approx(4 / 6),
        1.0,
        1.0,
    )
    overall = row(table, "overall")
    assert (overall["units"], overall["ratings"]) == (3, 18)
    assert overall["prevalence"] == pytest.approx(5 / 18)
    assert overall["raw"] == pytest.approx(6 / 9)


def test_not_seen_is_not_no():
    both = pd.DataFrame(
        [
            (1, "A", CODES[0]),
            (1, "B", CODES[0]),
            (2, "A", CODES[0]),
            (3, "A", None),
            (3, "B", None),
        ],
        columns=["unit", "coder", "code"],
    )
    unseen = row(agreement(both, CODEBOOK), CODES[0])
    assert (unseen["units"], unseen["raw"], unseen["alpha"]) == (2, 1.0, 1.0)

    said_no = pd.concat([both, pd.DataFrame({"unit": [2], "coder": ["B"], "code": [None]})])
    seen = row(agreement(said_no, CODEBOOK), CODES[0])
    assert (seen["units"], seen["raw"]) == (3, pytest.approx(2 / 3))
    assert seen["alpha"] < 1


def test_a_unit_that_one_coder_saw_and_a_row_said_twice_change_nothing():
    table = long(np.random.default_rng(1).integers(0, 2, (20, 2, 3)).astype(float))
    alone = pd.DataFrame({"unit": [99, 99], "coder": ["A", "A"], "code": CODES[:2]})
    expected = agreement(table, CODEBOOK)
    assert_frame_equal(agreement(pd.concat([table, alone]), CODEBOOK), expected)
    assert_frame_equal(agreement(pd.concat([table, table]), CODEBOOK), expected)


@pytest.mark.parametrize("units", [0, 5])
def test_a_lone_coder_has_no_agreement(units):
    table = agreement(long(np.ones((units, 1, 3))), CODEBOOK)
    assert len(table) == 6
    assert (table["note"] == "one coder").all()
    assert (table["units"] == 0).all()
    statistics = ["prevalence", "raw", "alpha", "alpha_low", "alpha_high", "ac1"]
    assert table[statistics].isna().all(axis=None)


def test_without_variation_alpha_is_missing_and_ac1_is_not():
    cube = np.random.default_rng(2).integers(0, 2, (30, 2, 3)).astype(float)
    cube[:, :, 1] = 0
    cube[:, :, 2] = 1
    table = agreement(long(cube), CODEBOOK)
    for name, note in (("borgen.geld", "never used"), ("agenderen.druk", "always the same value")):
        found = row(table, name)
        assert found["note"] == note
        assert found[["alpha", "alpha_low", "alpha_high"]].isna().all()
        assert (found["raw"], found["ac1"]) == (1.0, 1.0)
    assert pd.isna(row(table, "agenderen.geld")["note"])


def test_a_rare_code_is_a_paradox():
    cube = np.zeros((100, 2, 3))
    cube[0, 0, 0] = cube[1, 1, 0] = 1
    found = row(agreement(long(cube), CODEBOOK), CODES[0])
    assert found["raw"] == pytest.approx(0.98)
    assert found["alpha"] == pytest.approx(0, abs=0.01)
    assert found["ac1"] == pytest.approx(0.98, abs=0.001)
    assert found["prevalence"] == pytest.approx(0.01)
    assert found["note"] == "too rare for an interval"
    assert found[["alpha_low", "alpha_high"]].isna().all()


def test_draws_that_do_not_differ_make_no_interval():
    agreed = np.repeat(np.random.default_rng(3).integers(0, 2, (40, 1, 3)), 2, axis=1)
    for cube in (agreed.astype(float), np.array([[[1.0, 1, 0], [1, 0, 0]]])):
        overall = row(agreement(long(cube), CODEBOOK), "overall")
        assert overall["note"] == "draws do not differ"
        assert not pd.isna(overall["alpha"])
        assert pd.isna(overall["alpha_low"])


def test_the_interval_is_that_of_drawing_whole_passages():
    # Disagreement sits in a fifth of the passages, in all codes at once.
    random = np.random.default_rng(4)
    cube = np.repeat(random.integers(0, 2, (80, 1, 3)), 3, axis=1).astype(float)
    cube[:16, 1] = 1 - cube[:16, 1]
    cube[random.random((80, 3)) < 0.1] = NAN
    table = agreement(long(cube), CODEBOOK)
    asked = {
        "overall": lambda drawn: np.vstack(np.moveaxis(drawn, 2, 0)),
        CODES[0]: lambda drawn: drawn[:, :, 0],
    }
    cube = cube[(~np.isnan(cube[:, :, 0])).sum(axis=1) >= 2]
    for name, chosen in asked.items():
        alphas = [
            krippendorff_alpha(chosen(cube[random.integers(0, len(cube), len(cube))]))
            for _ in range(2000)
        ]
        found = row(table, name)
        assert found["alpha_low"] < found["alpha"] < found["alpha_high"]
        expected = pytest.approx(np.quantile(alphas, [0.025, 0.975]), abs=0.02)
        assert [found["alpha_low"], found["alpha_high"]] == expected


def test_the_interval_of_a_row_depends_on_its_own_data_only():
    cube = np.random.default_rng(5).integers(0, 2, (30, 2, 3)).astype(float)
    changed = cube.copy()
    changed[:, 1, 2] = 1 - changed[:, 1, 2]
    before, after = agreement(long(cube), CODEBOOK), agreement(long(changed), CODEBOOK)
    assert_frame_equal(before[before["name"] == CODES[0]], after[after["name"] == CODES[0]])


def test_a_question_with_words_for_answers_says_what_the_numbers_say():
    ratings = pd.DataFrame(
        {
            "one": ["a", "b", "c", "a", "b", "a", None, "a"],
            "two": ["a", "b", "a", "a", "c", "a", "b", "a"],
        }
    )
    numbers = ratings.replace({"a": 0, "b": 1, "c": 2}).astype(float).to_numpy()
    row = reliability.nominal(ratings)
    assert row["units"] == 7
    assert row["raw"] == raw_agreement(numbers) == pytest.approx(5 / 7)
    assert row["alpha"] == krippendorff_alpha(numbers)
    assert row["ac1"] == gwet_ac1(numbers)
    assert row["alpha_low"] < row["alpha"] < row["alpha_high"]


def test_a_question_that_all_answer_alike_has_no_interval():
    row = reliability.nominal(pd.DataFrame({"one": list("ab" * 9), "two": list("ab" * 9)}))
    assert row["alpha"] == 1
    assert row["note"] == reliability.DRAWS_ALIKE
    assert "alpha_low" not in row


def test_a_code_that_is_not_in_the_codebook_is_named():
    table = pd.DataFrame({"unit": [1], "coder": ["A"], "code": ["borgen.niets"]})
    with pytest.raises(ValueError, match=r"borgen\.niets"):
        agreement(table, CODEBOOK)


def test_a_quarter_of_a_million_passages_take_seconds():
    random = np.random.default_rng(6)
    codebook = pd.DataFrame({"code": [f"c{i}" for i in range(30)], "factor": ["f", "g"] * 15})
    units = np.arange(250_000)
    given = random.integers(0, 31, units.size)
    other = np.where(random.random(units.size) < 0.8, given, random.integers(0, 31, units.size))
    names = np.array([*codebook["code"], None])
    table = pd.DataFrame(
        {
            "unit": np.tile(units, 2),
            "coder": np.repeat(["A", "B"], units.size),
            "code": names[np.concatenate([given, other])],
        }
    )
    start = time.process_time()
    overall = row(agreement(table, codebook), "overall")
    assert time.process_time() - start < 5
    assert (overall["units"], overall["ratings"]) == (250_000, 15_000_000)
    assert overall["alpha_low"] < overall["alpha"] < overall["alpha_high"]

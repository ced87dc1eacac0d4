"""What published tables give away is worked out as somebody else would."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from study.data.coded import EITHER, PHASES
from study.privacy import disclosure
from study.privacy.disclosure import Cell


def brute_force(cells: list[Cell], smallest: int, out_of: int) -> dict[str, set[int]]:
    """All counts that agree with what is published, by trying every one."""
    ranges = [
        [c.count] if c.count is not None else range(min(1, c.most), min(out_of, c.most) + 1)
        for c in cells
    ]
    found = {c.phase: set() for c in cells}
    for counts in product(*ranges):
        first, second, either = counts
        hidden = [n for n, c in zip(counts, cells, strict=True) if c.count is None]
        if not max(first, second) <= either <= first + second:
            continue
        if hidden and not any(0 < n < smallest for n in hidden):
            continue
        for cell, count in zip(cells, counts, strict=True):
            found[cell.phase].add(count)
    return found


@st.composite
def counts(draw) -> tuple[list[Cell], int]:
    """True counts of a factor in up to eight municipalities, with who named it."""
    out_of = draw(st.integers(2, 8))
    first, second = draw(st.integers(0, out_of)), draw(st.integers(0, out_of))
    either = draw(st.integers(max(first, second), min(out_of, first + second)))
    most = [n + draw(st.integers(0, 4)) if n else 0 for n in (first, second)]
    most.append(draw(st.integers(max(either, *most), max(either, sum(most)))))
    cells = [
        Cell(phase, n, m)
        for phase, n, m in zip((*PHASES, EITHER), (first, second, either), most, strict=True)
    ]
    return cells, out_of


@given(counts(), st.lists(st.booleans(), min_size=3, max_size=3))
def test_what_a_hidden_count_can_be(case, hide):
    cells, out_of = case
    shown = [
        Cell(c.phase, None if h else c.count, c.most) for c, h in zip(cells, hide, strict=True)
    ]
    ways, expected = disclosure.possible(shown, 3, out_of), brute_force(shown, 3, out_of)
    for cell in shown:
        if cell.count is None:
            assert ways[cell.phase] == expected[cell.phase]


@given(counts())
def test_hidden_counts_stay_hidden(case):
    cells, out_of = case
    shown = disclosure.hide(cells, 3, out_of)
    assert not any(c.count is not None and 0 < c.count < 3 for c in shown)
    ways = brute_force(shown, 3, out_of)
    for cell in shown:
        if cell.count is None and cell.most > 1:
            assert len(ways[cell.phase]) > 1


@given(counts())
def test_nothing_is_hidden_where_nothing_is_small(case):
    cells, out_of = case
    if not any(0 < c.count < 3 for c in cells):
        assert disclosure.hide(cells, 3, out_of) == cells


def test_the_total_alone_would_give_it_back():
    cells = [Cell("agenderen", 3, 5), Cell("borgen", 2, 4), Cell(EITHER, 5, 8)]
    first_only = [Cell("agenderen", 3, 5), Cell("borgen", None, 4), Cell(EITHER, 5, 8)]
    assert disclosure.given_back(first_only, 3, 8) == ["borgen"]
    assert sum(c.count is None for c in disclosure.hide(cells, 3, 8)) > 1


def people(*rows: tuple[int, str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "respondent": [f"r{n}" for n in range(len(rows))],
            "round": [r for r, _ in rows],
            "role_group": pd.array([role for _, role in rows], dtype="string"),
        }
    )


def test_a_missing_value_makes_a_group_of_its_own():
    table = people(*[(2, "ambtenaar")] * 6, (2, None))
    assert min(len(rows) for _, rows in disclosure.groups(table)) == 1


def test_every_combination_counts():
    table = people(*[(1, "landelijk")] * 5, *[(2, "ambtenaar")] * 9, *[(2, "ketenpartner")] * 7)
    sizes = sorted(len(rows) for _, rows in disclosure.groups(table))
    assert sizes == [5, 5, 5, 7, 7, 9, 9, 16]


def segments(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["respondent", "position", "code", "direction"])


CODEBOOK = pd.DataFrame({"code": ["a", "b"]})


def test_one_voice_against_a_factor_is_seen_and_a_mixed_group_is_not():
    table = people(*[(2, "ambtenaar")] * 3)
    one = segments(*[(f"r{n}", 1, "a", "hinders") for n in range(3)])
    mixed = pd.concat([one, segments(("r0", 2, "a", "helps"))])
    said = disclosure.profiles(one, table, CODEBOOK)
    assert [code for _, code in disclosure.unanimous_criticism(table, said)] == [0, 0, 0]
    assert disclosure.diversity(table, said) == 1
    said = disclosure.profiles(mixed, table, CODEBOOK)
    assert disclosure.unanimous_criticism(table, said) == []
    assert disclosure.diversity(table, said) == 2


def test_linkage_finds_those_who_say_the_same_and_chance_is_exact():
    table = people(*[(2, "ambtenaar")] * 4)
    told = segments(
        ("r0", 1, "a", "helps"), ("r2", 1, "a", "helps"), ("r1", 1, "b", "helps"),
        ("r3", 1, "b", "helps"),
    )  # fmt: skip
    truth = pd.Series({"r0": "x", "r2": "x", "r1": "y", "r3": "y"})
    found = {a.way: a for a in disclosure.linkage(table, told, CODEBOOK, truth)}
    assert found["most alike in what they said"].right == 4
    assert np.isclose(found["most alike in what they said"].chance, 4 / 3)
    assert np.isclose(found["about as many coded passages"].right, 4 / 3), "all tied"


def test_linkage_without_anybody_to_link():
    table = people((2, "ambtenaar"))
    assert disclosure.linkage(table, segments(), CODEBOOK, pd.Series({"r0": "x"})) == []


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("xyz")), min_size=2, max_size=9))
def test_linkage_by_length_is_what_comparing_each_with_each_other_gives(told):
    names = [f"r{n}" for n in range(len(told))]
    truth = pd.Series([place for _, place in told], index=names)
    rows = segments(*((n, last, "a", "helps") for n, (last, _) in zip(names, told, strict=True)))
    right = 0.0
    for own, (last, place) in enumerate(told):
        others = [(abs(last - o), place == p) for n, (o, p) in enumerate(told) if n != own]
        nearest = [same for apart, same in others if apart == min(others)[0]]
        right += sum(nearest) / len(nearest)
    table = people(*[(2, "ambtenaar")] * len(told))
    found = {a.way: a for a in disclosure.linkage(table, rows, CODEBOOK, truth)}
    assert np.isclose(found["about as many coded passages"].right, right)

"""What published tables give away is worked out as somebody else would."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from study import measures
from study.data import counted
from study.gate import reidentification
from study.privacy import disclosure
from study.private.publishable import publishable
from tests.support.studies import study, with_phases_that_came_up


def test_every_combination_counts():
    counts = measures.tally(study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}))
    sizes = sorted(size for _, size in disclosure.groups(counts))
    assert sizes == [5, 5, 5, 7, 7, 9, 9, 16]


def _hinders(*people: int):
    return lambda r, c, g: "hinders" if r in people and c.code == "borgen.steun" else ""


def test_one_voice_against_a_factor_is_seen_and_a_mixed_group_is_not():
    size = {"ambtenaar": 3, "ketenpartner": 3}
    everyone = measures.tally(study(size, _hinders(*range(6))))
    partners = measures.tally(study(size, _hinders(3, 4, 5)))
    most = measures.tally(study(size, _hinders(0, 1, 3, 4)))
    assert len(disclosure.unanimous_criticism(everyone)) == 5, "the round, and each role twice"
    assert disclosure.unanimous_criticism(partners) == [
        ({"role_group": "ketenpartner"}, "borgen.steun"),
        ({"round": 2, "role_group": "ketenpartner"}, "borgen.steun"),
    ]
    assert disclosure.unanimous_criticism(most) == []


def test_who_also_says_that_it_helps_still_says_that_it_hinders():
    one = study({"ambtenaar": 2}, _hinders(0, 1))
    doubled = one.segments.iloc[[0]].assign(direction="helps", segment=3)
    both = replace(one, segments=pd.concat([one.segments, doubled], ignore_index=True))
    assert disclosure.unanimous_criticism(measures.tally(both))


def test_a_list_of_pairs_that_ends_early_is_left_out():
    """It would say that other pairs have fewer than are listed: all but one name steun, three name
    rijk, and who does not name steun is then known to name rijk."""

    def says(person, code, _):
        named = {"agenderen.steun": person < 11, "agenderen.rijk": person in (0, 1, 11)}
        return "helps" if named.get(code.code, code.code == "agenderen.netwerk") else ""

    counts = measures.tally(study({"ambtenaar": 12}, says))
    assert 0 < len(counts.cooccurrence) < counted.MOST_PAIRS
    assert publishable(counts, 0, 5).cooccurrence.empty


def pairs_of(named: np.ndarray, most: int) -> list[tuple[int, int, int]]:
    """The pairs of columns that are most alike, each with how many people named both."""
    alone = named.sum(axis=0)
    found = [
        (a, b, int((named[:, a] & named[:, b]).sum()))
        for a, b in combinations(range(named.shape[1]), 2)
    ]
    found = [(a, b, n) for a, b, n in found if n]
    found.sort(key=lambda pair: (-pair[2] / (alone[pair[0]] + alone[pair[1]] - pair[2]), -pair[2]))
    return found[:most]


def counts_of(named: np.ndarray, most: int) -> counted.Counts:
    """Counts in which people of municipalities (rows) named codes of one phase (columns)."""
    size, codes = named.shape
    whole = measures.tally(
        study(
            {"ambtenaar": size},
            lambda r, c, g: "helps" if c.Index < codes and named[r, c.Index] else "",
        )
    )
    names = list(whole.codebook["code"])
    pairs = [("agenderen", names[a], names[b], n) for a, b, n in pairs_of(named, most)]
    table = pd.DataFrame(pairs, columns=list(counted.COLUMNS["cooccurrence"]))
    return replace(whole, cooccurrence=table.astype(whole.cooccurrence.dtypes))


@st.composite
def people_and_pairs(draw) -> tuple[np.ndarray, int]:
    size, codes = draw(st.integers(2, 4)), 3
    cells = draw(st.lists(st.booleans(), min_size=size * codes, max_size=size * codes))
    return np.array(cells).reshape(size, codes), draw(st.integers(0, 3))


@given(people_and_pairs())
def test_a_pair_that_is_said_to_be_worked_out_can_be_nothing_else(case):
    named, most = case
    of = counts_of(named, most)
    names = list(of.codebook["code"])
    found = [tuple(map(names.index, pair)) for pair in disclosure.pairs_worked_out(of)]
    found = [pair for pair in found if max(pair) < 3]
    assert not set(found) & {(a, b) for a, b, _ in pairs_of(named, most)}

    rows = list(product([False, True], repeat=3))
    possible: dict[tuple[int, int], set[int]] = {pair: set() for pair in found}
    for chosen in product(rows, repeat=len(named)):
        other = np.array(chosen)
        same = (other.sum(axis=0) == named.sum(axis=0)).all()
        if same and set(pairs_of(other, most)) == set(pairs_of(named, most)):
            for a, b in found:
                possible[a, b].add(int((other[:, a] & other[:, b]).sum()))
    assert all(len(counts) == 1 for counts in possible.values())


def test_a_pair_is_worked_out_from_two_others():
    # Whoever names the first names the second, and whoever names the second names the third.
    named = np.array([[1, 1, 1], [1, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=bool)
    of = counts_of(named, 2)
    codes = list(of.codebook["code"])
    assert disclosure.pairs_worked_out(of) == [(codes[0], codes[2])]
    assert disclosure.pairs_worked_out(counts_of(named, 1)) == []


def each_says(codes: int, also: int = 0) -> counted.Counts:
    """Of nine officials each says one of so many codes, and so many of them one code more."""

    def says(respondent: int, code, _) -> str:
        second = respondent < also and code.Index == codes
        return "helps" if code.Index == respondent % codes or second else ""

    return measures.tally(with_phases_that_came_up(study({"ambtenaar": 9}, says)))


def test_counts_of_people_who_said_one_thing_each_are_their_rows():
    assert disclosure.of_one_thing(each_says(3)) == [(2, "ambtenaar")]
    assert disclosure.of_one_thing(each_says(1)) == [], "its count says that anyway"
    assert disclosure.of_one_thing(each_says(3, also=1)) == []
    assert disclosure.of_one_thing(measures.tally(study({"ambtenaar": 9}, lambda *_: ""))) == []


def test_they_are_not_published():
    (found,) = reidentification.left_out(each_says(3))
    assert "because each said one thing" in found.message

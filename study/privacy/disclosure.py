"""What published tables could give away: small groups, groups of one voice, values left out."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from study.data.coded import ATTRIBUTES, DIRECTIONS, MUNICIPAL_ROUND
from study.data.counted import Counts

BITS = {direction: 1 << rank for rank, direction in enumerate(DIRECTIONS)}


def profiles(
    segments: pd.DataFrame, respondents: pd.DataFrame, codebook: pd.DataFrame
) -> np.ndarray:
    """Respondents x codes: what each said of each code, as bits of ``BITS``; 0 is not discussed.

    Rows and columns are in the order of the tables.
    """
    people = pd.Index(respondents["respondent"]).get_indexer(segments["respondent"])
    codes = pd.Index(codebook["code"]).get_indexer(segments["code"])
    bits = segments["direction"].map(BITS).to_numpy(dtype=np.uint8)
    known = (people >= 0) & (codes >= 0)
    said = np.zeros((len(respondents), len(codebook)), dtype=np.uint8)
    np.bitwise_or.at(said, (people[known], codes[known]), bits[known])
    return said


def groups(of: Counts) -> Iterator[tuple[dict[str, object], int]]:
    """Every group that a combination of attributes makes: its values, and how many are in it.

    Over all combinations, because somebody may know one attribute only (k-anonymity: Sweeney 2002).
    """
    sizes = of.groups.drop_duplicates(list(ATTRIBUTES))
    for number in range(1, len(ATTRIBUTES) + 1):
        for names in combinations(ATTRIBUTES, number):
            for key, part in sizes.groupby(list(names), sort=True):
                yield dict(zip(names, key, strict=True)), int(part["respondents"].sum())


def unanimous_criticism(of: Counts) -> list[tuple[dict[str, object], str]]:
    """Groups in which everybody says of a code that it hinders, with that code.

    Whoever knows that somebody is in such a group knows what they said (l-diversity with a
    sensitive value: Machanavajjhala et al. 2007).
    """
    found = []
    for values, size in groups(of):
        told = of.factor_counts
        for name, value in values.items():
            told = told[told[name] == value]
        hinders = told.groupby("code", sort=False)["hinders"].sum()
        found += [(values, str(code)) for code in hinders.index[hinders == size]]
    return found


def pairs_worked_out(of: Counts) -> list[tuple[str, str]]:
    """Pairs of codes that are left out, although the pairs that are published tell their count.

    How many named both of two codes is bounded by how many named each, also together with a third
    (Bonferroni's inequalities). A pair whose bounds meet because of published pairs is worked out.
    One whose bounds meet without any, because everybody or nobody named a code, says no more than
    the counts of single codes do, and is not listed.
    """
    named = of.factor_counts[of.factor_counts["round"] == MUNICIPAL_ROUND]
    if named.empty:
        return []
    alone = named.groupby("code", sort=False)["named"].sum().astype(int)
    size = int(named.groupby("code")[["named", "absent", "not_discussed"]].sum().sum(axis=1).max())
    place = {code: number for number, code in enumerate(alone.index)}
    known = np.full((len(place), len(place)), -1)
    for row in of.cooccurrence.itertuples():
        a, b = place[row.code_a], place[row.code_b]
        known[a, b] = known[b, a] = row.together
    single = alone.to_numpy()
    low = np.maximum(0, single[:, None] + single[None, :] - size)
    high = np.minimum(single[:, None], single[None, :])
    open_before = low < high
    for c in range(len(place)):
        with_c = np.flatnonzero(known[c] >= 0)
        if len(with_c) < 2:
            continue
        together = known[c, with_c]
        at = np.ix_(with_c, with_c)
        # Those outside c are as many as named the code without c; the same bounds hold there.
        without = single[with_c] - together
        inside = np.maximum(0, together[:, None] + together[None, :] - single[c])
        outside = np.maximum(0, without[:, None] + without[None, :] - (size - single[c]))
        low[at] = np.maximum(low[at], inside + outside)
        most = np.minimum(together[:, None], together[None, :])
        rest = np.minimum(without[:, None], without[None, :])
        high[at] = np.minimum(high[at], most + rest)
    met = open_before & (low == high) & (known < 0)
    phase = of.codebook.set_index("code")["phase"].reindex(alone.index).to_numpy(dtype=object)
    codes = alone.index
    return [
        (str(codes[a]), str(codes[b]))
        for a, b in zip(*np.nonzero(np.triu(met, k=1)), strict=True)
        if phase[a] == phase[b]
    ]

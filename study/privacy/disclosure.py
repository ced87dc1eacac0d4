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


def of_one_thing(of: Counts) -> list[tuple[int, str]]:
    """Groups (round, role) in which each respondent said one thing, so that counts are their rows.

    As many spoke as there are mentions of codes, all together. Where all of them spoke of the same
    code its count says that anyway.
    """
    keys = ["round", "role_group"]
    told = of.factor_counts.merge(of.groups.drop_duplicates(keys)[[*keys, "respondents"]], on=keys)
    told = told.assign(spoke=told["respondents"] - told["not_discussed"])
    said = told.groupby(keys)["spoke"].agg(["sum", "max"])
    reached = of.groups.groupby(keys)["discussed"].max()
    found = said.index[(said["sum"] == reached.reindex(said.index)) & (said["max"] < said["sum"])]
    return [(int(number), str(role)) for number, role in found]


def pairs_worked_out(of: Counts) -> list[tuple[str, str]]:
    """Pairs of codes that are left out, although what is published tells their count.

    How many named both of two codes is bounded by how many of each role named each, and of all
    also together with a third (Bonferroni's inequalities); and a pair that is left out is no more
    alike than the last one shown. A pair whose bounds meet because of published pairs is worked
    out. One whose bounds meet by the counts of single codes alone, because everybody or nobody
    named a code, says no more than these do, and is not listed.
    """
    municipal = of.factor_counts[of.factor_counts["round"] == MUNICIPAL_ROUND]
    if municipal.empty:
        return []
    by_role = municipal.pivot_table("named", "code", "role_group", sort=False).astype(int)
    codes = by_role.index
    place = {code: number for number, code in enumerate(codes)}
    sizes = of.groups[of.groups["round"] == MUNICIPAL_ROUND].groupby("role_group")["respondents"]
    each = by_role.to_numpy()
    size = np.array([int(sizes.max()[role]) for role in by_role.columns])
    low = np.maximum(0, each[:, None, :] + each[None, :, :] - size).sum(axis=2)
    high = np.minimum(each[:, None, :], each[None, :, :]).sum(axis=2)
    open_before = low < high
    single, known = each.sum(axis=1), np.full((len(codes), len(codes)), -1)
    for row in of.cooccurrence.itertuples():
        a, b = place[row.code_a], place[row.code_b]
        known[a, b] = known[b, a] = row.together
    phase = of.codebook.set_index("code")["phase"].reindex(codes).to_numpy(dtype=object)
    _bound_by_thirds(low, high, single, known, int(size.sum()))
    for name, shown in of.cooccurrence.groupby("phase", sort=False):
        last = shown.iloc[-1]
        a, b = place[last["code_a"]], place[last["code_b"]]
        here = np.flatnonzero(phase == name)
        at = np.ix_(here, here)
        # together / (both - together) is at most that of the last pair, in whole numbers
        both = single[here][:, None] + single[here][None, :]
        most = (int(last["together"]) * both) // int(single[a] + single[b])
        high[at] = np.where(known[at] < 0, np.minimum(high[at], most), high[at])
    met = open_before & (low >= high) & (known < 0) & (phase[:, None] == phase[None, :])
    return [
        (str(codes[a]), str(codes[b])) for a, b in zip(*np.nonzero(np.triu(met, 1)), strict=True)
    ]


def _bound_by_thirds(
    low: np.ndarray, high: np.ndarray, single: np.ndarray, known: np.ndarray, size: int
) -> None:
    """Narrow the bounds of two codes by how many named each of them together with a third."""
    for c in range(len(single)):
        with_c = np.flatnonzero(known[c] >= 0)
        together = known[c, with_c]
        at = np.ix_(with_c, with_c)
        # Those who did not name c are bounded in the same way.
        without = single[with_c] - together
        inside = np.maximum(0, together[:, None] + together[None, :] - single[c])
        outside = np.maximum(0, without[:, None] + without[None, :] - (size - single[c]))
        low[at] = np.maximum(low[at], inside + outside)
        most = np.minimum(together[:, None], together[None, :])
        rest = np.minimum(without[:, None], without[None, :])
        high[at] = np.minimum(high[at], most + rest)

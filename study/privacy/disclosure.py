"""What the published tables could give away: small groups, hidden counts, who belongs together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from study.data.coded import ATTRIBUTES, DIRECTIONS, EITHER, PHASES

BITS = {direction: 1 << rank for rank, direction in enumerate(DIRECTIONS)}
CHUNK = 100
"""Respondents compared with all others at a time: few, so that the arrays fit in the cache."""


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


def groups(respondents: pd.DataFrame) -> Iterator[tuple[dict[str, object], np.ndarray]]:
    """Every group that a combination of attributes makes: its values, and its rows by number.

    A missing value is a value like any other (k-anonymity: Sweeney 2002; over all combinations,
    because somebody may know one attribute only).
    """
    numbered = respondents.reset_index(drop=True)
    for size in range(1, len(ATTRIBUTES) + 1):
        for names in combinations(ATTRIBUTES, size):
            for key, rows in numbered.groupby(list(names), dropna=False, sort=True):
                yield dict(zip(names, key, strict=True)), rows.index.to_numpy()


def unanimous_criticism(
    respondents: pd.DataFrame, said: np.ndarray
) -> list[tuple[dict[str, object], int]]:
    """Groups in which everybody says the same of a code, and it is that the factor hinders.

    Whoever knows that somebody is in such a group knows what they said (l-diversity with a
    sensitive value: Machanavajjhala et al. 2007). Codes are given by their column in ``said``.
    """
    found = []
    for values, rows in groups(respondents):
        part = said[rows]
        same = (part == part[0]).all(axis=0) & (part[0] & BITS["hinders"] > 0)
        found += [(values, int(column)) for column in np.flatnonzero(same)]
    return found


def diversity(respondents: pd.DataFrame, said: np.ndarray) -> int | None:
    """l: the fewest different answers in a group to a code of which somebody there says it hinders.

    Not discussed is an answer too. None where nobody says that anything hinders.
    """
    fewest = None
    for _, rows in groups(respondents):
        part = said[rows]
        for column in np.flatnonzero((part & BITS["hinders"]).any(axis=0)):
            count = np.unique(part[:, column]).size
            fewest = count if fewest is None else min(fewest, count)
    return fewest


@dataclass(frozen=True)
class Cell:
    """One count over municipalities, as published: ``count`` is None when it is hidden.

    ``most`` is how many respondents named it, which the segments tell: no more municipalities can.
    """

    phase: str
    count: int | None
    most: int


def possible(cells: list[Cell], smallest: int, out_of: int) -> dict[str, set[int]]:
    """What the counts of one factor can be, for somebody who knows all that is published.

    Known is that a municipality that names a factor in a phase names it in either; that counts
    from 1 to ``smallest`` - 1 are hidden; and that at least one of the hidden counts is that small.
    """
    ranges = {
        cell.phase: (min(1, cell.most), min(out_of, cell.most))
        if cell.count is None
        else (cell.count, cell.count)
        for cell in cells
    }
    found: dict[str, set[int]] = {phase: set() for phase in ranges}
    hidden = [cell.phase for cell in cells if cell.count is None]
    # Each hidden count in turn is the small one.
    for small in hidden or [None]:
        given = dict(ranges)
        if small is not None:
            low, high = given[small]
            given[small] = (max(low, 1), min(high, smallest - 1))
        for phase, (low, high) in _narrowed(given).items():
            found[phase] |= set(range(low, high + 1))
    return found


def _narrowed(ranges: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The ranges that remain: no phase has more than either, nor either more than their sum."""
    if any(low > high for low, high in ranges.values()):
        return {}
    if EITHER not in ranges:
        return ranges
    (first_low, first_high), (second_low, second_high) = (ranges[phase] for phase in PHASES)
    low, high = ranges[EITHER]
    narrowed = {
        PHASES[0]: (max(first_low, low - second_high), min(first_high, high)),
        PHASES[1]: (max(second_low, low - first_high), min(second_high, high)),
        EITHER: (max(low, first_low, second_low), min(high, first_high + second_high)),
    }
    return narrowed if narrowed == ranges else _narrowed(narrowed)


def given_back(cells: list[Cell], smallest: int, out_of: int) -> list[str]:
    """Phases whose hidden count can be worked out although it was hidden.

    Where one respondent named a factor, one municipality did: that is no disclosure of the count.
    """
    ways = possible(cells, smallest, out_of)
    return [
        cell.phase
        for cell in cells
        if cell.count is None and cell.most > 1 and len(ways[cell.phase]) < 2
    ]


def hide(cells: list[Cell], smallest: int, out_of: int) -> list[Cell]:
    """The counts of one factor with the small ones hidden, and others that would give them back."""
    shown = [Cell(c.phase, None if 0 < c.count < smallest else c.count, c.most) for c in cells]
    while given_back(shown, smallest, out_of):
        rest = [c for c in shown if c.count]
        if not rest:
            return [Cell(c.phase, None, c.most) for c in shown]
        least = min(rest, key=lambda c: c.count)
        shown = [Cell(c.phase, None, c.most) if c is least else c for c in shown]
    return shown


@dataclass(frozen=True)
class Attempt:
    """One way of guessing who comes from the same municipality, and how well it did."""

    way: str
    right: float
    chance: float
    respondents: int

    @property
    def excess(self) -> float:
        """Share of the respondents linked rightly, beyond chance."""
        return (self.right - self.chance) / self.respondents if self.respondents else 0.0


def linkage(
    respondents: pd.DataFrame,
    segments: pd.DataFrame,
    codebook: pd.DataFrame,
    municipality: pd.Series,
) -> list[Attempt]:
    """Try to find, for each respondent, another one of the same municipality.

    From the published tables only: who said most alike, spoke about as long, or stands beside
    whom in a file or by identifier. ``municipality`` holds the truth by published identifier and
    only keeps the score. Ties count by the share of them that is right.
    """
    people = respondents[respondents["respondent"].isin(municipality.dropna().index)]
    people = people.reset_index(drop=True)
    truth = pd.factorize(municipality.reindex(people["respondent"]))[0]
    count = len(people)
    if count < 2:
        return []
    sizes = np.bincount(truth)
    chance = float((sizes * (sizes - 1)).sum() / (count - 1))
    said = profiles(segments, people, codebook)
    longest = segments.groupby("respondent", observed=True)["position"].max()
    length = longest.reindex(people["respondent"]).fillna(0).to_numpy(dtype=float)
    first = segments.drop_duplicates("respondent").reset_index(drop=True)
    seen = pd.Index(first["respondent"]).get_indexer(people["respondent"]).astype(float)
    by_name = people["respondent"].astype("object").rank().to_numpy(dtype=float)
    ways = {
        "most alike in what they said": _alike(said, truth),
        "about as many coded passages": _beside(length, truth),
        "beside each other in respondents.csv": _beside(np.arange(count, dtype=float), truth),
        "beside each other in segments.csv": _beside(seen, truth),
        "beside each other by identifier": _beside(by_name, truth),
    }
    return [Attempt(way, right, chance, count) for way, right in ways.items()]


def _alike(said: np.ndarray, truth: np.ndarray) -> float:
    """Expected number of respondents whose most similar other (Jaccard) is of the same place."""
    marks = np.concatenate([(said & bit > 0) for bit in BITS.values()], axis=1)
    marks = marks.astype(np.float32)
    total = marks.sum(axis=1)
    right = 0.0
    for start in range(0, len(marks), CHUNK):
        part = slice(start, start + CHUNK)
        both = marks[part] @ marks.T
        either = total[part, None] + total[None, :] - both
        alike = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
        rows = np.arange(len(alike))
        alike[rows, start + rows] = -np.inf
        best = alike == alike.max(axis=1, keepdims=True)
        same = truth[None, :] == truth[part, None]
        right += float((best & same).sum(axis=1) @ (1 / best.sum(axis=1)))
    return right


def _beside(place: np.ndarray, truth: np.ndarray) -> float:
    """Expected number of respondents whose nearest other on a scale is of the same place."""
    steps, step_of, standing = np.unique(place, return_inverse=True, return_counts=True)
    gaps = np.concatenate([[np.inf], np.diff(steps), [np.inf]])
    same = Counter(zip(step_of.tolist(), truth.tolist(), strict=True))
    right = 0.0
    for (step, town), people in same.items():
        if standing[step] > 1:
            right += people * (people - 1) / (standing[step] - 1)
            continue
        near = min(gaps[step], gaps[step + 1])
        beside = [
            s for s, gap in ((step - 1, gaps[step]), (step + 1, gaps[step + 1])) if gap == near
        ]
        right += sum(same[s, town] for s in beside) / sum(standing[s] for s in beside)
    return float(right)

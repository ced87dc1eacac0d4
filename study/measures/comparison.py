"""Two neighbouring phases compared: who named a factor in which."""

import math

import numpy as np
import pandas as pd

from study.data.counted import Counts
from study.language import worded
from study.measures.counts import counts, of_municipalities


def phases(of: Counts, pair: tuple[str, str]) -> pd.DataFrame:
    """Two phases beside each other, for factors that the codebook has in both.

    The same respondents of municipalities in both phases: all of them, ``out_of``. With somebody
    with whom a phase did not come up, no factor of it counts as named; with how many it did is in
    ``asked_earlier`` and ``asked_later``. Further columns factor, label, stream, ``earlier``
    and ``later`` (named), ``only_earlier``, ``only_later``, ``difference`` (later less
    earlier, respondents), ``p`` (McNemar's test, exact and two-sided: McNemar 1947) and
    ``p_holm`` (the same, held against all factors compared: Holm 1979). The test takes respondents
    to be independent, which two from one municipality are not quite; it says what chance alone
    would do within this group, not what holds elsewhere.
    """
    everyone = of_municipalities(counts(of)).set_index(["factor", "phase"])
    names = of.codebook.drop_duplicates("factor").set_index("factor")
    rows = []
    counted = of.both_phases
    counted = counted[(counted["earlier"] == pair[0]) & (counted["later"] == pair[1])]
    for factor, both in counted[["factor", "respondents"]].itertuples(index=False):
        label, stream = names.at[factor, worded("label")], names.at[factor, "stream"]
        told = [(factor, phase) for phase in pair]
        known = bool(len(everyone))
        one, two = (int(everyone.at[at, "named"]) if known else 0 for at in told)
        out_of = int(everyone.at[told[0], "out_of"]) if known else 0
        asked = [int(everyone.at[at, "asked"]) if known else 0 for at in told]
        only = (one - int(both), two - int(both))
        stream = "" if pd.isna(stream) else stream
        rows.append((factor, label, stream, out_of, *asked, one, two, *only))
    parts = [f"{part}{end}" for part in ("asked_", "", "only_") for end in ("earlier", "later")]
    table = pd.DataFrame(rows, columns=["factor", "label", "stream", "out_of", *parts])
    table["difference"] = table["later"] - table["earlier"]
    table["p"] = [
        mcnemar(row.only_earlier, row.only_later) for row in table.itertuples(index=False)
    ]
    return table.assign(p_holm=holm(table["p"].to_numpy(dtype=float)))


def mcnemar(only_one: int, only_other: int) -> float:
    """Exact two-sided probability of so uneven a split of those who differ (McNemar 1947)."""
    differ = only_one + only_other
    tail = sum(math.comb(differ, k) for k in range(min(only_one, only_other) + 1))
    return min(1.0, 2 * tail / 2**differ)


def holm(p: np.ndarray) -> np.ndarray:
    """Probabilities adjusted for the number of comparisons (Holm 1979)."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted

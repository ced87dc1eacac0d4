"""Tables of counts as they may be published without the rows: less, where more gives rows back."""

from dataclasses import replace

import pandas as pd

from study.data.counted import MOST_PAIRS, Counts
from study.privacy import disclosure


def publishable(counts: Counts, coded_double: int, k: int) -> Counts:
    """The tables of counts of level *counts*.

    The pairs of factors are the ``MOST_PAIRS`` first of each phase, or fewer where these would
    tell the count of a pair that is left out. Agreement per factor is left out where fewer than
    ``k`` interviews were coded by more than one (``coded_double``): that a factor never came up in
    one interview is what one person did not say.
    """
    pairs = counts.cooccurrence
    pairs = pairs[pairs.groupby("phase").cumcount() < MOST_PAIRS].reset_index(drop=True)
    shown = replace(counts, cooccurrence=pairs, agreement=_agreement(counts, coded_double, k))
    while told := disclosure.pairs_worked_out(shown):
        phase = str(counts.codebook.set_index("code").at[told[0][0], "phase"])
        last = shown.cooccurrence.index[shown.cooccurrence["phase"] == phase][-1]
        fewer = shown.cooccurrence.drop(last).reset_index(drop=True)
        shown = replace(shown, cooccurrence=fewer)
    return shown


def _agreement(counts: Counts, coded_double: int, k: int) -> pd.DataFrame:
    agreed = counts.agreement
    if coded_double >= k:
        return agreed
    return agreed[agreed["level"] == "overall"].reset_index(drop=True)

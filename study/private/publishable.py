"""Tables of counts as they may be published without the rows: less, where more gives rows back."""

from dataclasses import replace

import numpy as np
import pandas as pd

from study.data.coded import MUNICIPAL_ROUND
from study.data.counted import FEW_INTERVIEWS, MOST_PAIRS, Counts
from study.privacy import disclosure


def publishable(counts: Counts, coded_double: int, k: int) -> Counts:
    """The tables of counts of level *counts*.

    The pairs of factors are the ``MOST_PAIRS`` first of each phase; fewer where these would tell
    the count of a pair that is left out; and none where a phase has fewer. Agreement is left out
    where fewer than ``k`` interviews were coded by more than one (``coded_double``): how many
    passages there are, and that a factor never came up, would be about those few people.
    """
    counts = replace(counts, both_phases=_both_phases(counts, k))
    pairs = counts.cooccurrence
    # A list that ends before its most would say that no other pair has as many as are listed.
    full = pairs.groupby("phase")["together"].transform("size") >= MOST_PAIRS
    shown_pairs = full & (pairs.groupby("phase").cumcount() < MOST_PAIRS)
    pairs = pairs[shown_pairs].reset_index(drop=True)
    shown = replace(counts, cooccurrence=pairs, agreement=_agreement(counts, coded_double, k))
    while told := disclosure.pairs_worked_out(shown):
        phase = str(counts.codebook.set_index("code").at[told[0][0], "phase"])
        last = shown.cooccurrence.index[shown.cooccurrence["phase"] == phase][-1]
        fewer = shown.cooccurrence.drop(last).reset_index(drop=True)
        shown = replace(shown, cooccurrence=fewer)
    return shown


def _both_phases(counts: Counts, k: int) -> pd.DataFrame:
    """Factors whose count in both phases tells nothing of a few with whom a phase did not come up.

    Where a phase came up with all but one, and they all name a factor there, the count of both says
    whether that one named it in the other phase; and so does a count as large as that of the other.
    """
    told = _of_municipalities(counts)
    kept = []
    for row in counts.both_phases.itertuples():
        earlier, later = (told.loc[row.factor, phase] for phase in (row.earlier, row.later))
        others = [(earlier, later), (later, earlier)]
        kept.append(not any(_tells(row.respondents, here, other, k) for here, other in others))
    return counts.both_phases[np.array(kept, dtype=bool)].reset_index(drop=True)


def _tells(both: int, here: pd.Series, other: pd.Series, k: int) -> bool:
    """Whether it follows what those said here with whom the other phase did not come up."""
    unreached = int(other["respondents"] - other["discussed"])
    # What everybody or nobody named is known of each of them anyway.
    if not 0 < unreached < k or here["named"] in (0, here["respondents"]):
        return False
    alone = int(here["named"]) - both
    # Named here and not there: the unreached, and those who were reached and did not name it.
    fewest, most = max(0, alone - int(other["discussed"] - other["named"])), min(unreached, alone)
    return fewest == most


def _of_municipalities(counts: Counts) -> pd.DataFrame:
    """By factor and phase: respondents of municipalities, with whom it came up, who named it."""
    groups = counts.groups[counts.groups["round"] == MUNICIPAL_ROUND]
    asked = groups.groupby("phase")[["respondents", "discussed"]].sum()
    told = counts.factor_counts[counts.factor_counts["round"] == MUNICIPAL_ROUND]
    named = told.groupby("code")["named"].sum().rename("named").reset_index()
    codes = counts.codebook[["code", "factor", "phase"]].astype("object")
    table = codes.merge(named.astype({"code": "object"}), on="code", how="left").fillna(
        {"named": 0}
    )
    table = table.merge(asked.reset_index().astype({"phase": "object"}), on="phase", how="left")
    return table.fillna(0).set_index(["factor", "phase"])


def _agreement(counts: Counts, coded_double: int, k: int) -> pd.DataFrame:
    agreed = counts.agreement
    if coded_double == 0 or coded_double >= k:
        return agreed
    overall = agreed[agreed["level"] == "overall"].reset_index(drop=True)
    numbers = ["prevalence", "raw", "alpha", "alpha_low", "alpha_high", "ac1"]
    overall = overall.assign(units=0, ratings=0, note=FEW_INTERVIEWS)
    return overall.assign(**dict.fromkeys(numbers, pd.NA)).astype(agreed.dtypes)

"""How often somebody who was told a few things finds the row of the person who said them."""

from collections import Counter
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from study.data.coded import MUNICIPAL_ROUND, Coded, place_among

KNOWN = 3
"""Things that the other is taken to know of a person, besides the role."""

Knows = Literal["factor", "phase", "direction"]
"""What is known of each thing: the factor alone, its phase too, or also in which direction."""


def recognised(
    rows: Coded,
    knows: Knows = "phase",
    known: int = KNOWN,
    round_number: int = MUNICIPAL_ROUND,
) -> float | None:
    """Share of cases in which a role and some factors that a person named tell the person's row.

    A case is a respondent of a round and a choice of ``known`` things that this respondent named;
    all cases of a respondent weigh the same, and all respondents with any. The row is found where
    nobody else of the role named all of these (unicity: De Montjoye et al. 2013). None where nobody
    named that many.
    """
    segments = rows.segments[rows.segments["direction"] != "absent"]
    who = place_among(segments["respondent"], rows.respondents["respondent"])
    code = segments["code"].astype("string")
    if knows == "factor":
        code = code.map(rows.codebook.set_index("code")["factor"])
    if knows == "direction":
        code = code + " " + segments["direction"].astype("string")
    what, different = pd.factorize(code)
    named = np.zeros((len(rows.respondents), len(different)), dtype=bool)
    named[who, what] = True
    shares = []
    asked = (rows.respondents["round"] == round_number).to_numpy(dtype=bool)
    for role in rows.respondents["role_group"].unique():
        same_role = (rows.respondents["role_group"] == role).to_numpy(dtype=bool)
        group = named[same_role & asked]
        told = [Counter(combinations(np.flatnonzero(own).tolist(), known)) for own in group]
        by_anybody = sum(told, Counter())
        shares += [
            sum(by_anybody[each] == 1 for each in own) / len(own) for own in told if len(own)
        ]
    return float(np.mean(shares)) if shares else None

"""How often somebody who was told a few things finds the row of the person who said them."""

from itertools import combinations
from math import comb

import numpy as np

from study.data.coded import MUNICIPAL_ROUND, Coded, place_among

KNOWN = 3
"""Things that the other is taken to know of a person, besides the role."""


def recognised(rows: Coded, known: int = KNOWN) -> float | None:
    """Share of cases in which a role and some factors that a person named tell the person's row.

    A case is a respondent of a municipality and a choice of ``known`` codes that this respondent
    named; all cases of a respondent weigh the same, and all respondents with any. The row is found
    where nobody else of the role named all of these (unicity: De Montjoye et al. 2013). None where
    nobody named that many.
    """
    segments = rows.segments[rows.segments["direction"] != "absent"]
    who = place_among(segments["respondent"], rows.respondents["respondent"])
    named = np.zeros((len(rows.respondents), len(rows.codebook)), dtype=bool)
    named[who, place_among(segments["code"], rows.codebook["code"])] = True
    shares = []
    municipal = (rows.respondents["round"] == MUNICIPAL_ROUND).to_numpy(dtype=bool)
    for role in rows.respondents["role_group"].unique():
        same_role = (rows.respondents["role_group"] == role).to_numpy(dtype=bool)
        group = named[same_role & municipal]
        alone = np.zeros(len(group), dtype=int)
        for codes in combinations(range(group.shape[1]), known):
            knowing = group[:, codes].all(axis=1)
            if knowing.sum() == 1:
                alone += knowing
        said = group.sum(axis=1)
        shares += [
            found / comb(int(number), known)
            for found, number in zip(alone, said, strict=True)
            if number >= known
        ]
    return float(np.mean(shares)) if shares else None

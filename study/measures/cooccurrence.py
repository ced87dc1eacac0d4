"""Which factors the same people name."""

import numpy as np
import pandas as pd

from study.data.coded import MUNICIPAL_ROUND

MINIMUM_SUPPORT = 3
"""Respondents who must join two factors before the pair is shown."""


def cooccurrence(found: pd.DataFrame, phase: str) -> pd.DataFrame:
    """Pairs of factors that the same people of municipalities named, in one phase.

    The unit is a respondent. Columns code_a, code_b, label_a, label_b, ``together`` (respondents
    who named both), ``either`` (who named at least one of the two), ``jaccard`` (together / either,
    Jaccard 1912). Only pairs with at least MINIMUM_SUPPORT respondents; most alike first.
    """
    here = found[(found["phase"] == phase) & (found["round"] == MUNICIPAL_ROUND)]
    codes = here.drop_duplicates("code")[["code", "label"]]
    has = (here["state"] == "named").to_numpy().reshape(-1, max(len(codes), 1)).astype(int)
    both = has.T @ has
    alone = np.diag(both)
    a, b = np.triu_indices(len(codes), k=1)
    together = both[a, b]
    kept = together >= MINIMUM_SUPPORT
    a, b, together = a[kept], b[kept], together[kept]
    either = alone[a] + alone[b] - together
    names, labels = codes["code"].to_numpy(object), codes["label"].to_numpy(object)
    table = pd.DataFrame(
        {
            "code_a": names[a],
            "code_b": names[b],
            "label_a": labels[a],
            "label_b": labels[b],
            "together": together,
            "either": either,
            "jaccard": together / either,
        }
    )
    return table.sort_values(["jaccard", "together"], ascending=False, kind="stable").reset_index(
        drop=True
    )

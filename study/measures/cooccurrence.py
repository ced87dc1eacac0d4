"""Which factors the same people name."""

import pandas as pd

from study.data.counted import Counts
from study.language import worded
from study.measures.counts import counts, of_municipalities


def cooccurrence(of: Counts, phase: str) -> pd.DataFrame:
    """Pairs of factors that the same people of municipalities named, in one phase.

    The unit is a respondent. Columns code_a, code_b, label_a, label_b, ``together`` (respondents
    who named both), ``either`` (who named at least one of the two), ``jaccard`` (together / either,
    Jaccard 1912); the pairs that the tables of counts have, most alike first.
    """
    named = of_municipalities(counts(of)).set_index("code")["named"]
    labels = of.codebook.set_index("code")[worded("label")].astype("object")
    here = of.cooccurrence[of.cooccurrence["phase"] == phase]
    table = here[["code_a", "code_b"]].astype("object").reset_index(drop=True)
    for side in ("a", "b"):
        table[f"label_{side}"] = table[f"code_{side}"].map(labels)
    table["together"] = here["together"].to_numpy(dtype="int64")
    alone = [table[code].map(named).astype("int64") for code in ("code_a", "code_b")]
    table["either"] = alone[0] + alone[1] - table["together"]
    return table.assign(jaccard=table["together"] / table["either"])

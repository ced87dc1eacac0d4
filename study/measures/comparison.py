"""The two phases compared: who named a factor in which, and how its part changes."""

import math

import numpy as np
import pandas as pd

from study.data.coded import PHASES
from study.data.counted import Counts
from study.measures.counts import counts, of_municipalities
from study.measures.tally import SAID

RELATIONS = ("carries", "stays_hindering", "turns", "new", "ends", "mixed", "silent")


def phases(of: Counts) -> pd.DataFrame:
    """Both phases beside each other, for factors that the codebook has in both.

    The same respondents of municipalities in both phases: all of them, ``out_of``. With somebody
    with whom a phase did not come up, no factor of it counts as named; with how many it did is in
    ``asked_agenderen`` and ``asked_borgen``. Further columns factor, label, stream, ``agenderen``
    and ``borgen`` (named), ``only_agenderen``, ``only_borgen``, ``difference`` (borgen less
    agenderen, respondents), ``p`` (McNemar's test, exact and two-sided: McNemar 1947) and
    ``p_holm`` (the same, held against all factors compared: Holm 1979). The test takes respondents
    to be independent, which two from one municipality are not quite; it says what chance alone
    would do within this group, not what holds elsewhere.
    """
    everyone = of_municipalities(counts(of)).set_index(["factor", "phase"])
    names = of.codebook.drop_duplicates("factor").set_index("factor")
    rows = []
    for factor, both in of.both_phases.itertuples(index=False):
        label, stream = names.at[factor, "label_nl"], names.at[factor, "stream"]
        told = [(factor, phase) for phase in PHASES]
        known = bool(len(everyone))
        one, two = (int(everyone.at[at, "named"]) if known else 0 for at in told)
        out_of = int(everyone.at[told[0], "out_of"]) if known else 0
        asked = [int(everyone.at[at, "asked"]) if known else 0 for at in told]
        only = (one - int(both), two - int(both))
        stream = "" if pd.isna(stream) else stream
        rows.append((factor, label, stream, out_of, *asked, one, two, *only))
    asked_columns = [f"asked_{phase}" for phase in PHASES]
    columns = ["factor", "label", "stream", "out_of", *asked_columns, *PHASES]
    table = pd.DataFrame(rows, columns=[*columns, "only_agenderen", "only_borgen"])
    table["difference"] = table["borgen"] - table["agenderen"]
    table["p"] = [
        mcnemar(row.only_agenderen, row.only_borgen) for row in table.itertuples(index=False)
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


def relation(counted: pd.DataFrame) -> pd.DataFrame:
    """How a factor's part in one phase relates to its part in the other, in the municipalities.

    From `counts`. Columns factor, label, stream, kind, ``only_coded`` (the phase, where the
    codebook has the factor in one phase only; else empty), per phase the respondents who named it
    (``agenderen``, ``borgen``) and who said that it helps or hinders (``helps_agenderen`` ...), and
    ``relation``:

    - ``silent``: named in neither; ``ends``: named for agenderen only; ``new``: for borgen only;
    - ``carries``: in both more say that it helps than that it hinders; ``stays_hindering``: the
      reverse in both; ``turns``: more helps in one, more hinders in the other;
    - ``mixed``: named in both, and in one of them as many say the one as the other.
    """
    municipal = of_municipalities(counted)
    codes = counted.drop_duplicates("factor")[["factor", "label", "stream", "kind"]]
    table = codes.set_index("factor")
    coded = counted.groupby("factor")["phase"].agg(frozenset)
    table["only_coded"] = [
        next(iter(coded[factor])) if len(coded[factor]) == 1 else "" for factor in table.index
    ]
    for phase in PHASES:
        of_phase = municipal[municipal["phase"] == phase].set_index("factor")
        for column, name in (("named", phase), *((s, f"{s}_{phase}") for s in SAID[:2])):
            table[name] = of_phase[column].reindex(table.index, fill_value=0).astype(int)
    table = table.reset_index()
    table["relation"] = [_relation(row) for row in table.to_dict("records")]
    return table


def _relation(row: dict[str, int]) -> str:
    if not row["agenderen"] and not row["borgen"]:
        return "silent"
    if not row["borgen"]:
        return "ends"
    if not row["agenderen"]:
        return "new"
    leanings = {
        (row[f"helps_{phase}"] > row[f"hinders_{phase}"])
        - (row[f"helps_{phase}"] < row[f"hinders_{phase}"])
        for phase in PHASES
    }
    if 0 in leanings:
        return "mixed"
    if len(leanings) > 1:
        return "turns"
    return "carries" if leanings == {1} else "stays_hindering"

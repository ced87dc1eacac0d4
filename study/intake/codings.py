"""The table of codings, from codings in the order of the file."""

from typing import NamedTuple

import pandas as pd

from study.private.project import CODINGS, LeftOut


class Coding(NamedTuple):
    """One code given to one passage; ``selection`` numbers passages in the order of the file.

    Passages are ordered by ``start`` and ``end``, without those by ``page``, without that as in
    the file.
    """

    source: str
    selection: int
    start: int | None
    end: int | None
    page: int | None
    code: str
    coder: str | None


def table_of(codings: list[Coding], sources: list[str]) -> tuple[pd.DataFrame, tuple[LeftOut, ...]]:
    """The codings by source (in this order) and passage, and how many double ones were left out."""
    rows = pd.DataFrame(codings, columns=Coding._fields)
    kept = rows.drop_duplicates(["selection", "code", "coder"])
    rank = {source: number for number, source in enumerate(sources)}
    kept = kept.assign(rank=kept["source"].map(rank).astype("Int64")).astype(
        {"start": "Int64", "end": "Int64", "page": "Int64", "selection": "Int64"}
    )
    kept = kept.sort_values(["rank", "start", "end", "page", "selection"], kind="stable")
    kept["selection"] = kept.groupby("selection", sort=False).ngroup() + 1
    first = kept.groupby("source", sort=False)["selection"].transform("min")
    kept["order"] = kept["selection"] - first + 1
    double = len(rows) - len(kept)
    left_out = (LeftOut("codings", double, "the same code by the same coder on the same passage"),)
    return kept[list(CODINGS)].astype(CODINGS).reset_index(drop=True), left_out if double else ()

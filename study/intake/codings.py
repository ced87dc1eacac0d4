"""The tables of codings, from codings in the order of the file."""

from typing import NamedTuple

import pandas as pd

from study.private.project import CODINGS, SET_ASIDE, table

DOUBLE = "the same code by the same coder on the same passage stands there already"


class SetAside(NamedTuple):
    """A coding of the file that is not taken over, and why."""

    source: str | None
    coder: str | None
    code: str | None
    why: str


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


def tables_of(
    codings: list[Coding], sources: list[str], set_aside: list[SetAside]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``Project.codings`` by source (in this order) and passage, and ``Project.set_aside``.

    Of equal codings on one passage the first is kept, and the others are set aside.
    """
    kept, aside, _ = numbered_tables(codings, sources, set_aside)
    return kept, aside


def numbered_tables(
    codings: list[Coding], sources: list[str], set_aside: list[SetAside]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[int, int]]:
    """The same, and the number that each passage has in the table."""
    rows = pd.DataFrame(codings, columns=Coding._fields).astype(
        {"source": "category", "code": "category", "coder": "category"}
    )
    double = rows.duplicated(["selection", "code", "coder"])
    aside = pd.concat(
        [
            table(set_aside, SET_ASIDE),
            rows.loc[double, ["source", "coder", "code"]].assign(why=DOUBLE).astype(SET_ASIDE),
        ],
        ignore_index=True,
    )
    kept = rows[~double]
    rank = {source: number for number, source in enumerate(sources)}
    kept = kept.assign(rank=kept["source"].map(rank).astype("Int64")).astype(
        {"start": "Int64", "end": "Int64", "page": "Int64", "selection": "Int64"}
    )
    kept = kept.sort_values(["rank", "start", "end", "page", "selection"], kind="stable")
    before = kept["selection"]
    kept["selection"] = kept.groupby("selection", sort=False).ngroup() + 1
    numbers = dict(zip(before, kept["selection"], strict=True))
    first = kept.groupby("source", sort=False, observed=True)["selection"].transform("min")
    kept["order"] = kept["selection"] - first + 1
    return kept[list(CODINGS)].astype(CODINGS).reset_index(drop=True), aside, numbers

"""The tables of codings, from codings in the order of the file."""

from array import array
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
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


class Codings:
    """Many codings, kept as columns of numbers: a million take 60 MB, as tuples five times that."""

    _NAMES = ("source", "code", "coder")
    _NUMBERS = ("selection", "start", "end", "page")
    _NOT_GIVEN = -(2**62)

    def __init__(self, codings: Iterable[Coding] = ()) -> None:
        self._known: dict[str, dict[str, int]] = {name: {} for name in self._NAMES}
        self._names = {name: array("i") for name in self._NAMES}
        self._numbers = {name: array("q") for name in self._NUMBERS}
        for coding in codings:
            self.append(coding)

    def append(self, coding: Coding) -> None:
        """Add a coding behind those that are there."""
        for name, column in self._names.items():
            value = getattr(coding, name)
            known = self._known[name]
            column.append(-1 if value is None else known.setdefault(value, len(known)))
        for name, column in self._numbers.items():
            value = getattr(coding, name)
            column.append(self._NOT_GIVEN if value is None else value)

    def each(self, name: str) -> list[str]:
        """The sources, codes or coders, each once, in the order of the file."""
        return list(self._known[name])

    def forget_coders(self) -> None:
        """Have each coding without a coder, where what was taken for coders are none."""
        self._known["coder"] = {}
        self._names["coder"] = array("i", [-1]) * len(self._names["coder"])

    def order_by(self, page_of: Callable[[int], int]) -> None:
        """Give each coding a page, by the number of its passage."""
        self._numbers["page"] = array("q", map(page_of, self._numbers["selection"]))

    def rows(self) -> pd.DataFrame:
        """A row for each, with the fields of `Coding`."""
        columns: dict[str, object] = {}
        for name, values in self._names.items():
            numbered = np.frombuffer(values, dtype=np.int32) if values else np.array([], np.int32)
            columns[name] = pd.Categorical.from_codes(
                numbered, categories=pd.Index(list(self._known[name]), dtype="object")
            )
        for name, values in self._numbers.items():
            found = np.frombuffer(values, dtype=np.int64) if values else np.array([], np.int64)
            columns[name] = pd.arrays.IntegerArray(found, found == self._NOT_GIVEN)
        return pd.DataFrame(columns, columns=list(Coding._fields))


def tables_of(
    codings: Codings, sources: list[str], set_aside: list[SetAside]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``Project.codings`` by source (in this order) and passage, and ``Project.set_aside``.

    Of equal codings on one passage the first is kept, and the others are set aside.
    """
    kept, aside, _ = numbered_tables(codings, sources, set_aside)
    return kept, aside


def numbered_tables(
    codings: Codings, sources: list[str], set_aside: list[SetAside]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[int, int]]:
    """The same, and the number that each passage has in the table."""
    rows = codings.rows()
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
    kept = kept.assign(rank=kept["source"].map(rank).astype("Int64"))
    kept = kept.sort_values(["rank", "start", "end", "page", "selection"], kind="stable")
    before = kept["selection"]
    kept["selection"] = kept.groupby("selection", sort=False).ngroup() + 1
    numbers = dict(zip(before, kept["selection"], strict=True))
    first = kept.groupby("source", sort=False, observed=True)["selection"].transform("min")
    kept["order"] = kept["selection"] - first + 1
    return kept[list(CODINGS)].astype(CODINGS).reset_index(drop=True), aside, numbers

"""What a data package publishes of the interviews, read at either level."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from study import paths
from study.data import coded, counted, levels, tables
from study.data.coded import MUNICIPAL_ROUND, Coded
from study.data.counted import Counts
from study.measures.tally import states, tally


@dataclass(frozen=True)
class Published:
    """The interviews as published: always counts, and the rows they were made from or None.

    ``two_largest`` is how many respondents the two largest municipalities have together.
    """

    counts: Counts
    rows: Coded | None
    two_largest: int

    @property
    def most_pairs(self) -> int | None:
        """How many pairs of factors are published in a phase at most; None where all are."""
        return counted.MOST_PAIRS if self.rows is None else None


def read(data: Path = paths.DATA) -> Published:
    """The interviews that a data package publishes.

    Raises:
        ValueError: its level is not stated, or a cell does not fit its column.
    """
    package = tables.package(data)
    if levels.level(package) == levels.COUNTS:
        return Published(counted.read(data), None, package[levels.TWO_LARGEST])
    rows = coded.read(data)
    return Published(tally(rows), rows, package[levels.TWO_LARGEST])


def places(of: Published) -> pd.DataFrame | None:
    """When in an interview of a municipality each code first came up, or None without rows.

    Columns code and ``first``: median place among the passages of an interview, 0 to 1; missing
    where nobody named the code.
    """
    if of.rows is None:
        return None
    found = states(of.rows)
    named = found[(found["state"] == "named") & (found["round"] == MUNICIPAL_ROUND)]
    median = named.groupby("code")["first"].median()
    codes = of.counts.codebook["code"].astype("object")
    first = codes.map(median).astype(float).to_numpy() if len(median) else np.nan
    return pd.DataFrame({"code": codes.to_numpy(), "first": first})

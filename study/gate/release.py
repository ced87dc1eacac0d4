"""What the rules of the gate look at, and the form in which they report a problem."""

import contextlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data import coded, levels, tables
from study.data.coded import Coded
from study.data.counted import Counts
from study.data.problems import Problem, row
from study.measures import tally
from study.private import store


@dataclass(frozen=True)
class Release:
    """A data package as the gate sees it: its descriptor, its coded tables, the private side.

    ``frames`` holds the coded tables that could be read with their types.
    """

    data: Path
    package: dict[str, Any]
    frames: dict[str, pd.DataFrame]
    held: store.Held | None

    @property
    def level(self) -> str:
        """Whether rows or counts are published."""
        return levels.level(self.package)

    @property
    def names(self) -> tuple[str, ...]:
        """The coded tables of that level."""
        return tuple(levels.COLUMNS[self.level])

    @property
    def rows(self) -> Coded | None:
        """The published rows, once it is known that each table could be read; None without any."""
        return Coded(**self.frames) if self.level == levels.ROWS else None

    @cached_property
    def counts(self) -> Counts:
        """The tables of counts: as published, or made from the published rows."""
        rows = self.rows
        return Counts(**self.frames) if rows is None else tally(rows)

    @property
    def limits(self) -> dict[str, Any]:
        """The thresholds that the package states."""
        return self.package["thresholds"]


def load(data: Path, held: store.Held | None) -> Release:
    """Read a data package for the gate. Tables that do not fit their types are left out.

    Raises:
        ValueError: the package states no level.
    """
    package = tables.package(data)
    level = levels.level(package)
    read = coded.read_table if level == levels.ROWS else tables.read
    frames = {}
    for name in levels.COLUMNS[level]:
        # What is wrong with the file is reported by the check against the schema.
        with contextlib.suppress(OSError, ValueError, KeyError, OverflowError):
            frames[name] = read(name, data)
    return Release(data, package, frames, held)


def problem(
    file: str, index: int | None, column: str | None, rule: str, message: str, remedy: str
) -> Problem:
    """What a rule found in a file below the data folder; ``index`` counts rows from 0."""
    return Problem(
        f"data/{file}", None if index is None else row(index), column, message, remedy, rule
    )


def table_path(name: str) -> str:
    """Where a coded table is, below the data folder."""
    return f"{paths.CODED}/{name}.csv"

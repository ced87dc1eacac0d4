"""What the rules of the gate look at, and the form in which they report a problem."""

import contextlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data import tables
from study.data.coded import COLUMNS, Coded, municipal, read_table
from study.data.problems import Problem, row
from study.privacy import disclosure
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
    def coded(self) -> Coded:
        """All tables, once it is known that each could be read."""
        return Coded(**self.frames)

    @property
    def limits(self) -> dict[str, Any]:
        """The thresholds that the package states."""
        return self.package["thresholds"]

    @cached_property
    def attempts(self) -> list[disclosure.Attempt] | None:
        """The linkage attempt, or None where the private side is of another release or absent."""
        coded, key = self.coded, self.held.key if self.held else None
        if key is None or set(key["respondent"]) != set(coded.respondents["respondent"]):
            return None
        truth = key.dropna(subset="municipality").set_index("respondent")["municipality"]
        people = municipal(coded.respondents)
        return disclosure.linkage(people, coded.segments, coded.codebook, truth)


def load(data: Path, held: store.Held | None) -> Release:
    """Read a data package for the gate. Tables that do not fit their types are left out."""
    frames = {}
    for name in COLUMNS:
        # What is wrong with the file is reported by the check against the schema.
        with contextlib.suppress(OSError, ValueError, KeyError, OverflowError):
            frames[name] = read_table(name, data)
    return Release(data, tables.package(data), frames, held)


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

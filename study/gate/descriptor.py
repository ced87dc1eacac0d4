"""What ``datapackage.json`` must state: tables and columns, thresholds, and who was interviewed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data.coded import COLUMNS
from study.data.problems import Problem
from study.gate.release import problem, table_path

FLOOR = {"k": 5, "l": 2, "smallest_count": 3}
"""Thresholds that real interviews may not go below; a demonstration may, and says so."""
CEILING = {"linkage_bound": 0.25}

_wrong = partial(problem, paths.PACKAGE.name, None)


def described_tables(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Tables, columns and thresholds that the descriptor may not state, or lacks."""
    return [*_tables(data, package), *_strange_tables(package), *thresholds(package)]


def _tables(data: Path, package: dict[str, Any]) -> Iterator[Problem]:
    """Tables that are not described as they may be published, and columns that may not be."""
    described = {resource["name"]: resource for resource in package["resources"]}
    for name, columns in COLUMNS.items():
        resource = described.get(name)
        if resource is None or resource["path"] != table_path(name):
            message = f"does not describe the table {name} as {table_path(name)}"
            yield _wrong(None, "allow-list", message, "Put the resource back (git restore)")
            continue
        if [field["name"] for field in resource["schema"]["fields"]] != list(columns):
            message = f"describes other columns in {name} than may be published"
            remedy = f"Only these, in this order: {', '.join(columns)}"
            yield _wrong(None, "allow-list", message, remedy)
        path = data / resource["path"]
        header = _header(path) if path.exists() else list(columns)
        for place, column in enumerate(header, start=1):
            if column not in columns:
                message, where = "is not a column that may be published", f"number {place}"
                file, remedy = table_path(name), "Take the column out"
                yield problem(file, None, where, "allow-list", message, remedy)


def _strange_tables(package: dict[str, Any]) -> Iterator[Problem]:
    for resource in package["resources"]:
        if resource["path"].startswith(f"{paths.CODED}/") and resource["name"] not in COLUMNS:
            message = "describes a coded table that may not be published"
            yield _wrong(None, "allow-list", message, f"Only these: {', '.join(COLUMNS)}")


def _header(path: Path) -> list[str]:
    try:
        return list(pd.read_csv(path, nrows=0, encoding="utf-8").columns)
    except (ValueError, UnicodeDecodeError):
        return []


def honest(package: dict[str, Any], demonstration: bool) -> list[Problem]:
    """Whether ``synthetic`` says what the tables were made from."""
    if (package.get("synthetic") is True) == demonstration:
        return []
    made, word = ("the demonstration", "true") if demonstration else ("real interviews", "false")
    message = f"does not tell that the tables were made from {made}"
    return [_wrong("synthetic", "honesty", message, f'Set "synthetic": {word}')]


def thresholds(package: dict[str, Any]) -> list[Problem]:
    """Thresholds that are not stated, or too generous for real interviews."""
    stated = package.get("thresholds", {})
    wanted = {
        **{name: f"at least {value}" for name, value in FLOOR.items()},
        **{name: f"at most {value}" for name, value in CEILING.items()},
    }

    def wrong(message: str, remedy: str) -> Problem:
        return _wrong(None, "thresholds", message, remedy)

    found = [
        wrong(f"states no threshold {name}", f'Add it to "thresholds": {wanted[name]}')
        for name in wanted
        if not isinstance(stated.get(name), (int, float))
    ]
    if found or package.get("synthetic") is True:
        return found
    loose = [name for name, value in FLOOR.items() if stated[name] < value]
    loose += [name for name, value in CEILING.items() if stated[name] > value]
    further = "only a demonstration may go further"
    return [
        wrong(
            f"is too generous for real interviews in {name}", f"Set it to {wanted[name]}; {further}"
        )
        for name in loose
    ]

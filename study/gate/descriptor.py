"""What ``datapackage.json`` must state: tables and columns, thresholds, and who was interviewed."""

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


def described_tables(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Tables, columns and thresholds that the descriptor may not state, or lacks."""
    found = []
    described = {resource["name"]: resource for resource in package["resources"]}
    for name, columns in COLUMNS.items():
        resource = described.get(name)
        if resource is None or resource["path"] != table_path(name):
            found.append(
                problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    f"does not describe the table {name} as {table_path(name)}",
                    "Put the resource back (git restore)",
                )
            )
            continue
        if [field["name"] for field in resource["schema"]["fields"]] != list(columns):
            found.append(
                problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    f"describes other columns in {name} than may be published",
                    f"Only these, in this order: {', '.join(columns)}",
                )
            )
        path = data / resource["path"]
        header = _header(path) if path.exists() else list(columns)
        for place, column in enumerate(header, start=1):
            if column not in columns:
                found.append(
                    problem(
                        table_path(name),
                        None,
                        f"number {place}",
                        "allow-list",
                        "is not a column that may be published",
                        "Take the column out",
                    )
                )
    for resource in package["resources"]:
        if resource["path"].startswith(f"{paths.CODED}/") and resource["name"] not in COLUMNS:
            found.append(
                problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    "describes a coded table that may not be published",
                    f"Only these: {', '.join(COLUMNS)}",
                )
            )
    return found + thresholds(package)


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
    return [
        problem(
            paths.PACKAGE.name,
            None,
            "synthetic",
            "honesty",
            f"does not tell that the tables were made from {made}",
            f'Set "synthetic": {word}',
        )
    ]


def thresholds(package: dict[str, Any]) -> list[Problem]:
    """Thresholds that are not stated, or too generous for real interviews."""
    stated = package.get("thresholds", {})
    wanted = {
        **{name: f"at least {value}" for name, value in FLOOR.items()},
        **{name: f"at most {value}" for name, value in CEILING.items()},
    }
    found = [
        problem(
            paths.PACKAGE.name,
            None,
            None,
            "thresholds",
            f"states no threshold {name}",
            f'Add it to "thresholds": {wanted[name]}',
        )
        for name in wanted
        if not isinstance(stated.get(name), (int, float))
    ]
    if found or package.get("synthetic") is True:
        return found
    loose = [name for name, value in FLOOR.items() if stated[name] < value]
    loose += [name for name, value in CEILING.items() if stated[name] > value]
    return [
        problem(
            paths.PACKAGE.name,
            None,
            None,
            "thresholds",
            f"is too generous for real interviews in {name}",
            f"Set it to {wanted[name]}; only a demonstration may go further",
        )
        for name in loose
    ]

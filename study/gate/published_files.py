"""Which files and columns there are: whatever nobody described would be published too."""

import filecmp
import re
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data.coded import COLUMNS, Coded
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.privacy import identifiers

FLOOR = {"k": 5, "l": 2, "smallest_count": 3}
"""Thresholds that real interviews may not go below; a demonstration may, and says so."""
CEILING = {"linkage_bound": 0.25}


def strays(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Files in the data folder that nobody described: whatever they hold would be published."""
    known = {resource["path"] for resource in package["resources"]}
    known |= {paths.PACKAGE.name, "README.md", paths.REPORT, f"{paths.CODED}/{paths.RELEASE}"}
    strays = [
        path
        for path in sorted(data.rglob("*"))
        if (path.is_file() or path.is_symlink()) and path.relative_to(data).as_posix() not in known
    ]
    return [
        problem(
            _careful(path.relative_to(data)),
            None,
            None,
            "allow-list",
            "is not described in datapackage.json",
            "Take the file out of data/",
        )
        for path in strays
    ]


def _careful(path: Path) -> str:
    """A file's name, unless the name itself may identify somebody."""
    # Every file name looks like one; what counts is what it says.
    readable = re.sub(r"[_.-]+", " ", path.stem)
    if identifiers.find(readable):
        return f"{path.parent.as_posix()}/ (a file whose name may identify somebody)"
    return path.as_posix()


def descriptor(data: Path, package: dict[str, Any]) -> list[Problem]:
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


def canonical(data: Path, coded: Coded) -> list[Problem]:
    """Tables that are not written as they are published: bytes can tell what cells do not.

    A mark at the start, a zero before a number or another line end may carry a message. The
    codebook is written by hand and is not held to this.
    """
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        coded.write(Path(scratch))
        for again in sorted(Path(scratch).glob("*.csv")):
            published = data / paths.CODED / again.name
            if filecmp.cmp(again, published, shallow=False):
                continue
            ours, theirs = again.read_bytes(), published.read_bytes()
            lines = zip(ours.splitlines(True), theirs.splitlines(True), strict=False)
            same = next((n for n, (a, b) in enumerate(lines) if a != b), ours.count(b"\n"))
            found.append(
                problem(
                    table_path(again.stem),
                    max(same - 1, 0),
                    None,
                    "form",
                    "is not written as it is published (spaces, quotes, zeros or line ends)",
                    "Run python -m study anonymise again",
                )
            )
    return found


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

"""What ``datapackage.json`` must state: tables and columns, thresholds, and who was interviewed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data import levels, told
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.private import anonymise

FLOOR = {"k": 5, "l": 2}
"""Thresholds that real interviews may not go below; a demonstration may, and says so."""

PROPERTIES = {
    *("$schema", "name", "title", "description", "version", "synthetic", "licenses", "thresholds"),
    *("resources", levels.LEVEL, levels.TWO_LARGEST),
}
OF_PEOPLE = {"respondent", "segment", "position", "coder"}
"""Columns that a table of people, interviews or passages has."""

_wrong = partial(problem, paths.PACKAGE.name, None)


def described_tables(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Tables, columns and thresholds that the descriptor may not state, or lacks."""
    return [
        *_stated(package),
        *_tables(package),
        *_of_people(data, package),
        *_columns(data, levels.level(package)),
        *thresholds(package),
    ]


def _stated(package: dict[str, Any]) -> Iterator[Problem]:
    """Properties and thresholds that nobody foresaw: they could state anything."""
    if package.keys() - PROPERTIES:
        remedy = f"Take it out; only these: {', '.join(sorted(PROPERTIES))}"
        yield _wrong(None, "allow-list", "states a property that may not be published", remedy)
    if package.get("thresholds", {}).keys() - FLOOR.keys():
        remedy = f"Take it out; only these: {', '.join(FLOOR)}"
        yield _wrong("thresholds", "allow-list", "states a threshold that there is not", remedy)


def _of_people(data: Path, package: dict[str, Any]) -> Iterator[Problem]:
    """Tables beside the coded ones that have a row for a person, an interview or a passage."""
    remedy = "Take the table out: coded interviews are published by python -m study anonymise"
    for resource in package["resources"]:
        if resource["path"].startswith(f"{paths.CODED}/"):
            continue
        path = data / resource["path"]
        try:
            table = pd.read_csv(path, dtype="string", encoding="utf-8")
        except (OSError, ValueError):
            continue  # the check against the schema says what is wrong with it
        identified = any(
            table[column].str.fullmatch(anonymise.IDENTIFIER).any() for column in table
        )
        if set(table) & OF_PEOPLE or identified:
            message = "has rows of respondents, interviews or passages"
            yield problem(resource["path"], None, None, "allow-list", message, remedy)


def _tables(package: dict[str, Any]) -> Iterator[Problem]:
    """Coded tables that are not described as those of their level are."""
    level = levels.level(package)
    own = {r["name"]: r for r in package["resources"] if r["path"].startswith(f"{paths.CODED}/")}
    wanted = {resource["name"]: resource for resource in levels.resources(level)}
    again = "Run python -m study anonymise again, or put it back (git restore)"
    for name in wanted:
        if own.get(name) != wanted[name]:
            yield _wrong(None, "allow-list", f"does not describe the table {name} as it is", again)
    for name in own.keys() - wanted.keys():
        known = any(name in columns for columns in levels.COLUMNS.values())
        what = name if known else "that may never be published"
        message = f"describes a coded table {what}, which level {level} does not have"
        yield _wrong(None, "allow-list", message, f"Only these: {', '.join(wanted)}")
    if not isinstance(package.get(levels.TWO_LARGEST), int):
        message = f"states no {levels.TWO_LARGEST}"
        yield _wrong(levels.TWO_LARGEST, "allow-list", message, again)


def words_on_interviews(data: Path, package: dict[str, Any]) -> Iterator[Problem]:
    """Words of the package that do not say of its interviews what ``synthetic`` says."""
    synthetic = package.get("synthetic") is True
    again = "Run python -m study anonymise again"
    message = "does not say of the interviews what synthetic says"
    if package.get("description") != told.description(synthetic):
        yield _wrong("description", "honesty", message, again)
    readme = data / told.README
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    if told.readme(text, synthetic) != text:
        yield problem(told.README, None, None, "honesty", message, again)


def _columns(data: Path, level: str) -> Iterator[Problem]:
    for name, columns in levels.COLUMNS[level].items():
        path = data / table_path(name)
        header = _header(path) if path.exists() else list(columns)
        for place, column in enumerate(header, start=1):
            if column not in columns:
                message, where = "is not a column that may be published", f"number {place}"
                file, remedy = table_path(name), "Take the column out"
                yield problem(file, None, where, "allow-list", message, remedy)


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
    """Thresholds that are not stated, or too low for real interviews."""
    stated = package.get("thresholds", {})

    def wrong(message: str, remedy: str) -> Problem:
        return _wrong(None, "thresholds", message, remedy)

    found = [
        wrong(f"states no threshold {name}", f'Add it to "thresholds": at least {value}')
        for name, value in FLOOR.items()
        if not isinstance(stated.get(name), (int, float))
    ]
    if found or package.get("synthetic") is True:
        return found
    return [
        wrong(
            f"is too generous for real interviews in {name}",
            f"Set it to at least {value}; only a demonstration may go further",
        )
        for name, value in FLOOR.items()
        if stated[name] < value
    ]

"""Is what is published well-formed? Every finding says where it is and what to do about it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from study import paths


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file: ``row`` is the line in the file, the header being line 1."""

    file: str
    row: int | None
    column: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.message}. {self.remedy}."


def public_tables(
    data: Path = paths.DATA, bibliography: Path = paths.BIBLIOGRAPHY
) -> list[Problem]:
    """Problems in the public tables: schema, keys, sources that do not exist, impossible values.

    At most one problem per row. An empty list means that the tables may be used.
    """
    descriptor = data / paths.PACKAGE.name
    try:
        package = json.loads(descriptor.read_text(encoding="utf-8"))
    except OSError as error:
        return [_unreadable(_shown(descriptor, data), error)]
    except ValueError as error:
        return [
            Problem(
                _shown(descriptor, data),
                getattr(error, "lineno", None),
                None,
                f"not readable as JSON ({error})",
                "Correct the file or restore it from git",
            )
        ]
    problems = _against_schema(descriptor, data)
    broken = {problem.file for problem in problems}
    keys, bibliography_problems = _citation_keys(bibliography)
    problems += bibliography_problems
    for resource in package["resources"]:
        file = _shown(data / resource["path"], data)
        if file in broken:
            continue
        table = pd.read_csv(data / resource["path"], dtype="string", encoding="utf-8")
        if not bibliography_problems:
            problems += _unknown_sources(file, table, keys, bibliography.name)
        problems += _impossible_values(file, table)
    return _first_per_row(problems)


def _shown(path: Path, data: Path) -> str:
    return path.relative_to(data.parent).as_posix()


def _unreadable(file: str, error: OSError) -> Problem:
    return Problem(
        file,
        None,
        None,
        f"cannot be read ({error.strerror})",
        "Put the file back (git restore) or take it out of datapackage.json",
    )


def _against_schema(descriptor: Path, data: Path) -> list[Problem]:
    # Imported here because it takes longer than all the rest of study.
    from frictionless import Package, system

    with system.use_context(trusted=False):
        report = Package(str(descriptor)).validate()
    problems = []
    for error in report.errors:
        problems.append(
            Problem(
                _shown(descriptor, data),
                None,
                None,
                error.message.rstrip("."),
                "Correct the descriptor (Data Package v2)",
            )
        )
    for task in report.tasks:
        file = _shown(data / task.place, data)
        for error in task.errors:
            message, remedy = _in_words(error)
            problems.append(
                Problem(
                    file,
                    getattr(error, "row_number", None),
                    getattr(error, "field_name", None),
                    message,
                    remedy,
                )
            )
    return problems


def _in_words(error) -> tuple[str, str]:
    """What frictionless found, for somebody who edits a CSV file."""
    cell = getattr(error, "cell", "")
    match error.type:
        case "primary-key":
            return (
                f"has the same key as {error.note.removeprefix('the same as in ')}",
                "Keep one of the two rows",
            )
        case "constraint-error" if "required" in error.note:
            return "is empty", "Fill it in; every row needs this value"
        case "constraint-error" if "minimum" in error.note and str(cell).startswith("-"):
            return f"{cell} is negative", "Correct the value from its source"
        case "constraint-error" if "enum" in error.note:
            allowed = ", ".join(re.findall(r"'([^']*)'", error.note))
            return f"{cell!r} is not one of the known values", f"Use one of: {allowed}"
        case "constraint-error":
            return f"{cell!r} breaks the rule {error.note}", "Correct the value from its source"
        case "type-error":
            return (
                f"{cell!r} is not of the right type ({error.note})",
                "Write a whole number in figures, without a thousands point",
            )
        case "missing-cell" | "extra-cell":
            return (
                "has another number of cells than the header",
                'Look for a missing or extra comma, or put a text with a comma between "quotes"',
            )
        case "scheme-error":
            return (
                "the file is missing or cannot be opened",
                "Put it back (git restore) or take it out of datapackage.json",
            )
        case "encoding-error":
            return "the file is not in UTF-8", "Save it as UTF-8"
        case _:
            return error.message.rstrip("."), "Compare the file with data/datapackage.json"


def _citation_keys(bibliography: Path) -> tuple[set[str], list[Problem]]:
    from pybtex.database import parse_file
    from pybtex.scanner import PybtexError

    try:
        return set(parse_file(str(bibliography)).entries), []
    except PybtexError as error:
        return set(), [
            Problem(
                bibliography.name,
                getattr(error, "lineno", None),
                None,
                f"not readable as BibTeX ({error})",
                "Correct the record",
            )
        ]
    except OSError as error:
        return set(), [_unreadable(bibliography.name, error)]


def _unknown_sources(
    file: str, table: pd.DataFrame, keys: set[str], bibliography: str
) -> list[Problem]:
    unknown = table[~table["source"].isin(keys)] if "source" in table else table.iloc[:0]
    return [
        Problem(
            file,
            _row(index),
            "source",
            f"{source!r} is not in {bibliography}",
            f"Add the source to {bibliography}, or correct the key",
        )
        for index, source in unknown["source"].items()
    ]


def _impossible_values(file: str, table: pd.DataFrame) -> list[Problem]:
    if {"value", "out_of"} <= set(table):
        whole = pd.to_numeric(table["out_of"])
        return [
            Problem(
                file,
                _row(index),
                "value",
                "is more than the whole it is part of (out_of)",
                "Correct one of the two from its source",
            )
            for index in table.index[(pd.to_numeric(table["value"]) > whole).fillna(False)]
        ]
    if {"estimate", "bound", "value"} <= set(table):
        return _bounds(file, table)
    return []


def _bounds(file: str, table: pd.DataFrame) -> list[Problem]:
    problems = []
    for estimate, rows in table.groupby("estimate"):
        values = pd.to_numeric(rows.set_index("bound")["value"])
        for bound, row in zip(rows["bound"], rows.index, strict=True):
            wrong = (bound == "low" and values[bound] > values.get("point", values[bound])) or (
                bound.startswith("high") and values[bound] < values.get("point", values[bound])
            )
            if wrong:
                problems.append(
                    Problem(
                        file,
                        _row(row),
                        "value",
                        f"the {bound} bound of {estimate} lies on the wrong side of its point",
                        "Correct one of the two from its source",
                    )
                )
        if "point" not in values:
            problems.append(
                Problem(
                    file,
                    _row(rows.index[0]),
                    "bound",
                    f"estimate {estimate} has no point",
                    "Add a row with bound 'point'",
                )
            )
    return problems


def _row(index: int) -> int:
    """Line in the file of a row of the table."""
    return index + 2


def _first_per_row(problems: list[Problem]) -> list[Problem]:
    """Several findings on one row are nearly always one mistake; the first is the most exact."""
    kept: dict[tuple[str, int | None], Problem] = {}
    for problem in problems:
        known = kept.get((problem.file, problem.row))
        if known is None or "number of cells" in problem.message:
            kept[problem.file, problem.row] = problem
    return sorted(kept.values(), key=lambda problem: (problem.file, problem.row or 0))

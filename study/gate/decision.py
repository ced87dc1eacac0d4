"""Is what is published well-formed and safe to publish? What the build and CI ask."""

from pathlib import Path

import pandas as pd

from study import gate, paths
from study.data import schema
from study.data.coded import COLUMNS
from study.data.problems import Problem, as_lines, first_per_row, row
from study.findings import recommendations
from study.private import store


def everything(
    data: Path = paths.DATA,
    bibliography: Path = paths.BIBLIOGRAPHY,
    held: store.Held | None = None,
) -> list[Problem]:
    """Problems in all that is published: schema, public figures, release gate and its record.

    An empty list means that the tables may be used. Names of the private project are looked for
    if it is at hand (``held``).
    """
    broken = schema.descriptor_problems(data)
    if broken:
        return broken
    loaded = gate.load(data, held)
    return tables_and_rules(loaded, bibliography) or gate.record_problems(loaded)


def report() -> int:
    """Print a line for each problem in what is published here; 1 if there is any, else 0."""
    try:
        lines = as_lines(everything(held=store.held(paths.PRIVATE)))
    except store.Damaged as error:
        lines = [str(error)]
    for line in lines:
        print(line)
    return 1 if lines else 0


def coded_tables(loaded: gate.Release) -> list[Problem]:
    """Problems in the coded tables alone, their sources aside."""
    resources = [r for r in loaded.package["resources"] if r["name"] in COLUMNS]
    package = {**loaded.package, "resources": resources}
    found = schema.problems(loaded.data, package, loaded.frames, private=paths.CODED)
    return first_per_row(gate.rules(loaded, None, {p.file for p in found}) + found)


def tables_and_rules(loaded: gate.Release, bibliography: Path) -> list[Problem]:
    """The same without the record of the last release."""
    data, package = loaded.data, loaded.package
    found = schema.problems(data, package, loaded.frames, private=paths.CODED)
    keys, bibliography_problems = _citation_keys(bibliography)
    found += bibliography_problems
    damaged = {problem.file for problem in found}
    for resource in package["resources"]:
        file = schema.shown(data / resource["path"], data)
        if file in damaged or resource["path"].startswith(f"{paths.CODED}/"):
            continue
        table = pd.read_csv(data / resource["path"], dtype="string", encoding="utf-8")
        if not bibliography_problems:
            found += _unknown_sources(file, table, keys, bibliography.name)
        found += _impossible_values(file, table)
        codebook = loaded.frames.get("codebook")
        if resource["name"] == recommendations.RECOMMENDATIONS and codebook is not None:
            found += recommendations.problems(file, table, codebook)
    return first_per_row(gate.rules(loaded, keys or None, damaged) + found)


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
        return set(), [schema.unreadable(bibliography.name, error)]


def _unknown_sources(
    file: str, table: pd.DataFrame, keys: set[str], bibliography: str
) -> list[Problem]:
    if "source" not in table:
        return []
    given = table[table["source"].notna()]
    unknown = given[~given["source"].isin(keys)]
    return [
        Problem(
            file,
            row(index),
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
                row(index),
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
        for bound, index in zip(rows["bound"], rows.index, strict=True):
            wrong = (bound == "low" and values[bound] > values.get("point", values[bound])) or (
                bound.startswith("high") and values[bound] < values.get("point", values[bound])
            )
            if wrong:
                problems.append(
                    Problem(
                        file,
                        row(index),
                        "value",
                        f"the {bound} bound of {estimate} lies on the wrong side of its point",
                        "Correct one of the two from its source",
                    )
                )
        if "point" not in values:
            problems.append(
                Problem(
                    file,
                    row(rows.index[0]),
                    "bound",
                    f"estimate {estimate} has no point",
                    "Add a row with bound 'point'",
                )
            )
    return problems

"""What must hold in the tables of public figures: known sources and possible values."""

from pathlib import Path

import pandas as pd

from study.data import schema
from study.data.problems import Problem, row


def citation_keys(bibliography: Path) -> tuple[set[str], list[Problem]]:
    """The keys of the bibliography, or why it cannot be read."""
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


def unknown_sources(
    file: str, table: pd.DataFrame, keys: set[str], bibliography: str
) -> list[Problem]:
    """Rows whose source the bibliography does not have."""
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


def impossible_values(file: str, table: pd.DataFrame) -> list[Problem]:
    """Parts that are larger than their whole, and bounds on the wrong side of their estimate."""
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

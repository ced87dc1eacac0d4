"""What must hold in the tables of public figures: known sources and possible values."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from study import files
from study.data import schema
from study.data.problems import Problem, row

_FROM_SOURCE = "Correct one of the two from its source"


def citation_keys(bibliography: Path) -> tuple[set[str], list[Problem]]:
    """The keys of the bibliography, or why it cannot be read."""
    from pybtex.database import parse_file
    from pybtex.scanner import PybtexError

    try:
        bibliography.read_text(encoding="utf-8")  # which Pybtex says in words of its own
        keys = set(parse_file(str(bibliography)).entries)
    except UnicodeDecodeError as error:
        message = f"not readable as BibTeX ({files.fault(bibliography, error)})"
        return set(), [Problem(bibliography.name, None, None, message, "Save it as UTF-8")]
    except PybtexError as error:
        line, message = getattr(error, "lineno", None), f"not readable as BibTeX ({error})"
        return set(), [Problem(bibliography.name, line, None, message, "Correct the record")]
    except OSError as error:
        return set(), [schema.unreadable(bibliography.name, error)]
    return keys, []


def unknown_sources(
    file: str, table: pd.DataFrame, keys: set[str], bibliography: str
) -> list[Problem]:
    """Rows whose source the bibliography does not have."""
    if "source" not in table:
        return []
    given = table[table["source"].notna()]
    if len(given) and not keys:
        message = "holds no works, and tables name some as their sources"
        return [Problem(bibliography, None, None, message, "Put it back (git restore)")]
    unknown = given[~given["source"].isin(keys)]
    remedy = f"Add the source to {bibliography}, or correct the key"
    return [
        Problem(file, row(index), "source", f"{source!r} is not in {bibliography}", remedy)
        for index, source in unknown["source"].items()
    ]


def impossible_values(file: str, table: pd.DataFrame) -> list[Problem]:
    """Parts that are larger than their whole, and bounds on the wrong side of their estimate."""
    if {"value", "out_of"} <= set(table):
        larger = pd.to_numeric(table["value"]) > pd.to_numeric(table["out_of"])
        message = "is more than the whole it is part of (out_of)"
        return [
            Problem(file, row(index), "value", message, _FROM_SOURCE)
            for index in table.index[larger.fillna(False)]
        ]
    if {"estimate", "bound", "value"} <= set(table):
        return list(_bounds(file, table))
    return []


def _bounds(file: str, table: pd.DataFrame) -> Iterator[Problem]:
    for estimate, rows in table.groupby("estimate"):
        values = pd.to_numeric(rows.set_index("bound")["value"])
        for bound, index in zip(rows["bound"], rows.index, strict=True):
            wrong = (bound == "low" and values[bound] > values.get("point", values[bound])) or (
                bound.startswith("high") and values[bound] < values.get("point", values[bound])
            )
            if wrong:
                message = f"the {bound} bound of {estimate} lies on the wrong side of its point"
                yield Problem(file, row(index), "value", message, _FROM_SOURCE)
        if "point" not in values:
            message, remedy = f"estimate {estimate} has no point", "Add a row with bound 'point'"
            yield Problem(file, row(rows.index[0]), "bound", message, remedy)

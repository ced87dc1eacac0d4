"""Identifiers, private names and quotations in the cells of the coded tables."""

import pandas as pd

from study.data import levels
from study.data.problems import NAME, Problem
from study.gate.release import Release, problem, table_path
from study.privacy import identifiers
from study.private import anonymise, public_names, store

LONG_NUMBER = 10**7
KNOWN = "known name"


def identifying_cells(release: Release) -> list[Problem]:
    """Identifiers, private names and quotations, in any cell of the coded tables."""
    secrets = release.held.secrets if release.held else None
    names = identifiers.Names(secrets.names if secrets else ())
    found = []
    for name in release.names:
        for column, values in _unique_cells(release, name).items():
            for value, index in values.items():
                file = f"data/{table_path(name)}"
                rule, remedy = _identifying(str(value), file, column, names, secrets)
                if rule:
                    found.append(
                        problem(
                            table_path(name),
                            index,
                            column if column in levels.COLUMNS[release.level][name] else None,
                            rule,
                            "may identify somebody",
                            remedy,
                        )
                    )
    return found


def _identifying(
    text: str, file: str, column: str, names: identifiers.Names, secrets: store.Secrets | None
) -> tuple[str, str]:
    """The rule a cell breaks and the remedy, or two empty texts."""
    kinds = [
        finding.kind
        for finding in identifiers.find(text, names)
        if finding.kind != KNOWN
        or not public_names.cover(secrets.places_of(text[finding.start : finding.end]), file)
    ]
    if KNOWN in kinds:
        return (
            NAME,
            "Take the name out; if it may be published, say so under public_names in mapping.yml",
        )
    # Sources are keys of the bibliography, made of an author's name and a year.
    if kinds and column != "source":
        return kinds[0], identifiers.KINDS[kinds[0]]
    if secrets is not None and secrets.quoted(text):
        return "quotation", "Say it in your own words; it stands in an interview like this"
    return "", ""


def _unique_cells(release: Release, name: str) -> dict[str, pd.Series]:
    """Per column the values that occur, each with the first row it stands in."""
    path = release.data / table_path(name)
    if not path.exists():
        return {}
    if name in release.frames:
        table = release.frames[name]
    else:
        try:
            table = pd.read_csv(path, dtype="category", encoding="utf-8", keep_default_na=False)
        except (ValueError, UnicodeDecodeError):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            return {"": pd.Series(range(-1, len(lines) - 1), index=lines, dtype="int64")}
    return {str(column): _searched(name, str(column), table[column]) for column in table}


def _searched(name: str, column: str, values: pd.Series) -> pd.Series:
    """First rows by value, without what holds no text: counters and random identifiers.

    Other rules see to it that counters count; a number too long for one is searched.
    """
    if pd.api.types.is_float_dtype(values):
        return pd.Series(dtype="int64")  # shares between -1 and 1, which the schema sees to
    if pd.api.types.is_integer_dtype(values):
        values = values[values.abs() >= LONG_NUMBER]
    first = values.dropna().drop_duplicates()
    kept = pd.Series(first.index, index=first.astype("string"))
    if column == "respondent":
        return kept[~kept.index.str.fullmatch(anonymise.IDENTIFIER)]
    return kept

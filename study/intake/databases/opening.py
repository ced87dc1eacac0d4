"""Opening an SQLite database that somebody else made: only to read, and only whole ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from study.intake.errors import IntakeError

LARGEST = 2**53
MARKS = {
    "QualCoder": {"code_text", "code_name"},
    "Taguette": {"highlights", "highlight_tags"},
    "RQDA": {"coding", "freecode"},
}
"""Tables by which the database of a tool is known."""
EXPORTS = {
    "MAXQDA": "Export it from MAXQDA as REFI-QDA project (.qdpx)",
    "NVivo": "Export it from NVivo as REFI-QDA project (.qdpx)",
}


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database in this file, which is never changed.

    IntakeError if somebody is working in it, or if it is damaged, also while it is being read.
    """
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise IntakeError(
                path.name,
                f"is still in use: {beside.name} holds changes",
                "Close the program that has it open, and try again",
            )
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute("PRAGMA trusted_schema=OFF")
            yield database
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise IntakeError(
            path.name, f"is a damaged database ({error})", "Copy or export it again"
        ) from error


def tool_of(path: Path, database: sqlite3.Connection) -> str:
    """Whose database this is; IntakeError, with what to export, if it is none that can be read."""
    found = tables_in(database)
    lower = {name.lower() for name in found}
    for tool, marks in MARKS.items():
        if marks <= lower:
            return tool
    other = None
    if path.suffix.lower().startswith((".mx", ".mex")):
        other = "MAXQDA"
    elif path.suffix.lower().startswith(".nv"):
        other = "NVivo"
    if other:
        raise IntakeError(path.name, f"is a project of {other} itself", EXPORTS[other])
    raise IntakeError(
        path.name,
        "is a database of none of the tools that can be read"
        f" (of Taguette, QualCoder and RQDA); its tables are {', '.join(sorted(found)[:5])}",
        "Export the project as REFI-QDA (.qdpx) from the tool that it was made with",
    )


def tables_in(database: sqlite3.Connection) -> set[str]:
    """The names of the tables of a database, without what only stands in their place."""
    return {
        str(name)
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
    }


def check(path: Path, database: sqlite3.Connection, tool: str, tables: dict[str, set[str]]) -> None:
    """Whether the database is whole and has these tables and columns; IntakeError otherwise."""
    found = {name.lower() for name in tables_in(database)}
    for name, columns in tables.items():
        if name not in found:
            raise IntakeError(
                path.name,
                f"is no {tool} database: it has no table {name}",
                f"Export the project from {tool} again",
            )
        has = {str(row[1]).lower() for row in database.execute(f"PRAGMA table_info({name})")}
        columns = {column.lower() for column in columns}
        if columns - has:
            raise IntakeError(
                path.name,
                f"is no {tool} database: {name} lacks {', '.join(sorted(columns - has))}",
                f"Export the project from {tool} again",
            )
    ((state,),) = database.execute("PRAGMA quick_check(1)")
    if state != "ok":
        raise IntakeError(
            path.name, f"is a damaged database ({state})", f"Export the project from {tool} again"
        )


def position(path: Path, table: str, number: object, value: object) -> int:
    """A position in a text; IntakeError if it is none."""
    whole = isinstance(value, int | float) and abs(value) < LARGEST and value == int(value)
    if not whole:
        raise IntakeError(
            path.name,
            f"row {number} has {str(value)[:40]!r} for a position",
            "Export the project again, or correct it in the tool it was made with",
            inner=f"table {table}",
        )
    return int(value)

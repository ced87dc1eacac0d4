"""A plain CSV file of codings: one row per code given to a passage of an interview."""

from pathlib import Path

from study.intake import codings
from study.intake.errors import IntakeError
from study.intake.tabular import Row, Rows, unread
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    SOURCES,
    VARIABLES,
    Project,
    table,
)

COLUMNS = {
    "interview": ("interview", "document", "source", "bron"),
    "code": ("code", "tag", "label"),
    "coder": ("coder", "codeur"),
    "start": ("start", "begin"),
    "end": ("end", "eind", "einde"),
    "passage": ("passage", "text", "tekst", "segment", "citaat"),
}
REQUIRED = ("interview", "code")
# Larger whole numbers are not exact as floating-point numbers.
MOST_DIGITS = 15


def read_rows(path: Path, rows: Rows) -> Project:
    """The project in a table with the columns of COLUMNS, in any case and order.

    Rows of one interview with the same start and end are one passage; without positions, those
    with the same text (or number) of the passage; with neither, each row is its own. The text of
    an interview is what is known of it: its passages, joined by line ends.
    """
    columns = _columns(rows)
    numbers: dict[tuple, int] = {}
    found = []
    sources: dict[str, dict[str, None]] = {}
    coders, codes = {}, {}
    for row in rows.rows:
        cells = {name: row.cells[column] or None for name, column in columns.items()}
        for name in REQUIRED:
            if cells[name] is None:
                raise rows.error(
                    row, columns[name], "is empty", "Fill it in; every row needs this value"
                )
        source, code = cells["interview"], cells["code"]
        coder, passage = cells.get("coder"), cells.get("passage")
        start, end = _bounds(rows, row, columns)
        passages = sources.setdefault(source, {})
        if passage is not None:
            passages[passage] = None
        codes[code] = None
        if coder is not None:
            coders[coder] = None
        if start is not None:
            key = (source, start, end)
        else:
            key = (source, passage) if passage is not None else (row.line,)
        number = numbers.setdefault(key, len(numbers) + 1)
        found.append(codings.Coding(source, number, start, end, None, code, coder))
    coding_table, set_aside = codings.tables_of(found, list(sources), [])
    left = [column for column in rows.header if column not in columns.values()]
    return Project(
        name=path.stem,
        tool="CSV",
        sources=table(
            [(name, name, "text", "\n".join(texts) or None) for name, texts in sources.items()],
            SOURCES,
        ),
        coders=table([(coder, coder) for coder in coders], CODERS),
        codes=table([(code, code, None, True, None) for code in codes], CODES),
        codings=coding_table,
        cases=table([], CASES),
        case_sources=table([], CASE_SOURCES),
        variables=table([], VARIABLES),
        counting="open",
        names=(path.name,),
        left_out=unread(left, "their names are not known"),
        set_aside=set_aside,
    )


def _columns(rows: Rows) -> dict[str, str]:
    """The header's own name for each column of COLUMNS that is there."""
    columns: dict[str, str] = {}
    for column in rows.header:
        for name, synonyms in COLUMNS.items():
            if column.casefold() not in synonyms:
                continue
            if name in columns:
                raise IntakeError(
                    rows.file,
                    f"means the same as the column {columns[name]}",
                    "Rename or remove one of the two",
                    column=column,
                )
            columns[name] = column
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        wanted = " and ".join(f"{name} (or {', '.join(COLUMNS[name][1:])})" for name in missing)
        shown = ", ".join(repr(column[:40]) for column in rows.header[:12])
        raise IntakeError(
            rows.file,
            f"has no column {wanted}; found are {shown}",
            "Give the columns these names, or export the project as REFI-QDA",
        )
    return columns


def _bounds(rows: Rows, row: Row, columns: dict[str, str]) -> tuple[int | None, int | None]:
    """Start and end of the passage in this row: both or neither."""
    values: dict[str, int] = {}
    for name in ("start", "end"):
        cell = row.cells[columns[name]] if name in columns else ""
        if not cell:
            continue
        if not (cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS):
            raise rows.error(
                row,
                columns[name],
                f"{cell[:40]!r} is not a position",
                "Write a whole number in figures, without a thousands point",
            )
        values[name] = int(cell)
    if len(values) == 1:
        (given,) = values
        raise rows.error(
            row, columns[given], "stands without its other bound", "Give both start and end"
        )
    if values and values["end"] < values["start"]:
        raise rows.error(row, columns["end"], "lies before the start", "Correct one of the two")
    return values.get("start"), values.get("end")

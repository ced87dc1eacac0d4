"""The sheets of an .xlsx workbook as rows of texts, and all that a sheet hides said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.handler import ContentHandler

from study.intake import sax
from study.intake.errors import IntakeError
from study.intake.spreadsheets.tabular import Line, Row, Rows, rows_of
from study.intake.zip_reader import Archive

SHEETS = "xl/worksheets/"
_CELL = re.compile(r"([A-Z]+)(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_MERGED = 100_000


class _Sheet(ContentHandler):
    """What a sheet has besides values: merged cells, hidden rows, formulas nobody worked out."""

    def __init__(self) -> None:
        super().__init__()
        self.merged: list[str] = []
        self.hidden = 0
        self.empty_formula: str | None = None
        self._cell = ""
        self._formula = self._value = self._within_value = False

    def startElement(self, name, attrs):
        match name.rpartition(":")[2]:
            case "row":
                self.hidden += attrs.get("hidden") in ("1", "true")
            case "mergeCell" if len(self.merged) < _MOST_MERGED:
                self.merged.append(attrs.get("ref", ""))
            case "c":
                self._cell, self._formula, self._value = attrs.get("r", ""), False, False
            case "f":
                self._formula = True
            case "v" | "t":
                self._within_value = True

    def characters(self, content):
        self._value = self._value or bool(content.strip() and self._within_value)

    def endElement(self, name):
        if name.rpartition(":")[2] in ("v", "t"):
            self._within_value = False
        if name.rpartition(":")[2] == "c" and self._formula and not self._value:
            self.empty_formula = self.empty_formula or self._cell or "?"


def read_sheets(path: Path, archive: Archive) -> list[tuple[str, Rows]]:
    """The name and rows of each visible sheet of a workbook that holds more than one row.

    What a filter hides is read too. Merged cells have their value in each of their rows.
    """
    import openpyxl

    seen = {}
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            handler = _Sheet() if name.startswith(SHEETS) else ContentHandler()
            sax.parse(archive.chunks(name), handler, path.name, name)
            seen[name] = handler
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        read = []
        for sheet in workbook.worksheets:
            told = seen.get(getattr(sheet, "_worksheet_path", "").lstrip("/"))
            about = told if isinstance(told, _Sheet) else _Sheet()
            # Some programs write that a sheet has one cell; openpyxl would believe it.
            sheet.reset_dimensions()
            lines = _filled(sheet.iter_rows(values_only=True))
            read.append((sheet.title, sheet.sheet_state, lines, about))
        workbook.close()
    # What openpyxl raises for a workbook that is put together wrongly is not documented.
    except Exception as error:
        raise IntakeError(
            path.name, f"is not a readable workbook ({error})", "Export it again, or as CSV"
        ) from error
    found, hidden = [], []
    for title, state, lines, about in read:
        if state != "visible":
            hidden += [title] if lines else []
            continue
        if len(lines) < 2:
            continue
        if about.empty_formula:
            raise IntakeError(
                path.name,
                f"has a formula that was not worked out ({title}, cell {about.empty_formula})",
                "Open it in a spreadsheet program, save it there, and import that file",
            )
        found.append((title, rows_of(path.name, _merged(lines, about.merged), _notes(about))))
    if not found:
        raise IntakeError(
            path.name,
            "holds no rows" + (f" but on hidden sheets ({', '.join(hidden)})" if hidden else ""),
            "Make the sheet with the codings visible" if hidden else "Export it again",
        )
    if hidden:
        title, rows = found[0]
        found[0] = (title, rows.noted(f"hidden sheets are not read: {', '.join(hidden)}"))
    return found


def together(file: str, sheets: list[tuple[str, Rows]]) -> Rows:
    """The rows of several sheets as one table.

    IntakeError where they have other columns, or where one repeats a row of another: what stands on
    both would be counted twice.
    """
    if len(sheets) == 1:
        return sheets[0][1]
    titles = ", ".join(title for title, _ in sheets)
    one = "Put all codings on one sheet, or hide the sheets that are not to be read"
    first = sheets[0][1]
    if any(set(rows.header) != set(first.header) for _, rows in sheets):
        raise IntakeError(file, f"has codings with other columns on several sheets ({titles})", one)

    def rows() -> Iterator[Row]:
        before: set[tuple[str, ...]] = set()
        for title, each in sheets:
            own = []
            for row in each.rows:
                values = tuple(row.cells[column] for column in first.header)
                if values in before:
                    raise IntakeError(
                        file,
                        f"has a row on sheet {title} that another sheet has too",
                        one,
                        line=row.line,
                    )
                own.append(values)
                yield row
            before.update(own)

    notes = dict.fromkeys(note for _, each in sheets for note in each.notes)
    return replace(first, rows=rows(), notes=(*notes, f"codings on {len(sheets)} sheets: {titles}"))


def _notes(about: _Sheet) -> tuple[str, ...]:
    notes = []
    if about.hidden:
        notes.append(f"rows that are hidden, as by a filter: {about.hidden}; they are read too")
    if about.merged:
        notes.append(f"merged cells: {len(about.merged)}; each of their rows has the value")
    return tuple(notes)


def _filled(rows) -> list[Line]:
    """The rows with a value in them, each with its number in the sheet."""
    return [
        (number, cells)
        for number, row in enumerate(rows, start=1)
        if any(cells := [_text(value) for value in row])
    ]


def _text(value: object) -> str:
    """A cell as people read it: whole numbers without decimals, days without a time of nought."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    # Excel writes a carriage return within a cell like this.
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _merged(lines: list[Line], merged: list[str]) -> Iterator[Line]:
    """The lines, all as wide as the widest, with values of merged cells in each of their rows."""
    width = max(len(cells) for _, cells in lines)
    wanted: dict[int, list[tuple[int, int]]] = {}
    for area in merged:
        first, _, last = area.partition(":")
        if not (begin := _CELL.fullmatch(first)) or not (end := _CELL.fullmatch(last)):
            continue
        column, top = _column(begin[1]), int(begin[2])
        if column == _column(end[1]) and column < width:
            for number in range(top + 1, min(int(end[2]), lines[-1][0]) + 1):
                wanted.setdefault(number, []).append((column, top))
    tops = {top for places in wanted.values() for _, top in places}
    values: dict[int, list[str]] = {}
    for number, cells in lines:
        filled = cells + [""] * (width - len(cells))
        for column, top in wanted.get(number, ()):
            if top in values and not filled[column]:
                filled[column] = values[top][column]
        if number in tops:
            values[number] = filled
        yield number, filled


def _column(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

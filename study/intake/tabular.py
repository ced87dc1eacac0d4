"""Tables as people and tools write them: CSV in any dialect, or a workbook."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from study.intake import sax
from study.intake.errors import IntakeError
from study.intake.zip_reader import Archive
from study.private.project import LeftOut

MAX_BYTES = 2**28
DELIMITERS = ",;\t"
SAVE_AS_CSV = "Open it in a spreadsheet program and save it as CSV UTF-8"


@dataclass(frozen=True)
class Row:
    """The cells of a row by column, and the line of the file on which it begins."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Rows:
    """A table of texts: ``header`` as written, cells without the spaces around them."""

    file: str
    header: list[str]
    rows: list[Row]

    def error(self, row: Row, column: str, message: str, remedy: str) -> IntakeError:
        """What is wrong in this cell."""
        return IntakeError(self.file, message, remedy, line=row.line, column=column)


def read_csv(path: Path) -> Rows:
    """The rows of a CSV file: UTF-8 or marked UTF-16, with commas, semicolons or tabs."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise IntakeError(
            path.name, f"is larger than {MAX_BYTES} bytes", "Leave the text of the passages out"
        )
    text = _decoded(path, path.read_bytes())
    if "\0" in text:
        raise IntakeError(
            path.name,
            "holds NUL bytes, so it is no text",
            f"{SAVE_AS_CSV}; if it comes from a program for coding, export it as REFI-QDA project",
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    # A passage may be longer than the module allows; the file as a whole is limited above.
    before = csv.field_size_limit(MAX_BYTES)
    try:
        return _rows(path.name, _lines(path.name, text))
    finally:
        csv.field_size_limit(before)


def read_sheet(path: Path, archive: Archive) -> Rows:
    """The rows of the first sheet of an .xlsx workbook."""
    import openpyxl

    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            sax.parse(archive.chunks(name), sax.ContentHandler(), path.name, name)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        lines = [
            (number, ["" if cell is None else str(cell) for cell in cells])
            for number, cells in enumerate(workbook.worksheets[0].iter_rows(values_only=True), 1)
        ]
        workbook.close()
    # What openpyxl raises for a workbook that is put together wrongly is not documented.
    except Exception as error:
        raise IntakeError(
            path.name, f"is not a readable workbook ({error})", "Export it again, or as CSV"
        ) from error
    width = max((len(cells) for _, cells in lines), default=0)
    return _rows(path.name, [(n, cells + [""] * (width - len(cells))) for n, cells in lines])


def _decoded(path: Path, content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = content[:1000]
    if not wide and start.count(0) > len(start) / 4:
        raise IntakeError(path.name, "is probably in UTF-16, but does not say so", SAVE_AS_CSV)
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        message = "is damaged UTF-16" if wide else "is not in UTF-8"
        if not wide and b"\0" not in content:
            message += " but probably in Windows-1252"
        raise IntakeError(
            path.name, message, SAVE_AS_CSV, line=content.count(b"\n", 0, error.start) + 1
        ) from error


def _lines(file: str, text: str) -> list[tuple[int, list[str]]]:
    """The lines as cells, with their number in the file."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, line = [], 1
    try:
        for cells in reader:
            lines.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise IntakeError(
            file,
            f"is not readable as CSV ({error})",
            'Look for a quotation mark that is not closed, or write "" for one within a text',
            line=line,
        ) from error
    return lines


def _rows(file: str, lines: list[tuple[int, list[str]]]) -> Rows:
    lines = [(line, [cell.strip() for cell in cells]) for line, cells in lines]
    lines = [(line, cells) for line, cells in lines if any(cells)]
    if not lines:
        raise IntakeError(file, "holds no rows", "Export it again")
    header = lines[0][1]
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise IntakeError(
            file, "stands in the header twice", "Rename or remove one", column=min(twice)
        )
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            raise IntakeError(
                file,
                f"has {len(cells)} cells, and the header {len(header)}",
                "Look for a missing or extra delimiter, or put a text that has one between"
                ' "quotes"',
                line=line,
            )
        rows.append(Row(line, dict(zip(header, cells, strict=True))))
    return Rows(file, header, rows)


def unread(columns: list[str], why: str) -> tuple[LeftOut, ...]:
    """What is left out when these columns are not read."""
    named = [column for column in columns if column]
    if not named:
        return ()
    return (LeftOut(f"columns ({', '.join(named)})", len(named), why),)

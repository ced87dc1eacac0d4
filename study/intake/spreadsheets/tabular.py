"""Tables as people and tools write them: CSV in any dialect, or a workbook."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from study.intake.errors import IntakeError
from study.private.project import LeftOut

MAX_BYTES = 2**28
DELIMITERS = ",;\t|"
SAVE_AS_CSV = "Open it in a spreadsheet program and save it as CSV UTF-8"
AS_WINDOWS = "it is not in UTF-8, and was read as Windows-1252: check letters with accents"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NO_ROOM = " \t\r\n\v\f\u00a0\u200b\ufeff"
_MOST_ABOVE = 50

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """The cells of a row by column, and the line of the file on which it begins."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Rows:
    """A table of texts, cells without the spaces around them.

    ``header`` is as written, but a name that stands there again has a number behind it; ``twice``
    holds those names. ``rows`` can be gone through once. ``notes`` says how the file was read.
    """

    file: str
    header: list[str]
    twice: frozenset[str]
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()

    def noted(self, *notes: str) -> "Rows":
        """The same with more to say of how the file was read."""
        return replace(self, notes=(*self.notes, *notes))

    def error(self, row: Row, column: str, message: str, remedy: str) -> IntakeError:
        """What is wrong in this cell."""
        return IntakeError(self.file, message, remedy, line=row.line, column=column)

    def refuse_twice(self, columns: Iterable[str]) -> None:
        """An IntakeError if one of these columns stands in the header twice."""
        for column in columns:
            if column in self.twice:
                raise IntakeError(
                    self.file, "stands in the header twice", "Rename or remove one", column=column
                )


def read_csv(path: Path) -> Rows:
    """The rows of a CSV file, with any of ``DELIMITERS``.

    It is in UTF-8, in UTF-16 that says so, or else in Windows-1252, which is noted.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise IntakeError(
            path.name, f"is larger than {MAX_BYTES} bytes", "Leave the text of the passages out"
        )
    text, notes = _decoded(path, path.read_bytes())
    if "\0" in text:
        raise IntakeError(
            path.name,
            "holds NUL bytes, so it is no text",
            f"{SAVE_AS_CSV}; if it comes from a program for coding, export it as REFI-QDA project",
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    return rows_of(path.name, _lines(path.name, text), notes)


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what has to be said of how it was read."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = content[:1000]
    if not wide and start.count(0) > len(start) / 4:
        raise IntakeError(path.name, "is probably in UTF-16, but does not say so", SAVE_AS_CSV)
    try:
        return content.decode("utf-16" if wide else "utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if not wide and b"\0" not in content:
            try:
                return content.decode("cp1252"), (AS_WINDOWS,)
            except UnicodeDecodeError:
                pass
        message = "is damaged UTF-16" if wide else "is neither in UTF-8 nor in Windows-1252"
        raise IntakeError(path.name, message, SAVE_AS_CSV, line=line) from error


def _lines(file: str, text: str) -> Iterator[Line]:
    """The lines as cells, with their number in the file."""
    # A StringIO would take four bytes for each letter.
    content = (found[0] for found in _LINE.finditer(text))
    before = 0
    told = text.partition("\n")[0].strip("\r").strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        # Excel's own way of saying which delimiter the file has.
        delimiter = told[4]
        next(content)
        before = 1
    else:
        delimiter = _delimiter(text)
    # A passage may be longer than the module allows; the file as a whole is limited above.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(content, delimiter=delimiter, strict=True)
    line = before + 1
    try:
        for cells in reader:
            yield line, cells
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise IntakeError(
            file,
            f"is not readable as CSV ({error})",
            'Look for a quotation mark that is not closed, or write "" for one within a text',
            line=line,
        ) from error


def _delimiter(text: str) -> str:
    """The delimiter that the header has most of outside quotation marks.

    The header is the first line that has any: a title may stand above it.
    """
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for character in text.lstrip("\r\n"):
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "\r\n":
            if any(counts.values()):
                break
        elif not quoted and character in counts:
            counts[character] += 1
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def rows_of(file: str, lines: Iterable[Line], notes: tuple[str, ...]) -> Rows:
    """The rows of a table from its lines, the first of which with two cells or more is the header.

    What stands above it, such as a title, is no part of the table.
    """
    stripped = ((line, [_cell(cell) for cell in cells]) for line, cells in lines)
    filled = ((line, cells) for line, cells in stripped if any(cells))
    above: list[Line] = []
    first = next(filled, None)
    while first and sum(map(bool, first[1])) < 2 and len(above) < _MOST_ABOVE:
        above.append(first)
        first = next(filled, None)
    if first is None and above:
        # A table of one column: what seemed a title is its header.
        first, filled = above[0], iter(above[1:])
        above = []
    if first is None:
        raise IntakeError(file, "holds no rows", "Export it again")
    if above:
        notes = (*notes, f"lines above the header: {len(above)}; they are not read")
    header: list[str] = []
    for name in first[1]:
        again = sum(known == name for known in first[1][: len(header)])
        header.append(f"{name} ({again + 1})" if name and again else name)
    twice = frozenset(name for name in first[1] if name and first[1].count(name) > 1)

    def rows() -> Iterator[Row]:
        for line, cells in filled:
            if len(cells) > len(header) and not any(cells[len(header) :]):
                cells = cells[: len(header)]
            if len(cells) != len(header):
                raise IntakeError(
                    file,
                    f"has {len(cells)} cells, and the header {len(header)}",
                    "Look for a missing or extra delimiter, or put a text that has one between"
                    ' "quotes"',
                    line=line,
                )
            yield Row(line, dict(zip(header, cells, strict=True)))

    return Rows(file, header, twice, rows(), notes)


def _cell(cell: str) -> str:
    """A cell without spaces around it, and without signs that take no room."""
    return cell.strip(_NO_ROOM)


def unread(columns: list[str], why: str) -> tuple[LeftOut, ...]:
    """What is left out when these columns are not read."""
    named = [column for column in columns if column]
    if not named:
        return ()
    return (LeftOut(f"columns ({', '.join(named)})", len(named), why),)

"""A researcher's coding project, from the export of whatever tool it was made with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from study.intake.errors import IntakeError

if TYPE_CHECKING:
    from study.intake.spreadsheets.tabular import Rows
    from study.intake.zip_reader import Archive
    from study.private.project import Project

__all__ = ["IntakeError", "read", "read_all"]

HEAD_BYTES = 4096
DATABASE = "data.qda"
"""The file in the folder of a QualCoder project that holds all but the documents."""


def read(path: Path) -> Project:
    """The project in this file; what kind of file it is, is seen from its content.

    Raises IntakeError, and nothing else, for a file that cannot be used.
    """
    try:
        return _read(Path(path))
    except OSError as error:
        raise IntakeError(
            Path(path).name,
            f"cannot be read ({error.strerror or error})",
            "Check the name of the file and the right to read it",
        ) from error


def read_all(paths: Sequence[Path]) -> Project:
    """The project in these files together: one per coder, or one per batch of interviews.

    Raises IntakeError, and nothing else, for a file that cannot be used.
    """
    projects = [read(path) for path in paths]
    from study.intake import merging

    return merging.merged(projects)


def _read(path: Path) -> Project:
    if path.is_dir():
        if not (path / DATABASE).is_file():
            raise IntakeError(
                path.name or str(path),
                "is a folder",
                "Give the exported file itself, for example project.qdpx",
            )
        path = path / DATABASE
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise IntakeError(path.name, "is empty", "Export the project again")
    from study.intake import file_kinds

    match file_kinds.content(path, head):
        case "zip":
            return _from_archive(path)
        case "sqlite":
            return _from_database(path)
        case "xml":
            from study.intake import refi

            if file_kinds.root(head) == "Project" and path.suffix.lower() != ".qdc":
                return refi.read_bare_project(path)
            return refi.read_codebook(path)
        case _:
            from study.intake.spreadsheets import tabular

            return _from_table(path, tabular.read_csv(path))


def _from_archive(path: Path) -> Project:
    from study.intake import file_kinds, refi, zip_reader

    with zip_reader.open_archive(path) as opened:
        if "xl/workbook.xml" in opened.names:
            return _from_workbook(path, opened)
        file_kinds.refuse_archive(path.name, opened.names)
        return refi.read_project(path, opened)


def _from_database(path: Path) -> Project:
    from study.intake.databases import opening, qualcoder, rqda, taguette

    readers = {"Taguette": taguette, "QualCoder": qualcoder, "RQDA": rqda}
    with opening.opened(path) as database:
        return readers[opening.tool_of(path, database)].read_database(path, database)


def _from_workbook(path: Path, opened: Archive) -> Project:
    """The project on the sheets that hold codings; the other ones are named."""
    from study.intake.databases import taguette
    from study.intake.spreadsheets import coded_segments, workbook

    sheets = workbook.read_sheets(path, opened)
    holds = [
        (title, rows)
        for title, rows in sheets
        if taguette.is_export(rows) or coded_segments.is_table(rows)
    ]
    if not holds:
        return _from_table(path, sheets[0][1])
    others = [title for title, _ in sheets if title not in dict(holds)]
    rows = workbook.together(path.name, holds)
    if others:
        rows = rows.noted(f"sheets without codings are not read: {', '.join(others)}")
    return _from_table(path, rows)


def _from_table(path: Path, rows: Rows) -> Project:
    from study.intake.databases import taguette
    from study.intake.spreadsheets import coded_segments

    if taguette.is_export(rows):
        return taguette.read_rows(path, rows)
    return coded_segments.read_rows(path, rows)

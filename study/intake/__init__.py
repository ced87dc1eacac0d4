"""A researcher's coding project, from the export of whatever tool it was made with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from study.intake.errors import IntakeError

if TYPE_CHECKING:
    from study.private.project import Project

__all__ = ["IntakeError", "read"]

FORMATS = (
    "Known are REFI-QDA projects (.qdpx) and codebooks (.qdc), Taguette exports"
    " (.csv, .xlsx, .sqlite3) and a CSV file of codings"
)
# What the content must be of a file with this extension.
CONTENT_BY_EXTENSION = {
    ".qdpx": ("zip", "a zip archive, as every .qdpx is"),
    ".xlsx": ("zip", "a zip archive, as every .xlsx is"),
    ".zip": ("zip", "a zip archive"),
    ".qdc": ("xml", "XML, as every .qdc is"),
    ".sqlite3": ("sqlite", "an SQLite database"),
}


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


def _read(path: Path) -> Project:
    if path.is_dir():
        raise IntakeError(
            path.name or str(path),
            "is a folder",
            "Give the exported file itself, for example project.qdpx",
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise IntakeError(path.name, "is empty", "Export the project again")
    found = _content(head)
    wanted, description = CONTENT_BY_EXTENSION.get(path.suffix.lower(), (found, ""))
    if found != wanted:
        raise IntakeError(
            path.name,
            f"is not {description}",
            "It is damaged or has the wrong extension; export the project again",
        )
    match found:
        case "zip":
            from study.intake import refi, taguette, zip_reader

            with zip_reader.open_archive(path) as opened:
                if "xl/workbook.xml" in opened.names:
                    return taguette.read_workbook(path, opened)
                return refi.read_project(path, opened)
        case "sqlite":
            from study.intake import taguette

            return taguette.read_database(path)
        case "xml":
            from study.intake import refi

            return refi.read_codebook(path)
        case "markup":
            raise IntakeError(path.name, "is a web page or another kind of markup", FORMATS)
        case "office":
            raise IntakeError(
                path.name,
                "is an old or a password-protected Office file",
                "Save it without a password as .xlsx or as CSV UTF-8",
            )
        case _:
            from study.intake import plain_csv, tabular, taguette

            rows = tabular.read_csv(path)
            if taguette.is_export(rows):
                return taguette.read_rows(path, rows)
            return plain_csv.read_rows(path, rows)


def _content(head: bytes) -> str:
    """The kind of file that begins like this: zip, sqlite, office, xml, markup or text."""
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return "office"
    # Without the NULs and the byte order mark, UTF-16 begins as ASCII does.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if re.match(rb"<\?xml|<(\w+:)?(CodeBook|Project)\b", start):
        return "xml"
    return "markup" if start.startswith(b"<") else "text"

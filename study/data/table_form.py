"""Is a table of public data a table at all, with plain text and possible numbers in its cells?

Asked before anything computes with it, so without pandas and frictionless: of the separator, the
header, the numbers within the bounds of the data package, and of cells that a spreadsheet would run
or a page would take for markup. Coded tables are written by a program and checked by the gate; its
messages do not repeat what stands in them.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from study import paths
from study.data import schema
from study.data.problems import Problem, first_per_row

_CODEBOOK = Path(paths.CODEBOOK).stem
"""The one coded table that people write by hand, before the others are made."""
_NOT_WRITTEN = "holds no tables of the interviews yet"

_WHOLE = re.compile(r"-?\d+")
_FORMULA = re.compile(r"[=+@\t\r-]")
_MARKUP = {
    "a tag": re.compile(r"<[a-zA-Z/!?]"),
    "an entity": re.compile(r"&#|&[a-zA-Z]+;"),
    "code": re.compile("`"),
    "emphasis": re.compile(r"\*|(?<!\w)_\w+_(?!\w)"),
    "a link": re.compile(r"\]\s*[(\[]"),
    "a role": re.compile(r"\{[a-zA-Z]"),
    "math": re.compile(r"\$[^$]+\$"),
    "a control character": re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
}


def lacking(data: Path, package: dict[str, Any]) -> list[Problem]:
    """That no table of interviews was written yet, where the data package describes some."""
    described = [
        data / resource["path"]
        for resource in package["resources"]
        if resource["path"].startswith(f"{paths.CODED}/") and resource["name"] != _CODEBOOK
    ]
    if not described or any(path.exists() for path in described):
        return []
    remedy = "Run python -m study anonymise; python -m study status says what comes before it"
    return [Problem(f"{data.name}/{paths.CODED}/", None, None, _NOT_WRITTEN, remedy)]


def problems(data: Path, package: dict[str, Any]) -> list[Problem]:
    """What is wrong with the form of the tables that are not coded; at most one for each row."""
    found: list[Problem] = []
    for resource in package["resources"]:
        if not resource["path"].startswith(f"{paths.CODED}/"):
            found += _in_table(data / resource["path"], data, resource["schema"]["fields"])
    return first_per_row(found)


def _in_table(path: Path, data: Path, fields: list[dict[str, Any]]) -> Iterator[Problem]:
    file = schema.shown(path, data)
    try:
        text = path.read_text(encoding="utf-8")
        # The header is line 1; a cell with a line end would make rows and lines differ.
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except (OSError, UnicodeDecodeError):
        return  # the gate says so
    except csv.Error as error:
        yield Problem(file, None, None, f"is not readable as CSV ({error})", "Save it as CSV")
        return
    names = [field["name"] for field in fields]
    if not rows or rows[0] != names:
        yield _other_header(file, rows[0] if rows else [], names)
        return
    if len(rows) == 1:
        remedy = "Put the rows back (git restore), or take it out of datapackage.json"
        yield Problem(file, None, None, "has a header and no rows", remedy)
    for number, cells in enumerate(rows[1:], start=2):
        for field, cell in zip(fields, cells, strict=False):
            if (wrong := _wrong(cell, field)) is not None:
                yield Problem(file, number, field["name"], *wrong)


def _other_header(file: str, header: list[str], names: list[str]) -> Problem:
    for separator, called in ((";", "semicolons"), ("\t", "tabs")):
        if separator.join(names) == ",".join(header):
            message = f"is separated by {called}"
            return Problem(file, 1, None, message, "Save it as CSV with commas")
    remedy = f"The header is: {','.join(names)}"
    for name in names:
        if name not in header:
            return Problem(file, None, name, "is not in the header", remedy)
    return Problem(file, 1, None, "has other columns, or another order", remedy)


def _wrong(cell: str, field: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a cell, and the remedy."""
    if field["type"] == "integer":
        return _impossible(cell, field.get("constraints", {})) if cell else None
    if _FORMULA.match(cell):
        return (
            f"begins with {cell[0]!r}, which a spreadsheet takes for a formula",
            "Begin it with a word or a number",
        )
    for what, pattern in _MARKUP.items():
        if found := pattern.search(cell):
            return f"holds {found[0]!r}, which a page takes for {what}", "Write it in plain words"
    return None


def _impossible(cell: str, limits: dict[str, Any]) -> tuple[str, str] | None:
    # A number that is none is left to the gate, which says how to write it.
    if not _WHOLE.fullmatch(cell) or "maximum" not in limits:
        return None
    # By its length first: turning very many digits into a number takes long.
    if len(cell) > 18 or int(cell) > limits["maximum"]:
        shown = cell if len(cell) <= 18 else f"{cell[:18]}..."
        return (
            f"{shown} is more than can be ({limits['maximum']}, in datapackage.json)",
            "Correct the value from its source",
        )
    return None

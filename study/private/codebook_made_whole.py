"""A codebook as somebody writes it, with what can be filled in filled in.

What a code must have is a factor, a phase, a stream, and a label and definition in the first
language of the book. Which code that is, and of what kind, follows.
"""

import csv
import io
from pathlib import Path

from study import files
from study.data.coded import COLUMNS, PHASES

DELIMITERS = ",;\t"


def make_whole(file: Path) -> None:
    """Write the codebook with all its columns, if it lacks any or has codes to be filled in.

    A file with columns that there are not is left as it is: the check against the schema says so.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    lines = text.splitlines()
    if not lines:
        return
    delimiter = max(DELIMITERS, key=lines[0].count)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    columns = next(csv.reader([lines[0]], delimiter=delimiter))
    known = COLUMNS["codebook"]
    if set(columns) - set(known) or any(None in row or None in row.values() for row in rows):
        return
    whole = [_whole({name: row.get(name, "").strip() for name in known}) for row in rows]
    written = io.StringIO()
    writer = csv.DictWriter(written, list(known), lineterminator="\n")
    writer.writeheader()
    writer.writerows(whole)
    same = columns == list(known) and whole == [{name: row[name] for name in known} for row in rows]
    if not same or delimiter != ",":
        files.write(file, written.getvalue())


def _whole(row: dict[str, str]) -> dict[str, str]:
    """A row with phase, code, kind and status, where these follow from the rest."""
    if not row["phase"] and len(PHASES) == 1:
        row["phase"] = PHASES[0]
    if not row["code"] and row["phase"] and row["factor"]:
        row["code"] = f"{row['phase']}.{row['factor']}"
    if not row["kind"] and row["stream"]:
        row["kind"] = "factor"
    return row | {"status": row["status"] or "unused"}

"""The data steward's signature: a file of its own, with the digest of what was signed.

Signed are the record of the release (``release.json``, which holds the digest of every coded table)
and the release report. Nothing but signing writes the file, and nothing erases it: what was signed
and what is published now are held beside each other whenever somebody asks.
"""

import datetime
import json
import tomllib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from study import files, paths

SIGN = "python -m study sign"
_FIELDS = {"name", "role", "date", "signed"}
_HEAD = f"# Written by `{SIGN}`. Sign again rather than change it.\n"


class Standing(Enum):
    """Whether what is published is what the steward signed."""

    HOLDS = "holds"
    MISSING = "missing"
    OUTDATED = "outdated"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Found:
    """The signature as it stands, and one line that says so."""

    standing: Standing
    line: str


def sign(data: Path, name: str, role: str, date: datetime.date) -> None:
    """Write the signature of a steward under what ``data`` publishes now.

    Raises:
        ValueError: name or role is empty or more than a line.
        OSError: record or report is not there.
    """
    for what, text in (("name", name), ("role", role)):
        if not text.strip() or not text.isprintable():
            raise ValueError(f"The {what} of the steward is one line of text.")
    line = name.strip(), role.strip(), date.isoformat()
    lines = [
        # What JSON writes for a printable string, TOML reads as that string.
        f"name = {json.dumps(line[0], ensure_ascii=False)}",
        f"role = {json.dumps(line[1], ensure_ascii=False)}",
        f"date = {line[2]}",
        f'signed = "{_digest(data, *line)}"',
    ]
    files.write(data / paths.SIGNATURE, _HEAD + "\n".join(lines) + "\n")


def found(data: Path) -> Found:
    """Whether ``data`` is signed, and whether the signature holds for what it publishes now."""
    path = data / paths.SIGNATURE
    shown = f"{data.name}/{paths.SIGNATURE}"
    if not path.exists():
        return Found(Standing.MISSING, f"Not signed. The data steward signs with {SIGN}.")
    try:
        signed = tomllib.loads(path.read_text(encoding="utf-8"))
        name, role, on = signed["name"], signed["role"], signed["date"].isoformat()
        digest = signed["signed"]
        if signed.keys() != _FIELDS or not all(isinstance(t, str) for t in (name, role, digest)):
            raise ValueError
    except (OSError, ValueError, LookupError, AttributeError):
        return Found(
            Standing.DAMAGED,
            f"{shown}: is no signature. Put it back (git restore), or sign again with {SIGN}.",
        )
    if other := _other(data, digest, (name, role, on)):
        return Found(
            Standing.OUTDATED,
            f"{shown}: the signature of {signed['date'].isoformat()} does not hold any more:"
            f" {other} not what was signed. Let the data steward read"
            f" {data.name}/{paths.REPORT} and sign again with {SIGN}.",
        )
    return Found(
        Standing.HOLDS,
        f"Signed by {name} ({role}), {on}: that holds for these tables and this report.",
    )


def refusal(data: Path) -> str:
    """Why no release may be made of this data; empty if one may.

    Real interviews are released over the signature of a data steward only. Nobody is at risk from a
    demonstration, so it needs none; one that does not hold is untrue all the same.
    """
    signature = found(data)
    if signature.standing is Standing.HOLDS:
        return ""
    if signature.standing is Standing.MISSING and _demonstration(data):
        return ""
    return signature.line


def _digest(data: Path, *line: str) -> str:
    """One digest of the record, the report and the steward's line: another name is no signature."""
    parts = (data / paths.CODED / paths.RELEASE, data / paths.REPORT)
    return files.digest_of_all((*(part.read_bytes() for part in parts), *line))


def _other(data: Path, signed: str, line: tuple[str, ...]) -> str:
    """What differs from what was signed, as the beginning of a sentence; empty if nothing does."""
    record = data / paths.CODED / paths.RELEASE
    try:
        if _digest(data, *line) != signed:
            return "the record of the release, the report or the steward's line is"
        tables: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))["tables"]
        for name, digest in tables.items():
            if files.digest_of_file(data / paths.CODED / f"{name}.csv") != digest:
                return f"{data.name}/{paths.CODED}/{name}.csv is"
    except (OSError, ValueError, LookupError, AttributeError):
        return "record, report or tables are"
    return ""


def _demonstration(data: Path) -> bool:
    """Whether the descriptor says that nobody was interviewed."""
    try:
        package = json.loads((data / paths.PACKAGE.name).read_text(encoding="utf-8"))
        return package.get("synthetic") is True
    except (OSError, ValueError, AttributeError):
        return False

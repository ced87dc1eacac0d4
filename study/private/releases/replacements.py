"""Which releases are replaced: a small file by hand on the private side, for the data steward."""

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from study import paths

_WORDS = ("why", "name", "role")
_FIELDS = ("release", *_WORDS, "date")
_DIGEST = re.compile(r"[0-9a-f]{12,64}")


class NotDeclared(Exception):
    """The file cannot be used; the text is a line per problem, without anything from the file."""


@dataclass(frozen=True)
class Replacement:
    """A release, by the first characters of its digest, that a data steward declared replaced."""

    release: str
    why: str
    name: str
    role: str
    date: datetime.date


def read(folder: Path) -> list[Replacement]:
    """The declarations in the private folder; none where the file is not there.

    Raises:
        NotDeclared: one lacks something, such as the steward's name, role or date.
    """
    path = folder / paths.REPLACES
    shown = f"{folder.name}/{paths.REPLACES}"
    if not path.exists():
        return []
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        at = re.search(r"at line \d+, column \d+", str(error))
        raise NotDeclared(
            f"{shown}: is not readable as TOML{f' ({at[0]})' if at else ''}. Write text between"
            " quotes, and the date as 2026-12-31."
        ) from None
    declared = written.get("replacement", [])
    if set(written) - {"replacement"} or not isinstance(declared, list):
        raise NotDeclared(f"{shown}: holds something else than [[replacement]]. Take it out.")
    wrong = [
        f"{shown}, replacement {number}: {why}"
        for number, each in enumerate(declared, start=1)
        if (why := _wrong(each))
    ]
    if wrong:
        raise NotDeclared("\n".join(wrong))
    return [Replacement(**{field: each[field] for field in _FIELDS}) for each in declared]


def _wrong(declared: object) -> str:
    """What is wrong with a declaration; empty if nothing."""
    if not isinstance(declared, dict):
        return "is not a table. Begin each with [[replacement]]."
    lacking = [
        field
        for field in _WORDS
        if not isinstance(declared.get(field), str) or not declared[field].strip()
    ]
    # A date with a time is a date to Python, and not here.
    if type(declared.get("date")) is not datetime.date:
        lacking.append("date (as 2026-12-31)")
    release = declared.get("release")
    if not isinstance(release, str) or not _DIGEST.fullmatch(release):
        lacking.insert(0, "release (the digest of its tables)")
    if lacking:
        return f"lacks {', '.join(lacking)}. The data steward says why, and signs with the rest."
    if declared["date"] > datetime.date.today():
        return "is signed on a day to come. The data steward gives the day of signing."
    if other := sorted(set(declared) - set(_FIELDS)):
        return f"holds {len(other)} entries too many. It has {', '.join(_FIELDS)} and no others."
    return ""


def to_write(digest: str) -> str:
    """What to write to declare a release replaced, with the steward's part left open."""
    return "\n".join(
        (
            "[[replacement]]",
            f'release = "{digest}"',
            'why = ""         # a correction, or consent that was withdrawn',
            'name = ""        # of the data steward',
            'role = ""',
            "date = YYYY-MM-DD  # of the signature",
        )
    )

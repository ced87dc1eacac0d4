"""What no tool can know: which source is which respondent, and which code means what.

The answers stand in one small file on the private side: the import drafts it (``mapping_draft``),
the researcher finishes it, and ``mapping_reader`` reads it.
"""

from dataclasses import dataclass, field

import pandas as pd

from study.data.problems import Problem
from study.private.public_names import PublicNames

OPEN = "?"
IGNORE = "ignore"
NO_MUNICIPALITY = "none"
WITHOUT_DIRECTION = ("neutral", "leave_out")
SEPARATOR = " > "


@dataclass(frozen=True)
class Respondent:
    """One person: their interviews, and who read those. The first reader is the main coder."""

    name: str
    sources: tuple[str, ...]
    round: int
    role: str
    municipality: str | None
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a code of the tool says: all, or a part that other codes on the passage complete."""

    factor: str | None = None
    phase: str | None = None
    direction: str | None = None


@dataclass(frozen=True)
class Mapping:
    """The researcher's answers. ``codes`` goes by a code's path; ignored codes are not in it."""

    respondents: tuple[Respondent, ...]
    codes: dict[str, Meaning]
    without_direction: str
    public_names: PublicNames = field(default_factory=PublicNames)


class MappingError(Exception):
    """The mapping cannot be used; ``problems`` says where and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def paths_of(codes: pd.DataFrame) -> pd.Series:
    """The path of every code by its identifier: the names of the headings above it and its own."""
    rows = codes.set_index("code")
    found: dict[str, str] = {}

    def path(code: str) -> str:
        if code not in found:
            name, parent = rows.at[code, "name"], rows.at[code, "parent"]
            inner = name if pd.isna(parent) else f"{path(parent)}{SEPARATOR}{name}"
            found[code] = inner
        return found[code]

    named = pd.Series({code: path(code) for code in rows.index}, dtype="string")
    again = named.groupby(named).cumcount()
    return named.where(again == 0, named + " (" + (again + 1).astype("string") + ")")

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
LEAVE_OUT = "leave_out"
WITHOUT_DIRECTION = ("neutral", LEAVE_OUT)
MAIN_CODER = "main_coder"
UNSIGNED = (MAIN_CODER, LEAVE_OUT)
OTHER = "other"
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
    """The researcher's answers.

    - ``codes`` goes by a code's path; ignored codes are not in it.
    - ``unsigned``: codings without a coder are the main coder's, or are left out.
    - ``same_coder``: of accounts that are one person, by account the one they count as.
    """

    respondents: tuple[Respondent, ...]
    codes: dict[str, Meaning]
    without_direction: str
    public_names: PublicNames = field(default_factory=PublicNames)
    unsigned: str = LEAVE_OUT
    same_coder: dict[str, str] = field(default_factory=dict)


class MappingError(Exception):
    """The mapping cannot be used; ``problems`` says where and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def told_open(answers: int) -> str:
    """How many answers are still asked for."""
    return "1 answer is open" if answers == 1 else f"{answers} answers are open"


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

    return pd.Series(_distinct([path(code) for code in rows.index]), rows.index, dtype="string")


def labels_of(table: pd.DataFrame, identifier: str) -> pd.Series:
    """What to call each source or coder, by its identifier: its name, numbered where others have
    the same; the identifier itself where it has no name."""
    names = table["name"].fillna(table[identifier])
    return pd.Series(_distinct(list(names)), list(table[identifier]), dtype="string")


def namesakes(table: pd.DataFrame, identifier: str) -> dict[str, str]:
    """Labels of those whose name another has before them, and the label of that other."""
    labels, first = labels_of(table, identifier), {}
    found = {}
    for name, label in zip(table["name"], labels, strict=True):
        if pd.isna(name):
            continue
        key = " ".join(name.split()).casefold()
        if key in first:
            found[label] = first[key]
        else:
            first[key] = label
    return found


def _distinct(names: list[str]) -> list[str]:
    """The names, with a number behind those that stand there already."""
    taken, again, found = set(names), {}, []
    seen: set[str] = set()
    for name in names:
        label = name
        while label in seen or (label != name and label in taken):
            again[name] = again.get(name, 1) + 1
            label = f"{name} ({again[name]})"
        seen.add(label)
        found.append(label)
    return found

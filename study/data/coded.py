"""The rows of the coded interviews: which tables, which columns and what they mean."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd

from study import paths
from study.data import tables
from study.study_file import FIRST_ROUND, ROUND_OF_PLACES, STUDY

DEMONSTRATION = "study/demonstration"
"""Name of the tool, in a private project that is the demonstration."""

PHASES = tuple(phase.id for phase in STUDY.phases)
PAIRS = STUDY.pairs
"""Neighbouring phases, by the name of their pair."""
STREAMS = tuple(stream.id for stream in STUDY.streams)
NATIONAL_ROUND, MUNICIPAL_ROUND = FIRST_ROUND, ROUND_OF_PLACES
"""The first round may be absent; municipalities are whatever places the study has."""
ROUNDS = tuple(one.number for one in STUDY.rounds)
GROUPS = tuple(
    (number, role.id) for number in ROUNDS for role in STUDY.roles if role.round == number
)
"""Round and role of every group that was spoken with."""
ROLES = tuple(role for _, role in GROUPS)
ROUND_OF = {role: number for number, role in GROUPS}
NATIONAL = next((role for number, role in GROUPS if number == NATIONAL_ROUND), None)
"""The one group of the first round, if there is such a round."""
MUNICIPAL_ROLES = tuple(role for number, role in GROUPS if number == MUNICIPAL_ROUND)

DIRECTIONS = ("helps", "hinders", "neutral", "absent")

COLUMNS = {
    "codebook": (
        *("code", "factor", "phase", "stream", "kind", "origin", "source", "status"),
        *("label_nl", "label_en", "helps_nl", "helps_en", "hinders_nl", "hinders_en"),
        *("meaning_nl", "meaning_en", "against_nl", "against_en", "question_nl", "question_en"),
        *("definition_nl", "definition_en", "use_nl", "use_en"),
        *("not_nl", "not_en", "example_nl", "example_en"),
    ),
    "respondents": ("respondent", "round", "role_group"),
    "coverage": ("respondent", "phase", "state"),
    "segments": ("segment", "respondent", "position", "code", "direction"),
    "double_coding": ("unit", "coder", "code"),
}
"""The only columns of rows that may ever be published."""

NEEDED = ("label", "definition")
"""Words that every code must have in the first language of the book; all others are optional."""

ATTRIBUTES = ("round", "role_group")
"""What somebody else may know of a respondent: columns of ``respondents``."""


@dataclass(frozen=True)
class Coded:
    """The rows of a study, with the columns of ``COLUMNS``."""

    codebook: pd.DataFrame
    respondents: pd.DataFrame
    coverage: pd.DataFrame
    segments: pd.DataFrame
    double_coding: pd.DataFrame

    def write(self, folder: Path) -> None:
        """Write every table but the codebook, which people write by hand."""
        for field in fields(self):
            if field.name == Path(paths.CODEBOOK).stem:
                continue
            table = getattr(self, field.name)[list(COLUMNS[field.name])]
            table.to_csv(
                folder / f"{field.name}.csv", index=False, encoding="utf-8", lineterminator="\n"
            )


_REPEATING = ("coverage", "segments", "double_coding")
"""Tables that repeat a few texts many times: their text columns are read as categories."""


def read_table(name: str, data: Path = paths.DATA) -> pd.DataFrame:
    """One table of rows, with its types.

    Raises:
        ValueError: a cell or a column does not fit.
    """
    if name not in _REPEATING:
        return tables.read(name, data)[list(COLUMNS[name])]
    numbers = ("segment", "position", "unit")
    dtypes = {column: "int64" if column in numbers else "category" for column in COLUMNS[name]}
    # In one piece: joining the categories of many pieces takes longer with every respondent.
    table = pd.read_csv(
        data / paths.CODED / f"{name}.csv", dtype=dtypes, encoding="utf-8", low_memory=False
    )
    return table[list(COLUMNS[name])]


def read(data: Path = paths.DATA) -> Coded:
    """The rows that a data package publishes."""
    return Coded(**{name: read_table(name, data) for name in COLUMNS})


def place_among(texts: pd.Series, among: Collection[str]) -> np.ndarray:
    """The position of each text in ``among``, from 0; -1 where it is not in it.

    ``among`` is without doubles. Only the categories of a column are looked up, so that the time
    taken is linear in its rows.
    """
    held = texts.astype("category").cat
    found = pd.Index(list(among), dtype="string").get_indexer(held.categories.astype("string"))
    return np.append(found, -1)[held.codes]  # a missing text has code -1, which takes the last


def municipal(respondents: pd.DataFrame) -> pd.DataFrame:
    """The respondents of municipalities: those of round 2."""
    return respondents[respondents["round"] == MUNICIPAL_ROUND]

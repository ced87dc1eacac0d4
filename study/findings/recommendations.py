"""The recommendations: ours, from theory and public guidance, each tied to findings of the data."""

import difflib
from pathlib import Path

import pandas as pd

from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.data.problems import Problem, row
from study.findings.evidence_trail import BETWEEN
from study.findings.support import LEANINGS, RELATIONS

RECOMMENDATIONS = "recommendations"
AUDIENCES = ("college", "ambtenaren", "ketenpartners", "landelijk")


def read(data: Path = paths.DATA) -> pd.DataFrame:
    """The table of recommendations, ``rests_on`` and ``source`` as lists."""
    table = tables.read(RECOMMENDATIONS, data)
    for column in ("rests_on", "source"):
        table[column] = [_split(cell) for cell in table[column]]
    return table


def problems(file: str, table: pd.DataFrame, codebook: pd.DataFrame) -> list[Problem]:
    """Names in ``rests_on`` that are no finding on a factor of the codebook.

    ``table`` holds text, as in the file; ``codebook`` has columns factor and phase.
    """
    coded = set(zip(codebook["phase"], codebook["factor"], strict=True))
    found = []
    for index, cell in table["rests_on"].items():
        names = _split(cell)
        if not names:
            found.append(_problem(file, index, "rests on nothing", "Name at least one finding"))
        for name in names:
            if wrong := _wrong(name, coded):
                found.append(_problem(file, index, f"{name!r} {wrong[0]}", wrong[1]))
    return found


def _wrong(name: str, coded: set[tuple[str, str]]) -> tuple[str, str] | None:
    """What is wrong with the name of a finding, and what to do about it."""
    parts = name.split(".")
    phases = (*PHASES, BETWEEN)
    if len(parts) != 3 or parts[0] not in phases:
        form = f"<{'|'.join(phases)}>.<factor>.<claim>"
        return "is no name of a finding", f"Write it as {form}"
    phase, factor, claim = parts
    factors = sorted({known for _, known in coded})
    if factor not in factors:
        similar = difflib.get_close_matches(factor, factors, n=2)
        return (
            "names a factor that is not in the codebook",
            f"Did you mean {' or '.join(similar)}?" if similar else "See data/coded/codebook.csv",
        )
    claims = RELATIONS if phase == BETWEEN else tuple(LEANINGS)
    if claim not in claims:
        return "claims something that is no finding", f"Write one of {', '.join(claims)}"
    if phase != BETWEEN and (phase, factor) not in coded:
        return (
            f"names a factor that the codebook does not have for {phase}",
            "Take the other phase, or add the code to data/coded/codebook.csv",
        )
    return None


def _problem(file: str, index: int, what: str, remedy: str) -> Problem:
    return Problem(file, row(index), "rests_on", what, remedy)


def _split(cell: object) -> list[str]:
    return [] if pd.isna(cell) else [part.strip() for part in str(cell).split(";") if part.strip()]

"""The self-scan: what is asked of a municipality, and which recommendations then fit."""

from dataclasses import dataclass
from typing import Any

from study.data.coded import PHASES
from study.findings.evidence_trail import BETWEEN
from study.findings.support import STATUSES


@dataclass(frozen=True)
class Question:
    """What is asked of a factor in a phase; ``name`` is ``<phase>.<factor>``."""

    name: str
    phase: str
    label: str
    definition: str


@dataclass(frozen=True)
class Advice:
    """A recommendation with the questions whose answers call for it."""

    name: str
    what: str
    audience: str
    status: str
    questions: tuple[str, ...]


def questions(trail: dict[str, Any]) -> list[Question]:
    """One for each factor and phase that a recommendation rests on, in the codebook's order."""
    asked = {name for advice in fitting(trail) for name in advice.questions}
    return [
        Question(f"{phase}.{name}", phase, factor["label"], factor["phases"][phase]["definition"])
        for phase in PHASES
        for name, factor in trail["factors"].items()
        if f"{phase}.{name}" in asked
    ]


def fitting(trail: dict[str, Any]) -> list[Advice]:
    """Every recommendation with its questions, the firmest first.

    A finding on the relation between the phases asks about the phase that the recommendation is
    for, if the factor is in the codebook there, and else about the phase that it is in.
    """
    found = []
    for row in trail["recommendations"]:
        names = []
        for finding in (trail["findings"][name] for name in row["findings"]):
            phases = trail["factors"][finding["factor"]]["phases"]
            phase = finding["phase"]
            if phase == BETWEEN:
                phase = row["phase"] if row["phase"] in phases else next(iter(phases))
            names.append(f"{phase}.{finding['factor']}")
        what = row["what"].removesuffix(".")
        found.append(
            Advice(row["id"], what, row["audience"], row["status"], tuple(dict.fromkeys(names)))
        )
    return sorted(found, key=lambda advice: STATUSES.index(advice.status))

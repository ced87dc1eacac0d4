"""The self-scan: what is asked of a municipality, and what it can do if the answer is no."""

from dataclasses import dataclass
from typing import Any

from study.data.coded import PAIRS, PHASES, STREAMS


@dataclass(frozen=True)
class Advice:
    """A recommendation, as far as the scan shows it."""

    name: str
    what: str
    first_step: str
    audience: str


@dataclass(frozen=True)
class Question:
    """What is asked on a factor in a phase, with what to do unless the answer is yes.

    ``name`` is ``<phase>.<factor>``; ``text`` is empty where the codebook has no question, and then
    ``label`` says what to ask about.
    """

    name: str
    phase: str
    label: str
    text: str
    advice: tuple[Advice, ...]


def questions(trail: dict[str, Any]) -> list[Question]:
    """One for each code that a recommendation rests on, phase by phase and stream by stream.

    A finding on the relation between the phases asks about the phase that the recommendation is
    for, if the codebook has the factor there, and else about the phase that it is in.
    """
    fitting: dict[str, list[Advice]] = {}
    for row in trail["recommendations"]:
        what = row["what"].removesuffix(".")
        made = Advice(row["id"], what, row["first_step"], row["audience"])
        for code in dict.fromkeys(_codes(row, trail)):
            fitting.setdefault(code, []).append(made)
    asked = [
        Question(code, phase, factor["label"], here["question"], tuple(fitting[code]))
        for name, factor in sorted(trail["factors"].items(), key=_stream)
        for phase, here in factor["phases"].items()
        if (code := f"{phase}.{name}") in fitting
    ]
    return sorted(asked, key=lambda question: PHASES.index(question.phase))


def _stream(named: tuple[str, dict[str, Any]]) -> int:
    """Place of a factor's stream; what belongs to none comes last."""
    stream = named[1]["stream"]
    return STREAMS.index(stream) if stream else len(STREAMS)


def _codes(recommendation: dict[str, Any], trail: dict[str, Any]) -> list[str]:
    codes = []
    for finding in (trail["findings"][name] for name in recommendation["findings"]):
        phases = trail["factors"][finding["factor"]]["phases"]
        phase = finding["phase"]
        if phase in PAIRS:
            own = recommendation["phase"]
            phase = own if own in phases else next(p for p in PAIRS[phase] if p in phases)
        codes.append(f"{phase}.{finding['factor']}")
    return codes

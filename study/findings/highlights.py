"""What a short text shows: factors with most support, advice with the firmest ground."""

from typing import Any

import pandas as pd

from study.findings import public_statements
from study.findings.support import NONE, SUPPORTED
from study.language import worded

SHOWN = {"helps": 4, "hinders": 3}
"""Factors shown per phase and claim, the most said first."""

MOST_DOTS = 26
"""With more respondents than this nobody counts dots, and a list has only their number."""

FIRMEST = 6
"""Recommendations on the page that tells the whole story briefly."""

PER_AUDIENCE = 3
"""Recommendations for each audience on the factsheet."""


def supported(trail: dict[str, Any], phase: str, claim: str) -> list[dict[str, Any]]:
    """The findings that enough people bear out on what helps (or hinders), most said first."""
    rows = [
        finding
        for finding in trail["findings"].values()
        if (finding["phase"], finding["claim"], finding["status"]) == (phase, claim, SUPPORTED)
    ]
    return sorted(rows, key=lambda finding: -finding["n"])


def reading(trail: dict[str, Any], finding: dict[str, Any]) -> str:
    """What a finding in one phase says helps, or hinders: "a lack of money and hours"."""
    here = trail["factors"][finding["factor"]]["phases"][finding["phase"]]
    return here[f"{finding['claim']}_reading"]


def factors(trail: dict[str, Any], phase: str, claim: str) -> list[dict[str, Any]]:
    """The first of those `supported`: no more than ``SHOWN``.

    But those said by as many as the last are all in, unless that would double the list.
    """
    most = SHOWN[claim]
    rows = supported(trail, phase, claim)
    if len(rows) > most:
        tied = [row for row in rows if row["n"] >= rows[most - 1]["n"]]
        rows = tied if len(tied) <= 2 * most else rows[:most]
    return rows


def helping(statements: pd.DataFrame, codebook: pd.DataFrame, phase: str) -> list[dict[str, Any]]:
    """For each factor of a phase the example of a public text that says it helps, if there is one.

    ``statements`` is the table of public statements. The examples are chosen by the rule of
    `public_statements.agreed` and stand in the order of the codebook; each has ``statement`` (its
    id), ``stream`` (empty of what belongs to none), ``reading`` (the factor as what helps),
    ``says``, ``speaker``, ``year`` (None where not certain) and ``source``.
    """
    chosen = public_statements.examples(public_statements.agreed(statements, codebook))
    chosen = chosen[(chosen["phase"] == phase) & (chosen["direction"] == "helps")]
    readings = codebook[worded("helps")].fillna(codebook[worded("label")])
    streams = codebook["stream"].fillna("")
    readings.index = streams.index = pd.MultiIndex.from_frame(codebook[["phase", "factor"]])
    return [
        {
            "statement": row.id,
            "stream": streams[row.phase, row.factor],
            "reading": readings[row.phase, row.factor],
            "says": getattr(row, worded("paraphrase")),
            "speaker": getattr(row, worded("speaker")),
            "year": None if pd.isna(row.year) else int(row.year),
            "source": [row.source],
        }
        for row in chosen.itertuples()
    ]


def advice(trail: dict[str, Any], audience: str, synthetic: bool) -> list[dict[str, Any]]:
    """The recommendations for an audience on the factsheet, the firmest ground first."""
    rows = [row for row in _standing(trail, synthetic) if row["audience"] == audience]
    return rows[:PER_AUDIENCE]


def firmest(trail: dict[str, Any], synthetic: bool) -> list[dict[str, Any]]:
    """The recommendations with the firmest ground, whoever they are for."""
    return _standing(trail, synthetic)[:FIRMEST]


def _standing(trail: dict[str, Any], synthetic: bool) -> list[dict[str, Any]]:
    """The recommendations that the interviews do not contradict.

    Made-up interviews cannot contradict anything, so while they are, all recommendations stand.
    They are in the order of `recommendations.read`: firmest ground first, then the codebook.
    """
    return [row for row in trail["recommendations"] if synthetic or row["status"] != NONE]

"""What a short text shows of the findings: factors with most support, firmest advice."""

from typing import Any

from study.findings.support import NONE, STATUSES, SUPPORTED

SHOWN = {"helps": 4, "hinders": 3}
"""Factors shown per phase and claim, the most said first."""


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


def advice(trail: dict[str, Any], audience: str) -> list[dict[str, Any]]:
    """The recommendations for an audience that the data bear out, the firmest first."""
    rows = [
        row
        for row in trail["recommendations"]
        if row["audience"] == audience and row["status"] != NONE
    ]
    return sorted(
        rows,
        key=lambda row: (
            STATUSES.index(row["status"]),
            -min(trail["findings"][name]["n"] for name in row["findings"]),
        ),
    )

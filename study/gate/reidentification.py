"""Whether somebody could be recognised: group sizes, hidden counts, linkage of colleagues."""

from typing import Any

import pandas as pd

from study.data.coded import Coded, municipal
from study.data.problems import Problem
from study.gate.release import Release, problem, table_path
from study.privacy import disclosure
from study.privacy.disclosure import Cell
from study.private.municipality_counts import cells_of


def named(values: dict[str, object]) -> str:
    """A group by its attributes, as people read it."""
    return ", ".join(f"{name} {'missing' if pd.isna(v) else v}" for name, v in values.items())


def group_sizes(coded: Coded, thresholds: dict[str, Any]) -> list[Problem]:
    """Groups too small to hide in (k), and groups of one voice against a factor (l)."""
    found = []
    for values, rows in disclosure.groups(coded.respondents):
        if len(rows) < thresholds["k"]:
            found.append(
                problem(
                    table_path("respondents"),
                    int(rows[0]),
                    None,
                    "k",
                    f"belongs to a group of {len(rows)} ({named(values)}), fewer than"
                    f" {thresholds['k']}",
                    "Join role groups in mapping.yml, or leave these respondents out",
                )
            )
    said = disclosure.profiles(coded.segments, coded.respondents, coded.codebook)
    if thresholds["l"] > 1:
        for values, column in disclosure.unanimous_criticism(coded.respondents, said):
            found.append(
                problem(
                    table_path("codebook"),
                    column,
                    "code",
                    "l",
                    f"hinders according to every respondent of one group ({named(values)}), so"
                    " that each of them is known to say so",
                    "Join role groups in mapping.yml, or ignore the code there",
                )
            )
    return found


def published_cells(coded: Coded) -> dict[str, list[Cell]]:
    """The counts over municipalities as published, by factor, with what the segments tell."""
    counts = {
        (line.factor, line.phase): None
        if pd.isna(line.municipalities)
        else int(line.municipalities)
        for line in coded.municipality_counts.itertuples()
    }
    asked = cells_of(coded.segments, municipal(coded.respondents), coded.codebook)
    return {
        factor: [Cell(c.phase, counts.get((factor, c.phase)), c.most) for c in cells]
        for factor, cells in asked.items()
    }


def municipality_counts(coded: Coded, thresholds: dict[str, Any]) -> list[Problem]:
    """Counts that are too small to show, disagree, or can be worked out although hidden."""
    found = []
    smallest = thresholds["smallest_count"]
    table = coded.municipality_counts
    rows = {(line.factor, line.phase): line.Index for line in table.itertuples()}

    def wrong(index: int, rule: str, message: str, remedy: str) -> None:
        found.append(
            problem(
                table_path("municipality_counts"), index, "municipalities", rule, message, remedy
            )
        )

    again = "Run python -m study anonymise again"
    for line in table.itertuples():
        if line.hidden != pd.isna(line.municipalities):
            wrong(line.Index, "hidden", "is hidden and shown at once", again)
        elif not line.hidden and 0 < line.municipalities < smallest:
            wrong(line.Index, "hidden", f"is a count below {smallest}", again)
        elif not line.hidden and line.municipalities > line.out_of:
            wrong(line.Index, "closure", "is more than there are municipalities", again)
    if found:
        return found
    out_of = int(table["out_of"].max()) if len(table) else 0
    cells = published_cells(coded)
    expected = {(factor, cell.phase) for factor, list_ in cells.items() for cell in list_}
    if set(rows) != expected:
        return [
            problem(
                table_path("municipality_counts"),
                None,
                None,
                "closure",
                "has other factors and phases than the codebook",
                again,
            )
        ]
    for factor, of_factor in cells.items():
        for cell in of_factor:
            if cell.count is not None and cell.count > cell.most:
                wrong(
                    rows[factor, cell.phase],
                    "closure",
                    "is more than the respondents who name the factor",
                    again,
                )
        if smallest > 1:
            for phase in disclosure.given_back(of_factor, smallest, out_of):
                wrong(
                    rows[factor, phase],
                    "hidden",
                    "is hidden, but the other counts of the factor give it back",
                    again,
                )
    return found


def linked(release: Release) -> list[Problem]:
    """Ways to find who works in the same municipality that do better than the stated bound."""
    if release.attempts is None:
        return [
            problem(
                table_path("respondents"),
                None,
                "respondent",
                "linkage",
                "are not the respondents of the private project's key",
                "Run python -m study anonymise again, or move the private folder away",
            )
        ]
    return [
        problem(
            table_path("segments"),
            None,
            None,
            "linkage",
            f"lets somebody find who works in the same municipality ({attempt.way}):"
            f" {attempt.right:.1f} of {attempt.respondents} right, {attempt.chance:.1f} by chance",
            "Run python -m study anonymise again for another order; if it stays, ignore the codes"
            " that tell municipalities apart",
        )
        for attempt in release.attempts
        if attempt.excess > release.limits["linkage_bound"]
    ]

"""The attack on the rows before they are published: may they be, or only counts?

It runs where the private side is. What comes of it stands in the private report; published is only
how it was tried, because whoever knows a score can keep the divisions that give it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from study.data import levels
from study.data.coded import Coded, municipal, place_among
from study.privacy import linkage
from study.privacy.disclosure import profiles
from study.privacy.linkage import Guesses, Outcome

TRIED: dict[str, Any] = {
    "assumed_likeness": linkage.LIKENESS,
    "most_right_above_chance": linkage.MOST_RIGHT,
    "most_certain_pair": linkage.MOST_CERTAIN,
    "knows": ["sizes of municipalities", "roles in each"],
    "reads": [
        "said or not",
        "phases discussed",
        "directions",
        "repeats",
        "order",
        "all of these together",
    ],
}
"""How the rows are attacked. The same for every study, so that it tells of none."""


@dataclass(frozen=True)
class Attack:
    """What may be published after an attack on the rows.

    ``level`` is the most that may be; ``line`` says so without any score; ``tried`` may be
    published; ``report`` (lines of Markdown) may not.
    """

    level: str
    line: str
    tried: dict[str, Any]
    report: list[str]


READINGS = 5
SECONDS = 600.0
"""For the attacks by all readings together; what is not done by then is not allowed."""


class OtherKey(Exception):
    """The rows are not those of the key."""


def attempt(rows: Coded, key: pd.DataFrame) -> Attack:
    """Attack the rows as somebody would who knows how many of each role a municipality has.

    ``key`` has columns respondent and municipality. The attacker reads who said what and with whom
    a phase came up; once more with directions; once more with what people came back to; only in
    which order things came up; and all of that together, because a little of each can be enough.
    Rows are allowed if every attack is.

    Raises:
        OtherKey: a respondent of a municipality is not in the key, or has no municipality there.
    """
    people = municipal(rows.respondents).reset_index(drop=True)
    place = people["respondent"].map(key.set_index("respondent")["municipality"])
    if set(key["respondent"]) != set(rows.respondents["respondent"]) or place.isna().any():
        raise OtherKey
    said = profiles(rows.segments, people, rows.codebook)
    phases = _phases_discussed(rows, people)
    discussed = phases[list(rows.codebook["phase"])].to_numpy(dtype=bool)
    # That a phase did not come up is an answer of its own, and colleagues may share it.
    reached = phases.to_numpy(dtype=np.int8)
    directions = linkage.with_directions(said, discussed)
    repeats = linkage.with_repeats(said, _times(rows, people), discussed)
    order = linkage.in_order(_first_places(rows, people), rows.codebook["phase"].to_numpy())
    beside = repeats[:, said.shape[1] :]
    outcomes: dict[str, Outcome] = {}
    guesses: dict[str, Guesses | None] = {}
    for name, answers in {
        "said or not": linkage.said_or_not(said, discussed),
        "with directions": directions,
        "with repeats": repeats,
        "only the order": order,
        "all together": np.column_stack([directions, beside, order]),
    }.items():
        # One attack that succeeds is enough, and one can take minutes.
        if all(outcome.allowed for outcome in outcomes.values()):
            read = np.column_stack([answers, reached])
            who = (read, list(place), list(people["role_group"]))
            outcomes[name] = linkage.attack(*who, seconds=SECONDS / READINGS)
            guesses[name] = linkage.best_guesses(*who)
    allowed = all(outcome.allowed for outcome in outcomes.values())
    line = (
        "Rows: somebody who attacks them finds colleagues hardly better than chance."
        if allowed
        else "Counts instead of rows: from the rows somebody could tell who works with whom."
    )
    level = levels.ROWS if allowed else levels.COUNTS
    return Attack(level, line, TRIED, _report(outcomes, guesses))


def not_attacked() -> Attack:
    """What may be published where counts were asked for, whatever an attack on the rows finds."""
    lines = ["# What was tried on the rows", "", "Nothing: counts were asked for."]
    return Attack(levels.COUNTS, "Counts, as you asked.", TRIED, lines)


def _phases_discussed(rows: Coded, people: pd.DataFrame) -> pd.DataFrame:
    """People x phases: whether the phase came up in the interview."""
    states = rows.coverage.set_index(["respondent", "phase"])["state"] == "discussed"
    return states.unstack("phase").reindex(people["respondent"])


def _times(rows: Coded, people: pd.DataFrame) -> np.ndarray:
    """People x codes: in how many segments each said the code."""
    cells = _cells(rows, people)
    size = (len(people), len(rows.codebook))
    return np.bincount(cells[cells >= 0], minlength=size[0] * size[1]).reshape(size)


def _first_places(rows: Coded, people: pd.DataFrame) -> np.ndarray:
    """People x codes: the first passage about the code in the interview; nan if there is none."""
    cells = _cells(rows, people)
    first = np.full((len(people), len(rows.codebook)), np.inf)
    position = rows.segments["position"].to_numpy(dtype=float)
    np.minimum.at(first.ravel(), cells[cells >= 0], position[cells >= 0])
    return np.where(np.isinf(first), np.nan, first)


def _cells(rows: Coded, people: pd.DataFrame) -> np.ndarray:
    """Per segment the place of its person and code in people x codes; -1 for other people."""
    who = place_among(rows.segments["respondent"], people["respondent"])
    what = place_among(rows.segments["code"], rows.codebook["code"])
    return np.where(who >= 0, who * len(rows.codebook) + what, -1)


def _report(outcomes: dict[str, Outcome], guesses: dict[str, Guesses | None]) -> list[str]:
    lines = [
        "# What was tried on the rows",
        "",
        "For the private side only. Do not publish any of these numbers: whoever knows how well",
        "somebody guessed can keep the guesses that do so well.",
        "",
        "| reads | right | by chance | surest true pair | method | likeness | outcome |",
        "| --- | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for name, o in outcomes.items():
        lines.append(
            f"| {name} | {o.right:.2f} | {o.chance:.2f} | {o.highest_pair:.2f} | {o.method} |"
            f" {o.likeness:.2f} | {o.reason} |"
        )
    lines += [
        "",
        "Right: people for whom a colleague drawn from the attacker's division is one.",
        "",
        "One best guess is right or wrong by luck, and decides nothing:",
        "",
    ]
    for name, guess in guesses.items():
        told = (
            "not tried, too many people"
            if guess is None
            else f"most alike {guess.most_alike:.1f} right, likeliest division"
            f" {guess.best_division:.1f}"
        )
        lines.append(f"- {name}: {told}")
    return lines


def published_lines(level: str) -> list[str]:
    """What the release report says of the attack."""
    outcome = (
        "They passed each time."
        if level == levels.ROWS
        else "Here rows are not published: they did not pass, or counts were asked for."
    )
    return [
        "Rows are published only if they hardly help an attacker who knows how many of each",
        "role every municipality has, and takes colleagues to talk alike (a correlation of at",
        f"least {linkage.LIKENESS:.2f}). This attacker weighs every division of the people into"
        " municipalities, or",
        "draws many of them where there are too many: by who said what, with directions, with what",
        "people came back to, by the order in which things came up, and by all of these together.",
        f"Allowed are {linkage.MOST_RIGHT} people right above chance, and no true pair more likely"
        f" than {linkage.MOST_CERTAIN}.",
        outcome,
        "How well the attack did is not published: that would help the next attacker.",
    ]

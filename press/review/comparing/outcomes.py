"""What a comparison can find: how serious it is, and how it is said."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 300
"""Characters of a detail: more would push the next difference off the screen."""


class Outcome(enum.IntEnum):
    """How two editions compare; also the exit status of the programs that compare them."""

    IDENTICAL = 0
    EQUAL = 1
    """Made on another platform: other bytes, and the same for whoever reads, prints or clicks."""
    DIFFERENT = 2
    FAILED = 3
    """It could not be compared."""


@dataclass(frozen=True)
class Difference:
    """One difference: its kind (page, figure, number, ...), what differs, and from what to what."""

    kind: str
    name: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True)
class Found:
    """What a comparison of two files with other bytes says: whether it is only their bytes."""

    same: bool
    detail: str


def printable(text: str) -> str:
    """Text of an edition as one line without control characters, for terminals and reports."""
    shown = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} ..."


def first_apart(was: Sequence[object], now: Sequence[object]) -> int:
    """The first place at which two sequences differ, or else the length of the shorter."""
    pairs = enumerate(zip(was, now, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(was), len(now)))


def words_apart(was: Sequence[str], now: Sequence[str]) -> str:
    """The first word that differs, with some words around it."""
    at = first_apart(was, now)
    start = max(0, at - 3)
    return f"word {at + 1}: '{_quoted(was, start)}' -> '{_quoted(now, start)}'"


def _quoted(words: Sequence[str], start: int) -> str:
    return " ".join(words[start : start + 8]) or "nothing"

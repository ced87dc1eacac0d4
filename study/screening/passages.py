"""What a file says, cut into passages that are looked through one by one."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from study.screening.strictness import DOCUMENT, Strictness


class Passage(NamedTuple):
    """A text and where it stands.

    ``part`` is the part of the file it is from ("cell 3", "page 2"); ``line`` is the number, in
    that part, of its first line, or None where lines have no numbers. ``column`` is that of a
    table. What is ``declared`` is public record: identifiers may stand in it, private names not.
    ``markup`` is HTML, XML or SVG, as it is written; ``program`` is one in Python.
    """

    text: str
    part: str = ""
    line: int | None = 1
    column: str | None = None
    declared: bool = False
    markup: bool = False
    program: bool = False
    strictness: Strictness = DOCUMENT


class Fault(NamedTuple):
    """Why a file, or a part of it, may not be published, whatever names stand in it."""

    message: str
    remedy: str
    rule: str
    part: str = ""


Found = Passage | Fault
Inner = Callable[[str, bytes, str], Iterator[Found]]
"""Reads a file that stands in another one: its name, its bytes, and the part it stands in."""


def unreadable(what: str, remedy: str, part: str = "") -> Fault:
    """The fault of something that nobody can look through."""
    return Fault(f"{what}, so that nobody can see what it holds", remedy, "unreadable", part)

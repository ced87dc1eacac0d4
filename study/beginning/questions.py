"""The few answers that a new study asks for, each with what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields

QUESTIONS = {
    "title": "The title of the book",
    "question": "The main question, as a sentence that ends with a question mark",
    "phases": "The phases, in order, each with its article, commas between; one will do",
    "streams": "The groups of factors, at least two, each with its article, commas between",
    "groups": "The groups of people, as one/several (ambtenaar/ambtenaren, adviseur/adviseurs)",
    "first_group": "A group that was spoken with before them, outside the places, as one/several;"
    " empty if there was none",
    "place": "What a place is called, as one/several (gemeente/gemeenten)",
    "places": "In how many places somebody was spoken with",
}
"""What is asked, by name, in the order in which it is asked."""


class WrongAnswer(ValueError):
    """An answer that cannot be used; the message says what it has to be."""


@dataclass(frozen=True)
class Group:
    """What one and several of something are called."""

    one: str
    many: str

    @property
    def id(self) -> str:
        """Its name in tables."""
        return identifier(self.one)


@dataclass(frozen=True)
class Answers:
    """What a new study is."""

    title: str
    question: str
    phases: tuple[str, ...]
    streams: tuple[str, ...]
    groups: tuple[Group, ...]
    first_group: Group | None
    place: Group
    places: int


def of(given: dict[str, str]) -> Answers:
    """The answers as they were typed, read.

    Raises:
        WrongAnswer: one of them cannot be used.
    """
    read: dict[str, Callable[[str], object]] = {
        "title": _text,
        "question": _text,
        "phases": lambda text: _listed(text, 1),
        "streams": lambda text: _listed(text, 2),
        "groups": lambda text: tuple(map(_group, _listed(text, 1))),
        "first_group": lambda text: _group(text) if text.strip() else None,
        "place": _group,
        "places": _count,
    }
    found = {}
    for field in fields(Answers):
        try:
            found[field.name] = read[field.name](given.get(field.name, ""))
        except WrongAnswer as error:
            raise WrongAnswer(f"{field.name.replace('_', '-')}: {error}") from None
    return Answers(**found)


def identifier(words: str) -> str:
    """A name for tables, of small letters, from words for readers.

    Raises:
        WrongAnswer: there is no letter in them.
    """
    plain = unicodedata.normalize("NFKD", words.lower())
    name = re.sub(r"[^a-z]", "", plain)
    if not name:
        raise WrongAnswer(f"{words!r} has no letters. Write it in letters.")
    return name


def _text(text: str) -> str:
    if not text.strip():
        raise WrongAnswer("is empty. Write it.")
    return " ".join(text.split())


def _listed(text: str, least: int) -> tuple[str, ...]:
    parts = tuple(" ".join(part.split()) for part in text.split(",") if part.strip())
    if len(parts) < least:
        raise WrongAnswer(f"names {len(parts)}. Name at least {least}, with commas between.")
    return parts


def _group(text: str) -> Group:
    parts = [" ".join(part.split()) for part in text.split("/")]
    if len(parts) != 2 or not all(parts):
        raise WrongAnswer(f"{text.strip()!r} is not one/several. Write it as gemeente/gemeenten.")
    return Group(*parts)


def _count(text: str) -> int:
    if not text.strip().isdecimal() or not int(text):
        raise WrongAnswer(f"{text.strip()!r} is no number from 1. Write it in figures.")
    return int(text)

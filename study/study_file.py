"""What the study is: ``data/study.toml``, read and held to its form here and nowhere else.

Whoever wants to know which phases, streams, roles or places there are, asks ``STUDY``. What they
are called stands there in words per language; `study.language.names` gives these.
"""

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from study import paths

FIRST_ROUND, ROUND_OF_PLACES = 1, 2
"""Round 1 is of one group, outside the places; round 2 of one or more groups, in the places."""

BETWEEN = "verhouding"
"""What a pair of neighbouring phases is called, in names of findings, figures and pages."""

RESERVED = frozenset(
    {
        *(BETWEEN, "samen", "overzicht", "herkomst", "verschil", "unclear"),
        *("window", "entrepreneur"),
    }
)
"""Names that mean something else already, where a phase, stream or role may stand."""

MOST_PHASES = 6
"""More could not be drawn beside each other, or told apart in a sentence."""

LEAST_STREAMS = 2
"""What there is to say of streams is how they differ, and whether they come together."""

WORDS = {
    "": ("title", "question", "advice_by"),
    "place": ("one", "many"),
    "roles": ("one", "many", "short"),
    "phases": ("name", "the", "question", "asked", "aim", "about"),
    "streams": ("name", "the"),
}
"""The words that each part of the file must have in the first language of the book."""

LANGUAGES = ("nl", "en")
"""What there are chapters, words and translations in; the first is written."""

_ID = re.compile(r"[a-z]+")


class StudyFileError(ValueError):
    """The file does not say what the study is; the message is one line for people."""


@dataclass(frozen=True)
class Named:
    """A phase, stream, role or place: its name in tables, and its words as the file has them."""

    id: str
    words: Mapping[str, str]

    def word(self, name: str, language: str) -> str:
        """One of its words in a language of the book.

        Raises:
            KeyError: the file has no such word.
        """
        return self.words[f"{name}_{language}"]


@dataclass(frozen=True)
class Role(Named):
    """A group of people that was spoken with."""

    round: int


@dataclass(frozen=True)
class Round:
    """A round of interviews: how many people took part, if that is public, and its source."""

    number: int
    spoken_with: int | None
    source: str


@dataclass(frozen=True)
class Study:
    """What the study is. Everything stands in the order of the file."""

    itself: Named
    editions: tuple[str, ...]
    place: Named
    places: int
    rounds: tuple[Round, ...]
    roles: tuple[Role, ...]
    phases: tuple[Named, ...]
    streams: tuple[Named, ...]

    @property
    def is_told_of_in_public(self) -> bool:
        """Whether a public source tells of its interviews, so that the book may tell of it too."""
        return any(each.source for each in self.rounds)

    @property
    def pairs(self) -> dict[str, tuple[str, str]]:
        """Neighbouring phases by the name of their pair: ``verhouding``, ``verhouding-2`` ..."""
        names = [phase.id for phase in self.phases]
        return {
            BETWEEN if number == 1 else f"{BETWEEN}-{number}": pair
            for number, pair in enumerate(pairwise(names), start=1)
        }


def read(file: Path = paths.STUDY) -> Study:
    """The study that a file describes.

    Raises:
        StudyFileError: it is missing, is no TOML, or lacks something.
    """
    shown = f"{file.parent.name}/{file.name}"
    try:
        return _study(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError:
        raise StudyFileError(
            f"{shown}: cannot be read. Put it back (git restore), or make it: python -m study new."
        ) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise StudyFileError(f"{shown}: {error}") from None


def _study(table: dict[str, Any]) -> Study:
    editions = table.get("editions")
    if not isinstance(editions, list) or not editions or not all(map(_is_text, editions)):
        raise ValueError('has no editions. Write the languages of the book: editions = ["nl"].')
    if tuple(editions) not in (LANGUAGES[:1], LANGUAGES):
        allowed = " or ".join(json.dumps(list(each)) for each in (LANGUAGES[:1], LANGUAGES))
        raise ValueError(
            "has editions that cannot be made: the chapters are written in Dutch and translated"
            f" into English. Write editions = {allowed}."
        )
    language = editions[0]
    place = table.get("place")
    if not isinstance(place, dict):
        raise ValueError("has no [place]. Say what the places of round 2 are called.")
    study = Study(
        itself=Named("study", _words("", table, language, "the study")),
        editions=tuple(editions),
        place=Named("place", _words("place", place, language, "[place]")),
        places=_number(place, "spoken_with", "[place]"),
        rounds=tuple(_round(row) for row in _rows(table, "rounds")),
        roles=tuple(
            Role(name, words, _number(row, "round", f"role {name}"))
            for name, words, row in _named(table, "roles", language)
        ),
        phases=tuple(Named(name, words) for name, words, _ in _named(table, "phases", language)),
        streams=tuple(Named(name, words) for name, words, _ in _named(table, "streams", language)),
    )
    _fitting(study)
    for translation in editions[1:]:
        _translated(study, translation)
    return study


def _translated(study: Study, language: str) -> None:
    """Refuse a study that lacks words of an edition, all of them in one line."""
    parts = [("", study.itself), ("place", study.place)]
    parts += [
        (kind, each) for kind in ("roles", "phases", "streams") for each in getattr(study, kind)
    ]
    lacking = [
        f"{part.id} {name}_{language}" if kind else f"{name}_{language}"
        for kind, part in parts
        for name in WORDS[kind]
        if f"{name}_{language}" not in part.words
    ]
    if lacking:
        raise ValueError(
            f"lacks words of the edition {language}: {', '.join(lacking)}."
            f" Write them, or take {language} out of editions."
        )


def _fitting(study: Study) -> None:
    """Refuse what is well-formed and no study."""
    if len(study.phases) > MOST_PHASES:
        raise ValueError(f"has {len(study.phases)} phases. Take at most {MOST_PHASES}.")
    if len(study.streams) < LEAST_STREAMS:
        raise ValueError(f"has one stream. Divide the factors over at least {LEAST_STREAMS}.")
    numbers = [one.number for one in study.rounds]
    if numbers not in ([ROUND_OF_PLACES], [FIRST_ROUND, ROUND_OF_PLACES]):
        raise ValueError("has other rounds than 1 and 2, or 2 alone. Round 2 is that in places.")
    for role in study.roles:
        if role.round not in numbers:
            raise ValueError(
                f"role {role.id} is of round {role.round}, which is not under [[rounds]]."
                f" Use one of: {', '.join(map(str, numbers))}."
            )
    for number in numbers:
        own = [role.id for role in study.roles if role.round == number]
        if not own:
            raise ValueError(f"round {number} has no role. Add one, or take the round out.")
        if number == FIRST_ROUND and len(own) > 1:
            raise ValueError(f"round 1 has the roles {', '.join(own)}. It appears as one group.")
    known = [part.id for part in (*study.roles, *study.phases, *study.streams)]
    for name in known:
        if known.count(name) > 1 or name in RESERVED:
            raise ValueError(f"the id {name} is taken already. Choose another.")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _rows(table: dict[str, Any], part: str) -> list[dict[str, Any]]:
    rows = table.get(part)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"has no {part}. Write each under [[{part}]].")
    return rows


def _named(
    table: dict[str, Any], part: str, language: str
) -> list[tuple[str, Mapping[str, str], dict[str, Any]]]:
    found = []
    for number, row in enumerate(_rows(table, part), start=1):
        name = row.get("id")
        if not _is_text(name) or not _ID.fullmatch(name):
            raise ValueError(f"{part} {number} has no id of small letters. Write id = ...")
        found.append((name, _words(part, row, language, f"{part} {name}"), row))
    return found


def _words(part: str, row: dict[str, Any], language: str, shown: str) -> Mapping[str, str]:
    """The words of a part, of which those in the first language must be there."""
    for name in WORDS[part]:
        key = f"{name}_{language}"
        if not _is_text(row.get(key)):
            raise ValueError(f"{shown} lacks {key}. Write it, between quotes.")
    return {
        key: " ".join(value.split())
        for key, value in row.items()
        if _is_text(value) and re.fullmatch(r"[a-z_]+_[a-z]{2}", key)
    }


def _number(row: dict[str, Any], key: str, shown: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{shown} has no {key}. Write a whole number, without quotes.")
    return value


def _round(row: dict[str, Any]) -> Round:
    number = _number(row, "number", "a round")
    size = _number(row, "spoken_with", f"round {number}") if "spoken_with" in row else None
    return Round(number, size, str(row.get("source", "")))


def _of_this_checkout() -> Study:
    """The study of this checkout; nothing can be done without it, so its lack ends the program."""
    try:
        return read()
    except StudyFileError as error:
        sys.exit(str(error))


STUDY = _of_this_checkout()
"""The study of this checkout."""

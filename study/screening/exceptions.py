"""The file of exceptions: what may stand where it would be refused, each with its reason.

``exceptions.toml`` is written by hand and has four parts:

- ``lists``: files that hold names because that is what they are for, by path and digest. No name
  is looked for in them, and they are never published in the book.
- ``opaque``: files that no program here reads, by path and digest: somebody looked at them.
- ``declared``: files and the fields in them that are public record.
- ``phrases``: words that look like an identifier and are none, or are public record.

A file that changed is no exception any more, until somebody looks at it again. None of this lets a
name of the private project through: that decision tells who was interviewed, so it is kept on the
private side (``public_names`` in its mapping).
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from study import paths
from study.data.problems import Problem
from study.files import digest_of_file
from study.screening.strictness import BOOK, strictness_of

_FORM = 'Write "path" = { sha256 = "...", reason = "..." }'


@dataclass(frozen=True)
class Exceptions:
    """What the file says; ``lists`` and ``opaque`` give the digests that files have now."""

    lists: dict[str, str] = field(default_factory=dict)
    opaque: dict[str, str] = field(default_factory=dict)
    declared: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether this part of a text lies in a phrase that may stand anywhere."""
        for phrase in self.phrases:
            place = text.find(phrase, max(0, end - len(phrase)), start + len(phrase))
            if place >= 0 and place <= start and end <= place + len(phrase):
                return True
        return False


def read(root: Path) -> tuple[Exceptions, list[Problem]]:
    """The exceptions of a checkout, and what is wrong with them; without the file there are none.

    A listed file that is not there is no problem: a copy of the checkout may have fewer files.
    """
    path = root / paths.EXCEPTIONS.name
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except FileNotFoundError:
        return Exceptions(), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Exceptions(), [_problem(None, f"is not readable as TOML ({error})", "Correct it")]
    reader = _Reader(root, text)
    exceptions = Exceptions(
        lists=reader.lists(found.pop("lists", {})),
        opaque=reader.files(found.pop("opaque", {})),
        declared=reader.declared(found.pop("declared", {})),
        phrases=reader.phrases(found.pop("phrases", {})),
    )
    for part in found:
        reader.wrong(
            part, "is no part of this file", "Its parts are lists, opaque, declared, phrases"
        )
    return exceptions, reader.problems


class _Reader:
    """Takes the parts of the file one by one and remembers what is wrong, with the line."""

    def __init__(self, root: Path, text: str) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._lines = text.splitlines()

    def wrong(self, key: str, message: str, remedy: str) -> None:
        places = [n for n, line in enumerate(self._lines, start=1) if _begins(line, key)]
        self.problems.append(_problem(places[0] if places else None, message, remedy))

    def lists(self, part: Any) -> dict[str, str]:
        kept = self.files(part)
        for name in [name for name in kept if _is_of_the_book(name)]:
            self.wrong(name, "names a file that the book is made of", "Take the line out")
            del kept[name]
        return kept

    def files(self, part: Any) -> dict[str, str]:
        kept = {}
        for name, entry in _entries(part):
            digest, reason = _get(entry, "sha256"), _get(entry, "reason")
            if not digest or not reason:
                self.wrong(name, "has no digest or no reason", _FORM)
            elif not (self.root / name).is_file():
                continue
            else:
                kept[name] = seen = digest_of_file(self.root / name)
                if seen != digest:
                    message = "names a file that was changed after somebody looked at it"
                    self.wrong(name, message, f'Look at it again, then write sha256 = "{seen}"')
        return kept

    def declared(self, part: Any) -> dict[str, frozenset[str]]:
        kept = {}
        for name, entry in _entries(part):
            fields = entry.get("fields") if isinstance(entry, dict) else None
            if not isinstance(fields, list) or not _get(entry, "reason"):
                form = 'Write "path" = { fields = ["..."], reason = "..." }'
                self.wrong(name, "has no fields or no reason", form)
            else:
                kept[name] = frozenset(map(str, fields))
        return kept

    def phrases(self, part: Any) -> tuple[str, ...]:
        for phrase, reason in _entries(part):
            if not isinstance(reason, str) or not reason:
                self.wrong(phrase, "has no reason", 'Write "words" = "why they may stand"')
        return tuple(phrase for phrase, _ in _entries(part))


def _is_of_the_book(name: str) -> bool:
    data = name.startswith(f"{paths.DATA.name}/")
    return data or name == paths.BIBLIOGRAPHY.name or strictness_of(name) is BOOK


def _begins(line: str, key: str) -> bool:
    return re.match(rf"\s*\[?[\"']?{re.escape(key)}[\"']?\s*[=\]]", line) is not None


def _entries(part: Any) -> list[tuple[str, Any]]:
    return list(part.items()) if isinstance(part, dict) else []


def _get(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _problem(line: int | None, message: str, remedy: str) -> Problem:
    return Problem(paths.EXCEPTIONS.name, line, None, message, remedy, "exceptions")

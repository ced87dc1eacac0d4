"""The book that is about to be published: every file that a build has made.

Its words come from sources that were looked through. So a line is looked at closely only if it has
a word that no source has, or a number or sign of which an identifier is made; and an identifier may
stand in it if it is public record. Names of the private project are looked for in all of it.
"""

import re
from functools import cached_property
from pathlib import Path, PurePosixPath

from study import files
from study.data.problems import NAME, Problem, first_per_row
from study.screening import exceptions, hints, records
from study.screening.listing import published
from study.screening.memory import Memory, state
from study.screening.reading import Reader
from study.screening.reading.plain_text import decoded, without_tex
from study.screening.search import Private, Search
from study.screening.strictness import (
    CODE,
    DOCUMENT,
    Strictness,
    is_of_office,
    strictness_of,
)

_OF_WORDS = frozenset(("person", "municipality", "place", "organisation", "address"))
_OF_NUMBERS = frozenset(("citizen number", "payment card", "phone", "coordinates", "postcode"))
_COUNTS = re.compile(r"(?!0\d|[+(])\d{1,4}(?:[.,]\d+)?(?:\s[a-z]{2}|(?:\s+\d{1,4}(?:[.,]\d+)?)+)?")
"""Numbers beside each other, as in the row of a table that a PDF prints."""

_BOOK = Strictness("page", DOCUMENT.kinds - {"birth or age", "licence plate"})
_FOR_MACHINES = frozenset((".js", ".css", ".json", ".py", ".inv"))
_CODE = ("tests/", "benchmarks/", "study/", "press/")
"""Folders of the checkout of which nothing stands in a page."""


class Pages:
    """Looks through built books of one checkout, whose sources it has to have been found in order.

    ``secrets`` is the private side, or None where it is not at hand. ``remembered`` is a file that
    keeps what was in order, so that only what changed is looked at again.
    """

    def __init__(self, root: Path, secrets: Private | None, remembered: Path | None = None) -> None:
        self._root = root
        self._secrets = secrets
        self._allowed, _ = exceptions.read(root)
        self._passed: set[str] = set()
        self._words: set[str] = set()
        self._refused: set[tuple[str, str]] = set()
        self._read_sources()
        private = secrets.fingerprint() if secrets else ""
        lists = frozenset(self._allowed.lists.values())
        told = state(private, *sorted(self._passed), *sorted(lists))
        self._memory = Memory(remembered, told)
        opaque = frozenset(self._allowed.opaque.values())
        self._reader = Reader(opaque, self._passed, lists, _strictness)
        self._search = Search(secrets, self._allowed, self._worth, self._settled, self._may_stand)

    @property
    def met(self) -> dict[str, set[str]]:
        """The private names that were found, as they are written, and in which files. Private."""
        return self._search.met

    def problems(self, folder: Path) -> list[Problem]:
        """What is wrong in the book in this folder; to be asked again when files are added.

        Files that are hidden are Sphinx's own or half written, may be gone in a moment, and are not
        published: they are not opened.
        """
        found: list[Problem] = []
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if "/." in f"/{name}" or not path.is_file():
                continue
            content = path.read_bytes()
            if self._memory.has(name, content) or (name, files.digest(content)) in self._refused:
                continue
            wrong = self._problems_in(name, content)
            found += wrong
            if wrong:
                self._refused.add((name, files.digest(content)))
            else:
                self._memory.keep(name, content)
                self._passed.add(files.digest(content))  # drawings stand in pages too
        self._memory.write()
        return first_per_row(found)

    def _problems_in(self, name: str, content: bytes) -> list[Problem]:
        shown = self._search.careful(name)
        found = list(self._search.problems(name, self._reader.read(name, content)))
        if shown != name:
            message = "has a name that may identify somebody"
            found.append(Problem(shown, None, None, message, "Rename it", NAME))
        return found

    def _read_sources(self) -> None:
        for listed in published(self._root):
            if listed.ignored or listed.name in self._allowed.lists or not listed.path.is_file():
                continue
            content = listed.path.read_bytes()
            self._passed.add(files.digest(content))
            if strictness_of(listed.name) is not CODE and (text := decoded(content)):
                self._words |= hints.words(text) | hints.words(without_tex(text))

    def _worth(self, text: str, strictness: Strictness) -> bool:
        """Whether a text has to be looked at although the sources were."""
        if hints.direct_by_itself(text):
            return True
        return strictness is not CODE and not hints.capitals(text) <= self._words

    def _settled(self, kind: str, written: str) -> bool:
        """Whether a finding is public record, or made of what the sources say and of counts."""
        if kind in _OF_WORDS and hints.words(written) <= self._words:
            return True
        if kind in _OF_NUMBERS and _COUNTS.fullmatch(written):
            return True
        words = records.words(written)
        return any(_covered(words, value) for value in self._values)

    def _may_stand(self, places: tuple[str, ...], _: str) -> bool:
        """Whether a name may stand in a page: if it may in a source that pages are made of."""
        return any(not place.startswith(_CODE) for place in places)

    @cached_property
    def _values(self) -> list[frozenset[str]]:
        return list(records.values(self._root, self._allowed))


def _covered(words: frozenset[str], value: frozenset[str]) -> bool:
    """Whether these are words of a value; initials stand for words that begin so."""
    begin = {word[0] for word in value}
    return all(word in value or (len(word) == 1 and word in begin) for word in words)


def _strictness(name: str) -> Strictness:
    is_code = PurePosixPath(name).suffix.lower() in _FOR_MACHINES or is_of_office(name)
    return CODE if is_code else _BOOK

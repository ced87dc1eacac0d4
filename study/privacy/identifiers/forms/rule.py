"""A rule for identifiers that have a form, and where in a text it is worth trying.

Most text holds no identifier, and most patterns are slow to find that out at every character. So a
rule names its anchors: words, runs of digits or signs that such an identifier has. They are looked
up for all rules at once, and the pattern is tried there only.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from study.privacy.identifiers.text_words import Words

Check = Callable[[re.Match[str]], bool | re.Match[str] | None]

_REACH = 100
"""Characters after an anchor by which it is clear whether a pattern that begins before it fits."""

_RUN = re.compile(r"\d+")
_GROUP = re.compile(r"\d(?:(?:[^\w\n]{1,3})?\d){3,}")


class Scan:
    """A folded text with its words and its digits, looked up once for all rules."""

    def __init__(self, words: Words) -> None:
        self.text = words.text
        self.words = words

    @cached_property
    def groups(self) -> list[tuple[int, int]]:
        """Bounds of runs of digits with at most three signs between them, four digits or more."""
        return [match.span() for match in _GROUP.finditer(self.text)]

    @cached_property
    def numbers(self) -> list[tuple[int, int]]:
        """Where a run within a group begins, and how many digits follow from there on."""
        found = []
        for start, end in self.groups:
            runs = [match.span() for match in _RUN.finditer(self.text, start, end)]
            left = 0
            group = []
            for begin, stop in reversed(runs):
                left += stop - begin
                group.append((begin, left))
            found += reversed(group)
        return found

    @cached_property
    def capitals(self) -> list[int]:
        """Where two capitals or more stand together with a figure or a space beside them."""
        words = self.words
        block = [i for i, word in enumerate(words.written) if len(word) > 1 and word.isupper()]
        return [
            words.starts[i]
            for i in block
            if words.gaps[i + 1][:2].strip()[:1].isdigit()
            or words.gaps[i][-2:].strip()[-1:].isdigit()
        ]


@dataclass(frozen=True)
class AtWords:
    """Anchors at words, in small letters: whole, by how they begin or by how they end."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def takes(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings) or word.endswith(self.endings)


def at_words(*words: str, begin: str = "", end: str = "") -> AtWords:
    """Anchors at these words, or words with one of these beginnings or endings ("a|b")."""
    return AtWords(
        frozenset(words),
        tuple(begin.split("|")) if begin else (),
        tuple(end.split("|")) if end else (),
    )


@dataclass(frozen=True)
class AtDigits:
    """Anchors at runs of digits from where on at least so many (four or more) belong together."""

    least: int

    def places(self, scan: Scan) -> list[int]:
        return [start for start, digits in scan.numbers if digits >= self.least]


@dataclass(frozen=True)
class AtSigns:
    """Anchors at each of these characters."""

    signs: str

    @property
    def one_of(self) -> str:
        """Characters of which a text must have one; none are needed if this is empty."""
        return self.signs

    def places(self, scan: Scan) -> list[int]:
        found = []
        for sign in self.signs:
            place = scan.text.find(sign)
            while place >= 0:
                found.append(place)
                place = scan.text.find(sign, place + 1)
        return sorted(found)


@dataclass(frozen=True)
class AtShape:
    """Anchors wherever a pattern is found; not looked for where the sign it needs is not there."""

    pattern: str
    needs: str = ""

    @property
    def one_of(self) -> str:
        """Characters of which a text must have one; none are needed if this is empty."""
        return self.needs[:1]

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def places(self, scan: Scan) -> list[int]:
        if self.needs not in scan.text:
            return []
        return [match.start() for match in self._compiled.finditer(scan.text)]


@dataclass(frozen=True)
class AtCapitals:
    """Anchors at two capitals or more with a figure beside them, a space between or not."""

    one_of = ""

    def places(self, scan: Scan) -> list[int]:
        return scan.capitals


Anchor = AtCapitals | AtWords | AtDigits | AtSigns | AtShape


@dataclass(frozen=True)
class Rule:
    """A pattern for one kind, tried from ``before`` characters ahead of its anchors.

    The span of what is found is that of the group ``id``, if the pattern has one. Every pattern is
    bounded, so that the time taken grows with the length of the text and no faster.
    """

    kind: str
    at: Anchor
    pattern: re.Pattern[str]
    before: int = 0
    check: Check | None = None

    def matches(self, text: str, anchors: Iterable[int]) -> Iterator[re.Match[str]]:
        """All matches at these anchors that pass the check, each once."""
        done = 0
        for anchor in anchors:
            if anchor < done:
                continue
            match = self._match(text, anchor, done)
            if match and (self.check is None or self.check(match)):
                done = match.end()
                yield match

    def _match(self, text: str, anchor: int, done: int) -> re.Match[str] | None:
        if not self.before:
            return self.pattern.match(text, anchor)
        start, end = max(done, anchor - self.before), min(len(text), anchor + _REACH)
        while match := self.pattern.search(text, start, end):
            if match.start() > anchor:
                return None
            # The end of what was looked at is no end of a word.
            whole = self.pattern.match(text, match.start())
            if whole and whole.end() > anchor:
                return whole
            start = max(match.end(), start + 1)
        return None


def rule(
    kind: str,
    at: Anchor,
    pattern: str,
    *,
    before: int = 0,
    check: Check | None = None,
    exact: bool = False,
) -> Rule:
    """A rule whose pattern tells capitals from small letters only if ``exact``."""
    return Rule(kind, at, re.compile(pattern, 0 if exact else re.IGNORECASE), before, check)

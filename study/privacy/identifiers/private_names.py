"""The names of the private project, however they are written."""

import re
from collections.abc import Collection, Iterator

from study.privacy.identifiers.folding import fold
from study.privacy.identifiers.kinds import Finding

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\-_.,'/@]{0,3}")
_SHORTEST_IN_CODE = 6


class Names:
    """Names of the private project, compiled once for any number of texts.

    A name is found whatever its capitals and accents, with spaces, hyphens, underscores and dots
    exchanged or left out, with the surname first, and with the first word as an initial. Looked up
    word by word in a set of beginnings: the time does not depend on how many names there are.
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        self._keys = {key for name in names for key in _variants(name)}
        self._beginnings = {key[:length] for key in self._keys for length in range(1, len(key) + 1)}

    def find(self, text: str) -> Iterator[Finding]:
        """Every name in a folded text, the longest where one begins with another."""
        parts = list(_PARTS.finditer(text)) if self._keys else []
        index = 0
        while index < len(parts):
            last = self._longest(text, parts, index)
            if last is not None:
                yield Finding("known name", parts[index].start(), parts[last].end())
                index = last
            index += 1

    def _longest(self, text: str, parts: list[re.Match[str]], first: int) -> int | None:
        longest, key = None, ""
        for index in range(first, len(parts)):
            if index > first and not _GAP.fullmatch(
                text, parts[index - 1].end(), parts[index].start()
            ):
                break
            key += parts[index].group().lower()
            if key not in self._beginnings:
                break
            if key in self._keys and self._is_whole(text, parts[first], parts[index], len(key)):
                longest = index
        return longest

    @staticmethod
    def _is_whole(text: str, first: re.Match[str], last: re.Match[str], length: int) -> bool:
        """Not part of a longer code, unless long enough to be told even there ("jandeboer80")."""
        around = text[first.start() - 1 : first.start()] + text[last.end() : last.end() + 1]
        return length >= _SHORTEST_IN_CODE or not any(map(str.isalnum, around))


def _variants(name: str) -> Iterator[str]:
    parts = [part.lower() for part in _PARTS.findall(fold(name).text)]
    key = "".join(parts)
    if len(key) < 2 or (key.isdigit() and len(key) < 3):
        return
    yield key
    if 2 <= len(parts) <= 5 and not any(map(str.isdigit, parts)):
        yield "".join([*parts[1:], parts[0]])
        yield "".join([parts[-1], *parts[:-1]])
        if len("".join(parts[1:])) > 2:
            yield "".join([parts[0][0], *parts[1:]])

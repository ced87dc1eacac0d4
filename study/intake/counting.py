"""How a tool counts positions in a text, seen from the words it quotes at those positions.

Tools differ in three ways: a character outside the basic plane (an emoji) is one position or two
(UTF-16), a line end CR LF is one or two, and a byte order mark counts or does not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

# A shorter quote may be found at a wrong position by chance.
SHORTEST_QUOTE = 12
# Tools cut long quotes at different lengths; comparing more characters than these tells no more.
LONGEST_QUOTE = 200
PASSAGES_PER_TEXT = 200
SHARE_OF_MATCHES = 0.9

BOM = "\ufeff"
WIDE = re.compile("[\U00010000-\U0010ffff]")
Passage = tuple[int, int, str]


@dataclass(frozen=True)
class View:
    """One way of counting."""

    utf16: bool
    one_line_end: bool
    bom: bool

    def text(self, text: str, has_bom: bool) -> str:
        """The text of which this way of counting counts every character."""
        if self.one_line_end:
            text = text.replace("\r\n", "\n")
        return BOM + text if self.bom and has_bom else text


# Of equally good ones the first is taken.
VIEWS = tuple(View(*choice) for choice in product((False, True), repeat=3))


class Evidence:
    """What the passages of all texts so far say about the way of counting."""

    def __init__(self) -> None:
        self._quotes = 0
        self._matches: Counter[View] = Counter()
        self._exact: Counter[View] = Counter()
        self._fits = set(VIEWS)
        self._wide = False
        self._alike = True
        self._texts = 0

    def add(self, text: str, has_bom: bool, passages: Sequence[Passage]) -> None:
        """Take the passages (start, end, what the tool calls it or "") of one text into account."""
        if not passages:
            return
        self._texts += 1
        wide, pairs = WIDE.search(text) is not None, "\r\n" in text
        self._wide |= wide
        self._alike &= not (wide or pairs or has_bom)
        last = max(end for _, end, _ in passages)
        quoting = _sample(text, passages)
        self._quotes += len(quoting)
        # Ways of counting that are the same for this text are tried once.
        found: dict[View, tuple[bool, int, int]] = {}
        for view in VIEWS:
            same = View(view.utf16 and wide, view.one_line_end and pairs, view.bom and has_bom)
            if same not in found:
                counted = _Counted(same, text)
                slices = [(_words(counted.slice(s, e)), quote) for s, e, quote in quoting]
                found[same] = (
                    last <= counted.length,
                    sum(words.startswith(quote) for words, quote in slices),
                    sum(words == quote for words, quote in slices),
                )
            fits, matches, exact = found[same]
            if not fits:
                self._fits.discard(view)
            self._matches[view] += matches
            self._exact[view] += exact

    def view(self) -> tuple[View | None, str]:
        """The way of counting (None if it cannot be told) and what Project.counting calls it."""
        found = self._by_quotes() if self._quotes else self._by_bounds()
        if found is None:
            return None, "open"
        return found, "utf-16" if found.utf16 else "characters"

    def _by_quotes(self) -> View | None:
        def score(view: View) -> tuple[int, int]:
            return self._matches[view], self._exact[view]

        best = max(VIEWS, key=score)
        if self._matches[best] < SHARE_OF_MATCHES * self._quotes:
            return None
        rivals = {view.utf16 for view in VIEWS if score(view) == score(best)}
        return None if self._wide and len(rivals) == 2 else best

    def _by_bounds(self) -> View | None:
        if not self._texts:
            return None
        fitting = [view for view in VIEWS if view in self._fits]
        if self._alike or all(view.utf16 for view in fitting):
            return next(iter(fitting), None)
        return None


class _Counted:
    """A text that is sliced as one way of counting does."""

    def __init__(self, view: View, text: str) -> None:
        text = view.text(text, has_bom=True)
        self._wide = view.utf16
        self._content = text.encode("utf-16-le", "surrogatepass") if self._wide else text
        self.length = len(self._content) // 2 if self._wide else len(text)

    def slice(self, start: int, end: int) -> str:
        if not 0 <= start <= end:
            return ""
        # Quotes are kept up to a length; three times that leaves room for the spaces in the text.
        end = min(end, start + 3 * LONGEST_QUOTE)
        if self._wide:
            return self._content[2 * start : 2 * end].decode("utf-16-le", "replace")
        return self._content[start:end]


def _sample(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """Some of the passages whose name is found in the text, so that it must be a quote."""
    named = sorted(passage for passage in passages if len(passage[2]) >= SHORTEST_QUOTE)
    # Evenly over the text: what differs between ways of counting adds up towards its end.
    step = -(-len(named) // PASSAGES_PER_TEXT) or 1
    quoting = [(start, end, _words(quote)) for start, end, quote in named[::-step]]
    whole = _words(text)
    return [
        passage for passage in quoting if len(passage[2]) >= SHORTEST_QUOTE and passage[2] in whole
    ]


def _words(text: str) -> str:
    """The text without what tools change in a quote: its spaces and the dots where they cut it."""
    return re.sub(r"\s+", " ", text).strip(f"{BOM} ").removesuffix("…").removesuffix("...").rstrip()

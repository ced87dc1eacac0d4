"""The words of a text with their places and capitals, as the rules for names look at them."""

import re
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

from study.privacy.identifiers import lexicon

ENDINGS_OF_NOUNS = re.compile(
    r"(?:heid|teit|schap|zorg|handel|beleid|werk|hulp|recht|zaken|dienst|uitbuiting|bestrijding"
    r"|teiten|criminaliteit|isme|tie|ties|ment|keten|bureau|huis|team|wet|plan|raad|domein|punt|centrum|kamer"
    r"|overleg|aanpak|advies|nummer|opvang|ing|ingen|en|tion|ics|ity|ness)$"
)
ENDINGS_OF_FIELDS = re.compile(
    r"(?:heid|teit|schap|zorg|handel|beleid|werk|hulp|zaken|dienst|uitbuiting|bestrijding|isme|ties?"
    r"|ment|keten|bureau|team|overleg|aanpak|advies|opvang|ing|ingen|tion|ics|ity|ness)$"
)
_SENTENCE_ENDS = re.compile(r"[.!?:;\"()\n\r|*/\[\]•·>]|'\s|\s'|\s-\s|\d\)|^-")
_AFTER_INITIAL = re.compile(r" ?\.?\s?'?|\.\s?-\s?'?")
_JOINED = re.compile(r"(?:\s|\s?-\s?|\s?'|'\s)?")


class Words:
    """The words of a folded text, and what stands between them.

    ``gaps`` has one entry more than ``written``: ``gaps[i]`` stands before word ``i``.
    """

    def __init__(self, text: str) -> None:
        pieces = lexicon.BETWEEN.split(text)
        ends = list(accumulate(map(len, pieces)))
        self.text = text
        self.written: list[str] = pieces[1::2]
        self.gaps: list[str] = pieces[::2]
        self.starts: list[int] = ends[:-1:2]
        self.ends: list[int] = ends[1::2]

    @cached_property
    def lower(self) -> list[str]:
        return [word.lower() for word in self.written]

    @cached_property
    def with_capital(self) -> list[int]:
        """Words that begin with a capital and are not in capitals only."""
        return [
            index
            for index, word in enumerate(self.written)
            if word[0].isupper() and not (len(word) > 1 and word.isupper())
        ]

    def __len__(self) -> int:
        return len(self.written)

    def capital(self, index: int) -> bool:
        return index < len(self.written) and self.written[index][0].isupper()

    def in_capitals(self, index: int) -> bool:
        """Whether it is an abbreviation, or written in capitals for another reason."""
        word = self.written[index]
        return len(word) > 1 and word.isupper()

    def joined(self, index: int) -> bool:
        """Whether a word belongs to the one before it: a space, a hyphen or an apostrophe."""
        if not 0 < index < len(self.written):
            return False
        gap = self.gaps[index]
        return gap == " " or bool(_JOINED.fullmatch(gap))

    def joined_after_initial(self, index: int) -> bool:
        """Whether a word belongs to the initial before it, with a point and a space or without."""
        return index < len(self.written) and bool(_AFTER_INITIAL.fullmatch(self.gaps[index]))

    def opens(self, index: int) -> bool:
        """Whether a capital here may be that of a sentence, a heading or a quotation."""
        return index == 0 or bool(_SENTENCE_ENDS.search(self.gaps[index]))

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.starts[first], self.ends[last]


_MOST_WORDS = 100_000


class Marks(dict[str, int]):
    """Which rules to try at a word, as bits, found by ``mark`` once for each word."""

    def __init__(self, mark: Callable[[str], int]) -> None:
        super().__init__()
        self._mark = mark

    def __missing__(self, word: str) -> int:
        # Not without end: a study of millions of words has many that stand once.
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = found = self._mark(word)
        return found

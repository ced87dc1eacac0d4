"""Initials in the forms that Dutch gives them: "J.P.", "A.Ph.", "P.Chr.", "IJ.", "JWM", "J W M"."""

import re

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.text_words import Words

_OF_SEVERAL_LETTERS = frozenset(
    (
        "Ij",
        "IJ",
        "Ph",
        "Th",
        "Chr",
        "Ch",
        "Joh",
        "Jac",
        "Tj",
        "Sj",
        "Fr",
        "Wm",
        "Fred",
        "Gerh",
        "St",
    )
)
"""Initials that keep more than the first letter; with a point behind them."""
_PREFIXES_IN_SHORT = frozenset(("v", "vd", "d", "t", "de", "van", "der", "den", "te"))
_MOST = 6
_BETWEEN_DOTTED = re.compile(r" ?\.\s?|\.\s?-\s?")
_LONGEST_BLOCK = 4


def may_be_initials(word: str) -> bool:
    """Whether initials may begin with a word as it is written."""
    return (len(word) <= _LONGEST_BLOCK and word.isupper()) or word in _OF_SEVERAL_LETTERS


def initials(words: Words, index: int) -> int | None:
    """Last word of the initials that begin here, or None where there are none.

    They have points, or are letters apart ("J W M"), or one block of capitals ("JWM") that is no
    abbreviation of the lists.
    """
    if not words.capital(index) or words.gaps[index].endswith((".", "_")):
        return None
    if _dotted(words, index):
        last = index
        while (
            last - index < _MOST
            and last + 1 < len(words)
            and _BETWEEN_DOTTED.fullmatch(words.gaps[last + 1])
        ):
            following = last + 1
            while following + 1 < len(words) and words.written[following] in _PREFIXES_IN_SHORT:
                following += 1
            if not _dotted(words, following):
                break
            last = following
        return last
    written = words.written[index]
    if len(written) == 1:
        last = index
        while (
            last - index < _MOST
            and last + 1 < len(words)
            and words.gaps[last + 1] == " "
            and len(words.written[last + 1]) == 1
            and words.capital(last + 1)
        ):
            last += 1
        return last if words.gaps[last + 1].startswith(" ") else None
    block = written.isupper() and len(written) <= _LONGEST_BLOCK and words.gaps[index + 1] == " "
    return index if block and written.lower() not in lexicon.telling("abbreviations") else None


def _dotted(words: Words, index: int) -> bool:
    if index >= len(words):
        return False
    written = words.written[index]
    if not words.gaps[index + 1].startswith((".", " .")):
        return False
    return (len(written) == 1 and written.isupper()) or written in _OF_SEVERAL_LETTERS

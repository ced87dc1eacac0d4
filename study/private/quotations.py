"""Whether a text repeats what was said in an interview, without keeping what was said."""

import re

import numpy as np
import pandas as pd

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold

QUOTE = 5
"""Words in a row that make a quotation, when they stand in an interview in the same order."""

_ANY_WORDS = 6
"""Words in a row that make one even where nearly all are those of any sentence."""

_SHUFFLED = 6
"""Words in a row that make one in whatever order they stand."""

_TELLING_IN_QUOTE = 2
_TELLING_IN_SHUFFLED = 3
"""So many of the words must be other ones than "the", "of" and "then"."""

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


def sequences(text: str) -> np.ndarray:
    """Numbers for all that would be a quotation from a text, whatever stands between its words.

    One for every ``QUOTE`` words in a row that tell something, for every six, and for six that
    tell more in whatever order. Two texts share a number if one quotes the other.
    """
    words = [match[0].lower() for match in _WORD.finditer(fold(text).text)]
    if len(words) < QUOTE:
        return np.empty(0, dtype=np.uint64)
    numbers = pd.util.hash_array(np.array(words, dtype=object))
    telling = np.array([word not in lexicon.telling("function_words") for word in words])
    return np.concatenate(
        [
            _ordered(numbers, QUOTE)[_count(telling, QUOTE) >= _TELLING_IN_QUOTE],
            _ordered(numbers, _ANY_WORDS),
            _shuffled(numbers, _SHUFFLED)[_count(telling, _SHUFFLED) >= _TELLING_IN_SHUFFLED],
        ]
    )


def _ordered(numbers: np.ndarray, length: int) -> np.ndarray:
    """A number for each of so many words in a row."""
    windows = max(0, len(numbers) - length + 1)
    total = np.full(windows, length, dtype=np.uint64)
    for place in range(length):
        total = total * np.uint64(1_000_003) + numbers[place : place + windows]
    return total


def _shuffled(numbers: np.ndarray, length: int) -> np.ndarray:
    """A number for each of so many words in a row that does not depend on their order."""
    windows = max(0, len(numbers) - length + 1)
    total = np.full(windows, length, dtype=np.uint64)
    for place in range(length):
        total += numbers[place : place + windows]
    return total * np.uint64(0x9E3779B97F4A7C15)


def _count(telling: np.ndarray, length: int) -> np.ndarray:
    """How many of so many words in a row tell something."""
    if len(telling) < length:
        return np.empty(0, dtype=np.int64)
    return np.convolve(telling, np.ones(length, dtype=np.int64), mode="valid")

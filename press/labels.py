"""The words for readers that are the book's own and not a chapter's, from ``labels_nl.toml``."""

from collections.abc import Callable

from press import places
from study.language.grammar import dutch
from study.language.words import Words

_words = Words(places.LABELS, dutch)

part = _words.part
text = _words.raw


def of(part_name: str) -> Callable[[str], str]:
    """A function that gives the words of one part by name."""
    return lambda name: text(f"{part_name}.{name}")

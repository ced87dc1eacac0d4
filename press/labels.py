"""The words for readers that are the book's own and not a chapter's, from ``labels_nl.toml``."""

from collections.abc import Callable

from press import places
from study.language.words import in_language

_words = in_language(places.CODE, "labels")


def part(name: str) -> dict[str, str]:
    """All words of a part by name, blanks and all."""
    return _words.part(name)


def text(key: str) -> str:
    """The words at a dotted key as they stand in the table, blanks and all."""
    return _words.raw(key)


def of(part_name: str) -> Callable[..., str]:
    """A function that gives the words of one part by name, with values for its blanks or as they
    stand.
    """

    def words(name: str, **values: object) -> str:
        key = f"{part_name}.{name}"
        return _words.text(key, **values) if values else _words.raw(key)

    return words

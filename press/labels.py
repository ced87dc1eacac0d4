"""The words for readers that are the book's own and not a chapter's, from ``labels_nl.toml``."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("labels_nl.toml")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def text(key: str) -> str:
    """The words at a key, ``part.name``.

    Raises:
        KeyError: no such label.
    """
    part_name, name = key.split(".")
    return part(part_name)[name]


@cache
def part(name: str) -> dict[str, str]:
    """All words of a part, by name."""
    return {key: " ".join(words.split()) for key, words in _table()[name].items()}


def of(part_name: str) -> Callable[[str], str]:
    """A function that gives the words of one part by name."""
    return lambda name: text(f"{part_name}.{name}")

"""Tables of words in every language: the same keys, with the same blanks."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press import places
from study import paths
from study.language import spoken

FREE = frozenset(["synonyms", "changes", "capitals"])
"""Tables and parts that are not alike: what readers call otherwise, news, and a rule of Dutch."""

_MADE_UP = "demonstration"
"""The folder whose words are those of interviews, in the language in which these are held."""


def tables() -> list[Path]:
    """The tables of words in the language that the book is written in."""
    return sorted(
        path
        for package in (paths.CODE, places.CODE)
        for path in package.rglob(f"*_{spoken.EDITIONS[0]}.toml")
        if _MADE_UP not in path.parts
    )


def problems(language: str) -> Iterator[str]:
    """A line for each word, and each blank, that a table has in one language only."""
    for table in tables():
        yield from compared(table, language)


def compared(table: Path, language: str) -> Iterator[str]:
    """The same of one table; the other stands beside it."""
    name = table.stem.removesuffix(f"_{spoken.EDITIONS[0]}")
    other = table.with_name(f"{name}_{language}{table.suffix}")
    if not other.is_file():
        yield f"{_shown(other)}: is not there: write in it what {table.name} has"
        return
    if name in FREE:
        return
    first, second = _words(table), _words(other)
    for key in first.keys() - second.keys():
        yield f"{_shown(other)}: lacks {key}, which {table.name} has: write it there too"
    for key in second.keys() - first.keys():
        yield f"{_shown(other)}: has {key}, which {table.name} has not: take it out"
    for key in first.keys() & second.keys():
        if _blanks(first[key]) != _blanks(second[key]):
            yield f"{_shown(other)}: {key} has other blanks than in {table.name}: give it the same"


def _shown(path: Path) -> str:
    return path.relative_to(paths.ROOT).as_posix() if paths.ROOT in path.parents else path.name


def _words(path: Path) -> dict[str, str]:
    return dict(_entries(tomllib.loads(path.read_text(encoding="utf-8"))))


def _entries(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and words of everything in a table."""
    for key, value in table.items():
        if key in FREE:
            continue
        if isinstance(value, dict):
            yield from _entries(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def _blanks(words: str) -> set[str]:
    """Names of blanks; one that begins with a capital begins a sentence, in this language."""
    return {name.lower() for _, name, _, _ in string.Formatter().parse(words) if name}

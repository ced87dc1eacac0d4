"""Words for readers, looked up by key in tables per language, with their blanks filled in."""

import numbers
import string
import tomllib
from pathlib import Path
from typing import Any

from study import paths
from study.language import spoken
from study.language.grammar import Grammar, dutch


class _Formatter(string.Formatter):
    """``str.format`` in which whole numbers are written as the language does.

    ``{n:w}`` is the number in words, and ``{year:d}`` a number that is written as it is.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def format_field(self, value: Any, spec: str) -> str:
        if spec == "w":
            return self._grammar.in_words(value)
        if isinstance(value, numbers.Integral) and not spec:
            return self._grammar.number(value)
        return super().format_field(value, spec)


class Words:
    """A table of words (TOML) in one language."""

    def __init__(self, file: Path, grammar: Grammar) -> None:
        self._file = file
        self._table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self._formatter = _Formatter(grammar)

    def text(self, key: str, **values: Any) -> str:
        """The words at a dotted key, with their blanks filled in.

        Raises:
            KeyError: no such key, or a blank without a value.
        """
        return self._formatter.format(self.raw(key), **values)

    def raw(self, key: str) -> str:
        """The words at a dotted key as they stand in the table, blanks and all.

        Raises:
            KeyError: no such key.
        """
        found: Any = self._table
        for part in key.split("."):
            if part not in found:
                raise KeyError(f"no words for {key!r} in {self._file.name}")
            found = found[part]
        return " ".join(found.split())

    def part(self, name: str) -> dict[str, str]:
        """All words of a part of the table, by name, blanks and all."""
        return {key: " ".join(words.split()) for key, words in self._table[name].items()}

    def column(self, name: str) -> str:
        """Heading of a table column; one that is there in several languages has one heading."""
        return self.text(f"columns.{spoken.plain(name)}")

    def has_column(self, name: str) -> bool:
        """Whether a column is meant for readers: the others are the study's own."""
        return spoken.plain(name) in self._table["columns"]

    def column_kind(self, name: str) -> str | None:
        """How the cells of a column are written: number, decimal, probability, year,
        date; else as words."""
        return self._table["column_kinds"].get(name)

    def value(self, name: str, code: str) -> str:
        """Words for a coded value; the value itself where the column has no codes."""
        return self._table["values"].get(name, {}).get(code, code)


def in_language(folder: Path, name: str) -> Words:
    """The tables of words of this name, of which each question goes to the language of the moment.

    ``labels_nl.toml`` and ``labels_en.toml`` in ``folder`` are read once, when they are asked.
    """
    return spoken.each_in_its_own(lambda language: Words(folder / f"{name}_{language}.toml", dutch))


labels = in_language(paths.WORDS_OF_STUDY, "labels")
"""What stands in figures and tables."""

sentences = in_language(paths.WORDS_OF_STUDY, "sentences")
"""What chapters say of the interviews."""

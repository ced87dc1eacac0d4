"""Words for readers, looked up by key in tables per language, with their blanks filled in."""

import numbers
import re
import string
import tomllib
from pathlib import Path
from typing import Any

from study import paths
from study.language import spoken
from study.language.grammar import Grammar, dutch


class _Formatter(string.Formatter):
    """``str.format`` in which whole numbers are written as the language does.

    ``{n:w}`` is the number in words, and ``{year:d}`` a number that is written as it is;
    ``{n:staat/staan}`` are the words that go with the number, for one and for another. Of a
    phase, stream or role ``{phase:the}`` is that word of the study file, and ``{phase:The}`` the
    same with a capital.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def format_field(self, value: Any, spec: str) -> str:
        if spec == "w":
            return self._grammar.in_words(value)
        if isinstance(value, numbers.Integral):
            if not spec:
                return self._grammar.number(value)
            if "/" in spec:
                return self._grammar.by_number(value, *spec.split("/"))
        if spec.isalpha() and isinstance(value, str):
            word = self._grammar.names.of(value, spec.lower())
            return self._grammar.capital(word) if spec[0].isupper() else word
        return super().format_field(value, spec)


class Words:
    """A table of words (TOML) in one language."""

    def __init__(self, file: Path, grammar: Grammar) -> None:
        self._file = file
        self._table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self._formatter = _Formatter(grammar)
        self._names = grammar.names
        # Of columns that a table has for each phase: all hold numbers.
        self._of_phases = {
            column.format(phase=phase): self._formatter.format(heading, phase=phase)
            for column, heading in self._table.get("phase_columns", {}).items()
            for phase in self._names.phases
        }

    def text(self, key: str, /, **values: Any) -> str:
        """The words at a dotted key, with their blanks filled in.

        Raises:
            KeyError: no such key, or a blank without a value.
        """
        return self.fill(self.raw(key), **values)

    def fill(self, words: str, /, **values: Any) -> str:
        """Words with their blanks filled in, as those of the table are.

        Raises:
            KeyError: a blank without a value, or of which the study file has no such word.
        """
        return _tidy(self._formatter.format(words, **values))

    def raw(self, key: str) -> str:
        """The words at a dotted key as they stand in the table, blanks and all.

        Filled in are the blanks that any sentence may have, because they are the same everywhere.

        Raises:
            KeyError: no such key.
        """
        found: Any = self._table
        for part in key.split("."):
            if part not in found:
                raise KeyError(f"no words for {key!r} in {self._file.name}")
            found = found[part]
        return self._with_places(found)

    def _with_places(self, words: str) -> str:
        for blank, word in self._names.blanks.items():
            words = words.replace(f"{{{blank}}}", word)
        return " ".join(words.split())

    def part(self, name: str) -> dict[str, str]:
        """All words of a part of the table, by name, blanks and all."""
        return {key: self._with_places(words) for key, words in self._table[name].items()}

    def column(self, name: str) -> str:
        """Heading of a table column; one that is there in several languages has one heading."""
        if name in self._of_phases:
            return self._of_phases[name]
        return self.text(f"columns.{spoken.plain(name)}")

    def has_column(self, name: str) -> bool:
        """Whether a column is meant for readers: the others are the study's own."""
        return name in self._of_phases or spoken.plain(name) in self._table["columns"]

    def column_kind(self, name: str) -> str | None:
        """How the cells of a column are written: number, decimal, tenth, probability, year,
        date; else as words."""
        if name in self._of_phases:
            return "number"
        return self._table["column_kinds"].get(name)

    def value(self, name: str, code: str) -> str:
        """Words for a coded value; the value itself where the column has no codes."""
        own = self._names.values().get(name, {})
        return own.get(code) or self._with_places(
            self._table["values"].get(name, {}).get(code, code)
        )


def _tidy(text: str) -> str:
    """The text without the spaces that an empty blank leaves."""
    return re.sub(r" +(?=[ :,.])", "", text)


def in_language(folder: Path, name: str) -> Words:
    """The tables of words of this name, of which each question goes to the language of the moment.

    ``labels_nl.toml`` and ``labels_en.toml`` in ``folder`` are read once, when they are asked.
    """
    return spoken.each_in_its_own(lambda language: Words(folder / f"{name}_{language}.toml", dutch))


labels = in_language(paths.WORDS_OF_STUDY, "labels")
"""What stands in figures and tables."""

sentences = in_language(paths.WORDS_OF_STUDY, "sentences")
"""What chapters say of the interviews."""

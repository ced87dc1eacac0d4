"""Every string a reader sees in a figure, from one table of labels per language."""

import numbers
import string
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from study import paths
from study.language import dutch


class _DutchFormatter(string.Formatter):
    """``str.format`` in which whole numbers get their thousands point.

    A value that needs no point, such as a year, is written ``{year:d}``.
    """

    def format_field(self, value: Any, spec: str) -> str:
        if spec == "w":
            return dutch.in_words(value)
        if isinstance(value, numbers.Integral) and not spec:
            return dutch.number(value)
        return super().format_field(value, spec)


@cache
def _table(file: Path = paths.LABELS) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def text(key: str, **values: Any) -> str:
    """The label at a dotted key, with its blanks filled in.

    Raises:
        KeyError: no such label, or a blank without a value.
    """
    return _filled(paths.LABELS, key, values)


def sentence(key: str, **values: Any) -> str:
    """A sentence for the chapters, in the same way.

    Raises:
        KeyError: no such sentence, or a blank without a value.
    """
    return _filled(paths.SENTENCES, key, values)


def _filled(file: Path, key: str, values: dict[str, Any]) -> str:
    found: Any = _table(file)
    for part in key.split("."):
        if part not in found:
            raise KeyError(f"no words for {key!r} in {file.name}")
        found = found[part]
    return _DutchFormatter().format(" ".join(found.split()), **values)


def column(name: str) -> str:
    """Heading of a table column."""
    return text(f"columns.{name}")


def has_column(name: str) -> bool:
    """Whether a column is meant for readers: the others are the study's own."""
    return name in _table()["columns"]


def value(name: str, code: str) -> str:
    """Words for a coded value; the value itself where the column has no codes."""
    return _table()["values"].get(name, {}).get(code, code)

"""Words and grammar in tables per language; ``dutch``, ``labels`` and ``sentence`` are for use."""

from typing import Any

from study.language.grammar import dutch
from study.language.spoken import worded
from study.language.words import labels, sentences


def sentence(key: str, **values: Any) -> str:
    """A sentence of the chapters by its key, with its blanks filled in."""
    return sentences.text(key, **values)


__all__ = ["dutch", "labels", "sentence", "worded"]

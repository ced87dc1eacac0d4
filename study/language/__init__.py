"""Words and grammar in tables per language; ``dutch``, ``labels`` and ``sentence`` are for use."""

from study.language.grammar import dutch
from study.language.words import labels, sentences

sentence = sentences.text

__all__ = ["dutch", "labels", "sentence"]

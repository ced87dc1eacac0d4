"""The press's own words for readers, from one table."""

from press import places
from study.language.grammar import dutch
from study.language.words import Words

_words = Words(places.LABELS, dutch)

part = _words.part
text = _words.raw

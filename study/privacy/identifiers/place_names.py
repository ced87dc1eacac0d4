"""Municipalities and other places, by the lexicon and the words around them."""

from collections.abc import Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import ENDINGS_OF_FIELDS, Words


def find_places(words: Words) -> Iterator[Finding]:
    """Places, and organisations of the lexicon, in the words of a folded text."""
    yield from _neighbourhoods(words)
    names = lexicon.phrases()
    first, lower = names.first_words, words.lower
    done = -1
    for index in [i for i, word in enumerate(lower) if word in first or lexicon.inflected(word)]:
        if index <= done:
            continue
        if kind := lexicon.inflected(lower[index]):
            yield Finding(kind, *words.span(index, index))
        for key in names.at(lower, index):
            end = index + len(key) - 1
            if _stands_as_place(words, index, end, key):
                yield Finding(names.kinds[key], *words.span(index, end))
                done = end
                break


_INTO = frozenset(("in", "uit", "naar", "vanuit"))
_PARTS_OF_TOWN = ("wijk", "buurt", "kwartier")


def _neighbourhoods(words: Words) -> Iterator[Finding]:
    """ "de wijk Plaatsnaam-West", "in de Sterrenbuurt": parts of a town that no list has."""
    telling = lexicon.telling("before_neighbourhood")
    led = [i + 1 for i, word in enumerate(words.lower) if word in telling]
    for index in led:
        if not words.capital(index) or words.gaps[index] not in (" ", " '"):
            continue
        if words.written[index] in ("De", "Het") and words.capital(index + 1):
            yield Finding("place", *words.span(index, index + 1))
            continue
        word = words.lower[index]
        named = word not in lexicon.no_names() and len(word) > 3 and not words.in_capitals(index)
        if named and not lexicon.is_listed_word(word) and not ENDINGS_OF_FIELDS.search(word):
            yield Finding("place", *words.span(index, index))
    for index in words.with_capital:
        word = words.lower[index]
        if word in lexicon.telling("directions"):
            alone = not (index + 1 < len(words) and words.joined(index + 1))
            alone = alone or (words.written[index + 1].islower() and words.gaps[index + 1] == " ")
            if alone and index and words.gaps[index] == " " and words.lower[index - 1] in _INTO:
                yield Finding("place", *words.span(index, index))
        if word.endswith(_PARTS_OF_TOWN):
            if word in _PARTS_OF_TOWN:
                if index and words.gaps[index] == " " and words.capital(index - 1):
                    yield Finding("place", *words.span(index - 1, index))
            elif len(word) > 8 and not (words.opens(index) and _is_word(word)):
                yield Finding("place", *words.span(index, index))


def _is_word(word: str) -> bool:
    return lexicon.is_word(word) or lexicon.is_compound(word)


def _stands_as_place(words: Words, first: int, last: int, key: lexicon.Key) -> bool:
    if not all(_belongs(words, index) for index in range(first + 1, last + 1)):
        return False
    if _names_a_treaty(words, first, last):
        return False
    # "tolbert1996", the key of a work.
    if not words.capital(first) and words.gaps[last + 1][:1].isdigit():
        return False
    municipality = lexicon.phrases().kinds[key] == "municipality"
    if len(key) > 1:
        short = len(key[0]) == 1 and words.capital(first)  # "R'dam"
        return words.capital(last) or short or (municipality and key not in _ORDINARY_PHRASES)
    if key[0] not in lexicon.ordinary():
        return (words.capital(first) or len(key[0]) > 3) and not (
            words.in_capitals(first) and len(key[0]) < 4
        )
    if not words.capital(first) or words.in_capitals(first):
        return False
    return _after_telling_word(words, first) or (municipality and not words.opens(first))


def _belongs(words: Words, index: int) -> bool:
    """Whether a word belongs to the one before it, also in "a/d" and "a.d."."""
    return words.joined(index) or (
        words.gaps[index] in _IN_SHORT and len(words.written[index - 1]) == 1
    )


_IN_SHORT = frozenset(("/", ".", "./", ". "))
_ORDINARY_PHRASES = frozenset({("berg", "en", "dal"), ("de", "wolden"), ("west", "betuwe")})


def _after_telling_word(words: Words, index: int) -> bool:
    if index == 0 or words.gaps[index].strip(" '"):
        return False
    before = words.lower[index - 1]
    if before in ("van", "of") and index > 1:
        return words.lower[index - 2] in lexicon.telling("before_place")
    return before in lexicon.telling("before_place")


def _names_a_treaty(words: Words, first: int, last: int) -> bool:
    """The Palermo Protocol and the Treaty of Lisbon point at nobody."""
    if (
        last + 1 < len(words)
        and words.joined(last + 1)
        and words.lower[last + 1] in lexicon.telling("after_treaty")
    ):
        return True
    return (
        first > 1
        and words.lower[first - 1] in ("van", "of")
        and words.lower[first - 2] in lexicon.telling("before_treaty")
    )

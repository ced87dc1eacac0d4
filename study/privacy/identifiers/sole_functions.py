"""Functions that are one person, by their place or because there is only one of them.

The words stand in ``lists/functies.toml``. A function without its place is that of many people and
is no finding, nor are national ones: ministers and the like are no respondents.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from study import paths
from study.privacy.identifiers import lexicon
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import ENDINGS_OF_NOUNS, Words

_MOST_WORDS_BETWEEN = 9
_WITHIN_A_CLAUSE = re.compile(r"[ \n-]{1,2}'?|, |\s?['\"]\s?")
_MOST_ADJECTIVES = 3
_MOST_WORDS_AFTER_FIRST = 5


@cache
def words_for(group: str) -> frozenset[str]:
    """The words of one group of the list."""
    text = (paths.LEXICON / "functies.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[group])


def find_sole_functions(words: Words) -> Iterator[Finding]:
    """Functions in the words of a folded text that can only be one person's."""
    done = -1
    for index in [i for i, word in enumerate(words.lower) if is_function(word)]:
        if index <= done:
            continue
        last = _place_after(words, index)
        if last is None and words.lower[index] in words_for("one_in_each_body"):
            last = _body_after(words, index)
        if last is None and words.lower[index] in words_for("one_in_each"):
            last = index if _of_the_respondent(words, index) else _of_ours(words, index)
        if last is None and words.lower[index] in words_for("rare") and _is_the_one(words, index):
            last = index
        if last is not None:
            done = last
            yield Finding("sole function", *words.span(_with_superlative(words, index), last))
        elif (first := _with_superlative(words, index)) < index:
            yield Finding("sole function", *words.span(first, index))


@cache
def is_function(word: str) -> bool:
    """Whether it is one of the list, or ends like one that may begin with its field."""
    return word in words_for("functions") or word.endswith(tuple(words_for("ends_of_functions")))


def _of_ours(words: Words, index: int) -> int | None:
    """The function itself where it is that of the body of who speaks."""
    before = words.lower[max(0, index - _MOST_WORDS_BEFORE) : index]
    spaced = all(gap == " " for gap in words.gaps[index - len(before) + 1 : index + 1])
    if not before or not spaced:
        return None
    ours = before[-1] in words_for("ours")
    local = before[-1] in words_for("local") and before[0] in (words_for("ours") | _OF_ONE)
    return index if ours or local else None


def _of_the_respondent(words: Words, index: int) -> bool:
    """Whether it is said of who was interviewed: "this respondent is chief of police"."""
    before = words.lower[max(0, index - _WORDS_BEFORE_COPULA) : index]
    named = any(word.startswith(tuple(words_for("interviewed"))) for word in before)
    return named and before[-1] in ("is", "was", "als", "as")


def _is_the_one(words: Words, index: int) -> bool:
    """Whether "de", "onze" or the like stands before a function, be it with an adjective."""
    before = words.lower[max(0, index - _MOST_WORDS_BEFORE) : index]
    return not (words_for("ours") | _OF_ONE).isdisjoint(before)


def _body_after(words: Words, index: int) -> int | None:
    """Last word of the one body of which it is the function, such as one school."""
    at = index + 1
    if words.lower[at : at + 1] not in (["van"], ["of"], ["bij"], ["in"], ["op"]):
        return None
    if not {*words.lower[at + 1 : at + 2]} & (words_for("ours") | _OF_ONE):
        return None
    for last in range(at + 2, min(len(words), at + 3 + _MOST_ADJECTIVES)):
        if words.gaps[last] not in (" ", "-"):
            return None
        if words.lower[last].endswith(tuple(words_for("bodies"))):
            return last
        if " ".join(words.lower[last : last + 3]) in words_for("bodies"):
            return last + 2
    return None


_MOST_WORDS_BEFORE = 2
_WORDS_BEFORE_COPULA = 4
_OF_ONE = frozenset(("de", "het", "deze", "dit", "die", "dat", "the", "this", "that", "t"))


def _with_superlative(words: Words, index: int) -> int:
    """The superlative before a function, with at most one word between them."""
    for first in (index - 1, index - 2):
        spaced = first >= 0 and all(words.gaps[at] == " " for at in range(first + 1, index + 1))
        if spaced and words.lower[first] in words_for("superlatives"):
            return first
        if spaced and words.lower[first] in words_for("firsts") and _of_a_place(words, index):
            return first
    return index


def _of_a_place(words: Words, index: int) -> bool:
    """Whether "of the town", "here" or the like follows, as behind "the first coordinator"."""
    following = words.lower[index + 1 : index + 1 + _MOST_WORDS_AFTER_FIRST]
    if not words_for("here").isdisjoint(following[:2]):
        return True
    linked = [
        at for at, word in enumerate(following[:3]) if word in ("van", "in", "binnen", "voor")
    ]
    return bool(linked) and any(
        word.endswith(tuple(words_for("places"))) for word in following[linked[0] :]
    )


def _place_after(words: Words, index: int) -> int | None:
    """Last word of the place that belongs to a function: "hoofd van de afdeling zorg in X"."""
    linked = False
    for at in range(index + 1, min(len(words), index + 1 + _MOST_WORDS_BETWEEN)):
        if not _WITHIN_A_CLAUSE.fullmatch(words.gaps[at]):
            return None
        word = words.lower[at]
        if word in words_for("links"):
            linked = True
        elif linked and (last := _singled_out(words, index, at)) is not None:
            return last
        elif word in _ENDS_A_CLAUSE:
            return None
    return None


_ENDS_A_CLAUSE = frozenset(
    (
        *(
            "is",
            "was",
            "heeft",
            "had",
            "zei",
            "zegt",
            "kan",
            "kon",
            "wil",
            "wilde",
            "moet",
            "moest",
        ),
        *("die", "dat", "omdat", "maar", "want", "als", "wordt", "werd", "zijn", "waren", "hebben"),
        *("maakt", "maakte", "doet", "deed", "gaat", "ging", "komt", "kwam", "stuurde", "stelde"),
    )
)


def _singled_out(words: Words, function: int, at: int) -> int | None:
    """Last word of a place of which there is one, or few."""
    word = words.lower[at]
    if word in words_for("rare_places"):
        return at
    if word in words_for("superlatives"):
        for last in range(at + 1, min(len(words), at + 1 + _MOST_ADJECTIVES)):
            if words.lower[last].endswith(tuple(words_for("places"))):
                return last
        return None
    if word in words_for("ours") or word in words_for("these"):
        for last in range(at + 1, min(len(words), at + 1 + _MOST_ADJECTIVES)):
            if words.lower[last].endswith(tuple(words_for("places"))):
                return last
        return None
    if tuple(words.lower[at : at + 2]) in _LARGE_TOWNS or word == "g4":
        return at
    if words.lower[function] in words_for("heads") and word in words_for("single_bodies"):
        return at if at - function < _NEAR else None
    if (last := _listed(words, at)) is not None:
        return last
    if word in lexicon.telling("directions") and words.capital(at):
        return at
    beside = at - function == 2 and words.lower[at - 1] in words_for("links")
    led = words.lower[at - 1] in ("in", "te", "op", "uit") and at - function > 2
    return at if (beside or led) and _may_be_place(words, at) else None


_LARGE_TOWNS = frozenset((("grote", "steden"), ("grootste", "steden"), ("grote", "gemeenten")))
_NEAR = 4


def _listed(words: Words, at: int) -> int | None:
    """Last word of a place of the lists that begins here with a capital."""
    if not words.capital(at) or words.in_capitals(at):
        return None
    names = lexicon.phrases()
    for key in names.at(words.lower, at):
        if names.kinds[key] != "organisation":
            sure = key[0] not in lexicon.ordinary() or words.lower[at - 1] in words_for("links")
            if sure and not lexicon.no_names().issuperset(key):
                return at + len(key) - 1
    return None


def _may_be_place(words: Words, at: int) -> bool:
    """Whether a word that no list has is the name of a place or a region by its capital."""
    word = words.lower[at]
    return (
        words.capital(at)
        and len(word) > 3
        and words.written[at][1:].islower()
        and word not in lexicon.no_names()
        and word not in lexicon.telling("national")
        and word not in words_for("general")
        and not ENDINGS_OF_NOUNS.search(word.removesuffix("en"))
        and not lexicon.is_word(word)
    )

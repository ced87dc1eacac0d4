"""Where a surname ends that begins at a word: prefixes in all their forms, and double names."""

import re

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.text_words import ENDINGS_OF_NOUNS, Words

ENDINGS_OF_SURNAMES = re.compile(
    r"..(?:[oe]va?|[sc]k[aiy]|wicz|escu|eanu|oglu|stra|sma|inga|[ns]sen|ovic|vic|nyi"
    r"|enko|chuk|yan|dze|shvili|zadeh|nejad|zai|singh|persad|lal|ouli|oudi|aoui|madi|zada)$"
)
LOOKS_LIKE_SURNAME = re.compile(
    rf"{ENDINGS_OF_SURNAMES.pattern}|..(?:berg|mann?s?|kamp|horst|me[iy]j?er|broek|dijk|hof|laar|oven"
    r"|inc?k|veld|brink|burg|haar|sson|voort|huis|huizen)$"
)
MOST_PREFIXES = 4
_SHORT = frozenset(("v", "d", "vd", "vdr", "vdn"))
"""Prefixes in short: "v.d. Naam", "vd Naam", "v/d Naam", "v. Naam"."""
_AFTER_SHORT = re.compile(r"\.\s?|\s|/|\s?'|\.\s?'")
_FIRST_OF_TWO = frozenset(("oude", "olde", "groot", "grote", "klein", "kleine", "lange", "nieuwe"))
"""Adjectives that begin a surname of two words: "Oude Achternaam"."""
_FIRST_OF_SEVERAL = frozenset(("in", "op", "aan", "bij", "uit", "onder", "over", "voor"))
"""Prefixes only where another one follows: "in 't Naam", "op den Naam"."""


def surname(words: Words, index: int) -> int | None:
    """Last word of the surname that begins here, be it double: "van der Achternaam-de Naam"."""
    last = _single(words, index)
    if last is None or not words.joined(last + 1) or words.gaps[last + 1].strip() != "-":
        return last
    second = _single(words, last + 1)
    return last if second is None else second


def after_prefixes(words: Words, index: int) -> int:
    """The word after all prefixes that stand here; the same word where there are none."""
    at = index
    following = words.lower[at + 1 : at + 2]
    if words.lower[at] in _FIRST_OF_SEVERAL and following and following[0] in lexicon.PREFIXES:
        at += 1
    while at - index < MOST_PREFIXES and at + 1 < len(words):
        word, gap = words.lower[at], words.gaps[at + 1]
        if word in _FIRST_OF_TWO and words.capital(at) and words.capital(at + 1) and gap == " ":
            at += 1
            continue
        if word in _SHORT and (at == index or words.written[at].islower()):
            if not _AFTER_SHORT.fullmatch(gap):
                break
        elif word not in lexicon.PREFIXES or not words.joined(at + 1):
            break
        at += 1
    return at


def short_prefix(words: Words, index: int) -> bool:
    """Whether a prefix in short stands here, with a word behind it."""
    if words.lower[index] not in _SHORT or index + 1 >= len(words):
        return False
    written = words.written[index]
    if written == "D" or (written == "V" and words.lower[index + 1] not in ("d", "dr", "t")):
        return False
    return bool(_AFTER_SHORT.fullmatch(words.gaps[index + 1]))


def may_be_surname(words: Words, index: int) -> bool:
    """Whether a word can be the last of a surname, by its capital and its ending."""
    if index >= len(words) or not words.capital(index) or words.in_capitals(index):
        return False
    word = words.lower[index]
    if len(word) < 2 or word in lexicon.no_names() or word in lexicon.PREFIXES:
        return False
    return (
        word in lexicon.surnames()
        or not ENDINGS_OF_NOUNS.search(word)
        or ((word,) in lexicon.phrases().kinds)
    )


def unlikely(words: Words, first: int, last: int) -> bool:
    """Whether a surname with a prefix is no one of the lists, and its last word is one of Dutch."""
    word = words.lower[last]
    return not known(words, first, last) and (lexicon.is_word(word) or lexicon.is_compound(word))


def known(words: Words, first: int, last: int) -> bool:
    """Whether a surname from its first prefix to its last word is one of the lists."""
    if last > first:
        return tuple(words.lower[last - 1 : last + 1]) in lexicon.prefixed_surnames()
    return words.lower[last] in lexicon.surnames()


def _single(words: Words, index: int) -> int | None:
    """Last word of the surname that begins here, prefixes included."""
    if index >= len(words):
        return None
    last = after_prefixes(words, index)
    # "van 't Naam", "Voornaam de Naam": the word alone is one of policy.
    telling = last > index and (
        words.lower[last - 1] in ("t", "der", "den")
        or (
            index > 0
            and words.capital(index - 1)
            and words.lower[index - 1] in lexicon.given_names()
        )
        or (words.capital(index) and words.lower[index - 1] in lexicon.telling("courtesy"))
    )
    after_initial = (
        last > index > 0
        and len(words.written[index - 1]) == 1
        and words.capital(index - 1)
        and words.gaps[index].startswith(".")
    )
    if (
        not may_be_surname(words, last)
        and not (after_initial and words.capital(last))
        and not (telling and words.capital(last) and known(words, index, last))
    ):
        return None
    # "O'Naam", "D'Naam": the apostrophe is not that of a quotation.
    if len(words.written[last]) == 1:
        return None
    return last

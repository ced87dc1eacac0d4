"""Names of people, by rules over words and the lexicon.

What is found is a name in its context: after a title, after initials, as given name and surname,
after a prefix that belongs to the surname. A surname alone is no finding, so that an author may be
cited; a word that is also an ordinary word needs a capital inside a sentence or a telling word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import ENDINGS_OF_NOUNS, Words

_ENDINGS_OF_SURNAMES = re.compile(
    r"..(?:[oe]va?|[sc]k[aiy]|wicz|escu|eanu|oglu|stra|sma|inga|[ns]sen|ovic|vic|nyi)$"
)
_LOOKS_LIKE_SURNAME = re.compile(
    rf"{_ENDINGS_OF_SURNAMES.pattern}|..(?:berg|mann?s?|kamp|horst|me[iy]j?er|broek|dijk|hof|laar|oven"
    r"|inc?k|veld|brink|burg|haar|sson)$"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,5}(?=[A-Za-z'])")
_MOST_GIVEN_NAMES = 4
_NO_INITIALS = frozenset(("BV", "NV", "VS", "US", "UK", "EU", "VN"))


def find_people(words: Words) -> Iterator[Finding]:
    """People in the words of a folded text."""
    for match in _INITIALS.finditer(words.text):
        yield from _after_initials(words, match)
    telling = _telling_words()
    done = -1
    for index, word in enumerate(words.lower):
        if index > done and (words.capitals[index] or word in telling):
            # None means no name; 0 is the first word of the text, alone a name.
            ends = (rule(words, index) for rule in (_titled, _named, _prefixed))
            last = next((end for end in ends if end is not None), None)
            if last is not None:
                yield Finding("person", *words.span(index, last))
                done = last


@cache
def _telling_words() -> frozenset[str]:
    """Words without a capital with which a name may begin."""
    return (
        lexicon.telling("courtesy")
        | lexicon.telling("roles")
        | lexicon.PREFIXES
        | lexicon.further_given_names()
    )


def _after_initials(words: Words, match: re.Match[str]) -> Iterator[Finding]:
    """ "J.P. Jansen", "K. van Veen"; a single letter ("part X. Then") needs a surname."""
    letters = re.sub(r"\W", "", match.group())
    if letters in _NO_INITIALS:
        return
    following = bisect_left(words.starts, match.end())
    last = _surname(words, following)
    if last is None:
        return
    name = words.lower[last]
    sure = name in lexicon.surnames() or _LOOKS_LIKE_SURNAME.search(name)
    if len(letters) == 1 and last == following and not sure:
        return
    yield Finding("person", match.start(), words.found[last].end())


def _titled(words: Words, index: int) -> int | None:
    """ "mevrouw De Vries", "drs. K. van Veen", "wethouder Pietersen"."""
    word = words.lower[index]
    if words.in_capitals(index) or not (
        word in lexicon.telling("courtesy") or word in lexicon.telling("roles")
    ):
        return None
    following = index + 1
    if words.lower[index : index + 3] == ["officier", "van", "justitie"]:
        following = index + 3
    if following >= len(words) or not re.fullmatch(r"\.?\s{1,2}|:\s", words.gap(following)):
        return None
    if (
        word in lexicon.telling("courtesy")
        and (last := _small_surname(words, following)) is not None
    ):
        return last
    while (
        following + 1 < len(words)
        and len(words.word(following)) == 1
        and (words.capital(following) or words.word(following) in "vd")
        and re.fullmatch(r"\.\s?|\s|/", words.gap(following + 1))
    ):
        following += 1
    last = _surname(words, following)
    if last is None:
        return None
    if word in lexicon.telling("courtesy") or words.capital(following):
        if (
            word in lexicon.telling("roles")
            and last == following
            and (words.lower[last],) in lexicon.phrases().kinds
        ):
            return None
        return last
    pair = tuple(words.lower[last - 1 : last + 1])
    return last if pair in lexicon.prefixed_surnames() else None


def _small_name(words: Words, index: int) -> int | None:
    """ "fatima el idrissi"; a name that is also a word ("jan") needs a surname with a prefix."""
    if words.lower[index] not in lexicon.further_given_names() or not words.joined(index + 1):
        return None
    last = _small_surname(words, index + 1)
    plain = words.lower[index] in lexicon.plain_given_names()
    return last if plain or (last and last > index + 1) else None


def _small_surname(words: Words, index: int) -> int | None:
    """Last word of a known surname without a capital: "mevrouw de vries", "fatima el idrissi"."""
    pair = tuple(words.lower[index : index + 2])
    if (
        pair in lexicon.prefixed_surnames()
        and words.joined(index + 1)
        and pair[1] not in lexicon.no_names()
    ):
        return index + 1
    known = words.lower[index] in lexicon.plain_surnames()
    return index if known else None


def _named(words: Words, index: int) -> int | None:
    """A given name with a surname or an initial, or alone inside a sentence."""
    word = words.lower[index]
    if not words.capital(index):
        return _small_name(words, index)
    if word not in lexicon.given_names():
        return _with_unknown_given_name(words, index)
    common = word in lexicon.ordinary()
    last = index
    while (
        last - index < _MOST_GIVEN_NAMES
        and words.joined(last + 1)
        and words.capital(last + 1)
        and words.lower[last + 1] in lexicon.further_given_names()
    ):
        last += 1
    following = last + 1
    if words.joined(following):
        surname = _surname(words, following)
        if surname is not None and not _is_body(words, following):
            prefixed = surname > following
            known = words.lower[surname] in lexicon.surnames()
            if prefixed or known or not (common or word in lexicon.no_names()):
                return surname
        if (
            len(words.word(following)) == 1
            and words.capital(following)
            and words.text[words.found[following].end() :][:1] == "."
            and word not in lexicon.no_names()
        ):
            return following
    if words.in_capitals(index) and not common and word not in lexicon.no_names():
        while (
            words.joined(last + 1)
            and words.in_capitals(last + 1)
            and words.lower[last + 1] in lexicon.surnames_and_prefixes()
        ):
            last += 1
    if last > index and not common:
        return last
    if word in lexicon.no_names() or len(word) < 3 or words.in_capitals(index):
        return None
    if common and words.opens(index):
        return None
    return last


def _with_unknown_given_name(words: Words, index: int) -> int | None:
    """An unknown given name inside a sentence before a surname that can be nothing else."""
    following = index + 1
    if words.opens(index) or not words.joined(following) or not _may_be_surname(words, index):
        return None
    surname = words.lower[following]
    known = surname in lexicon.surnames() and surname not in lexicon.ordinary()
    telling = words.capital(following) and (known or _ENDINGS_OF_SURNAMES.search(surname))
    return following if telling and _may_be_surname(words, following) else None


def _prefixed(words: Words, index: int) -> int | None:
    """ "Van Dijk", "el Idrissi": a surname with the prefix that belongs to it."""
    word = words.lower[index]
    if word not in lexicon.PREFIXES or words.in_capitals(index):
        return None
    last = _surname(words, index)
    if last is None or last == index:
        return None
    if tuple(words.lower[index : last + 1]) in lexicon.phrases().kinds:
        return None
    if tuple(words.lower[last - 1 : last + 1]) in lexicon.prefixed_surnames():
        return last
    if word == "el" or (word == "al" and words.gap(index + 1) == "-"):
        return last
    inside = words.capital(index) and not words.opens(index)
    telling = word in ("van", "ait", "ben", "al", "bin", "ould", "ter", "ten")
    if inside and telling and words.lower[last] in lexicon.surnames():
        return last
    return None


def _surname(words: Words, index: int) -> int | None:
    """Last word of the surname that begins here, be it double: "van der Heijden-de Wit"."""
    last = _single_surname(words, index)
    if last is None or not words.joined(last + 1) or words.gap(last + 1).strip() != "-":
        return last
    second = _single_surname(words, last + 1)
    return last if second is None else second


def _single_surname(words: Words, index: int) -> int | None:
    """Last word of the surname that begins here, prefixes included."""
    last = index
    if words.lower[index : index + 2] in (["in", "t"], ["op", "den"], ["op", "de"], ["in", "den"]):
        last += 1
    while (
        last - index < 4
        and last + 1 < len(words)
        and words.lower[last] in lexicon.PREFIXES
        and words.joined(last + 1)
    ):
        last += 1
    return last if _may_be_surname(words, last) else None


def _may_be_surname(words: Words, index: int) -> bool:
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


def _is_body(words: Words, index: int) -> bool:
    """Whether a public body or a word of policy follows."""
    word = words.lower[index]
    return word in lexicon.no_names() and word not in lexicon.PREFIXES

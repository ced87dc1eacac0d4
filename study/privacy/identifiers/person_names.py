"""Names of people, by rules over words and the lexicon.

What is found is a name in its context: after a title, after initials, as given name and surname,
after a prefix that belongs to the surname, beside a verb of saying. A surname alone is no finding,
so that an author may be cited; a word that is also an ordinary word needs a capital inside a
sentence or a telling word.
"""

import re
from collections.abc import Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.initials import initials, may_be_initials
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.surnames import (
    ENDINGS_OF_SURNAMES,
    LOOKS_LIKE_SURNAME,
    MOST_PREFIXES,
    after_prefixes,
    known,
    may_be_surname,
    short_prefix,
    surname,
    unlikely,
)
from study.privacy.identifiers.text_words import ENDINGS_OF_FIELDS, ENDINGS_OF_NOUNS, Marks, Words

_MOST_GIVEN_NAMES = 4
_TITLED, _GIVEN, _PREFIX, _SURNAME, _SAYING, _INITIAL, _BACKWARDS, _LEADING, _ACTING = (
    1 << bit for bit in range(9)
)

_AFTER_COURTESY = re.compile(r" ?\.?\s{1,2}'?|:\s")
_AFTER_ROLE = re.compile(r"(?: {1,2}|\t|\n)'?|:\s")

_LIKE_A_SURNAME = re.compile(
    rf"{LOOKS_LIKE_SURNAME.pattern}|..(?:veen|bergen|hoven|beek|boom|stein|velde|daal|kerken)$"
)

_OF_THREE_WORDS = frozenset((("officier", "van", "justitie"), ("hoofd", "van", "dienst")))
"""Titles behind which no field of policy stands, and only a name has a capital."""

_TITLES_OF_NOTHING_ELSE = frozenset(
    ("mevrouw", "meneer", "mijnheer", "dhr", "mevr", "mw", "juffrouw", "mrs", "heer", "hr", "drs")
)

_NOBODY = frozenset(("X", "Y", "Z", "N", "NN"))
"""Letters that stand for a name that is left out."""

Bounds = tuple[int, int] | None
"""First and last word of a name."""


def find_people(words: Words) -> Iterator[Finding]:
    """People in the words of a folded text."""
    marks = [(i, mark) for i, word in enumerate(words.written) if (mark := _MARKS[word])]
    done = -1
    for index, mark in marks:
        if index <= done:
            continue
        for flag, rule in _RULES:
            if mark & flag and (bounds := rule(words, index)) is not None:
                yield Finding("person", *words.span(*bounds))
                done = max(done, bounds[1])
                break


def _mark(word: str) -> int:
    lower, capital = word.lower(), word[0].isupper()
    mark = 0
    of_one = lower in lexicon.telling("courtesy") or lexicon.is_role(lower)
    if of_one or lexicon.is_role_of_several(lower):
        mark |= _TITLED
    if lexicon.is_given_name(lower) if capital else lower in lexicon.further_given_names():
        mark |= _GIVEN
    if lower in lexicon.PREFIXES or lower in ("v", "vd", "vdr", "in", "op", "aan", "uit"):
        mark |= _PREFIX
    like_surname = lower in lexicon.surnames() or ENDINGS_OF_SURNAMES.search(lower)
    if like_surname and capital and not word.isupper():
        mark |= _SURNAME
    if lower in lexicon.telling("saying"):
        mark |= _SAYING
    if may_be_initials(word):
        mark |= _INITIAL
    if lower in lexicon.telling("before_person"):
        mark |= _LEADING
    if lower in ("is", "was") or lower in lexicon.telling("acting"):
        mark |= _ACTING
    if (
        not capital
        and word[-1].isupper()
        and word[:-1].islower()
        and lexicon.is_plain_name(lower[::-1])
    ):
        mark |= _BACKWARDS
    return mark


_MARKS = Marks(_mark)


def _titled(words: Words, index: int) -> Bounds:
    """ "mevrouw De Naam", "drs. A. van Naam", "de heer K.", "wethouders Achternaam en Naam"."""
    if lexicon.is_role_of_several(words.lower[index]):
        # "onderzoekers van Regioplan" are nobody of that name.
        sure = words.lower[index] in lexicon.telling("courtesy") or words.capital(index + 1)
        bounds = _with_title(words, index, index + 1) if sure else None
    elif words.gaps[index + 1] == "'" and words.lower[index + 1 : index + 2] == ["s"]:
        bounds = _with_title(words, index, index + 2)
    else:
        return _with_title(words, index, index + 1)
    return None if bounds is None else (index, _last_of_several(words, bounds[1]))


def _last_of_several(words: Words, last: int) -> int:
    """Last word of a row of names: "Achternaam, Naam en Woord"."""
    while last + 1 < len(words):
        at = last + 1
        if words.gaps[at] == " " and words.lower[at] in ("en", "of", "and") and at + 1 < len(words):
            at += 1
        elif words.gaps[at] != ", ":
            break
        letters = initials(words, at)
        following = at if letters is None else letters + 1
        end = surname(words, following) if words.gaps[at][-1:] == " " else None
        if end is None or (letters is None and not _is_name(words, at, end)):
            break
        last = end
    return last


def _is_name(words: Words, first: int, last: int) -> bool:
    name = words.lower[last]
    return known(words, first, last) or name in lexicon.given_names() or not _is_word(name)


def _with_title(words: Words, index: int, following: int) -> Bounds:
    """A title, and the name that begins with the word ``following``."""
    word = words.lower[index]
    if words.in_capitals(index):
        return None
    courtesy = word in lexicon.telling("courtesy")
    if tuple(words.lower[index : index + 3]) in _OF_THREE_WORDS:
        following, courtesy = index + 3, True
    between = _AFTER_COURTESY if courtesy else _AFTER_ROLE
    if following >= len(words) or not between.fullmatch(words.gaps[following]):
        return None
    if courtesy and (last := _small_surname(words, following)) is not None:
        return index, last
    if courtesy and (last := _small_unknown(words, following)) is not None:
        return index, last
    letters = initials(words, following)
    if letters is not None and words.written[following] not in _NOBODY:
        last = surname(words, letters + 1) if words.joined_after_initial(letters + 1) else None
        if last is not None:
            return index, last
        lone = courtesy or words.gaps[letters + 1].startswith(".")
        return (index, letters) if lone and word not in lexicon.telling("no_lone_initial") else None
    core = after_prefixes(words, following)
    if courtesy and core > following and (letters := initials(words, core)) is not None:
        return index, letters
    last = surname(words, following)
    if last is None:
        # Behind a title any word with a capital is a name, also one that ends like a noun.
        sure = courtesy or not word.endswith(tuple(lexicon.telling("roles_with_field")))
        return (index, core) if _may_be_titled(words, core, sure) else None
    if courtesy or words.capital(following) or short_prefix(words, following):
        field = (words.lower[last],) in lexicon.phrases().kinds
        if not courtesy and last == following and field:
            return None
        return index, last
    return (index, last) if known(words, following, last) else None


def _may_be_titled(words: Words, index: int, courtesy: bool) -> bool:
    """Whether a word with a capital behind a title is a surname that no list has."""
    word = words.lower[index]
    if not words.capital(index) or words.in_capitals(index) or len(word) < 4:
        return False
    if word in lexicon.no_names() or lexicon.is_role(word):
        return False
    field = ENDINGS_OF_FIELDS.search(word) or (word,) in lexicon.phrases().kinds
    if words.lower[index - 1] in _TITLES_OF_NOTHING_ELSE and not lexicon.is_formed(word):
        field = False
    return (
        not lexicon.is_listed_word(word)
        and not field
        and (courtesy or not _is_word(word) or bool(_LIKE_A_SURNAME.search(word)))
    )


def _small_surname(words: Words, index: int) -> int | None:
    """Last word of a known surname without a capital: "mevrouw de naam", "voornaam el naam"."""
    pair = tuple(words.lower[index : index + 2])
    if (
        pair in lexicon.prefixed_surnames()
        and words.joined(index + 1)
        and pair[1] not in lexicon.no_names()
    ):
        return index + 1
    return index if words.lower[index] in lexicon.plain_surnames() else None


def _small_unknown(words: Words, index: int) -> int | None:
    """A surname that no list has, without a capital behind a title: "mw. ten kroode"."""
    core = after_prefixes(words, index)
    word = words.written[core]
    unknown = len(word) > 3 and word.islower() and not _is_word(word)
    return core if unknown and words.lower[core] not in lexicon.telling("function_words") else None


def _after_initials(words: Words, index: int) -> Bounds:
    """ "A.B. Naam", "A.Ph. de Naam", "ABC Naam", "Naam, A.Chr."; two alone ("T.B.") too."""
    last_initial = initials(words, index)
    if last_initial is None:
        return None
    count = sum(map(len, words.written[index : last_initial + 1]))
    dotted = words.gaps[last_initial + 1].startswith(".")
    following = last_initial + 1
    if words.joined_after_initial(following):
        last = surname(words, following)
        if last is not None and _fits_initials(words, following, last, count, dotted):
            return index, last
    if not dotted:
        return None
    before = index - 1
    if before >= 0 and re.fullmatch(r",?\s", words.gaps[index]) and _is_cited(words, before):
        return before, last_initial
    alone = last_initial > index and "".join(words.written[index : last_initial + 1])
    if alone and alone.lower() not in lexicon.telling("no_initials"):
        return index, last_initial
    return None


def _fits_initials(words: Words, first: int, last: int, count: int, dotted: bool) -> bool:
    """A single letter ("part X. Then") and letters without points need a surname that is one."""
    name = words.lower[last]
    sure = known(words, first, last) or bool(LOOKS_LIKE_SURNAME.search(name))
    if not dotted:
        return sure and (name,) not in lexicon.phrases().kinds
    before = words.lower[first - 2] if first > 1 and not words.opens(first - 1) else ""
    between = before and before.islower() and before not in lexicon.telling("before_letters")
    of_a_field = name in lexicon.no_names() or ENDINGS_OF_FIELDS.search(name)
    if between and not of_a_field and not lexicon.is_formed(name):
        return True
    inside = before and (
        not words.capital(first - 2) or before in lexicon.telling("function_words")
    )
    unknown = bool(inside) and len(name) > 3 and not _is_word(name)
    return sure or count > 1 or last > first or unknown


def _is_cited(words: Words, index: int) -> bool:
    """Whether a surname stands before initials, as in a list of names."""
    return may_be_surname(words, index) and (
        words.lower[index] in lexicon.surnames()
        or bool(LOOKS_LIKE_SURNAME.search(words.lower[index]))
    )


def _named(words: Words, index: int) -> Bounds:
    """A given name with a surname or an initial, or alone inside a sentence."""
    word = words.lower[index]
    if not words.capital(index):
        last = _small_name(words, index)
        return None if last is None else (index, last)
    common = word in lexicon.ordinary()
    last = _last_given_name(words, index)
    following = last + 1
    if words.joined(following):
        end = surname(words, following)
        if end is not None and not _is_body(words, following):
            prefixed = end > following
            if (
                (prefixed and not (common and unlikely(words, following, end)))
                or words.lower[end] in lexicon.surnames()
                or not (common or word in lexicon.no_names())
            ):
                return index, end
        if (
            len(words.written[following]) == 1
            and words.capital(following)
            and words.gaps[following + 1].startswith(".")
            and word not in lexicon.no_names()
        ):
            return index, following
    if words.in_capitals(index) and not common and word not in lexicon.no_names():
        while (
            words.joined(last + 1)
            and words.in_capitals(last + 1)
            and words.lower[last + 1] in lexicon.surnames_and_prefixes()
        ):
            last += 1
    if last > index and (not common or words.gaps[index + 1] == "-"):
        return index, last
    if word in lexicon.no_names() or len(word) < 3 or words.in_capitals(index):
        return None
    if common and words.opens(index):
        return (index, last) if _acts(words, last) else None
    return index, last


def _last_given_name(words: Words, index: int) -> int:
    """Last of the given names that begin here: "Voornaam Roepnaam", "Voornaam-Roepnaam"."""
    last = index
    while last - index < _MOST_GIVEN_NAMES and words.joined(last + 1) and words.capital(last + 1):
        following = words.lower[last + 1]
        hyphen = words.gaps[last + 1] == "-" and not words.in_capitals(last + 1)
        double = hyphen and following not in lexicon.no_names() and not _is_word(following)
        if following not in lexicon.further_given_names() and not double:
            break
        last += 1
    return last


def _small_name(words: Words, index: int) -> int | None:
    """ "voornaam", "voornaam el naam"; one that is a word ("mei") needs a surname with a prefix."""
    plain = words.lower[index] in lexicon.plain_given_names()
    alone = plain and (_says(words, index, index) or _is_small_name(words, index))
    if not words.joined(index + 1):
        return index if alone else None
    core = after_prefixes(words, index + 1)
    name = words.lower[index + 1]
    if name in lexicon.plain_surnames() and lexicon.is_plain_name(name):
        return index + 1
    last = _small_surname(words, max(index + 1, core - 1))
    if last is not None and (plain or last > index + 1):
        return last
    return index if alone else None


def _is_small_name(words: Words, index: int) -> bool:
    """Whether a given name in small letters that is no word stands in a sentence, not in code."""
    word = words.written[index]
    before, after = words.gaps[index][-1:], words.gaps[index + 1][:2]
    return (
        len(word) >= _SHORTEST_SMALL
        and word.islower()
        and not lexicon.is_word(word)
        and (not before or before in _BEFORE_SMALL)
        and (not after or after[0] in _AFTER_SMALL)
        and not (len(after) > 1 and after[0] in ".:" and not after[1].isspace())
    )


_SHORTEST_SMALL = 4
_BEFORE_SMALL = " \n\t\"'(|;,>"
_AFTER_SMALL = " \n\t\"')|;,.?!:<"


def _surname_first(words: Words, index: int) -> Bounds:
    """A surname that opens a sentence: a word, and "eerder bij" or "belde"."""
    if not words.opens(index) or not words.capital(index) or index + 1 >= len(words):
        return None
    word, following = words.lower[index], words.lower[index + 1]
    if word not in lexicon.plain_surnames() or lexicon.is_listed_word(word):
        return None
    if word in lexicon.ordinary() or (word,) in lexicon.phrases().kinds:
        return None
    gap = words.gaps[index + 1]
    told = gap == ", " and following in lexicon.telling("before_apposition")
    return (index, index) if told or (gap == " " and following in _done_by_people()) else None


def _done_by_people() -> frozenset[str]:
    """What no author does in a text that cites him."""
    return lexicon.telling("acting") - lexicon.telling("also_of_authors")


def _with_surname(words: Words, index: int) -> Bounds:
    """A word with a capital before a surname: "Voornaam van Achternaam", "Voornaam Achternaam"."""
    first = index
    while (
        index - first < MOST_PREFIXES
        and first > 0
        and words.lower[first - 1] in lexicon.PREFIXES
        and words.joined(first)
    ):
        first -= 1
    given = first - 1
    if given < 0 or not words.joined(first) or words.in_capitals(given):
        return None
    if not may_be_surname(words, given) or not may_be_surname(words, index):
        return None
    name = words.lower[index]
    prefixes = index - first
    if prefixes:
        place = (name,) in lexicon.phrases().kinds
        sure = known(words, first, index) or (prefixes > 1 and not unlikely(words, first, index))
        return (given, index) if sure and not place and _may_be_given(words, given) else None
    certain = name in lexicon.surnames() and name not in lexicon.ordinary()
    if not (certain or ENDINGS_OF_SURNAMES.search(name)):
        return None
    if not words.opens(given):
        return given, index
    return (given, index) if _may_be_given(words, given) else None


def _is_given_before(words: Words, index: int) -> bool:
    """Whether a word that can be a given name stands directly before a surname."""
    given = index - 1
    return (
        given >= 0
        and words.joined(index)
        and may_be_surname(words, given)
        and _may_be_given(words, given)
    )


def _may_be_given(words: Words, index: int) -> bool:
    """Whether a word with a capital can be a given name, be it the first of a sentence."""
    word = words.lower[index]
    if word in lexicon.no_names() or len(word) < 3:
        return False
    return word in lexicon.given_names() or not _is_word(word)


def _prefixed(words: Words, index: int) -> Bounds:
    """ "Van Naam", "el Naam", "v.d. Naam", "'t Naam": a surname with its prefix."""
    core = after_prefixes(words, index)
    if core == index or not words.capital(core) or words.in_capitals(index):
        return None
    last = surname(words, index)
    if last is None or last == index:
        return None
    if words.lower[index] in ("in", "op", "aan", "uit") and words.opens(index):
        return None
    if core - index > 1 and _is_given_before(words, index) and not unlikely(words, index, last):
        return index - 1, last
    if tuple(words.lower[index : last + 1]) in lexicon.phrases().kinds:
        return None
    if short_prefix(words, index) and words.lower[index] != "v":
        return index, last
    if known(words, index, last) or (
        words.lower[index] == "v" and words.lower[last] in lexicon.surnames()
    ):
        return index, last
    word = words.lower[index]
    if word == "el" or (word == "al" and words.gaps[index + 1] == "-"):
        return index, last
    # Also with the s of "in Van Naams tijd".
    name = words.lower[last]
    listed = (
        not lexicon.surnames().isdisjoint((name, name.removesuffix("s")))
        or lexicon.inflected(name) is not None
    )
    if word == "t" and words.gaps[index].endswith("'"):
        return (index, last) if listed else None
    if words.lower[core - 1] in ("t", "der", "den") and words.capital(index):
        return index, last
    if word in ("ten", "ter") and words.opens(index):
        return None if words.lower[core] in lexicon.dutch_words() else (index, last)
    inside = words.capital(index) and not words.opens(index)
    telling = word in ("van", "ait", "ben", "al", "bin", "ould", "ter", "ten")
    return (index, last) if inside and telling and (listed or not _is_word(name)) else None


def _after_leading_word(words: Words, index: int) -> Bounds:
    """Two words that no list has, with capitals, behind "van" or "met": "met Voornaam Naam"."""
    given, last = index + 1, index + 2
    if last >= len(words) or words.gaps[given] != " " or words.gaps[last] != " ":
        return None
    if words.capital(last + 1) and words.joined(last + 1) and not words.in_capitals(last + 1):
        return None
    return (given, last) if _unknown_pair(words, given, last) else None


def _opening_pair(words: Words, index: int) -> Bounds:
    """Two words that no list has, before what a person is: "Voornaam Achternaam is de"."""
    given, last = index - 2, index - 1
    if given < 0 or words.gaps[index] != " " or words.gaps[last] != " " or not words.opens(given):
        return None
    being = words.lower[index] in ("is", "was")
    if being and words.lower[index + 1 : index + 2] not in (["de"], ["het"], ["een"], ["onze"]):
        return None
    return (given, last) if _unknown_pair(words, given, last) else None


def _unknown_pair(words: Words, given: int, last: int) -> bool:
    """Whether two words can be a given name and a surname; this one may be a compound."""
    if not _unknown_name(words, given):
        return False
    word, written = words.lower[last], words.written[last]
    compound = written[1:].islower() and lexicon.is_compound(word)
    plain = lexicon.is_listed_word(word) or word in lexicon.no_names()
    fits = words.capital(last) and compound and len(word) > 5 and not plain
    return _unknown_name(words, last) or (fits and not ENDINGS_OF_FIELDS.search(word))


def _unknown_name(words: Words, index: int) -> bool:
    word, written = words.lower[index], words.written[index]
    return (
        len(word) > 3
        and written[0].isupper()
        and written[1:].islower()
        and word not in lexicon.no_names()
        and (word,) not in lexicon.phrases().kinds
        and (word in lexicon.surnames() or not (_is_word(word) or ENDINGS_OF_FIELDS.search(word)))
    )


def _saying(words: Words, index: int) -> Bounds:
    """ "Voornaam zei", "zei Voornaam-Roepnaam": a word with a capital that says something."""
    pairs = lexicon.saying_pairs().get(words.lower[index])
    if pairs and pairs.isdisjoint(words.lower[index + 1 : index + 4]):
        return None
    before, after = index - 1, index + 1
    if before >= 0 and words.gaps[index] == " " and _may_say(words, before):
        first = before
        if first > 0 and words.gaps[first] == "-" and words.capital(first - 1):
            first -= 1
        return first, before
    if after < len(words) and words.gaps[after] == " " and _may_say(words, after):
        last = after
        if words.joined(last + 1) and words.gaps[last + 1] == "-" and words.capital(last + 1):
            last += 1
        return after, last
    return None


def _acts(words: Words, last: int) -> bool:
    """Whether what a person does follows: "Voornaam vindt", "Voornaam, de coordinator, trok"."""
    if last + 1 >= len(words):
        return False
    gap, word = words.gaps[last + 1], words.lower[last + 1]
    if gap == " ":
        return word in lexicon.telling("saying") or word in lexicon.telling("acting")
    return gap == ", " and word in lexicon.telling("before_apposition")


def _says(words: Words, first: int, last: int) -> bool:
    """Whether a verb of saying stands directly before or after these words."""
    verbs = lexicon.telling("saying")
    after = last + 1 < len(words) and words.gaps[last + 1] == " " and words.lower[last + 1] in verbs
    return after or (first > 0 and words.gaps[first] == " " and words.lower[first - 1] in verbs)


def _may_say(words: Words, index: int) -> bool:
    """Whether an unknown word with a capital is more likely a name than anything else."""
    written, word = words.written[index], words.lower[index]
    if len(word) < 3 or not words.capital(index) or not written[1:].islower():
        return False
    if word in lexicon.no_names() or word in lexicon.telling("national"):
        return False
    if (word,) in lexicon.phrases().kinds or word in lexicon.telling("speakers"):
        return False
    # Inside a sentence Dutch gives no other word a capital.
    return not words.opens(index) or not (
        _is_word(word) or ENDINGS_OF_NOUNS.search(word) or word in lexicon.telling("function_words")
    )


def _is_word(word: str) -> bool:
    return lexicon.is_word(word) or lexicon.is_compound(word)


def _is_body(words: Words, index: int) -> bool:
    """Whether a public body or a word of policy follows."""
    word = words.lower[index]
    return word in lexicon.no_names() and word not in lexicon.PREFIXES


_RULES = (
    (_TITLED, _titled),
    (_GIVEN, _named),
    (_PREFIX, _prefixed),
    (_INITIAL, _after_initials),
    (_SURNAME, _with_surname),
    (_SURNAME, _surname_first),
    (_LEADING, _after_leading_word),
    (_ACTING, _opening_pair),
    (_SAYING, _saying),
    (_BACKWARDS, lambda words, index: (index, index)),
)

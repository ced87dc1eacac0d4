"""Names of people, places and organisations, by rules over words and a lexicon.

What is found is a name in its context: after a title, after initials, as given name and surname,
after a prefix that belongs to the surname. A surname alone is no finding, so that an author may be
cited; a word that is also an ordinary word needs a capital inside a sentence or a telling word.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold
from study.privacy.identifiers.kinds import Finding

_ENDINGS_OF_NOUNS = re.compile(
    r"(?:heid|teit|schap|zorg|handel|beleid|werk|hulp|recht|zaken|dienst|uitbuiting|bestrijding"
    r"|teiten|criminaliteit|isme|tie|ties|ment|keten|bureau|huis|team|wet|plan|raad|domein|punt|centrum|kamer"
    r"|overleg|aanpak|advies|nummer|opvang|ing|ingen|en|tion|ics|ity|ness)$"
)
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
_SENTENCE_ENDS = re.compile(r"[.!?:;\"()\n\r|*/\[\]•·>]|'\s|\s'|\s-\s|\d\)|^-")
_JOINED = re.compile(r"(?:\s|\s?-\s?|\s?'|'\s)?")


@dataclass
class _Words:
    """The words of a folded text with their places."""

    text: str
    found: list[re.Match[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.found = list(lexicon.WORD.finditer(self.text))

    @cached_property
    def capitals(self) -> list[bool]:
        return [self.text[match.start()].isupper() for match in self.found]

    @cached_property
    def starts(self) -> list[int]:
        return [match.start() for match in self.found]

    @cached_property
    def lower(self) -> list[str]:
        return [match.group().lower() for match in self.found]

    def __len__(self) -> int:
        return len(self.found)

    def word(self, index: int) -> str:
        return self.found[index].group()

    def capital(self, index: int) -> bool:
        return index < len(self.found) and self.capitals[index]

    def shouted(self, index: int) -> bool:
        """Whether it is an abbreviation, or written in capitals for another reason."""
        word = self.word(index)
        return len(word) > 1 and word.isupper()

    def gap(self, index: int) -> str:
        """What stands before a word."""
        start = self.found[index - 1].end() if index else 0
        return self.text[start : self.found[index].start()]

    def joined(self, index: int) -> bool:
        """Whether a word belongs to the one before it: a space, a hyphen or an apostrophe."""
        return 0 < index < len(self.found) and bool(_JOINED.fullmatch(self.gap(index)))

    def opens(self, index: int) -> bool:
        """Whether a capital here may be that of a sentence, a heading or a quotation."""
        return index == 0 or bool(_SENTENCE_ENDS.search(self.gap(index)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.found[first].start(), self.found[last].end()


def find_names(text: str) -> Iterator[Finding]:
    """People, places and organisations in a folded text."""
    # A heading in capitals only: the name in it is compared as if written in small letters.
    quiet = text.title() if text.isupper() else text
    words = _Words(quiet if len(quiet) == len(text) else text)
    yield from _people(words)
    yield from _places(words)
    yield from _organisations(text)


# --- People -------------------------------------------------------------------------------------


def _people(words: _Words) -> Iterator[Finding]:
    for match in _INITIALS.finditer(words.text):
        yield from _after_initials(words, match)
    telling = _telling_words()
    done = -1
    for index, word in enumerate(words.lower):
        if index > done and (words.capitals[index] or word in telling):
            # None is no name; 0 is one, of one word, that opens the text.
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


def _after_initials(words: _Words, match: re.Match[str]) -> Iterator[Finding]:
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


def _titled(words: _Words, index: int) -> int | None:
    """ "mevrouw De Vries", "drs. K. van Veen", "wethouder Pietersen"."""
    word = words.lower[index]
    if words.shouted(index) or not (
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


def _small_name(words: _Words, index: int) -> int | None:
    """ "fatima el idrissi"; a name that is also a word ("jan") needs a surname with a prefix."""
    if words.lower[index] not in lexicon.further_given_names() or not words.joined(index + 1):
        return None
    last = _small_surname(words, index + 1)
    plain = words.lower[index] in lexicon.plain_given_names()
    return last if plain or (last and last > index + 1) else None


def _small_surname(words: _Words, index: int) -> int | None:
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


def _named(words: _Words, index: int) -> int | None:
    """A given name with a surname or an initial, or alone inside a sentence."""
    word = words.lower[index]
    if not words.capital(index):
        return _small_name(words, index)
    if word not in lexicon.given_names():
        return _stranger(words, index)
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
    if words.shouted(index) and not common and word not in lexicon.no_names():
        while (
            words.joined(last + 1)
            and words.shouted(last + 1)
            and words.lower[last + 1] in lexicon.surnames_and_prefixes()
        ):
            last += 1
    if last > index and not common:
        return last
    if word in lexicon.no_names() or len(word) < 3 or words.shouted(index):
        return None
    if common and words.opens(index):
        return None
    return last


def _stranger(words: _Words, index: int) -> int | None:
    """An unknown given name inside a sentence before a surname that can be nothing else."""
    following = index + 1
    if words.opens(index) or not words.joined(following) or not _may_be_surname(words, index):
        return None
    surname = words.lower[following]
    known = surname in lexicon.surnames() and surname not in lexicon.ordinary()
    telling = words.capital(following) and (known or _ENDINGS_OF_SURNAMES.search(surname))
    return following if telling and _may_be_surname(words, following) else None


def _prefixed(words: _Words, index: int) -> int | None:
    """ "Van Dijk", "el Idrissi": a surname with the prefix that belongs to it."""
    word = words.lower[index]
    if word not in lexicon.PREFIXES or words.shouted(index):
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


def _surname(words: _Words, index: int) -> int | None:
    """Last word of the surname that begins here, be it double: "van der Heijden-de Wit"."""
    last = _single_surname(words, index)
    if last is None or not words.joined(last + 1) or words.gap(last + 1).strip() != "-":
        return last
    second = _single_surname(words, last + 1)
    return last if second is None else second


def _single_surname(words: _Words, index: int) -> int | None:
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


def _may_be_surname(words: _Words, index: int) -> bool:
    if index >= len(words) or not words.capital(index) or words.shouted(index):
        return False
    word = words.lower[index]
    if len(word) < 2 or word in lexicon.no_names() or word in lexicon.PREFIXES:
        return False
    return (
        word in lexicon.surnames()
        or not _ENDINGS_OF_NOUNS.search(word)
        or ((word,) in lexicon.phrases().kinds)
    )


def _is_body(words: _Words, index: int) -> bool:
    """Whether a public body or a word of policy follows."""
    word = words.lower[index]
    return word in lexicon.no_names() and word not in lexicon.PREFIXES


# --- Places -------------------------------------------------------------------------------------


def _places(words: _Words) -> Iterator[Finding]:
    names, inflected = lexicon.phrases(), lexicon.inflected()
    done = -1
    for index, word in enumerate(words.lower):
        if index <= done:
            continue
        if word in inflected:
            yield Finding("municipality", *words.span(index, index))
        for key in names.by_first.get(word, ()):
            end = index + len(key) - 1
            if tuple(words.lower[index : end + 1]) == key and _stands_as_place(
                words, index, end, key
            ):
                yield Finding(names.kinds[key], *words.span(index, end))
                done = end
                break


def _stands_as_place(words: _Words, first: int, last: int, key: lexicon.Key) -> bool:
    if not all(words.joined(index) for index in range(first + 1, last + 1)):
        return False
    if _names_a_treaty(words, first, last):
        return False
    municipality = lexicon.phrases().kinds[key] == "municipality"
    if len(key) > 1:
        return words.capital(last) or (municipality and key not in _ORDINARY_PHRASES)
    if key[0] not in lexicon.ordinary():
        return (words.capital(first) or len(key[0]) > 3) and not (
            words.shouted(first) and len(key[0]) < 4
        )
    if not words.capital(first) or words.shouted(first):
        return False
    return _after_telling_word(words, first) or (municipality and not words.opens(first))


_ORDINARY_PHRASES = frozenset({("berg", "en", "dal"), ("de", "wolden"), ("west", "betuwe")})


def _after_telling_word(words: _Words, index: int) -> bool:
    if index == 0 or words.gap(index).strip(" '"):
        return False
    before = words.lower[index - 1]
    if before in ("van", "of") and index > 1:
        return words.lower[index - 2] in lexicon.telling("before_place")
    return before in lexicon.telling("before_place")


def _names_a_treaty(words: _Words, first: int, last: int) -> bool:
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


# --- Organisations ------------------------------------------------------------------------------

_PROPER = r"[A-Z][\w&'-]*[a-z0-9][\w&'-]*|[A-Z]{2,10}\b"
_TELLING = (
    "[Ss]tichting|[Bb]ureau|[Vv]ereniging|[Pp]olitie(?:-?\\s?[Ee]enheid)?|[Ee]enheid|GGD|GGz|GGZ"
    "|[Zz]orggroep|(?:[Zz]org- en )?[Vv]eiligheidshuis|(?:[Ss]ociaal )?[Ww]ijkteam|[Bb]uurtteam"
    "|[Ww]ijkcentrum|[Oo]mgevingsdienst|[Vv]eiligheidsregio|RIEC|[Ww]oningcorporatie"
    "|[Ww]oonstichting|[Oo]pvanghuis|[Oo]pvang|[Hh]otel|[Cc]afe|[Rr]estaurant|[Bb]ordeel|[Ss]eksclub|[Cc]lub"
    "|[Bb]asisschool|[Cc]ollege|[Ll]yceum|[Zz]iekenhuis|[Zz]orginstelling|[Aa]dvocatenkantoor"
    "|[Uu]itzendbureau|[Pp]arket|[Aa]rrondissementsparket|[Rr]echtbank|[Gg]erechtshof|[Aa][Zz][Cc]"
    "|[Ww]elzijnsorganisatie|[Ii]nstelling|[Zz]orgaanbieder|[Zz]orgboerderij|[Kk]erk|[Mm]oskee"
    "|[Bb]edrijf|[Ff]irma|[Ff]oundation|[Ss]afety [Hh]ouse|[Oo]penbaar Ministerie|OM"
    "|[Vv]eilig Thuis|[Cc]oncern|[Mm]assagesalon|[Nn]agelstudio|[Ss]choonmaakbedrijf"
    "|[Pp]olitiebureau|[Tt]eam|[Hh]uize|ROC"
)
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:{_TELLING})(?P<link>\s(?:van|de|het|der|den|voor|De|Het|Van|'t)){{0,2}}\s"
    rf"(?P<quote>[\"'])?(?P<name>{_PROPER})"
)
# What follows these is more often a task ("team Handhaving") than a name.
_ALSO_IN_GENERAL = (
    *("bureau", "vereniging", "politie", "eenheid", "ggd", "ggz", "opvang", "college", "rechtbank"),
    *("instelling", "bedrijf", "om", "openbaar", "veilig", "concern", "team", "sociaal"),
    *("wijkteam", "stichting", "club", "kerk"),
)
_COMPANY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w&'-]{0,30}\s){1,4}(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH"
    r"|Ltd|Inc|Holding)(?!\w)"
)


def _organisations(text: str) -> Iterator[Finding]:
    for match in _ORGANISATION.finditer(text):
        name = fold(match.group("name")).text.lower()
        parts = lexicon.words(name)
        if not parts or name in lexicon.telling("national"):
            continue
        article = (match.group("link") or "").strip().istitle()
        if lexicon.no_names().issuperset(parts) and not article:
            continue
        place = (parts[0],) in lexicon.phrases().kinds
        proper = place or article or match.group("quote")
        general = match.group().lower().startswith(_ALSO_IN_GENERAL)
        if general and not proper and _ENDINGS_OF_NOUNS.search(parts[-1]):
            continue
        if match.group("name").isupper() and match.group(0).startswith(("OM", "GGD", "GGZ")):
            continue
        yield Finding("organisation", match.start(), match.end("name"))
    for match in _COMPANY.finditer(text):
        if match.group().split()[0].lower() not in lexicon.no_names():
            yield Finding("organisation", *match.span())


# --- Private names ------------------------------------------------------------------------------

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\-_.,'/@]{0,3}")
_SHORTEST_IN_CODE = 6


class Names:
    """Names of the private project, compiled once for any number of texts.

    A name is found whatever its capitals and accents, with spaces, hyphens, underscores and dots
    exchanged or left out, with the surname first, and with the first word as an initial. Looked up
    word by word in a set of beginnings: the time does not depend on how many names there are.
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        self._keys = {key for name in names for key in _variants(name)}
        self._beginnings = {key[:length] for key in self._keys for length in range(1, len(key) + 1)}

    def find(self, text: str) -> Iterator[Finding]:
        """Every name in a folded text, the longest where one begins with another."""
        parts = list(_PARTS.finditer(text)) if self._keys else []
        index = 0
        while index < len(parts):
            last = self._longest(text, parts, index)
            if last is not None:
                yield Finding("known name", parts[index].start(), parts[last].end())
                index = last
            index += 1

    def _longest(self, text: str, parts: list[re.Match[str]], first: int) -> int | None:
        longest, key = None, ""
        for index in range(first, len(parts)):
            if index > first and not _GAP.fullmatch(
                text, parts[index - 1].end(), parts[index].start()
            ):
                break
            key += parts[index].group().lower()
            if key not in self._beginnings:
                break
            if key in self._keys and self._is_whole(text, parts[first], parts[index], len(key)):
                longest = index
        return longest

    @staticmethod
    def _is_whole(text: str, first: re.Match[str], last: re.Match[str], length: int) -> bool:
        """Not part of a longer code, unless long enough to be told even there ("jandeboer80")."""
        around = text[first.start() - 1 : first.start()] + text[last.end() : last.end() + 1]
        return length >= _SHORTEST_IN_CODE or not any(map(str.isalnum, around))


def _variants(name: str) -> Iterator[str]:
    parts = [part.lower() for part in _PARTS.findall(fold(name).text)]
    key = "".join(parts)
    if len(key) < 2 or (key.isdigit() and len(key) < 3):
        return
    yield key
    if 2 <= len(parts) <= 5 and not any(map(str.isdigit, parts)):
        yield "".join([*parts[1:], parts[0]])
        yield "".join([parts[-1], *parts[:-1]])
        if len("".join(parts[1:])) > 2:
            yield "".join([parts[0][0], *parts[1:]])

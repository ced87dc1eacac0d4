"""The names of the private project, however they are written."""

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold, with_umlauts_written_out
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import Words
from study.study_file import STUDY

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_FIGURES = re.compile(r"(?<!\d[ -])\d{2,}")
_BETWEEN_PARTS = re.compile(r"([^\W\d_]+|\d+)")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_GAP = re.compile(r"[\s\-_.,'/@*`+&|:;()]{0,3}|(?P<mark>[\"'])\s{0,2}[,+.&]?\s{0,2}(?P=mark)")
_LINE_END = re.compile(
    r"[ \t]{0,3}(?:\[\^\w{1,9}\])?,?[-=\\%~*_]{0,3}[ \t]{0,3}\r?\n[\s>#*/|%~:.!;\\_-]{0,60}"
)
"""Between two parts of a name, or of a word, that is broken at the end of a line: with what a line
of a comment, of a quotation or of a catalogue begins with."""
_SHORTEST_IN_CODE = 6
_LONGEST_COMPOUND = 40
_SHORTEST_IN_COMPOUND = 5
_SHORTEST_REST = 3
_PREFIXES_OF_NAMES = frozenset(
    ("ten", "ter", "el", "al", "ben", "bin", "ait", "ould", "da", "dos", "du", "le", "la", "di")
)
"""Prefixes that with a capital begin no phrase of ordinary Dutch words."""
_PREFIXES_OF_NOTHING_ELSE = frozenset(("von", "zu", "ait", "ould", "dos"))
_FEWEST_INITIALS = 4
_OF_A_FILE = re.compile(
    r"\.(?:csv|tsv|txt|xlsx?|docx?|odt|pdf|rtf|qd[pe]x?|mx\d\d|nvpx?|rqda|sqlite3|json|mp[34]|wav|m4a)$"
)
"""Of a file's name the ending is no surname, and what stands before it no given name."""
_MOST_PARTS = 8
"""Words and initials of one name: "A.B.C. van der Achternaam" has six."""
_SHORTEST_INFLECTED = 4
_SHORTEST_IN_SMALL = 6
"""Letters of a name whose inflected forms and compounds are found in small letters too."""
SHORTEST_INSIDE = 7
"""Letters of a name that is found wherever it stands in a longer word: "gesprekmetachternaam"."""
_SHORTEST_SPLIT = 8
"""Letters of a word that is also found with a space in it."""
_SHORTEST_DISGUISED = 5
_MOST_WORDS = 100_000
_FEW_LETTERS = 3
_MOST_IN_IDENTIFIER = 6
_LONGEST_WITH_FIGURES = 80
_IS_NAME, _BEGINS, _WITH_FIGURES = 1, 2, 4
"""A word is a name or holds one; it begins one of several words; one with figures behind it."""

_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_CASES = (str.upper, str.lower, str.title)
_GEORGIAN = re.compile(r"[\u10d0-\u10ff]")
"""Letters whose capitals nobody writes."""

_GROUPS = frozenset(
    part.lower()
    for named in (*STUDY.roles, STUDY.place)
    for words in named.words.values()
    for part in _PARTS.findall(fold(words).text)
)
"""What the study calls groups and places, by which interviews may be called."""

_ENDINGS = (
    *("s", "se", "sen", "e", "er", "ers", "ens", "es", "en", "der", "ders", "ense", "enaar"),
    *("enaars", "enaren", "aar", "aars", "naar", "sche", "je", "jes", "tje", "ke", "kes"),
    *("achtig", "achtige", "iaan", "iaans", "iaanse"),
)
_VOWELS = frozenset("aeiouy")
_LOST = ("e", "n", "en", "ch")
"""What a name may lose before an ending: "Plaatsesch" is "Plaatsessche"."""
_ENDINGS_OF_NAMES = frozenset(("s", "se", "ense", "enaar", "enaars", "enaren", "iaan", "iaanse"))
_SPELLED_ALIKE = (("ij", "y"), ("y", "ij"))
_DISGUISE = str.maketrans(dict(zip("013456789@$!|+l", "oieasgtbgasiiti", strict=True)))
"""Figures and signs that stand for a letter they look like; i and l are told apart by nobody."""


@dataclass(frozen=True)
class _Form:
    """How a name must be written to be one.

    ``capital``: with one, because it is also an ordinary word, or very short. ``cuts``: after how
    many letters something may stand in between, because a word of the name ends there.
    ``surname``: the last of its words with one, because all are words: "van der Naam".
    ``initials``: a letter of each word, which may come out as a word of any language ("Both").
    """

    capital: bool
    cuts: frozenset[int]
    surname: bool = False
    initials: bool = False

    def or_else(self, other: "_Form | None") -> "_Form":
        if other is None:
            return self
        surname = self.surname and other.surname
        initials = self.initials and other.initials
        return _Form(self.capital and other.capital, self.cuts | other.cuts, surname, initials)


class Names:
    """Names of the private project, compiled once for any number of texts.

    A name is found whatever its capitals and accents, with spaces, hyphens, underscores and dots
    exchanged or left out, with the surname first, with the given names as initials, in its
    inflected forms ("Plaatsnaamse"), inside an identifier ("int03Achternaam"), backwards, shifted
    by thirteen letters, and with figures for letters. In a script without capitals it is found
    wherever it stands. One that is also an ordinary word needs its
    capital. Words are looked up in sets: the time does not depend on how many names there are.
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        self._forms: dict[str, _Form] = {}
        self._whole: set[str] = set()
        self._own: set[str] = set()
        for name in names:
            for at, (key, form) in enumerate(_forms(name)):
                self._forms[key] = form.or_else(self._forms.get(key))
                if not at and not form.capital:
                    self._whole.add(key)
                if not at:
                    self._own.add(key)
        long = [name for name in self._whole if len(name) >= SHORTEST_INSIDE and name.isalpha()]
        self._inside = re.compile("|".join(sorted(long))) if long else None
        self._beginnings = {
            key[:length] for key in self._forms for length in range(1, len(key) + 1)
        }
        numbered = [_PARTS.findall(key)[0] for key in self._forms if any(map(str.isdigit, key))]
        self._numbered = {part for part in numbered if part.isalpha()}
        self._has_figures = any(map(str.isdigit, numbered))
        self._disguised = {
            key.translate(_DISGUISE)
            for key in self._forms
            if key.isalpha() and len(key) >= _SHORTEST_DISGUISED
        }
        unspaced = [key for key in self._forms if len(key) > 1 and is_of_one_case(key)]
        self._unspaced = re.compile("|".join(sorted(unspaced))) if unspaced else None
        self._first = _FirstWords(self)

    def __bool__(self) -> bool:
        return bool(self._forms)

    @property
    def forms(self) -> Collection[str]:
        """All that a name may be written as: one word, in small letters, without accents."""
        return self._forms.keys()

    def is_itself(self, written: str) -> bool:
        """Whether what was found is or holds a name as it is, and no form, disguise or likeness."""
        words = [written, *_CAMEL.findall(written)]
        keys = ("".join(_PARTS.findall(fold(word).text)).lower() for word in words)
        return not self._own.isdisjoint(keys) or self._in_compound(written)

    def is_word_too(self, written: str) -> bool:
        """Whether what was found is a name only by its capital."""
        form = self._forms.get("".join(_PARTS.findall(fold(written).text)).lower())
        return form is not None and form.capital

    def begins(self, key: str) -> bool:
        """Whether a name, written as one word in small letters, begins with this."""
        return key in self._beginnings

    def in_one_case(self, text: str) -> Iterator[Finding]:
        """Names in a script without capitals, wherever they stand in a folded text.

        Such scripts put no space between words, or write what is short as one with the next.
        """
        if self._unspaced is not None:
            for match in self._unspaced.finditer(text):
                yield Finding("known name", match.start(), match.end())

    def find(self, words: Words) -> Iterator[Finding]:
        """Every name in a folded text, the longest where one begins with another."""
        if not self._forms:
            return
        yield from self.in_one_case(words.text)
        first = self._first
        hits = [(index, role) for index, word in enumerate(words.written) if (role := first[word])]
        parts = _Parts(words.text, words.written, words.starts, words.ends)
        yield from self._at(parts, [at for at, role in hits if self._goes_on(parts, at, role)])
        numbered = [words.starts[at] for at, role in hits if role & _WITH_FIGURES]
        if self._has_figures:
            runs = _FIGURES.finditer(words.text)
            numbered += [run.start() for run in runs if run[0] in self._beginnings]
        for start in numbered:
            yield from self._at(_Parts.of(words.text, start), [0])

    def in_disguise(self, word: str) -> bool:
        """Whether a word with figures or signs for letters is a name ("Acht3rnaam")."""
        return word.lower().translate(_DISGUISE) in self._disguised

    def _goes_on(self, parts: "_Parts", index: int, role: int) -> bool:
        """Whether a name can be here: with this word, or with the next one behind it."""
        if role & _IS_NAME:
            return True
        if not role & _BEGINS or index + 1 == len(parts.written):
            return False
        following = parts.written[index + 1][:_FEW_LETTERS]
        return f"{parts.written[index]}{following}".lower() in self._beginnings

    def _at(self, parts: "_Parts", begin: list[int]) -> Iterator[Finding]:
        done = -1
        for index in begin:
            if index <= done:
                continue
            if (last := self._longest(parts, index)) is not None:
                yield Finding("known name", parts.starts[index], parts.ends[last])
                done = last
            else:
                yield from self._in_identifier(parts, index)

    def role_of(self, word: str) -> int:
        """What a word as it is written may be of a name: see the flags."""
        key = word.lower()
        role = _WITH_FIGURES if key in self._numbered else 0
        if key in self._beginnings:
            role |= _BEGINS
        inside = any(part.lower() in self._forms for part in _CAMEL.findall(word))
        if (
            inside
            or key in self._forms
            or self._inflected(key, capital=True) is not None
            or self._in_compound(word)
        ):
            role |= _IS_NAME
        return role

    def _longest(self, parts: "_Parts", first: int) -> int | None:
        """Last part of the longest name that begins with a part."""
        longest, key = None, ""
        gaps: dict[int, str] = {}
        for index in range(first, len(parts.written)):
            if index > first:
                gap = gaps[len(key)] = parts.gap(index)
                if not _GAP.fullmatch(gap) and not _LINE_END.fullmatch(gap):
                    break
            key += parts.written[index].lower()
            form = self._forms.get(key)
            if form is None and longest is None:  # else "e.a." behind a name would be its ending
                form = self._inflected(key, parts.capital(first))
            if form and self._fits(parts, first, index, key, form, gaps):
                longest = index
            if key not in self._beginnings:
                break
        return longest

    def _fits(
        self, parts: "_Parts", first: int, last: int, key: str, form: _Form, gaps: dict[int, str]
    ) -> bool:
        if form.capital and not parts.capital(first):
            return False
        if form.surname and (first == last or not parts.capital(last)):
            return False
        if form.initials and first == last and _may_be_word(parts.written[first]):
            return False
        # In pieces only if broken at a hyphen, long, or written letter by letter.
        broken = [gap for cut, gap in gaps.items() if cut not in form.cuts]
        spelled = last - first + 1 == len(key)
        if broken and not spelled and len(key) < _SHORTEST_SPLIT:
            hyphenated = all("-" in gap or _LINE_END.fullmatch(gap) for gap in broken)
            if not hyphenated or len(key) < _SHORTEST_IN_CODE:
                return False
        # Not part of a longer code, unless long enough to be told even there ("jandeboer80").
        return len(key) >= _SHORTEST_IN_CODE or not parts.in_code(first, last)

    def _inflected(self, key: str, capital: bool) -> _Form | None:
        """The name that this is an inflected form of."""
        if len(key) <= _SHORTEST_INFLECTED or not key.isalpha():
            return None
        may_be_name = capital or not lexicon.is_word(key)
        for ending in _ENDINGS:
            if key.endswith(ending) and may_be_name:
                stem = key[: -len(ending)]
                for base in (stem, *(stem + end for end in _LOST), *_spellings(stem)):
                    form = self._forms.get(base)
                    if form and self._may_inflect(base, ending, form, capital):
                        return form
        return None

    @staticmethod
    def _may_inflect(base: str, ending: str, form: _Form, capital: bool) -> bool:
        """Whether a name takes this ending: one that is a word only those that words lack."""
        if len(base) < _SHORTEST_INFLECTED or not base.isalpha():
            return False
        if form.capital:
            return capital and ending in _ENDINGS_OF_NAMES
        return capital or len(base) >= _SHORTEST_IN_SMALL

    def _in_compound(self, word: str) -> bool:
        """Whether a name and a word of Dutch are written as one: "Plaatsnaamberaad"."""
        key, shortest = word.lower(), _SHORTEST_IN_COMPOUND
        if not key.isalpha() or len(key) > _LONGEST_COMPOUND:
            return False
        # A word of Dutch may end like a name and is none.
        if key in lexicon.no_names() or lexicon.is_listed_word(key):
            return False
        if self._inside is not None and self._inside.search(key):
            return True
        if word.islower():
            if lexicon.is_word(key) or lexicon.is_compound(key):
                return False
            shortest = _SHORTEST_IN_SMALL
        for cut in range(shortest, len(key) - _SHORTEST_REST + 1):
            if key[:cut] not in self._beginnings:
                break
            if key[:cut] in self._whole and _is_rest(key[cut:]):
                return True
        return any(
            key[cut:] in self._whole and _is_rest(key[:cut])
            for cut in range(_SHORTEST_REST, len(key) - shortest + 1)
        )

    def _in_identifier(self, parts: "_Parts", index: int) -> Iterator[Finding]:
        """Names among the words of an identifier: "interviewAchternaam"."""
        start = parts.starts[index]
        if self._in_compound(parts.written[index]):
            yield Finding("known name", start, parts.ends[index])
            return
        words = list(_CAMEL.finditer(parts.written[index]))
        for at, word in enumerate(words):
            key = ""
            for last in words[at : at + _MOST_IN_IDENTIFIER]:
                key += last[0].lower()
                form = self._forms.get(key)
                if form and not form.capital and len(key) >= _SHORTEST_INFLECTED:
                    yield Finding("known name", start + word.start(), start + last.end())


@dataclass(frozen=True)
class _Parts:
    """The words and numbers of a text, with their bounds."""

    text: str
    written: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str, start: int) -> "_Parts":
        """What stands from a place on, as far as a name with figures can reach."""
        pieces = _BETWEEN_PARTS.split(text[start : start + _LONGEST_WITH_FIGURES])
        ends = [start + end for end in accumulate(map(len, pieces))]
        return cls(text, pieces[1::2], ends[:-1:2], ends[1::2])

    def gap(self, index: int) -> str:
        return self.text[self.ends[index - 1] : self.starts[index]]

    def capital(self, index: int) -> bool:
        return self.written[index][0].isupper()

    def in_code(self, first: int, last: int) -> bool:
        before = self.text[max(0, self.starts[first] - 1) : self.starts[first]]
        return before.isalnum() or self.text[self.ends[last] : self.ends[last] + 1].isalnum()


class _FirstWords(dict[str, int]):
    """What a word as it is written may be of a name, found once for each word."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = found = self._names.role_of(word)
        return found


def is_label(written: str) -> bool:
    """Whether it is what any interview may be called: a word such as "gesprek" and a number."""
    words = [part.lower() for part in _PARTS.findall(fold(written).text) if part.isalpha()]
    general = lexicon.telling("in_file_names") | _GROUPS
    return bool(words) and any(map(str.isdigit, written)) and general.issuperset(words)


def is_of_one_case(text: str) -> bool:
    """Whether it has letters of a script without capitals: Arabic, Chinese, Hindi, Thai ..."""
    return not text.isascii() and any(
        letter.isalpha() and (letter.lower() == letter.upper() or _GEORGIAN.match(letter))
        for letter in text
    )


def _forms(name: str) -> Iterator[tuple[str, _Form]]:
    """What a name is compared as, in all the ways it may be written."""
    written = _PARTS.findall(fold(name).text)
    parts = [part.lower() for part in written]
    key = "".join(parts)
    if (len(key) < 2 and not is_of_one_case(key)) or (key.isdigit() and len(key) < 3):
        return
    single = len(parts) == 1
    letters = not any(map(str.isdigit, key))
    short = len(re.sub(r"\d", "", key)) < _SHORTEST_INFLECTED
    ordinary = single and (short or lexicon.is_formed(key))
    capital = written[0][0].isupper() and (ordinary if letters else short)
    yield key, _Form(capital, _cuts(parts))
    if (written_out := with_umlauts_written_out(name)) != name:
        yield from _loose([[part.lower() for part in _PARTS.findall(fold(written_out).text)]])
    if _OTHER_LETTERS.search(name):
        # A capital may look like another Latin letter than the small one.
        cases = ([p.lower() for p in _PARTS.findall(fold(c(name)).text)] for c in _CASES)
        yield from _loose([each for each in cases if each != parts])
    for one, other in _SPELLED_ALIKE:
        if one in key:
            yield from _loose([[part.replace(one, other) for part in parts]])
    if letters and len(key) >= _SHORTEST_DISGUISED and not capital:
        backwards = [part[::-1] for part in reversed(parts)]
        shifted = [codecs.encode(part, "rot13") for part in parts]
        yield from _loose([backwards, shifted])
    if single or len(parts) > _MOST_PARTS or not letters or _OF_A_FILE.search(name):
        return
    # Of a surname alone, "Van der Naam", the prefix is no given name.
    given = next((at for at, part in enumerate(parts) if part in lexicon.PREFIXES), len(parts) - 1)
    initials, rest = [part[0] for part in parts[:given]], parts[given:]
    orders = [[*parts[1:], parts[0]], [parts[-1], *parts[:-1]]]
    if len("".join(parts[1:])) > 2:
        orders.append([parts[0][0], *parts[1:]])
    if len("".join(parts[:given])) > _FEW_LETTERS - 1:
        orders.append([*parts[:given], *(part[0] for part in rest)])
    if len("".join(rest)) > 2:
        orders += [[*initials, *rest], [*rest, *initials]]
    *prefixes, last = rest
    if prefixes:
        short = [part[0] for part in prefixes]
        orders += [[last, *parts[:given], *prefixes], [last, *initials, *prefixes]]
        orders += [[*front, *short, last] for front in (parts[:given], initials)]
        orders += [[last, *front, *short] for front in (parts[:given], initials)]
        orders += [[*short, last, *front] for front in (parts[:given], initials)]
        if not lexicon.is_word(last):
            orders += [rest]
            orders += [[*short, last]] if len(prefixes) > 1 else []
        elif prefixes[0] in _PREFIXES_OF_NOTHING_ELSE:
            orders += [rest]
        elif prefixes[0] in _PREFIXES_OF_NAMES:
            yield "".join(rest), _Form(True, _cuts(rest))
        else:
            yield "".join(rest), _Form(False, _cuts(rest), surname=True)
            if len(prefixes) > 1:
                yield "".join([*short, last]), _Form(False, _cuts([*short, last]), surname=True)
                yield "".join([last, *prefixes]), _Form(True, _cuts([last, *prefixes]))
        # "VvdA": a key of interviews likes to call people so.
        letters = "".join(part[0] for part in (*parts[:given], *rest))
        if len(letters) >= _FEWEST_INITIALS and parts[:given]:
            yield letters, _Form(True, _cuts(list(letters)), initials=True)
    # An interview that is called by a role and a group names nobody, nor does its initial.
    yield from _loose([order for order in orders if not _GROUPS.issuperset(_words(order))])


def _may_be_word(written: str) -> bool:
    """Whether letters look like a word that begins a sentence, and not like initials."""
    return written[1:].islower() and not _VOWELS.isdisjoint(written.lower())


def _words(parts: list[str]) -> list[str]:
    """The parts that are more than an initial."""
    return [part for part in parts if len(part) > 1]


def _loose(orders: list[list[str]]) -> Iterator[tuple[str, _Form]]:
    """Other ways to write a name, but for what comes out as a word."""
    for parts in orders:
        if not lexicon.is_word("".join(parts)):
            yield "".join(parts), _Form(False, _cuts(parts))


def _cuts(parts: list[str]) -> frozenset[int]:
    return frozenset(accumulate(map(len, parts[:-1])))


def _spellings(stem: str) -> Iterator[str]:
    """How the name may be spelled of which this is the stem before an ending.

    "plaatss" of "Plaatsser" has one letter of two, "plaatslo" of "Plaatslose" and "plats" of
    "Platser" lack one, "plaatshuiz" of "Plaatshuizer" has another.
    """
    if len(stem) < _SHORTEST_INFLECTED:
        return
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem[-1] in "aeou":
        yield stem + stem[-1]
    elif stem[-2] in "aeou":
        yield stem[:-1] + stem[-2:]
    if stem[-1] in "zv":
        yield stem[:-1] + ("s" if stem[-1] == "z" else "f")


def _is_rest(part: str) -> bool:
    """Whether the rest of a compound is words of Dutch or given names, an "s" before it or not."""
    whole = lexicon.is_word(part) or lexicon.is_compound(part) or lexicon.is_word(part[1:])
    return whole or _is_chain(part)


def _is_chain(part: str) -> bool:
    """Whether a part is given names and short words, one behind the other: "interviewmet"."""
    return not part or any(
        (part[:cut] in _LINKS or (cut >= _SHORTEST_REST and _may_stand_beside(part[:cut])))
        and _is_chain(part[cut:])
        for cut in range(2, len(part) + 1)
    )


def _may_stand_beside(word: str) -> bool:
    return lexicon.is_word(word) or word in lexicon.given_names()


_LINKS = frozenset(
    (
        "van",
        "de",
        "der",
        "den",
        "het",
        "met",
        "in",
        "bij",
        "en",
        "te",
        "tot",
        "voor",
        "door",
        "uit",
        "of",
    )
)

"""Which texts need a close look: those that may hold an identifier, told apart cheaply.

Looking closely takes a tenth of a millisecond a line, and what is published has a hundred thousand.
A hint may be wrong in one direction only: what holds something must have one. The tests hold that
against every identifier that they plant.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import accumulate, pairwise

from study.privacy.identifiers import Names
from study.privacy.identifiers.folding import fold, without_markup
from study.privacy.identifiers.forms.contact_forms import tells_account
from study.privacy.identifiers.hidden_text import encoded_in, spelled_apart, with_figures
from study.privacy.identifiers.private_names import SHORTEST_INSIDE
from study.privacy.identifiers.sole_functions import is_function
from study.screening.reading.plain_text import decoded, from_base64
from study.screening.strictness import CODE, Strictness

_STREETS = (
    *("straat", "laan", "plein", "gracht", "singel", "kade", "steeg", "dreef", "plantsoen"),
    *("burgwal", "str."),
)
_WORDS = (
    *("staart", "(at", "[at", "{at", "<at", " at ", " punt ", " dot "),
    *("geb.", "gebor", "geboor", "born", "jarige", "jaar oud", "years old", "year-old"),
    *("leeftijd", "postbus", *_STREETS),
    *(
        *(".me/", ".com/", ".gg/", "zero", "nul ", "nul-"),
        "honderd",
        "tig",
        "tien",
        "verjaardag",
        "ties",
        "teens",
        "///",
        "wordt",
        "werd",
    ),
    *(" een ", " twee", " drie", " vier", " vijf", " zes", " zeven", " acht", " negen", " elf"),
    *("twaalf", "bouwjaar", "plus code", "badge", "turned", "weg", "_at_", "hofje"),
    *(" aan de ", " aan het ", " op de ", " op het "),
)
"""Words, in small letters, without which a text without numbers leads to nobody."""

_SIGN = re.compile(r"[\d@°º\u0250-\u200f\u2028-\uffff][^\n]*")
"""From the first digit, sign or letter of another script in a line to its end."""

_WORDED = re.compile(
    r"ape\w{0,3}staart|[(\[{<]\s?at\b|\bat\s[\w-]{1,60}(?:\.|\s(?:dot|punt)\s)[a-z]"
    r"|[\[(]\s?(?:\.|dot|punt)\s?[\])]|\b(?:punt|dot)\s(?:nl|com|org|net|eu|be|de)\b"
    r"|\bgeb(?:\.|oren|oorte)|\bborn\b|jarige|jaar oud|years? old|year-old|leeftijd|postbus"
    r"|\w(?:straat|laan|plein|gracht|singel|kade|steeg|dreef|plantsoen|burgwal|str\.\s\d)(?!\w)"
)
_UNITS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen|nul"
_FURTHER = re.compile(
    r"(?:\bt|\bwa|paypal|signal)\.me/|\b(?:x|fb|vk)\.com/|\bdiscord\.gg/"
    r"|\b(?:nul|zero)[\s-]\w|///\w|\bplus code\b|\bbadge\b|verjaardag|\bbouwjaar\b|\w+tigers?\b"
    r"|\w(?:pad|weg|hof|straat|laan|plein|kade)\s"
    rf"(?:\w*(?:honderd|tig|tien|twaalf|elf)|(?:{_UNITS})\b)"
    rf"|\b(?:{_UNITS})(?:[\s,]{{1,2}}(?:{_UNITS})){{4}}"
    r"|\b(?:man|vrouw|meisje|jongen|jongetje|kind|dame|heer|dochter(?:tje)?|zoon(?:tje)?)\svan"
    rf"\s(?:\w+\s)?(?:\w*(?:tig|tien|twaalf|elf)|{_UNITS})\b"
    r"|\b(?:ben|is|was|komt?)\s(?:\w+\s){0,3}(?:van|uit)\snegentien"
    r"|(?:begin|midden|half|halverwege|eind|in de|bijna|ruim|ver in de)\s(?:de\s)?\w+tig\b"
    r"|\b(?:was|is|werd|toen|ze|zij|hij|ik)\s(?:\w{3,5}\s){0,2}\w*(?:tien|twaalf|elf|tig)\b"
    r"|(?:tien|twaalf|elf|tig)\sgeworden\b|_at_|\w(?:straat|laan|plein|hof|steeg)t?je\b"
    r"|(?:pand|woning|huis|flat|kamer|appartement|loods|salon|winkel|kantoor)\s(?:aan|op)\s(?:de|het)\s"
    r"|\b(?:de|het)\s\w{3,30}weg\b|dijk\s\w*(?:honderd|tig|tien)"
    r"|\b(?:early|mid|late|in (?:his|her|their))[\s-]\w*(?:ties|teens)"
    r"|\b(?:werd|wordt|turned)\s(?:\w+\s){0,3}\w*(?:tig|tien|\d)"
)
"""Further forms that are told by words."""

_BESIDE_NUMBER = re.compile(
    r"\bhuisn\w{1,6}\.?\s\d|\btiener\svan\s\d|\b(?:mijn|haar|zijn)\s\d\d\sjaar\b"
    r"|\b(?:aan|op)\s(?:de|het)\s\w{4,30}(?:\s\w{3,30})?\s\d{1,4}\b|\b\d\d\sgeworden\b"
    r"|\b0\d,\s\w+\s\d|%40|\d\s?jr\b|\b(?:postcode(?:gebied)?|pc)\W{1,2}\d|\b[mvx]/\d\d"
    r"|\w\s\((?:m/|v/|x/)?\d\d(?:\s?(?:jr|jaar|j)\.?)?\)"
    r"|\b(?:ben|is|was|komt?)\s(?:\w+\s){0,3}(?:van|uit)\s(?:'\d|(?:19|20)\d)"
)
"""Forms that are told by a number in a certain place."""

_PLUS_CODE = re.compile(r"\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b")
_DIGIT = re.compile(r"\d")
# One pattern for each first letter: so a search runs from one of them to the next.
_NUMBERED = (
    re.compile(r"\d(?:(?:[^\w\n]{0,4}\d){4}|\d{3}[ .-]{0,2}[A-Za-z]{2}(?![\w-]))"),
    re.compile(r"[A-Z](?:[\w'-]{2,40}\.?,?\s(?:nr\.?\s|nummer\s)?\d|[A-Z][A-Z0-9 ]{4,9}\d(?!\w))"),
    re.compile(r"[0-9a-fA-F](?:[0-9a-fA-F]{7}-[0-9a-fA-F]{4}-|[0-9a-fA-F]{31}(?!\w))"),
)
_NUMBERED_BY_WORDS = re.compile(
    r"\b(?:aged?\s?[:=i\d]"
    r"|(?:man|vrouw|meisje|jongen|dame|heer|respondente?|slachtoffer|wethouder|burgemeester"
    r"|cli[eë]nte?|verdachte|agent|ambtenaar|dochter|zoon|moeder|vader|woman|girl|boy|victim)"
    r"\s?(?:,|van|\(|of|aged)\s?\(?\d"
    r"|(?:zij|ze|hij|ik|jij|she|he)\s(?:was|is|ben|werd)\s(?:\w{2,5}\s)?\d)"
    r"|(?:kenmerk|zaak|dossier|parket|verbaal|\bpv|bvh|mutatie|referentie|aangifte|casus|nummer"
    r"|number|\bnr|\bcase)\W.{0,20}\d\D{0,3}\d"
)
_BY_ITSELF = (
    re.compile(
        r"\d(?:(?<!\d\d)(?<!\.\d)(?!\d*\.\d+(?![\d./-]))(?:[.\-/]?\d){6}"
        r"|\d{3}[ .-]{0,2}(?:[A-Z]{2}|[a-z]{2})(?![\w-])|4 0\d\d"
        r"|\d(?:\.\d{3,}[,;/ ]{1,3}\d{1,3}\.\d{3}|,\d{3,};\s?\d{1,3},\d{3}))"
    ),
    re.compile(r"[0+](?<!\d[0+])\(?\d[\d .()/-]{5,}\d"),
    re.compile(r"\(0\d[\d .()/-]{5,}\d"),
    re.compile(r"[A-Z][A-Z][A-Z0-9]{4,7}\d(?!\w)"),
)
"""Numbers that lead to somebody without a word beside them."""

_MAIL = re.compile(
    r"[\w.+-]\s{0,2}[\[({<]?\s?@"
    r"|(?:[^\s{};*][^\S\n]{0,3}|\*)@(?=[\d_.]{0,12}[A-Za-z])\w"
    r"|^\s*@[\w.-]+[ \t]+[^\s#(]"
)
_ADDRESS = re.compile(r"(?:https?://|doi:)\S+|(?<!\d)(?:19|20)\d{2}(?:-\d{2}){0,2}(?!\d)")
"""Addresses of works, and days and years."""

_DIGEST = re.compile(r"(?<!\w)[0-9a-f]{40}(?:[0-9a-f]{24})?(?!\w)")
"""Digests of commits and files, of which code has thousands."""

_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_STRANGE = re.compile(r"[^\x00-\u024f\u2010-\u2027\u2030-\u203a\u20ac]")
"""Letters of other scripts, unseen characters and digits of other forms."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PACKED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{8,}={0,2}(?![\w+/=])")
_SHORTEST_PART = 4
"""Letters of a name that are told at the beginning or end of a longer word."""
_SHORTEST_PIECE = 2
_FEW_LETTERS = 3
_MOST_TOKENS = 200_000
_MOSTLY_LETTERS = 0.7


def plain(text: str) -> str:
    """A text in which hints can be looked for: folded, if it has other than Latin letters."""
    return text if text.isascii() or not _STRANGE.search(text) else fold(text).text


def without_digests(text: str) -> str:
    """A text without digests in hexadecimal, in which any number may come up by chance."""
    return _DIGEST.sub("", text)


def worth(text: str, strictness: Strictness) -> bool:
    """Whether a plain text may hold what is refused at this strictness: in prose, any may."""
    return strictness is not CODE or direct(text)


def lines_with_a_hint(text: str) -> list[int]:
    """The numbers, from 0, of the lines for which `direct` may be true; most lines of code are not.

    Asked of the whole text at once, because asking of each line takes ten times as long.
    """
    small = text.lower()
    # Some letters are longer when they are small, which would move all places after them.
    places = [match.start() for match in _SIGN.finditer(text if len(small) == len(text) else small)]
    for word in (*_WORDS, *_telling(small)):
        place = small.find(word)
        while place >= 0:
            places.append(place)
            place = small.find(word, place + 1)
    ends = list(accumulate(len(line) + 1 for line in small.split("\n")))
    return sorted({bisect_right(ends, place) for place in places})


def direct(text: str) -> bool:
    """Whether a plain text may hold what leads to one person: the kinds of `strictness.CODE`."""
    if _has_a_sign(text):
        return True
    small = text.lower()
    worded = any(map(small.__contains__, _WORDS))
    if worded and (_WORDED.search(small) or _FURTHER.search(small)):
        return True
    if _telling(small):
        return True
    if "+" in text and _PLUS_CODE.search(text):
        return True
    if _DIGIT.search(text) is None:
        return False
    if _BESIDE_NUMBER.search(small):
        return True
    return _NUMBERED_BY_WORDS.search(small) is not None or _one_of(_NUMBERED, text)


def direct_by_itself(text: str) -> bool:
    """The same of a text of which all words are known: only numbers and signs can be new."""
    if _has_a_sign(text):
        return True
    if _DIGIT.search(text) is None or not _one_of(_BY_ITSELF, text):
        return False
    return _one_of(_BY_ITSELF, _ADDRESS.sub("", text))


def _one_of(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    """Whether a text matches one of these, also without the digests in it."""
    if not any(pattern.search(text) for pattern in patterns):
        return False
    without = without_digests(text)
    return without == text or any(pattern.search(without) for pattern in patterns)


def _has_a_sign(text: str) -> bool:
    return ("@" in text and _MAIL.search(text) is not None) or "°" in text or "º" in text


def _telling(small: str) -> list[str]:
    """Words of a text in small letters beside which somebody's function or account may stand."""
    return [word for word in set(_WORD.findall(small)) if _TELLING[word]]


class _Telling(dict[str, bool]):
    """Whether a word, in small letters, is one of these, found once for each."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_TOKENS:
            self.clear()
        bare = fold(word).text
        self[word] = told = is_function(bare) or tells_account(bare)
        return told


_TELLING = _Telling()


def capitals(text: str) -> set[str]:
    """The words of a text that begin with a capital, in small letters."""
    return set(map(str.lower, _CAPITAL.findall(text)))


def words(text: str) -> set[str]:
    """All words of a text in small letters."""
    return set(_WORD.findall(text.lower()))


def unpacked(text: str) -> str:
    """The words that stand in a text as base64, a line each; nearly always none."""
    found = []
    for word in set(_PACKED.findall(text)):
        if word.islower() or word.isdigit():
            continue
        plain = decoded(from_base64(word) or b"") or ""
        letters = sum(map(str.isalpha, plain))
        if plain.isprintable() and letters > _MOSTLY_LETTERS * len(plain) > 0:
            found.append(plain)
    return "\n".join(found)


class NameHints:
    """Whether a text may hold a name of the private project, told by the words in it.

    However a name is written, it has all its words but the first, which may be an initial. Of those
    the longest is asked for, as a word or at the beginning or end of one. A text in which a name
    may be in pieces, in a code or in disguise is told by what it is disguised with.
    """

    def __init__(self, names: Collection[str], known: Names) -> None:
        self._known = known
        self._needed: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._joined: set[str] = set(known.forms)
        for name in names:
            parts = _TOKEN.findall(fold(name).text.lower())
            if not parts:
                continue
            # Numbers are written in full: of a label such as R01 all is needed.
            further = parts[1:] if len(parts) > 1 and "".join(parts).isalpha() else parts
            self._needed[max(further, key=len)].append(frozenset(further))
            # Written as one word, with all given names or only an initial.
            self._joined |= {"".join(parts), "".join(further)}
        long = {each for each in (*self._joined, *self._needed) if len(each) >= SHORTEST_INSIDE}
        self._inside = re.compile("|".join(sorted(map(re.escape, long)))) if long else None
        self._inflected = {stem for form in self._joined for stem in _stems(form)}
        self._innocent: set[str] = set()
        self._plain_tokens: set[str] = set()

    def may_name(self, text: str) -> bool:
        """Whether a text has the words of a name."""
        folded = fold(text).text
        return (
            self._has_words(folded)
            or next(self._known.in_one_case(folded), None) is not None
            or self._hides(folded)
        )

    def _has_words(self, folded: str) -> bool:
        """Whether the words of a name, or its pieces one after the other, are in a text."""
        written = _TOKEN.findall(folded.lower())
        tokens = set(written)
        new = tokens - self._innocent
        if not new:
            return False
        guilty = {word for word in new if self._is_part(word)}
        beginnings = {word for word in new - guilty if self._may_go_on(word)}
        self._innocent |= new - guilty - beginnings
        # Of what is only a part of a word, the other words may be parts too.
        if any(needed <= tokens for word in guilty for needed in self._needed.get(word, _ANY)):
            return True
        return bool(beginnings) and any(
            word in beginnings and self._known.begins(word + following[:_FEW_LETTERS])
            for word, following in pairwise(written)
        )

    def _hides(self, folded: str) -> bool:
        """Whether a text has something in it that decodes to words, or a word with marks in it."""
        if any(True for _ in with_figures(folded, self._known)) or spelled_apart(folded):
            return True
        tokens = set(folded.split()) - self._plain_tokens
        if any(map(encoded_in, tokens)):
            return True
        self._plain_tokens |= tokens
        if len(self._plain_tokens) > _MOST_TOKENS:
            self._plain_tokens.clear()
        bare = without_markup(folded)
        return bare is not None and self._has_words(bare.text)

    def _is_part(self, word: str) -> bool:
        if word in self._needed or word in self._joined:
            return True
        for cut in range(_SHORTEST_PART, len(word)):
            for part in (word[:cut], word[-cut:]):
                if part in self._needed or part in self._joined:
                    return True
            if word[:cut] in self._inflected:
                return True
        return self._inside is not None and self._inside.search(word) is not None

    def _may_go_on(self, word: str) -> bool:
        return len(word) >= _SHORTEST_PIECE and self._known.begins(word)


def _stems(form: str) -> Iterator[str]:
    """What may be left of a name before the ending of an inflected form."""
    if len(form) > _SHORTEST_PART and form.isalpha():
        yield form[:-1]
        yield form[:-2]
        if form[-2] == form[-3]:
            yield form[:-2] + form[-1]


_ANY = (frozenset[str](),)
"""What else a text must have, of a word that only begins or ends like a name: nothing."""

"""Identifiers that have a form: what matches a rule, and numbers whose end must be tried out."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from stdnum import iban

from study.privacy.identifiers.forms import (
    address_forms,
    age_forms,
    contact_forms,
    moment_forms,
    number_forms,
    quoted_forms,
)
from study.privacy.identifiers.forms.rule import (
    AtCapitals,
    AtDigits,
    AtShape,
    AtSigns,
    AtWords,
    Rule,
    Scan,
)
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import Words

RULES: tuple[Rule, ...] = (
    *contact_forms.RULES,
    *number_forms.RULES,
    *address_forms.RULES,
    *moment_forms.RULES,
    *age_forms.RULES,
    *quoted_forms.RULES,
)

_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}[ .\-]?\d[ .\-]?\d(?:[ .\-]{0,2}[A-Z0-9]){11,30}", re.IGNORECASE
)
# Characters in the account number of a country, after the registry of IBANs (ISO 13616).
_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "GE", "IE", "ME", "RS"), 22),
    **dict.fromkeys(("GI", "IL", "AE", "IQ"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "LB", "PL", "MA"), 28),
    **dict.fromkeys(("EG", "UA"), 29),
    "MT": 31,
}
_COUNTRIES = frozenset(map(str.lower, _IBAN_LENGTHS))
_PHONE_START = re.compile(r"(?<!\w)(?<!\d[.,])(?:\+|0|\(0|\(\+|31(?=[ -]?\(?0?\)?[ -]?[1-9]))")
_PHONE = re.compile(r"[+(]{0,2}\d(?:[ .\-()/]{0,3}\d){7,16}")
_SHORTEST_PHONE = 8
# Numbers of a table in English, which has points where Dutch has commas.
_FRACTIONS = re.compile(r"0\.\d\d(?!\d)(?:\s-?[01]\.\d\d(?!\d))+")
_DATE = re.compile(r"\d\d([-/])\d\d\1(?:19|20)\d\d(?!\d)")
# The number of a town hall: fourteen, and its area code.
_MUNICIPAL_PHONE = re.compile(r"(?<![\w.])14 ?0\d{2,3}(?![\w.])")


def find_forms(words: Words) -> Iterator[Finding]:
    """Every match of every rule in a folded text."""
    scan = Scan(words)
    for rule, anchors in _anchors(scan):
        group = "id" if "id" in rule.pattern.groupindex else 0
        for match in rule.matches(words.text, anchors):
            yield Finding(rule.kind, *match.span(group))
    if scan.groups:
        yield from _bank_accounts(words)
        yield from _phones(scan)


def _anchors(scan: Scan) -> Iterator[tuple[Rule, list[int]]]:
    """The rules that have anchors in a text, with these in order of place."""
    words = scan.words
    due: dict[int, list[int]] = {}
    hits = [(index, which) for index, word in enumerate(words.lower) if (which := _BY_WORD[word])]
    for index, which in hits:
        for number in which:
            due.setdefault(number, []).append(words.starts[index])
    for number, anchors in due.items():
        yield RULES[number], anchors
    by_sign = _BY_SIGN[_SIGNS.intersection(scan.text)]
    for rule in (*by_sign, *(_BY_DIGITS if scan.groups else ())):
        if anchors := rule.at.places(scan):
            yield rule, anchors


class _RulesByWord(dict[str, tuple[int, ...]]):
    """Numbers of the rules to try at a word in small letters, found once for each word."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = _EXACT.get(word, ())
        if word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS):
            found = tuple(n for n, rule in _BY_ANY_WORD if rule.at.takes(word))
        self[word] = found
        return found


class _RulesBySigns(dict[frozenset[str], tuple[Rule, ...]]):
    """The rules to try in a text with these signs, found once for each set of them."""

    def __missing__(self, signs: frozenset[str]) -> tuple[Rule, ...]:
        self[signs] = found = tuple(
            rule for rule in _OF_SIGNS if not rule.at.one_of or not signs.isdisjoint(rule.at.one_of)
        )
        return found


_MOST_WORDS = 100_000
_BY_WORD = _RulesByWord()
_BY_ANY_WORD = [(n, rule) for n, rule in enumerate(RULES) if isinstance(rule.at, AtWords)]
_EXACT = {
    word: tuple(n for n, rule in _BY_ANY_WORD if word in rule.at.words)
    for word in {word for _, rule in _BY_ANY_WORD for word in rule.at.words}
}
_BEGINNINGS = tuple({each for _, rule in _BY_ANY_WORD for each in rule.at.beginnings})
_ENDINGS = tuple({each for _, rule in _BY_ANY_WORD for each in rule.at.endings})
_OF_SIGNS = tuple(rule for rule in RULES if isinstance(rule.at, AtCapitals | AtSigns | AtShape))
_SIGNS = frozenset("".join(rule.at.one_of for rule in _OF_SIGNS))
_BY_SIGN = _RulesBySigns()
_BY_DIGITS = tuple(rule for rule in RULES if isinstance(rule.at, AtDigits))


def _bank_accounts(words: Words) -> Iterator[Finding]:
    """IBANs; the words that follow may look like part of the number, so its length decides."""
    begin = [(i, word[:2].upper()) for i, word in enumerate(words.lower) if word in _COUNTRIES]
    for index, country in begin:
        start = words.starts[index]
        if match := _IBAN.match(words.text, start):
            written = match[0]
            ends = [place for place, sign in enumerate(written, 1) if sign.isalnum()]
            length = _IBAN_LENGTHS[country]
            if length <= len(ends) and iban.is_valid(
                re.sub(r"[^A-Za-z0-9]", "", written[: ends[length - 1]]), check_country=False
            ):
                yield Finding("bank account", start, start + ends[length - 1])


def _phones(scan: Scan) -> Iterator[Finding]:
    """Telephone numbers that exist in the Netherlands, or abroad if written with + or 00."""
    text, end = scan.text, 0
    for begin, stop in scan.groups:
        if stop - begin < _SHORTEST_PHONE:
            if match := _MUNICIPAL_PHONE.match(text, begin):
                yield Finding("phone", *match.span())
            continue
        for start in _PHONE_START.finditer(text, max(0, begin - 2), stop):
            if start.start() < end or _DATE.match(text, start.start()):
                continue
            if _FRACTIONS.match(text, start.start()):
                continue
            match = _PHONE.match(text, start.start())
            length = match and _valid_phone(match[0])
            if length and not text[start.start() + length : start.start() + length + 1].isalnum():
                end = start.start() + length
                yield Finding("phone", start.start(), end)
        for match in _MUNICIPAL_PHONE.finditer(text, begin, stop):
            yield Finding("phone", *match.span())


@lru_cache(maxsize=4096)
def _valid_phone(written: str) -> int:
    """Length of the longest beginning that is a telephone number, or 0."""
    cuts = [len(written), *(gap.start() for gap in re.finditer(r"[ .\-()/]+(?=\d)", written))]
    for cut in sorted(cuts, reverse=True):
        digits = re.sub(
            r"\D", "", written[:cut].replace("(0)", "") if "+" in written else written[:cut]
        )
        if not 8 <= len(digits) <= 15:
            continue
        abroad = written.lstrip("(").startswith("+") or digits.startswith("31")
        try:
            parsed = phonenumbers.parse(("+" if abroad else "") + digits, "NL")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed) or (
            abroad and phonenumbers.is_possible_number(parsed) and "+" in written
        ):
            return cut
    return 0

"""Identifiers that have a form: what matches a rule, and numbers whose end must be tried out."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from stdnum import iban

from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.patterns import RULES

_IBAN = re.compile(
    r"(?<!\w)(?=([A-Z]{2}[ .\-]?\d[ .\-]?\d(?:[ .\-]{0,2}[A-Z0-9]){11,30}))", re.IGNORECASE
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
_PHONE_START = re.compile(r"(?<![\w])(?:\+|0|\(0|\(\+|31(?=[ -]?\(?0?\)?[ -]?[1-9]))")
_PHONE = re.compile(r"[+(]{0,2}\d(?:[ .\-()/]{0,3}\d){7,16}")
# "14 030", the number of a town hall.
_SHORTEST_NUMBER = 5
_MUNICIPAL_PHONE = re.compile(r"(?<![\w.])14 ?0\d{2,3}(?![\w.])")


def find_forms(text: str) -> Iterator[Finding]:
    """Every match of every rule in a folded text."""
    present = set(text)
    digits = sum(map(str.isdigit, text))
    lower = text.lower()
    for rule in RULES:
        if not rule.may_match(present, digits, lower):
            continue
        for match in rule.pattern.finditer(text):
            if rule.check is None or rule.check(match):
                group = "id" if "id" in rule.pattern.groupindex else 0
                yield Finding(rule.kind, *match.span(group))
    if digits >= _SHORTEST_NUMBER:
        yield from _bank_accounts(text)
        yield from _phones(text)


def _bank_accounts(text: str) -> Iterator[Finding]:
    """IBANs; the words that follow may look like part of the number, so its length decides."""
    for match in _IBAN.finditer(text):
        written = match.group(1)
        ends = [index for index, character in enumerate(written, 1) if character.isalnum()]
        length = _IBAN_LENGTHS.get(written[:2].upper(), 0)
        if 0 < length <= len(ends):
            end = ends[length - 1]
            if iban.is_valid(re.sub(r"[^A-Za-z0-9]", "", written[:end]), check_country=False):
                yield Finding("bank account", match.start(), match.start() + end)


def _phones(text: str) -> Iterator[Finding]:
    """Telephone numbers that exist in the Netherlands, or abroad if written with + or 00."""
    end = 0
    for start in _PHONE_START.finditer(text):
        if start.start() < end:
            continue
        match = _PHONE.match(text, start.start())
        length = match and _valid_phone(match.group())
        if length:
            end = start.start() + length
            yield Finding("phone", start.start(), end)
    for match in _MUNICIPAL_PHONE.finditer(text):
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

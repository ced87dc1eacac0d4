"""Whether what has the form of an identifier is one: its check digits, its range, its context."""

import ipaddress
import re

from stdnum import luhn
from stdnum.nl import bsn, btw, onderwijsnummer

from study.privacy.identifiers import lexicon

YEAR = r"(?:19|20)\d{2}"


def check_citizen(match: re.Match[str]) -> bool:
    """Eleven test; years, round amounts and counts that pass it by chance are left alone."""
    written = match.group()
    digits = re.sub(r"\D", "", written)
    if re.fullmatch(rf"{YEAR}\D{YEAR}", written) or len(set(digits)) < 3:
        return False
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2}", written) and digits.endswith("000"):
        return False
    return bsn.is_valid(digits.zfill(9)) or onderwijsnummer.is_valid(digits)


def check_card(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    return digits[0] in "23456" and luhn.is_valid(digits)


def check_postcode(match: re.Match[str]) -> bool:
    number, gap, letters = match.group("number", "gap", "letters")
    if letters.lower() in ("sa", "sd", "ss") or not (letters.isupper() or letters.islower()):
        return False
    if letters.islower():
        return letters not in lexicon.telling("no_postcode") and (
            not re.fullmatch(YEAR, number) or not gap or bool(match.group("place"))
        )
    if re.fullmatch(YEAR, number) and letters.lower() in lexicon.telling("no_postcode_after_year"):
        return False
    return letters not in ("BW", "RV")


def check_street(match: re.Match[str]) -> bool:
    return match.group("street").lower() not in lexicon.telling("no_street")


def check_ip4(match: re.Match[str]) -> bool:
    """Numbers of sections and versions look alike but stay small."""
    parts = [int(part) for part in match.group("id").split(".")]
    return max(parts) < 256 and (max(parts) > 29 or parts[0] == 10 or bool(match.group("word")))


def check_ip6(match: re.Match[str]) -> bool:
    try:
        ipaddress.IPv6Address(match.group())
    except ValueError:
        return False
    return sum(map(bool, match.group().split(":"))) > 2


def check_month_of_year(match: re.Match[str]) -> bool:
    """Not a range of years such as 2010-12 or 2001-02."""
    year, month = int(match.group("year")[2:]), int(match.group("month"))
    return month != year + 1 and (month < 10 or month < year)


def check_vat(match: re.Match[str]) -> bool:
    return btw.is_valid(re.sub(r"[\s.\-]", "", match.group().upper()))


def check_document(match: re.Match[str]) -> bool:
    written = match.group()
    return len(re.findall(r"\d", written)) > 1 and not re.fullmatch(rf"[A-Z]{{5}}{YEAR}", written)


def check_coordinates(match: re.Match[str]) -> bool:
    north, east = (float(match.group(name).replace(",", ".")) for name in ("north", "east"))
    inside = 50 < north < 54 and 3 < east < 7.5
    return inside or bool(match.group("word")) or (abs(north) > 20 and abs(east) <= 180)


def check_eight_words(match: re.Match[str]) -> bool:
    return len(match.group("id").split()) >= 8

"""Whether what has the form of an identifier is one: its check digits, its range, its context."""

import ipaddress
import re
from collections.abc import Callable

from stdnum import luhn
from stdnum.nl import bsn, btw, onderwijsnummer

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.forms.spoken_numbers import BELOW_HUNDRED, FROM_TEN, NOT_COUNTED

_COUNTING = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")

YEAR = r"(?:19|20)\d{2}"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"{YEAR}(?P<by>[-./ ]?)(?:0?[1-9]|1[0-2])(?P=by)(?:0?[1-9]|[12]\d|3[01])"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?P<of>[-./ ]?)(?:0?[1-9]|1[0-2])(?P=of){YEAR}"
)
_LONGEST_LINE = 300
_FEW_WORDS = 40


def check_citizen(match: re.Match[str]) -> bool:
    """Eleven test; years, round amounts and counts that pass it by chance are left alone."""
    written = match.group()
    digits = re.sub(r"\D", "", written)
    if re.fullmatch(rf"{YEAR}\D{YEAR}", written) or len(set(digits)) < 3:
        return False
    if _DATE.fullmatch(written) or re.fullmatch(r"\d+[.]\d+", written):
        return False
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", written):
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
    street = match.group("street").lower()
    no_street = street in lexicon.telling("no_street") or street in lexicon.dutch_words()
    if street.endswith(("ering", "eling")):
        return False
    place = match["street"][0].isupper() and re.search(r"\d", match[0])
    led = r"\b(?:aan|op|naar|adres|bij|vanaf|in)\s(?:de\s|het\s)?$"
    return not no_street or bool(place and _led_by(match, led))


def behind(pattern: str) -> Callable[[re.Match[str]], bool]:
    """A check whether this stands directly before what was found, within a few words."""
    compiled = re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)

    def check(match: re.Match[str]) -> bool:
        before = match.string[max(0, match.start() - _FEW_WORDS) : match.start()]
        return bool(compiled.search(before))

    return check


def check_ip4(match: re.Match[str]) -> bool:
    """Numbers of sections and versions look alike but stay small."""
    parts = [int(part) for part in re.findall(r"\d+", match[0])]
    named = _led_by(match, r"\bip\b[\s-]?(?:adres|address|nummer)?\W{0,3}$")
    return max(parts) < 256 and (max(parts) > 29 or parts[0] == 10 or named)


def _led_by(match: re.Match[str], pattern: str) -> bool:
    """Whether this stands directly before what was found."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    return bool(re.search(pattern, before, re.IGNORECASE))


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


def check_office_code(match: re.Match[str]) -> bool:
    """Four figures or more that are no year, no amount and no number of a publication."""
    what = match.groupdict().get("what") or ""
    digits = re.sub(r"\D", "", match["id"])
    if len(digits) < 4 or what.lower().startswith(lexicon.telling_beginnings("public_numbers")):
        return False
    # A word may stand before the year: "policy in 2021".
    if re.fullmatch(rf"(?:[a-z]+ )?{YEAR}(?:\s?[-/]\s?(?:{YEAR}|\d\d))?", match["id"]):
        return False
    return not re.match(NOT_COUNTED.replace("(?!", "(?:"), match.string[match.end("id") :][:20])


def check_foreign_plate(match: re.Match[str]) -> bool:
    """Not an abbreviation with a number or a year behind it."""
    letters = re.findall(r"[A-Z]+", match[0])
    known = lexicon.telling("abbreviations") | lexicon.telling("no_postcode")
    return known.isdisjoint(map(str.lower, letters)) and not re.search(rf"\b{YEAR}\b", match[0])


def check_vat(match: re.Match[str]) -> bool:
    return btw.is_valid(re.sub(r"[\s.\-]", "", match.group().upper()))


def check_document(match: re.Match[str]) -> bool:
    written = match.group()
    return len(re.findall(r"\d", written)) > 1 and not re.fullmatch(rf"[A-Z]{{5}}{YEAR}", written)


def check_coordinates(match: re.Match[str]) -> bool:
    north, east = (float(match.group(name).replace(",", ".")) for name in ("north", "east"))
    named = _led_by(match, r"\b(?:gps|coordina\w{1,6}|lat|locatie)\W{1,3}$")
    if match.string[match.start() - 1 : match.start()] == "@":
        return abs(north) <= 90
    inside = 50 < north < 54 and 3 < east < 7.5
    return inside or named or (abs(north) > 20 and abs(east) <= 180)


def check_e_mail(match: re.Match[str]) -> bool:
    """Not a commit of a program, and no sign of a pattern or of a key in a bibliography."""
    local, _, host = match[0].partition("@")
    long_enough = len(re.findall(r"[^\W\d]", local)) > 2 or "." in host
    return long_enough and not re.fullmatch(r"[0-9a-f]{7,40}", host)


def check_spelled_mail(match: re.Match[str]) -> bool:
    """With a word for the sign, or with spaces or brackets around it."""
    return bool(re.search(r"[\W_](?:at|ape\w+)[\W_]|\s@|@\s|[\[(]", match[0], re.IGNORECASE))


def check_host(match: re.Match[str]) -> bool:
    """Not the member of an object or a module, in code."""
    if match.string[match.end() : match.end() + 1] in tuple("([=") or "/" in match[0]:
        return "/" in match[0]
    before = match.string[max(0, match.start() - 7) : match.start()]
    labels = match[0].lower().split(".")
    return lexicon.telling("no_host").isdisjoint(labels[:1]) and not before.endswith(
        ("from ", "import ")
    )


def check_handle(match: re.Match[str]) -> bool:
    """Not a decorator, a directive or a target in code, or an entry of a bibliography."""
    text, (start, end) = match.string, match.span()
    line = _line_before(text, start)
    if match[0][1:].lower() in lexicon.telling("no_handle") or text[end : end + 1] in ("{", "/"):
        return False
    return bool(line.strip()) or not (
        line.startswith("\t") or re.match(r"\(|[ \t]*(?:\n|$|#)", text[end : end + 80])
    )


def check_profile(match: re.Match[str]) -> bool:
    """Not a page of the platform itself, such as a button to share."""
    last = re.split(r"[/@]", match[0].lower())[-1]
    return last not in lexicon.telling("no_profile")


def check_account(match: re.Match[str]) -> bool:
    """Letters with figures or an underscore; no name in code, which stands in marks of its own."""
    written, after = match["id"], match.string[match.end() : match.end() + 1]
    return after not in ("`", "=", "(", "[", ":") and bool(re.search(r"[A-Za-z]{3}", written))


def _line_before(text: str, start: int) -> str:
    """What stands before a place on its line, as far as it can matter."""
    least = max(0, start - _LONGEST_LINE)
    return text[text.rfind("\n", least, start) + 1 or least : start]


def check_label(match: re.Match[str]) -> bool:
    """Not the number of a type or a unit in code ("Int64", "int8")."""
    return not re.fullmatch(r"(?:I|i)nt(?:8|16|32|64)", match[0])


def spoken_digits(words: str) -> int:
    """How many digits somebody says who says these numbers one after the other."""
    tens = len(re.findall(rf"{FROM_TEN}(?!\w)", words, re.IGNORECASE))
    return len(re.findall(rf"{BELOW_HUNDRED}(?!\w)", words, re.IGNORECASE)) + tens


def check_spoken_phone(match: re.Match[str]) -> bool:
    said = match[0].lower()
    figures = len(re.findall(r"\d", said))
    return said.startswith(("nul", "zero")) and spoken_digits(said) + figures >= 8


def check_spoken_digits(match: re.Match[str]) -> bool:
    """A row of eight digits or more that does not only count upwards."""
    words = match[0].lower().split()
    counting = words == list(_COUNTING[: len(words)])
    return not words[0].startswith("nul") and spoken_digits(match[0]) >= 8 and not counting


def check_quotation(match: re.Match[str]) -> bool:
    """Eight words, or five of somebody who speaks of himself; no string of code or of a table."""
    if match["id"].count(" ") < _SHORTEST_QUOTATION - 1 or _in_code(match):
        return False
    words = re.findall(r"[^\W\d_]+", match["id"].lower())
    speaking = not lexicon.telling("speaking").isdisjoint(words)
    return len(words) >= (_SHORTEST_QUOTATION if speaking else _SHORTEST_UNTOLD)


_SHORTEST_QUOTATION, _SHORTEST_UNTOLD = 5, 8


def check_unmarked_quotation(match: re.Match[str]) -> bool:
    """Eight words of which one is of somebody who speaks of himself, to the end of a sentence."""
    said = re.split(r"[.!?](?:\s|$)", match["id"])[0]
    words = re.findall(r"[^\W\d_]+", said.lower())
    untold = lexicon.telling("speaking").isdisjoint(words)
    return len(words) >= _SHORTEST_UNTOLD and not untold


_CODE_BEFORE = re.compile(
    r"[=([{\\+]\s*$"  # assigned, or the first of a call or a list
    r"|[\"')\]\d],\s*$|[(\[{][\w.]+,\s$"  # a further one
    r"|\w\([^()]*$"  # inside a call
    r"|[\"']\s?:\s*$|^\s*(?:title|name|message|abstract|description):\s$"  # of a key
    r"|^\s+$|^\t|^\s+(?:return|assert|raise|yield)\b|\becho\s$"
)
_CODE_INSIDE = re.compile(r"[{}<>=|]|\\[nt\"]|://|\w\(\)")
_PROSE_BRACKET = re.compile(r"(?:^|\s)[(\[]$")


def _in_code(match: re.Match[str]) -> bool:
    """Whether the quotation marks are those of a string in a line of code, JSON or CSV.

    In prose a mark that opens stands after a space or a bracket, and both stand next to a word.
    """
    text, (start, end), said = match.string, match.span(), match["id"]
    line = _line_before(text, start)
    if said[0] in " \t\n,;.:)]" or said[-1].isspace() or _CODE_INSIDE.search(said):
        return True
    if line and (line[-1].isalnum() or line[-1] in ",\"'`"):
        return True
    if _CODE_BEFORE.search(line) and not _PROSE_BRACKET.search(line):
        return True
    after = text[end : end + 2]
    return after[:1] in tuple("\"'`:") or (after[:1] == "," and not after[1:].isspace())

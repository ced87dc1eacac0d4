"""Dutch numbers and lists, as a reader reads them."""

import re
from collections.abc import Iterable

VALUES = {
    **{"nul": 0, "geen": 0, "niemand": 0, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4},
    **{"vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11},
    **{"twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16},
    **{"zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20},
}
NUMBER = rf"(?:-?\d+(?:\.\d{{3}})*(?:,\d+)?|{'|'.join(sorted(VALUES, key=len, reverse=True))})"
COUNTED = re.compile(rf"(?<![\w,.-]){NUMBER}(?![\w-])", re.IGNORECASE)
"""Any number in a text, in digits or in words."""


def value(number: str) -> float:
    """What a number is worth, however it is written."""
    number = number.strip().lower()
    if number in VALUES:
        return VALUES[number]
    return float(number.replace(".", "").replace(",", "."))


def holds_number(text: str) -> bool:
    """Whether a text has a number in digits or words."""
    return bool(COUNTED.search(text))


def listed(text: str, names: Iterable[str]) -> list[str] | None:
    """The names that a list holds, or nothing if it holds anything else.

    Names may have commas and "en" in them, so the longest name that fits is taken each time.
    """
    ordered = sorted(names, key=len, reverse=True)
    found, rest = [], text.strip()
    while rest:
        name = next((n for n in ordered if rest.lower().startswith(n.lower())), None)
        if name is None:
            return None
        found.append(name)
        rest = rest[len(name) :]
        if rest:
            joint = re.match(r"\s*(?:,|\ben\b)\s*", rest)
            if not joint or joint.end() == len(rest):
                return None
            rest = rest[joint.end() :]
    return found

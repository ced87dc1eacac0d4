"""Numbers and dates as a Dutch reader writes them."""

import datetime
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal

_WORDS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)


@cache
def number(value: float, decimals: int = 0) -> str:
    """``1711`` as "1.711", ``0.125`` with two decimals as "0,13"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale="nl_NL")


def in_words(value: int) -> str:
    """A count in words up to twenty, as Dutch prose has it; above that in figures."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else number(value)


def moment(iso: str) -> str:
    """A date as precise as it is known: "2018", "februari 2018" or "25 mei 2018".

    Raises:
        ValueError: not an ISO 8601 year, year-month or date.
    """
    parts = iso.count("-")
    if parts == 0:
        return str(int(iso))
    day = datetime.date.fromisoformat(iso if parts == 2 else f"{iso}-01")
    return format_date(day, "d MMMM y" if parts == 2 else "MMMM y", locale="nl_NL")


def enumerate_words(words: list[str]) -> str:
    """``["a", "b", "c"]`` as "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

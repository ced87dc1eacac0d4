"""Numbers in Dutch words, as patterns for what is compared without accents."""

UNITS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
BELOW_HUNDRED = rf"(?:(?:(?:{UNITS})\s?en\s?)?(?:{TENS})|{TEENS}|nul|{UNITS})"
FROM_TEN = rf"(?:(?:(?:{UNITS})\s?en\s?)?(?:{TENS})|{TEENS})"
ORDINAL = (
    "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde"
    "|dertiende|veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende"
    f"|(?:(?:{UNITS})en)?(?:twintigste|dertigste))"
)
HUNDREDS = rf"(?:(?:{UNITS})?honderd(?:\s?(?:en)?\s?(?:{BELOW_HUNDRED}))?)"
ORDINAL_IN_FIGURES = r"(?:\d{1,2}\s?(?:e|ste|de|st|nd|rd|th))"
ENGLISH_ORDINAL = (
    "(?:(?:(?:twenty|thirty)[\\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    "|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
ENGLISH_DIGITS = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
YEAR_IN_WORDS = (
    rf"(?:tweeduizend(?:\s?(?:en\s)?{BELOW_HUNDRED})?"
    rf"|(?:negentien|twintig)\s?(?:honderd\s?)?(?:en\s)?{FROM_TEN})"
)
SPOKEN = frozenset(f"nul|{UNITS}|{TEENS}|{TENS}".split("|")) - {"een"}
"""First words of a row of spoken digits, but for the one that is also an article."""

_COUNTED = (
    "euro|jaar|jaren|procent|personen|mensen|slachtoffers|inwoners|gemeenten|miljoen|miljard|uur"
    "|minuten|keer|maal|maanden|weken|dagen|meldingen|respondenten|interviews"
)
NOT_COUNTED = rf"(?!\s?(?:%|(?:{_COUNTED})\b))"
"""Behind a number that counts nothing."""

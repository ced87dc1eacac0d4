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
SENTENCE = re.compile(r"(?<=[.!?])(?<!e\.a\.)(?<!z\.d\.)(?<!bijv\.)\s+(?=[A-ZÉ‘(•●])")
ABOUT_INTERVIEWS = re.compile(
    r"respondent|\bfactor(?:en)?\b|\bcodes?\b|\bstro(?:om|men)\b|open venster|beleidsondernemer",
    re.IGNORECASE,
)
COUNTED_THINGS = rf"\b{NUMBER} (?:van de {NUMBER} )?(?:respondent(?:en)?|factoren|<nouns>)\b"
"""A number of people or factors, wherever it stands; the study has words for people."""
PART = re.compile(r"\b\d+ van \d+")
NO_NUMBERS = re.compile(
    r"\((?:[^()]*(?:\d{4}|z\.d\.)[^()]*)\)|^(?:Figuur|Tabel) \d+\.? ?|\b(?:Figuur|Tabel) \d+|^\d[\d.]* |\b(?:19|20)\d\d\b"
)
"""Citations, numbers of figures and headings, and years."""
FLOAT = re.compile(
    r"(?<!\b[Zz]ie )(?<!\b[Ii]n )(?<!\b[Bb]ij )Figuur \d+\. .*?(?:in de map met gegevens van dit boek\.(?: De getallen zitten als [^ ]+ bij deze PDF\.)?|$)"
)
"""The caption and note of a figure from interviews; not a sentence that ends in its number."""
WHERE_AND_WHEN = re.compile(
    r"^Demonstratie met verzonnen gegevens\. |\bi?n de (?:demonstratie|gesprekken)(?!:) ?|\(p\. \d+\) ?",
    re.IGNORECASE,
)

HOW_TO_READ = frozenset(
    line
    for line in """
Wie een factor tien keer noemt, telt één keer mee.
Over elke factor zijn er vijf aantallen, en elk heeft een eigen woord:
Eén respondent kan zeggen dat een factor helpt en ook dat hij belemmert, en telt dan in beide mee.
Eén respondent kan zeggen dat een factor helpt en ook dat hij belemmert, en telt dan twee keer mee.
Elk teken is een respondent, gesorteerd naar wat hij of zij zei; dezelfde plek in twee rijen is dus niet dezelfde persoon.
Wie een factor noemt en ook zegt dat die geen rol speelde, staat bij genoemd; in de tabel telt zo iemand bij allebei.
Factoren die het codeboek maar in één van beide heeft, staan hier niet.
Hoe dikker de lijn, hoe meer respondenten minstens één factor uit die stroom noemen.
Waar het codeboek in een fase niets voor heeft, staat ‘geen code’.
In de tabel staan alle paren, behalve die met minder dan drie respondenten.
Binnen één gemeente klopt dat maar half.
Over gemeenten staat er niets bij een factor of een persoon, ook geen aantal.
Ook de openbare cijfers zijn geen maat voor succes.
Bekende voorbeelden zijn Kotter, die eindigt met het verankeren van de verandering in de cultuur, en Fernandez en Rainey, die voor de overheid acht factoren noemen.
Eén ambtenaar gaat over mensenhandel, en die heeft een naam.
Gaan twee factoren samen, dan hoeft de ene de andere niet te veroorzaken.
Een verschil is een reden om door te vragen, en geen bewijs.
Een teken zegt dat er een uitspraak is gevonden, en of zij zegt dat de factor helpt, in de weg staat, of geen van beide.
""".splitlines()
    if line
)
"""Sentences that say how to read the numbers, and have none of their own."""


def value(number: str) -> float:
    """What a number is worth, however it is written."""
    number = number.strip().lower()
    if number in VALUES:
        return VALUES[number]
    return float(number.replace(".", "").replace(",", "."))


def holds_number(text: str) -> bool:
    """Whether a text has a number in digits or words."""
    return bool(COUNTED.search(text))


def listed(text: str, names: Iterable[str], last: str = "en") -> list[str] | None:
    """The names that a list holds, or nothing if it holds anything else.

    Names may have commas and "en" in them, so the longest name that fits is taken each time.
    ``last`` is the word before the last name.
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
            joint = re.match(rf"\s*(?:,|\b{last}\b)\s*", rest)
            if not joint or joint.end() == len(rest):
                return None
            rest = rest[joint.end() :]
    return found

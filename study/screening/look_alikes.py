"""What looks like an identifier and is none, because of where it stands.

The rules for names and patterns are made for sentences in tables, where a wrong alarm costs a
minute. Here they meet colours, sizes of files and columns of numbers, and an alarm stops the book.
"""

import re

from study.screening.strictness import CODE, Strictness

# Keys of the bibliography are made of an author's name and a year.
_CITATION = re.compile(r"\{cite[^}`]*\}`[^`]*`")
_SENTENCE_END = re.compile(r"[^\W\d_]{6,}\.\s")
_SURNAME = re.compile(
    r"(?:(?i:van|de|der|den|het|'?t|ten|ter|te|von|el|al)\s){0,3}[A-Z][\w'-]+(?:-[A-Z][\w'-]+)?"
)
_YEAR_OF_WORK = re.compile(
    r"(?:(?:\s(?:&|en|and)\s|,\s)[^()\d,;.]{2,40}|\set al\.?|\se\.a\.){0,4}"
    r",?\s\(?(?:19|20)\d{2}[a-z]?\b(?=[);,:])"
)
_COURT_OF_EUROPE = re.compile(r"[CT]-\d{1,4}/\d{2}")
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_TOWN_HALL = re.compile(r"140\d{2,3}")
_NUMBER = re.compile(r"\s*[-+]?(?:0|[1-9]\d{0,7})(?:[.,]\d+)?\s*%?\s*")
"""Of eight figures at most and without a zero before them: a telephone number counts nothing."""


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else, as in a column of numbers."""
    return _NUMBER.fullmatch(text) is not None


def is_none(kind: str, text: str, start: int, end: int, strictness: Strictness) -> bool:
    """Whether a finding of this kind, at this place in a text, is no identifier after all."""
    written = text[start:end]
    match kind:
        case "e-mail":
            # "checkout@3d3c42e" and "x@" are no addresses in code; in a sentence they may be.
            return (
                strictness is CODE
                and "@" in written
                and "." not in written.partition("@")[2].strip(".")
            )
        case "case number":
            return _COURT_OF_EUROPE.fullmatch(written) is not None
        case "person" if _is_cited(text, start, end):
            return True
        case "person":
            # "zorgcoördinator. In 2019": the word before a name is no title but ends a sentence.
            return _SENTENCE_END.match(written) is not None or _in_a_citation(text, start, end)
        case "citizen number":
            return _DAY.fullmatch(written) is not None
        case "phone":
            # A town hall's number begins so; written without a space it is any number.
            return _TOWN_HALL.fullmatch(written) is not None
        case "postcode":
            return text[max(0, start - 1) : start] == "#"  # a colour
        case _:
            return _in_a_citation(text, start, end)


def _is_cited(text: str, start: int, end: int) -> bool:
    """Whether a surname is that of an author: "(Van der Naam & Van Achternaam, 2016)"."""
    surname = _SURNAME.fullmatch(text, start, end) is not None
    return surname and _YEAR_OF_WORK.match(text, end) is not None


def _in_a_citation(text: str, start: int, end: int) -> bool:
    return any(c.start() <= start and end <= c.end() for c in _CITATION.finditer(text))

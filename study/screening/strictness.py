"""How closely a file is looked at: which kinds of identifiers may not stand in it.

The text of the book is held to most kinds. A document about the code may also hold web addresses,
and code may hold words that are names elsewhere (``June``, ``Georgia``); neither may hold what
leads to one person by itself. Names of the private project are looked for everywhere alike.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from study.privacy.identifiers import KINDS


@dataclass(frozen=True)
class Strictness:
    """A way to look at text: its name, and the kinds of identifiers that are refused in it."""

    name: str
    kinds: frozenset[str]


# Quotation marks, names of files and dates are ordinary in text that was written to be published;
# whether words repeat an interview is asked of the interviews.
_IN_BOOK = frozenset(KINDS) - {"quotation", "file", "date"}
_ON_MACHINES = {"web address", "network address", "respondent label"}

BOOK = Strictness("book", _IN_BOOK)
DOCUMENT = Strictness("document", _IN_BOOK - _ON_MACHINES)
CODE = Strictness(
    "code",
    frozenset(
        (
            *("known name", "e-mail", "phone", "citizen number", "bank account", "payment card"),
            *("postcode", "address", "birth or age", "guid", "case number", "company number"),
            *("identity document", "alien number", "coordinates", "professional number"),
            *("social handle", "sole function"),
        )
    ),
)

_BOOK = ("chapters/", "notebooks/")
_DRAWN = (".svg", ".xml")  # they name their own kind by an address
_OF_DATA = ("data/",)
_PROSE = frozenset(
    (
        *(".md", ".txt", ".rst", ".html", ".htm", ".xml", ".svg", ".csv", ".tsv", ".bib", ".cff"),
        *(".ris", ".ipynb", ".po"),
    )
)


_OF_OFFICE = re.compile(r"(?:xl|word|ppt)/(?:theme/[^/]+|fontTable)\.xml")
"""What Office puts into its files itself: colours, and typefaces that are called like people."""


def is_of_office(name: str) -> bool:
    """Whether a file within one of Office says how it looks, and nothing that somebody wrote."""
    return _OF_OFFICE.fullmatch(name) is not None


def strictness_of(name: str) -> Strictness:
    """How closely the text file of this name, below the top of the checkout, is looked at."""
    path = PurePosixPath(name)
    if name == "index.md" or (name.startswith(_BOOK) and path.suffix not in _DRAWN):
        return BOOK
    if name.startswith(_OF_DATA):
        return BOOK if path.suffix == ".csv" else DOCUMENT
    if path.name.startswith("requirements") or is_of_office(name):
        return CODE
    for_readers = path.stem.endswith(("_nl", "_en"))
    return DOCUMENT if for_readers or path.suffix in _PROSE or path.name.isupper() else CODE

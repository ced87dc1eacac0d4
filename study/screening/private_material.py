"""What private material looks like, whatever its name is and wherever it lies.

Projects of coding tools, the mapping of people to respondents, the key to what was published, the
tables in which an imported project is kept, and tables of what is said by municipality. None of it
may lie outside ``private/``.
"""

import re
from pathlib import PurePosixPath

from study.screening.passages import Fault

_NAMES = frozenset(
    (
        *("mapping.yml", "new-mapping.yml", "mapping.yaml"),
        *("words.npy", "names.sha256", "looked-through.json", "drawn.json"),
    )
)
_ENDINGS = re.compile(
    r"\.(?:qdpx|qde|rqda|qda|mx\d{1,2}|mex\d{1,2}|nvpx?|nvcx|atlproj\d*|atlpac\d*|hpr\d*)$"
)
"""Of REFI-QDA, RQDA, QualCoder, MAXQDA, NVivo and ATLAS.ti."""

_BEGINNINGS = {b"SQLite format 3\0": "a database, as coding tools keep them", b"\x93NUMPY": "words"}
_NAMESPACE = "urn:QDA-XML:project"
_LOOKED_AT = 4096
_MAPPING = tuple(
    re.compile(rf"(?:^[\s{{\[,-]*[\"']?|\")(?:{field})[\"']?\s*:\s*\S", re.MULTILINE)
    for field in ("respondent", "sources|read_by", "municipality|role")
)
"""Fields of a mapping in YAML, at the start of a line, or JSON."""

_DRAWN = re.compile(r"\s*\{\s*\"(?:of|drawn)\":\s*[{\[](?s:.*)\"(?:of|drawn)\":\s*[{\[]")
"""The bytes that were drawn, and the digests of what they were drawn for."""

_DATA = frozenset(("", ".csv", ".tsv", ".txt", ".md", ".json", ".yml", ".yaml", ".xml", ".html"))
"""Endings of text that may hold data; code names columns too."""

_CELLS = re.compile(r"[,;\t|]")
_RESPONDENT = {"respondent", "respondents", "participant", "deelnemer"}
_MUNICIPALITY = {"municipality", "gemeente"}
_ONE = _RESPONDENT - {"respondents"}
_TOGETHER = {
    *("municipalities", "gemeenten", "place", "plaats", "organisation", "organisatie", "group"),
    *("groep", "pair", "paar", "koppel", "cluster", "colleague", "colleagues", "collega"),
}
"""What who works with whom may be called: numbers in the place of names tell as much."""
_SAID = {"code", "codes", "factor", "factors", "factoren", "factor_name"}
_PLACES = {*_MUNICIPALITY, "municipalities", "gemeenten", "places", "plaatsen"}
"""What is said, and in how many municipalities or in which: such counts are equations that tell who
works with whom."""
_MOST_WORDS = 4
_ABOUT = ("name", "tool", "counting")
_OF_A_PROJECT = {"kind", "coder", "codable", "selection", "case", "owner", "document", "fate"}
"""Each table of a project has a column of these, and few other tables have."""

_REMEDY = "Move it into private/, which neither git nor a build looks into"


def fault(what: str, part: str = "") -> Fault:
    """The fault of a file that is, or holds, private material."""
    return Fault(f"looks like {what}", _REMEDY, "private material", part)


def file_of_a_tool(name: str, content: bytes) -> str | None:
    """What a file seems to be by its name and first bytes, if that is private; else None."""
    base = PurePosixPath(name).name.lower()
    if base in _NAMES:
        return "a file of the private folder"
    if _ENDINGS.search(base):
        return "the project of a coding tool"
    return next((what for mark, what in _BEGINNINGS.items() if content.startswith(mark)), None)


def text_of_a_project(suffix: str, text: str) -> str | None:
    """The same by what a text says; ``suffix`` is the ending of the file's name."""
    if _NAMESPACE in text[:_LOOKED_AT] and text.lstrip("\ufeff \t\r\n").startswith("<"):
        return "the project of a coding tool"
    if suffix not in _DATA:
        return None
    if _DRAWN.match(text):
        return "what was drawn at random for the tables, by which their order can be undone"
    if all(pattern.search(text) for pattern in _MAPPING):
        return "a mapping of people to respondents"
    lines = text.lstrip("\ufeff").splitlines()
    heads = [_header(line) for line in lines[:3]]
    heads += [_header(line) for line in lines if line.startswith("|")]
    if suffix == ".xml":  # a spreadsheet has each of its cells between tags
        heads.append({cell.strip().lower() for cell in re.split(r"<[^<>]*>", text)})
    if any(
        (head & _RESPONDENT and head & _MUNICIPALITY) or (head & _ONE and head & _TOGETHER)
        for head in heads
    ):
        return "a key that tells who a respondent is"
    if suffix != ".xml" and any(head & _SAID and _tokens(head) & _PLACES for head in heads):
        return "a table of what is said in which municipalities, or in how many"
    if tuple(line.partition(",")[0] for line in lines[:3]) == _ABOUT:
        return "a table of the private project"
    if heads and heads[0] & _OF_A_PROJECT and heads[0] in _tables():
        return "a table of the private project"
    return None


def _header(line: str) -> set[str]:
    return {cell.strip(" \"'`*").lower() for cell in _CELLS.split(line)} - {""}


def _tokens(head: set[str]) -> set[str]:
    """The words of a table's columns, "in hoeveel gemeenten", and not those of sentences."""
    cells = (re.split(r"[\W\d_]+", cell) for cell in head)
    return {word for words in cells if len(words) <= _MOST_WORDS for word in words}


def _tables() -> list[set[str]]:
    """Columns of the tables in ``private/`` and of what Taguette exports."""
    # Imported here, because pandas takes longer than all the rest of a search of few files.
    from study.private import project

    tables = (project.SOURCES, project.CODERS, project.CODES, project.CODINGS)
    tables += (project.CASES, project.CASE_SOURCES, project.VARIABLES, project.SET_ASIDE)
    ledger = {"coding", "interview", "coder", "code", "passage", "fate", "other", "why"}
    return [*map(set, tables), ledger, {"id", "document", "tag", "content"}]

"""What private material looks like, whatever its name is and wherever it lies.

Projects of coding tools, the mapping of people to respondents, the key to what was published, the
tables in which an imported project is kept, and tables of what is said by municipality. None of it
may lie outside ``private/``.
"""

import ast
import html
import re
from pathlib import PurePosixPath

from study.screening.passages import Fault

_NAMES = re.compile(
    r"mapping.*\.ya?ml"
    r"|(?<![^\W_])(?:words\.npy|names\.sha256|(?:looked-through|drawn)(?![^\W_]).*\.json)(?![^\W_])"
)
"""Of files of the private folder, and of copies as people and editors call them:
``mapping-old.yml``, ``drawn (1).json``, ``mapping.yml~``."""

_LIST_OF_NAMES = re.compile(r"(?:^|/)project/names\.txt(?![^\W_])")
_ENDINGS = re.compile(
    r"\.(?:qdpx|qde|rqda|qda|mx\d{1,2}|mex\d{0,2}|mqda|nvpx?|nvcx|atlproj\d*|atlpac\d*|atlcb|hpr\d*"
    r"|qrk|quirkos|f4a)(?![^\W_])"
)
"""Of REFI-QDA, RQDA, QualCoder, MAXQDA, NVivo, ATLAS.ti, Quirkos and f4analyse."""

_BEGINNINGS = {b"SQLite format 3\0": "a database, as coding tools keep them", b"\x93NUMPY": "words"}
_NAMESPACE = "urn:QDA-XML:project"
_LOOKED_AT = 4096
_FIELD = re.compile(
    r"(?:^[\s>#*|{\[,?-]*|[{,]\s*|\\[nrt]\s*(?:-\s)?)(?P<mark>\\?[\"'])?"
    r"(?P<field>respondents?|sources|round|role|municipality|read_by|without_direction|public_names"
    r"|coders|unsigned|codes)(?(mark)(?P=mark)\s*:|\s*:(?=\s))",
    re.MULTILINE,
)
"""Fields of a mapping in YAML or JSON, also quoted, in a comment, or as a text within JSON."""

_OF_A_PERSON = frozenset(("sources", "round", "role", "municipality", "read_by"))
_OF_ALL = frozenset(("without_direction", "public_names", "respondents"))
_FURTHER = _OF_ALL | {"coders", "unsigned", "codes"}
_DECIDED = re.compile(r"public_names\W{0,3}:\s*\{?\s*[\w\"'][^:\n]*:")
"""A decision on a name, which tells that it stands in the project."""

_SAYS_SO = ("For the private side only.", "# This file names people: it stays on the private side.")
"""What reports and drafts for the private folder begin with."""

_DRAWN = re.compile(r"\s*\{\s*\"(?:of|drawn)\":\s*[{\[](?s:.*)\"(?:of|drawn)\":\s*[{\[]")
"""The bytes that were drawn, and the digests of what they were drawn for."""

_CODE = frozenset(
    (".py", ".js", ".css", ".jinja", ".j2", ".typ", ".toml", ".sh", ".bib", ".svg", ".po")
)
"""Endings of text that names columns as code and words do; all other text may hold data."""

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
_TAG = re.compile(r"<[^<>]*>")
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
    if _NAMES.search(base) or _LIST_OF_NAMES.search(name.lower()):
        return "a file of the private folder"
    if _ENDINGS.search(base):
        return "the project of a coding tool"
    return next((what for mark, what in _BEGINNINGS.items() if content.startswith(mark)), None)


def text_of_a_project(suffix: str, text: str) -> str | None:
    """The same by what a text says; ``suffix`` is the ending of the file's name."""
    if _NAMESPACE in text[:_LOOKED_AT] and text.lstrip("\ufeff \t\r\n").startswith("<"):
        return "the project of a coding tool"
    if what := _of_the_private_folder(text):
        # A program speaks of these fields too, and may check them.
        return None if suffix == ".py" and _is_python(text) else what
    if suffix in _CODE:
        return None
    if _DRAWN.match(text):
        return "what was drawn at random for the tables, by which their order can be undone"
    lines = text.lstrip("\ufeff").splitlines()
    heads = [_header(line) for line in lines[:3]]
    heads += [_header(line) for line in lines if line.startswith("|")]
    if suffix == ".xml":  # a spreadsheet has each of its cells between tags
        heads.append({cell.strip().lower() for cell in _TAG.split(text)})
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


def _of_the_private_folder(text: str) -> str | None:
    if any(says_so in text[:_LOOKED_AT] for says_so in _SAYS_SO):
        return "a file of the private folder"
    return "a mapping of people to respondents" if _is_mapping(text) else None


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_mapping(text: str) -> bool:
    """Whether a text has the fields of a mapping, be they of few people or of nobody."""
    if not any(word in text for word in ("respondent", "public_names", "without_direction")):
        return False
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        text = html.unescape(_TAG.sub("\n", text))
    fields = {match["field"] for match in _FIELD.finditer(text)}
    if "respondent" in fields and len(fields & _OF_A_PERSON) > 1:
        return True
    if "public_names" in fields and _DECIDED.search(text):
        return True
    return bool(fields & _OF_ALL) and len(fields & _FURTHER) > 1


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

"""A researcher's coding project in tables, whatever tool it comes from. Private, all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

SOURCES = {"source": "string", "name": "string", "kind": "string", "text": "string"}
CODERS = {"coder": "string", "name": "string"}
GROUP = "document group"
"""The variable of an interview that says in which group of documents a tool has it."""

CODES = {
    "code": "string",
    "name": "string",
    "parent": "string",
    "codable": "boolean",
    "description": "string",
}
CODINGS = {
    "source": "string",
    "selection": "Int64",
    "order": "Int64",
    "start": "Int64",
    "end": "Int64",
    "code": "string",
    "coder": "string",
}
SET_ASIDE = {"source": "string", "coder": "string", "code": "string", "why": "string"}
CASES = {"case": "string", "name": "string"}
CASE_SOURCES = {"case": "string", "source": "string"}
VARIABLES = {"owner": "string", "id": "string", "variable": "string", "value": "string"}


@dataclass(frozen=True)
class LeftOut:
    """Something of the project, no coding, that was not taken over: how many of what, and why."""

    what: str
    count: int
    why: str


@dataclass(frozen=True)
class Project:
    """Everything of a coding project that this study can use; it names people and quotes them.

    Identifiers (``source``, ``coder``, ``code``, ``case``) are the tool's own where it has them and
    otherwise the names. Missing values are ``pd.NA``.

    - ``sources``: one row per interview or other document; ``kind`` is text, pdf, picture, audio
      or video; ``text`` is its plain text, with line ends as the tool counts them where that
      could be seen.
    - ``codes``: ``parent`` is another row's ``code``; a code that is not ``codable`` is a heading.
    - ``codings``: one row per code given to a passage by a coder. ``selection`` numbers, over the
      whole project, passages with the same bounds in the same source (so that several codes of
      several coders on one passage share it); ``order`` is the rank of the selection within its
      source, from 1.
      ``start`` and ``end`` are in the tool's own counting, comparable within one source only, and
      missing where the tool gives none.
    - ``notes``: what the researcher has to know of how the file was read; ``whole_texts``: whether
      texts are more than the coded passages; ``marks``: by selection, what tells a passage apart
      from others of its interview where there are no positions. None of these is kept.
    - ``set_aside``: one row per coding of the file that is not in ``codings``, and ``why``;
      ``source`` is missing where it belongs to no interview. Together with ``codings`` these are
      all codings that the file holds.
    - ``variables``: ``owner`` is ``source`` or ``case``, ``id`` the identifier of the row there.
    - ``counting``: how positions are counted, where that could be seen from the texts:
      ``characters``, ``utf-16`` or ``open`` (only the order of passages is relied on).
    - ``names``: every other string that names something on the private side: project, file names,
      paths, sets.
    """

    name: str
    tool: str
    sources: pd.DataFrame
    coders: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    cases: pd.DataFrame
    case_sources: pd.DataFrame
    variables: pd.DataFrame
    counting: str
    names: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...] = ()
    whole_texts: bool = True
    marks: Mapping[int, bytes] = field(default_factory=dict)
    set_aside: pd.DataFrame = field(default_factory=lambda: table([], SET_ASIDE))


def table(rows: list[tuple] | list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as a table with exactly these columns and types."""
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)

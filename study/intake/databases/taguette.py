"""Taguette: its database (project.sqlite3), its highlights and its codebook (.csv or .xlsx)."""

import json
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

from study.intake import codings
from study.intake.databases import opening
from study.intake.errors import IntakeError
from study.intake.spreadsheets.tabular import Rows
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    SOURCES,
    VARIABLES,
    LeftOut,
    Project,
    table,
)

HIGHLIGHTS = ("id", "document", "tag", "content")
CODEBOOK = ("tag", "description")
COUNTS = {"number of highlights", "number of documents"}
TABLES = {
    "projects": {"id", "name"},
    "documents": {"id", "name", "filename", "project_id", "contents"},
    "tags": {"id", "project_id", "path", "description"},
    "highlights": {"id", "document_id", "start_offset", "end_offset"},
    "highlight_tags": {"highlight_id", "tag_id"},
    "project_members": {"project_id", "user_login"},
    "commands": {"id", "user_login", "project_id", "payload"},
}
# The account of everybody who runs Taguette on a computer of their own: it names nobody.
LOCAL_ACCOUNT = "admin"
UNTAGGED = "highlights without a tag"
NOT_IN_THE_EXPORT = (
    "Taguette leaves most or all of them out of this export: their number is not known"
)
EXPORT_AGAIN = "Export the project from Taguette again"

Highlight = tuple[str, object, int | None, int | None, str, str | None]


def is_export(rows: Rows) -> bool:
    """Whether this table is one that Taguette exports."""
    return set(rows.header) == set(HIGHLIGHTS) or _is_codebook(rows)


def _is_codebook(rows: Rows) -> bool:
    return set(CODEBOOK) <= set(rows.header) <= {*CODEBOOK, *COUNTS}


def read_rows(path: Path, rows: Rows) -> Project:
    """The project in a table of highlights or in a codebook.

    A table of highlights has no texts and no positions: the text of a source is what is known of
    it, its highlights, joined by line ends, and their order is that of the table. Who coded is
    not in it.
    """
    if _is_codebook(rows):
        tags = {}
        for row in rows.rows:
            if row.cells["tag"] in tags:
                raise rows.error(row, "tag", "stands in the codebook twice", EXPORT_AGAIN)
            tags[_filled(rows, row, "tag")] = row.cells["description"] or None
        return _project(path, path.stem, [], [], tags, [], (path.name,), ())
    texts: dict[str, dict[str, str]] = {}
    highlights: list[Highlight] = []
    untagged = 0
    for row in rows.rows:
        number, document = _filled(rows, row, "id"), _filled(rows, row, "document")
        texts.setdefault(document, {})[number] = row.cells["content"]
        if row.cells["tag"]:
            highlights.append((document, number, None, None, row.cells["tag"], None))
        else:
            untagged += 1
    tags = dict.fromkeys(tag for _, _, _, _, tag, _ in highlights)
    sources = [(name, name, "text", "\n".join(parts.values())) for name, parts in texts.items()]
    left_out = (LeftOut(UNTAGGED, untagged, NOT_IN_THE_EXPORT),)
    found = _project(path, path.stem, sources, [], tags, highlights, (path.name,), left_out)
    return replace(found, whole_texts=False)


def _filled(rows: Rows, row, column: str) -> str:
    if not row.cells[column]:
        raise rows.error(row, column, "is empty", EXPORT_AGAIN)
    return row.cells[column]


def read_database(path: Path, database) -> Project:
    """The one project in a Taguette database.

    Positions count the bytes of the text in UTF-8 without its markup, so ``counting`` is open.
    Who gave a tag is taken from the log of the project, where one named account did.
    """
    opening.check(path, database, "Taguette", TABLES)
    return _from_database(path, database)


def _from_database(path: Path, database) -> Project:
    projects = database.execute("SELECT id, name FROM projects ORDER BY id").fetchall()
    if len(projects) != 1:
        named = ", ".join(str(name) for _, name in projects) or "none"
        raise IntakeError(
            path.name,
            f"holds {len(projects)} projects ({named})",
            "Export one project from Taguette to a file of its own",
        )
    project, name = projects[0]
    sources, names = [], [path.name, str(name)]
    for document, title, file, contents in database.execute(
        "SELECT id, name, filename, contents FROM documents WHERE project_id = ? ORDER BY id",
        (project,),
    ):
        sources.append((str(document), str(title), "text", plain_text(str(contents))))
        names.append(str(file))
    tags = {
        identifier: (str(path_), str(description) or None)
        for identifier, path_, description in database.execute(
            "SELECT id, path, description FROM tags WHERE project_id = ? ORDER BY id", (project,)
        )
    }
    members = [
        str(login)
        for (login,) in database.execute(
            "SELECT user_login FROM project_members WHERE project_id = ? ORDER BY user_login",
            (project,),
        )
    ]
    marked = database.execute(
        "SELECT h.id, h.document_id, h.start_offset, h.end_offset FROM highlights h"
        " JOIN documents d ON d.id = h.document_id WHERE d.project_id = ? ORDER BY h.id",
        (project,),
    ).fetchall()
    given: dict[object, list] = {}
    for highlight, tag in database.execute("SELECT highlight_id, tag_id FROM highlight_tags"):
        given.setdefault(highlight, []).append(tag)
    log = _last_changes(database, project)
    highlights: list[Highlight] = []
    untagged = unsigned = 0
    for number, document, start, end in marked:
        for value in (start, end):
            opening.position(path, "highlights", number, value)
        own = sorted(given.get(number, []), key=str)
        unknown = [tag for tag in own if tag not in tags]
        if unknown:
            raise IntakeError(
                path.name,
                f"highlight {number} has the tag {unknown[0]}, which does not exist",
                EXPORT_AGAIN,
                inner="table highlight_tags",
            )
        coder = _coder(log.get(number, []), (start, end, own))
        untagged += not own
        unsigned += bool(own) and coder is None
        for tag in own:
            highlights.append((str(document), number, start, end, tags[tag][0], coder))
    coders = list(dict.fromkeys([*members, *(coder for *_, coder in highlights if coder)]))
    left_out = [
        LeftOut(UNTAGGED, untagged, "only codings are counted"),
        LeftOut(
            "coders of highlights", unsigned, "Taguette does not keep, with certainty, who coded"
        ),
    ]
    return _project(
        path,
        str(name),
        sources,
        coders,
        dict(tags.values()),
        highlights,
        tuple(dict.fromkeys(filter(None, names))),
        tuple(left for left in left_out if left.count),
    )


Change = tuple[str, tuple]


def _last_changes(database, project: object) -> dict[object, list[Change]]:
    """Who put each highlight in which state (start, end, tags), in the order of the log."""
    changes: dict[object, list[Change]] = {}
    for login, payload in database.execute(
        "SELECT user_login, payload FROM commands WHERE project_id = ? ORDER BY id", (project,)
    ):
        try:
            entry = json.loads(payload)
            if entry["type"] == "highlight_add":
                state = (entry["start_offset"], entry["end_offset"], sorted(entry["tags"], key=str))
                changes.setdefault(entry["highlight_id"], []).append((str(login), state))
        # The log is needed for the coder only: an entry in another form is passed over.
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    return changes


def _coder(changes: list[Change], state: tuple) -> str | None:
    """The account that alone made and changed a highlight that is in this state."""
    logins = {login for login, _ in changes}
    if len(logins) != 1 or changes[-1][1] != state:
        return None
    login = logins.pop()
    return None if login == LOCAL_ACCOUNT else login


def _project(
    path: Path,
    name: str,
    sources: list[tuple],
    coders: list[str],
    tags: dict[str, str | None],
    highlights: Iterable[Highlight],
    names: tuple[str, ...],
    left_out: tuple[LeftOut, ...],
) -> Project:
    numbers: dict[tuple, int] = {}
    found = codings.Codings()
    for source, number, start, end, tag, coder in highlights:
        key = (source, number) if start is None else (source, start, end)
        selection = numbers.setdefault(key, len(numbers) + 1)
        found.append(codings.Coding(source, selection, start, end, None, tag, coder))
    coding_table, set_aside = codings.tables_of(found, [source for source, *_ in sources], [])
    return Project(
        name=name,
        tool="Taguette",
        sources=table(sources, SOURCES),
        coders=table([(coder, coder) for coder in coders], CODERS),
        codes=_codes(tags),
        codings=coding_table,
        cases=table([], CASES),
        case_sources=table([], CASE_SOURCES),
        variables=table([], VARIABLES),
        counting="open",
        names=names,
        left_out=left_out,
        set_aside=set_aside,
    )


def _codes(tags: dict[str, str | None]) -> pd.DataFrame:
    """Tags as a tree by the dots in them; a heading that is no tag itself is not codable."""
    rows: dict[str, tuple] = {}
    for tag in tags:
        parts = tag.split(".")
        if not all(part.strip() for part in parts):
            parts = [tag]
        parent = None
        for depth, part in enumerate(parts, 1):
            code = ".".join(parts[:depth])
            rows[code] = (code, part, parent, code in tags, tags.get(code))
            parent = code
    return table(list(rows.values()), CODES)


class _PlainText(HTMLParser):
    """Collects the text of HTML; what begins or ends a block begins or ends a line."""

    BLOCKS = frozenset(
        [
            *("address", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p"),
            *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "td", "th", "tr", "ul"),
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data):
        self.pieces.append(data)


def plain_text(html: str) -> str:
    """The text of HTML, one line per block."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.pieces).splitlines()
    return "\n".join(line for line in map(str.strip, lines) if line)

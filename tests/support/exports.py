"""Small exports in the manner of each tool, for the tests to read and to spoil."""

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

import pytest

from study.intake import IntakeError, read
from study.private.project import LeftOut, Project

NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'
Files = dict[str, str | bytes]


def guid(name: str) -> str:
    """The same GUID for the same name."""
    return str(uuid5(NAMESPACE_URL, name))


def archive(path: Path, files: Files) -> Path:
    """A zip archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return path


def project(
    sources: str = "", *, codes: str | None = None, before: str = "", after: str = ""
) -> str:
    """The XML of a project with two coders and the codes capacity and budget under barrier."""
    if codes is None:
        codes = (
            f'<Code guid="{guid("barrier")}" name="barrier" isCodable="false">'
            f'<Code guid="{guid("capacity")}" name="capacity" isCodable="true">'
            "<Description>too few people</Description></Code>"
            f'<Code guid="{guid("budget")}" name="budget" isCodable="true"/></Code>'
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Project {NAMESPACE} name="gemeenten" origin="Tool 1.0">\n'
        f'<Users><User guid="{guid("alfa")}" name="Alfa"/>'
        f'<User guid="{guid("beta")}" name="Beta"/></Users>\n'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>\n{before}\n"
        f"<Sources>\n{sources}\n</Sources>\n{after}</Project>"
    )


def source(name: str, content: str, *, path: str | None = None, kind: str = "TextSource") -> str:
    """A source, whose text is in the archive under its name unless ``path`` says otherwise."""
    path = f"internal://{name}.txt" if path is None else path
    attribute = f" plainTextPath={quoteattr(path)}" if path else ""
    return f'<{kind} guid="{guid(name)}" name="{name}"{attribute}>\n{content}\n</{kind}>'


def coding(code: str, coder: str | None = None) -> str:
    """A coding, signed or not."""
    signed = f' creatingUser="{guid(coder)}"' if coder else ""
    return f'<Coding guid="{guid("x")}"{signed}><CodeRef targetGUID="{guid(code)}"/></Coding>'


def selection(start: int, end: int, *codings: str, name: str = "", user: str | None = None) -> str:
    """A passage of text with its codings."""
    signed = f' creatingUser="{guid(user)}"' if user else ""
    return (
        f'<PlainTextSelection guid="{guid(f"{start}-{end}-{codings}")}" name={quoteattr(name)}'
        f' startPosition="{start}" endPosition="{end}"{signed}>{"".join(codings)}'
        "</PlainTextSelection>"
    )


def taguette(path: Path, *, login: str = "alfa", statements: tuple[str, ...] = ()) -> Path:
    """A Taguette database: two documents, a tag in a tree, three highlights, one without a tag."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            f"""
            CREATE TABLE users (login TEXT PRIMARY KEY);
            CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT);
            CREATE TABLE project_members (project_id INT, user_login TEXT, privileges TEXT);
            CREATE TABLE documents (
                id INTEGER PRIMARY KEY, name TEXT, filename TEXT, project_id INT, contents TEXT);
            CREATE TABLE tags (
                id INTEGER PRIMARY KEY, project_id INT, path TEXT, description TEXT);
            CREATE TABLE highlights (
                id INTEGER PRIMARY KEY, document_id INT, start_offset INT, end_offset INT,
                snippet TEXT);
            CREATE TABLE highlight_tags (highlight_id INT, tag_id INT);
            CREATE TABLE commands (
                id INTEGER PRIMARY KEY, user_login TEXT, project_id INT, document_id INT,
                payload TEXT);
            INSERT INTO users VALUES ('{login}');
            INSERT INTO projects VALUES (1, 'gemeenten', '');
            INSERT INTO project_members VALUES (1, '{login}', 'ADMIN');
            INSERT INTO documents VALUES
                (1, 'R01', 'R01.docx', 1, '<p>Hé &amp; ja.</p><p>Geen <b>geld</b>.</p>'),
                (2, 'R02', 'R02.docx', 1, '<p>Niets.</p>');
            INSERT INTO tags VALUES (1, 1, 'barrier.budget', 'no money'), (2, 1, 'phase', '');
            INSERT INTO highlights VALUES
                (1, 1, 10, 20, ''), (2, 1, 0, 4, ''), (3, 2, 0, 6, '');
            INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2);
            INSERT INTO commands VALUES (1, '{login}', 1, 1, '{{"type": "highlight_add",
                "highlight_id": 1, "start_offset": 10, "end_offset": 20, "tags": [2, 1]}}');
            """
        )
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


def refused(path: Path, *words: str) -> str:
    """The message with which this file is refused: one line, with these words in it."""
    with pytest.raises(IntakeError) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(path.name)
    for word in words:
        assert word in message
    return message


def left_out(found: Project) -> dict[str, int]:
    """How many of what were left out, codings by the reason why."""
    assert all(isinstance(left, LeftOut) and left.why for left in found.left_out)
    counts = {left.what: left.count for left in found.left_out}
    return counts | found.set_aside["why"].value_counts().to_dict()


def rows(table) -> list[tuple]:
    """A table as tuples, with None for what is missing."""
    return [tuple(row) for row in table.astype(object).where(table.notna(), None).to_numpy()]

"""Writing a project as REFI-QDA, so that any tool for coding can open it."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from study import files
from study.private.project import Project

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT_MEMBER = "project.qde"
"""The project in its archive, as the REFI-QDA standard calls it."""
# Long enough to recognise the passage by, as tools show it in a list.
QUOTE_CHARACTERS = 60
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(project: Project, path: Path, *, when: str) -> None:
    """Write a .qdpx project of text sources, the same bytes for the same project.

    ``when`` is the ISO date and time of creation that the project carries. Codings without
    positions become codings of the whole source; ``names`` and ``left_out`` are not written.
    ValueError for a source that is no text, a code outside the tree or a character that XML
    cannot hold.
    """
    kinds = set(project.sources["kind"]) - {"text"}
    if kinds:
        raise ValueError(f"only text sources can be written, not {', '.join(sorted(kinds))}")
    lines = "\n".join(_project(project, when)) + "\n"
    unfit = NOT_IN_XML.search(lines)
    if unfit:
        raise ValueError(f"XML cannot hold the character {unfit[0]!r}")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(_member(PROJECT_MEMBER), lines.encode())
        for source, text in project.sources[["source", "text"]].dropna().itertuples(index=False):
            name = f"sources/{_guid('source', source)}.txt"
            archive.writestr(_member(name), text.encode())
    files.write(path, content.getvalue())


def _member(name: str) -> zipfile.ZipInfo:
    """A file in the archive, with nothing in it of the machine or the time it was written."""
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = 0o100644 << 16
    return member


def _guid(kind: str, *identifiers: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join((kind, *map(str, identifiers)))))


def _attributes(**values: object) -> str:
    return "".join(
        f" {name}={quoteattr(str(value))}" for name, value in values.items() if pd.notna(value)
    )


def _element(name: str, content: str) -> str:
    return f"<{name}>{escape(content, {chr(13): '&#13;'})}</{name}>"


def _reference(name: str, kind: str, identifier: object) -> str:
    return f'<{name} targetGUID="{_guid(kind, identifier)}"/>'


def _group(name: str, lines: list[str]) -> list[str]:
    """The lines in an element of this name; nothing if there are none, as the format asks."""
    return [f"<{name}>", *lines, f"</{name}>"] if lines else []


def _project(project: Project, when: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    attributes = _attributes(name=project.name, origin=project.tool, creationDateTime=when)
    yield f'<Project xmlns="{NAMESPACE}"{attributes}>'
    yield from _group(
        "Users",
        [
            f"<User{_attributes(guid=_guid('user', coder), name=name)}/>"
            for coder, name in project.coders.itertuples(index=False)
        ],
    )
    yield from _group("CodeBook", _group("Codes", _codes(project.codes)))
    variables = project.variables["variable"].drop_duplicates()
    yield from _group(
        "Variables",
        [
            f"<Variable{_attributes(guid=_guid('variable', name), name=name)}"
            ' typeOfVariable="Text"/>'
            for name in variables
        ],
    )
    values = {
        key: list(rows[["variable", "value"]].itertuples(index=False))
        for key, rows in project.variables.groupby(["owner", "id"], sort=False)
    }
    yield from _group("Cases", list(_cases(project, values)))
    yield from _group("Sources", list(_sources(project, values)))
    yield "</Project>"


def _codes(codes: pd.DataFrame) -> list[str]:
    children: dict[str | None, list] = {}
    for row in codes.itertuples(index=False):
        children.setdefault(None if pd.isna(row.parent) else row.parent, []).append(row)

    def below(parent: str | None) -> Iterator[str]:
        for row in children.pop(parent, []):
            codable = str(bool(row.codable)).lower()
            identity = _attributes(guid=_guid("code", row.code), name=row.name, isCodable=codable)
            yield f"<Code{identity}>"
            if pd.notna(row.description):
                yield _element("Description", row.description)
            yield from below(row.code)
            yield "</Code>"

    lines = list(below(None))
    if children:
        raise ValueError(f"the code {next(iter(children))} is not in the tree of codes")
    return lines


def _cases(project: Project, values: dict) -> Iterator[str]:
    sources = project.case_sources.groupby("case", sort=False)["source"].agg(list)
    for case, name in project.cases.itertuples(index=False):
        yield f"<Case{_attributes(guid=_guid('case', case), name=name)}>"
        yield from _values(values.get(("case", case), []))
        for source in sources.get(case, []):
            yield _reference("SourceRef", "source", source)
        yield "</Case>"


def _values(values: list[tuple]) -> Iterator[str]:
    for variable, value in values:
        content = "" if pd.isna(value) else _element("TextValue", value)
        reference = _reference("VariableRef", "variable", variable)
        yield f"<VariableValue>{reference}{content}</VariableValue>"


def _sources(project: Project, values: dict) -> Iterator[str]:
    codings = dict(list(project.codings.groupby("source", sort=False)))
    for source, name, text in project.sources[["source", "name", "text"]].itertuples(index=False):
        guid = _guid("source", source)
        plain = None if pd.isna(text) else f"internal://{guid}.txt"
        yield f"<TextSource{_attributes(guid=guid, name=name, plainTextPath=plain)}>"
        if source in codings:
            yield from _selections(codings[source], text, project.counting)
        yield from _values(values.get(("source", source), []))
        yield "</TextSource>"


def _selections(codings: pd.DataFrame, text: str, counting: str) -> Iterator[str]:
    """The passages of one source with their codings, then the codings of the source as a whole."""
    placed = codings["start"].notna() & codings["end"].notna()
    for _, rows in codings[placed].groupby("order"):
        source, start, end = rows[["source", "start", "end"]].iloc[0]
        position = _attributes(startPosition=start, endPosition=end)
        guid = _guid("selection", source, start, end)
        quote = _attributes(name=_quote(text, counting, start, end))
        yield f"<PlainTextSelection{_attributes(guid=guid)}{quote}{position}>"
        yield from _codings(rows)
        yield "</PlainTextSelection>"
    yield from _codings(codings[~placed])


def _codings(codings: pd.DataFrame) -> Iterator[str]:
    for row in codings.itertuples(index=False):
        guid = _guid("coding", row.source, row.selection, row.code, row.coder)
        coder = None if pd.isna(row.coder) else _guid("user", row.coder)
        reference = _reference("CodeRef", "code", row.code)
        yield f"<Coding{_attributes(guid=guid, creatingUser=coder)}>{reference}</Coding>"


def _quote(text: str, counting: str, start: int, end: int) -> str | None:
    """The beginning of a passage on one line; None where its place in the text is not known."""
    if pd.isna(text) or counting == "open":
        return None
    if counting == "utf-16":
        units = text.encode("utf-16-le")
        passage = units[2 * start : 2 * end].decode("utf-16-le", "replace")
    else:
        passage = text[start:end]
    return " ".join(NOT_IN_XML.sub(" ", passage).split())[:QUOTE_CHARACTERS]

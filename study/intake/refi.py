"""REFI-QDA: projects (.qdpx) and codebooks (.qdc), as most tools for coding export them."""

from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pandas as pd

from study.intake import codings, file_kinds, refi_xml, sax
from study.intake.counting import BOM
from study.intake.errors import IntakeError
from study.intake.refi_write import PROJECT_MEMBER, write
from study.intake.zip_reader import CHUNK_BYTES, Archive
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    CODINGS,
    SOURCES,
    VARIABLES,
    LeftOut,
    Project,
    table,
)

__all__ = ["read_codebook", "read_project", "write"]

WHY = {
    "passages without a code": "only codings are counted",
    "notes": "memos are the researcher's own and are not counted",
    "links": "links between passages are not counted",
    "sets": "only their names are known, to keep them private",
    "graphs": "only their names are known, to keep them private",
    "descriptions of sources and cases": "free text is not counted",
    "files of recordings, pictures and PDFs": "only texts are read",
    "texts outside the project": "their paths point to another computer or folder",
    "texts that are missing": "the project names them, but the archive does not hold them",
    "links of cases to unknown sources or passages": "what they point to is not in the project",
    "cases without links to sources": "it cannot be told which interviews belong to them",
}


def read_project(path: Path, archive: Archive) -> Project:
    """The project in an opened .qdpx archive.

    Positions are the tool's own. Where it can be seen how they are counted, the text of a source
    has the line ends and the byte order mark that they count; otherwise it has no such mark.
    """
    inner = _project_file(path, archive)
    texts = _Texts(archive, inner)
    handler = refi_xml.ProjectHandler(path.name, inner, "Project", texts.of)
    sax.parse(archive.chunks(inner), handler, path.name, inner)
    return _project(path, handler, texts.counts, archive.names)


def read_bare_project(path: Path) -> Project:
    """The project in a .qde file that was taken out of its archive: texts beside it are missing."""
    missing: Counter[str] = Counter()

    def text_of(place: str) -> None:
        missing["texts that are missing"] += 1

    handler = refi_xml.ProjectHandler(path.name, None, "Project", text_of)
    with path.open("rb") as file:
        sax.parse(iter(lambda: file.read(CHUNK_BYTES), b""), handler, path.name, None)
    return _project(path, handler, missing, ())


def _project(
    path: Path, handler: refi_xml.ProjectHandler, texts: Counter[str], members: tuple[str, ...]
) -> Project:
    _all_codes_defined(handler)
    view, counting = handler.evidence.view()
    case_sources, unresolved = _case_sources(handler)
    coding_table, set_aside = codings.tables_of(
        handler.codings, list(handler.sources), handler.set_aside
    )
    counts = handler.counts + texts
    counts["links of cases to unknown sources or passages"] = unresolved
    linked = {case for case, _ in case_sources}
    counts["cases without links to sources"] = sum(case not in linked for case in handler.cases)
    return Project(
        name=handler.name or path.stem,
        tool=handler.origin or "REFI-QDA",
        sources=table(
            [
                (source, name, kind, view.text(text, bom) if text and view else text)
                for source, (name, kind, text, bom) in handler.sources.items()
            ],
            SOURCES,
        ),
        coders=table(list(handler.coders.items()), CODERS),
        codes=_codes(handler),
        codings=coding_table,
        cases=table(list(handler.cases.items()), CASES),
        case_sources=table(case_sources, CASE_SOURCES),
        variables=_variables(handler),
        counting=counting,
        names=_names(path, handler, members),
        left_out=tuple(
            LeftOut(what, counts[what], why) for what, why in WHY.items() if counts[what]
        ),
        set_aside=set_aside,
    )


def read_codebook(path: Path) -> Project:
    """The codes of a .qdc codebook, as a project without sources."""
    handler = refi_xml.ProjectHandler(path.name, None, "CodeBook")
    with path.open("rb") as file:
        sax.parse(iter(lambda: file.read(CHUNK_BYTES), b""), handler, path.name, None)
    return Project(
        name=path.stem,
        tool=handler.origin or "REFI-QDA",
        sources=table([], SOURCES),
        coders=table([], CODERS),
        codes=_codes(handler),
        codings=table([], CODINGS),
        cases=table([], CASES),
        case_sources=table([], CASE_SOURCES),
        variables=table([], VARIABLES),
        counting="open",
        names=_names(path, handler, ()),
        left_out=tuple(
            LeftOut(what, count, WHY[what]) for what, count in handler.counts.items() if count
        ),
    )


def _project_file(path: Path, archive: Archive) -> str:
    """The one file in the archive that describes the project."""
    found = [name for name in archive.names if name.casefold().endswith(".qde")]
    if len(found) > 1:
        raise IntakeError(
            path.name,
            f"contains {len(found)} projects ({', '.join(found[:5])})",
            "Export one project to one file",
        )
    if found:
        return found[0]
    packed = [name for name in archive.names if name.casefold().endswith(file_kinds.PACKED)]
    if packed:
        raise IntakeError(
            path.name, f"only packs {packed[0]}", "Unpack it and give the file inside"
        )
    raise IntakeError(
        path.name,
        "contains no REFI-QDA project (no .qde file)",
        "Export the project as REFI-QDA project, not as another kind of archive",
    )


class _Texts:
    """The plain texts that a project keeps beside its XML."""

    def __init__(self, archive: Archive, inner: str) -> None:
        self.counts: Counter[str] = Counter()
        self._archive = archive
        # Some archives were packed again together with the folder around them.
        self._folder = inner[: inner.rfind("/") + 1]

    def of(self, path: str) -> tuple[str, bool] | None:
        """The text at a path of the XML and whether it has a byte order mark; None if not here."""
        scheme, separator, rest = path.partition("://")
        if separator and scheme.lower() not in ("internal", "relative"):
            self.counts["texts outside the project"] += 1
            return None
        rest = rest.lstrip("/") if separator else path
        places = [
            place
            for name in dict.fromkeys((rest, unquote(rest)))
            for place in (f"{self._folder}sources/{name}", f"{self._folder}{name}")
        ]
        member = next(filter(None, map(self._archive.find, places)), None)
        if member is None:
            internal = separator and scheme.lower() == "internal"
            self.counts["texts that are missing" if internal else "texts outside the project"] += 1
            return None
        return self._decoded(member, self._archive.read(member))

    def _decoded(self, member: str, content: bytes) -> tuple[str, bool]:
        wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        try:
            text = content.decode("utf-16" if wide else "utf-8")
        except UnicodeDecodeError as error:
            raise IntakeError(
                self._archive.file,
                "is not in UTF-8, as texts in a project must be",
                "Export the project again, or leave this source out",
                inner=member,
                line=content.count(b"\n", 0, error.start) + 1,
            ) from error
        return text.removeprefix(BOM), wide or text.startswith(BOM)


def _all_codes_defined(handler: refi_xml.ProjectHandler) -> None:
    for code, line in handler.code_lines.items():
        if code not in handler.codes:
            raise IntakeError(
                handler.file,
                f"a coding refers to the code {code}, which is not in the codebook",
                "Export the project again with its whole codebook",
                inner=handler.inner,
                line=line,
                column="targetGUID",
            )


def _case_sources(handler: refi_xml.ProjectHandler) -> tuple[list[tuple[str, str]], int]:
    """The links of cases to sources, each once, and how many point at nothing in the project."""
    links, unresolved = {}, 0
    for case, target in handler.case_sources:
        source = handler.parts.get(target, target)
        if source in handler.sources:
            links[case, source] = None
        else:
            unresolved += 1
    for selection, cases in handler.case_selections.items():
        if selection not in handler.found_selections:
            unresolved += len(cases)
    return list(links), unresolved


def _codes(handler: refi_xml.ProjectHandler) -> pd.DataFrame:
    return table([(code, *values) for code, values in handler.codes.items()], CODES)


def _variables(handler: refi_xml.ProjectHandler) -> pd.DataFrame:
    rows = []
    for owner, identifier, variable, value, line in handler.values:
        if variable not in handler.variables:
            raise IntakeError(
                handler.file,
                f"a value belongs to the variable {variable}, which is not defined",
                "Export the project again",
                inner=handler.inner,
                line=line,
                column="targetGUID",
            )
        rows.append((owner, identifier, handler.variables[variable], value))
    return table(rows, VARIABLES)


def _names(
    path: Path, handler: refi_xml.ProjectHandler, members: tuple[str, ...]
) -> tuple[str, ...]:
    """Everything that names something, each once, in the order of the file.

    The project's own member of the archive has the same name in every archive, and names nothing.
    """
    names = [path.name, handler.name, *handler.names, *members]
    return tuple(dict.fromkeys(name for name in names if name and name != PROJECT_MEMBER))

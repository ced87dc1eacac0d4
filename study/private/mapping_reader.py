"""Reading the finished mapping, and saying in which line what is wrong with it."""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from study.data.coded import (
    DIRECTIONS,
    MUNICIPAL_ROUND,
    NATIONAL,
    NATIONAL_ROUND,
    PHASES,
    ROLES,
    ROUNDS,
)
from study.data.problems import Problem
from study.private import public_names
from study.private.mapping import (
    IGNORE,
    NO_MUNICIPALITY,
    OPEN,
    WITHOUT_DIRECTION,
    Mapping,
    MappingError,
    Meaning,
    Respondent,
    paths_of,
)
from study.private.project import Project
from study.private.public_names import PublicNames

# The parser in C is several times as fast, but not every installation of PyYAML has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, project: Project, codebook: pd.DataFrame) -> Mapping:
    """The finished mapping, held against the project and the codebook.

    Raises:
        MappingError: a question left open, somebody or something missing, named twice or unknown.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else {}
    except FileNotFoundError:
        raise MappingError(
            [Problem(path.name, None, None, "is not there", "Run python -m study import first")]
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise MappingError(
            [
                Problem(
                    path.name,
                    mark.line + 1 if mark else None,
                    None,
                    f"is not readable as YAML ({getattr(error, 'problem', None) or error})",
                    "Compare the line with those around it",
                )
            ]
        ) from None
    reader = _Reader(path.name, node, content)
    mapping = reader.mapping(project, codebook)
    if reader.problems:
        raise MappingError(reader.problems)
    return mapping


class _Reader:
    """Takes a mapping apart and remembers what is wrong with it, with the line."""

    def __init__(self, file: str, node: yaml.Node | None, content: Any) -> None:
        self.file = file
        self.content = content if isinstance(content, dict) else {}
        self.problems: list[Problem] = []
        self.lines: dict[str, list[int]] = {"respondents": [], "codes": []}
        self._find_lines(node)

    def _find_lines(self, node: yaml.Node | None) -> None:
        for key, value in getattr(node, "value", []) if isinstance(node, yaml.MappingNode) else []:
            if key.value in self.lines:
                inner = value.value if isinstance(value.value, list) else []
                entries = [entry[0] if isinstance(entry, tuple) else entry for entry in inner]
                self.lines[key.value] = [entry.start_mark.line + 1 for entry in entries]
            if key.value == "codes" and isinstance(value, yaml.MappingNode):
                names = [entry.value for entry, _ in value.value]
                for index, name in enumerate(names):
                    if name in names[:index]:
                        self._wrong(
                            self.lines["codes"][index],
                            "codes",
                            "names a code twice",
                            "Keep one of the two lines",
                        )

    def _wrong(self, line: int | None, column: str | None, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, column, message, remedy, "mapping"))

    def mapping(self, project: Project, codebook: pd.DataFrame) -> Mapping:
        without = self.content.get("without_direction", OPEN)
        if without not in WITHOUT_DIRECTION:
            self._wrong(
                None,
                "without_direction",
                "is not answered" if without == OPEN else "is not one of the known words",
                f"Write one of: {', '.join(WITHOUT_DIRECTION)}",
            )
        return Mapping(
            respondents=self._respondents(project),
            codes=self._codes(project, codebook),
            without_direction=str(without),
            public_names=self._public_names(),
        )

    def _public_names(self) -> PublicNames:
        decided = public_names.of_mapping(self.content)
        if decided is None:
            self._wrong(None, public_names.FIELD, "is no table of names", public_names.FORM)
        return decided or PublicNames()

    def _respondents(self, project: Project) -> tuple[Respondent, ...]:
        by_name = dict(zip(project.sources["name"], project.sources["source"], strict=True))
        coders = dict(zip(project.coders["name"], project.coders["coder"], strict=True))
        coders |= {coder: coder for coder in project.coders["coder"]}
        busy = set(project.codings["coder"].dropna().unique())
        twice = project.sources["name"][project.sources["name"].duplicated()]
        for _ in twice:
            self._wrong(
                None,
                "sources",
                "cannot tell two sources of one name apart",
                "Give every interview its own name in the coding tool, and import again",
            )
        entries = self.content.get("respondents")
        entries = entries if isinstance(entries, list) else []
        found, names, sources = [], set(), set()
        for index, entry in enumerate(entries):
            line = self.lines["respondents"][index]
            entry = entry if isinstance(entry, dict) else {}
            respondent = self._respondent(line, entry, by_name, coders, busy)
            if respondent is None:
                continue
            if respondent.name in names:
                self._wrong(line, "respondent", "names a respondent twice", "Join the two entries")
            for source in respondent.sources:
                if source in sources:
                    self._wrong(line, "sources", "names a source twice", "Keep it in one entry")
            names.add(respondent.name)
            sources |= set(respondent.sources)
            found.append(respondent)
        listed = {
            by_name[str(s)]
            for entry in entries
            if isinstance(entry, dict)
            for s in _as_list(entry.get("sources"))
            if str(s) in by_name
        }
        missing = len(set(by_name.values()) - listed)
        if missing:
            self._wrong(
                None,
                "respondents",
                f"misses {missing} of the {len(project.sources)} interviews of the project",
                f"Add an entry for each, with round: {IGNORE} for what is no interview",
            )
        municipal = [r.municipality for r in found if r.round == MUNICIPAL_ROUND]
        if len(municipal) > 1 and len(set(municipal)) == 1:
            self._wrong(
                None,
                "respondents",
                f"gives all {len(municipal)} respondents of round {MUNICIPAL_ROUND} one"
                " municipality, so that whoever knows it knows where each of them works",
                "Interviews in one municipality cannot be published by these rules",
            )
        return tuple(found)

    def _respondent(
        self,
        line: int,
        entry: dict[str, Any],
        by_name: dict[str, str],
        coders: dict[str, str],
        busy: set[str],
    ) -> Respondent | None:
        if entry.get("round") == IGNORE:
            return None
        before = len(self.problems)
        for column in ("respondent", "sources", "round", "role", "municipality", "read_by"):
            if entry.get(column) in (None, OPEN, ""):
                self._wrong(line, column, "is not answered", "Fill it in")
        given = [str(source) for source in _as_list(entry.get("sources"))]
        if any(source not in by_name for source in given):
            self._wrong(
                line, "sources", "names a source that the project does not have", "Correct the name"
            )
        if entry.get("round") not in (*ROUNDS, None, OPEN, ""):
            self._wrong(line, "round", "is not 1 or 2", f"Write 1, 2 or {IGNORE}")
        if entry.get("role") not in (*ROLES, None, OPEN, ""):
            self._wrong(line, "role", "is not a known group", f"Use one of: {', '.join(ROLES)}")
        elif (entry.get("role") == NATIONAL) != (entry.get("round") == NATIONAL_ROUND):
            self._wrong(
                line,
                "role",
                "does not go with the round",
                "Only round 1 is landelijk, and all of it",
            )
        readers = [str(reader) for reader in _as_list(entry.get("read_by"))]
        if any(reader not in coders for reader in readers):
            self._wrong(
                line, "read_by", "names a coder whom the project does not have", "Correct the name"
            )
        elif not readers and busy:
            self._wrong(line, "read_by", "names nobody", "Name who coded the interview")
        if len(self.problems) > before:
            return None
        idle = [reader for reader in readers if coders[reader] not in busy]
        if idle:
            self._wrong(
                line,
                "read_by",
                "names a coder who coded nothing in the whole project",
                "Take the coder out, or import the project in which they coded",
            )
        place = str(entry["municipality"])
        if place == NO_MUNICIPALITY and int(entry["round"]) == MUNICIPAL_ROUND:
            self._wrong(
                line,
                "municipality",
                f"is missing for a respondent of round {MUNICIPAL_ROUND}",
                "Name it: how many respondents each municipality has decides what may be published",
            )
            return None
        return Respondent(
            name=str(entry["respondent"]),
            sources=tuple(by_name[source] for source in given),
            round=int(entry["round"]),
            role=str(entry["role"]),
            municipality=None if place == NO_MUNICIPALITY else place,
            read_by=tuple(coders[reader] for reader in readers),
        )

    def _codes(self, project: Project, codebook: pd.DataFrame) -> dict[str, Meaning]:
        paths = paths_of(project.codes)
        used = set(project.codings["code"])
        needed = {path for code, path in paths.items() if code in used}
        entries = self.content.get("codes")
        entries = entries if isinstance(entries, dict) else {}
        found = {}
        for index, (path, meaning) in enumerate(entries.items()):
            line = self.lines["codes"][index]
            if str(path) not in set(paths):
                self._wrong(
                    line, "codes", "names a code that the project does not have", "Correct the path"
                )
            elif meaning == OPEN or (isinstance(meaning, dict) and OPEN in meaning.values()):
                self._wrong(line, "codes", "is not answered", f"Say what it means, or {IGNORE}")
            elif meaning != IGNORE:
                found[str(path)] = self._meaning(line, meaning, codebook)
        missing = needed - set(map(str, entries))
        if missing:
            self._wrong(
                None,
                "codes",
                f"misses {len(missing)} of the codes that were given",
                f"Add a line for each, or {IGNORE} it",
            )
        return found

    def _meaning(self, line: int, meaning: Any, codebook: pd.DataFrame) -> Meaning:
        if isinstance(meaning, str):
            rows = codebook[codebook["code"] == meaning]
            if rows.empty:
                self._wrong(
                    line, "codes", "means a code that the codebook does not have", "Correct it"
                )
                return Meaning()
            return Meaning(factor=rows["factor"].iloc[0], phase=rows["phase"].iloc[0])
        known = {
            "factor": set(codebook["factor"]),
            "phase": set(PHASES),
            "direction": set(DIRECTIONS),
            "code": set(codebook["code"]),
        }
        if not isinstance(meaning, dict) or not meaning or set(meaning) - set(known):
            self._wrong(
                line, "codes", "is no code and no part of one", "See the comment above the codes"
            )
            return Meaning()
        for part, value in meaning.items():
            if not isinstance(value, str) or value not in known[part]:
                self._wrong(line, "codes", f"has an unknown {part}", "Correct it")
                return Meaning()
        given = dict(meaning)
        if "code" in given:
            phase, factor = given.pop("code").split(".")
            given |= {"phase": phase, "factor": factor}
        return Meaning(**given)


def _as_list(value: Any) -> list[Any]:
    if value is None or value == OPEN:
        return []
    return value if isinstance(value, list) else [value]

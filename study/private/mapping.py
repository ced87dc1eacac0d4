"""What no tool can know: which source is which respondent, and which code means what.

It stands in one small file on the private side. The import drafts it; the researcher finishes it.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from study.data.coded import DIRECTIONS, MUNICIPAL_ROUND, PHASES, ROLES
from study.data.problems import Problem
from study.private.project import Project

OPEN = "?"
IGNORE = "ignore"
NO_MUNICIPALITY = "none"
WITHOUT_DIRECTION = ("neutral", "leave_out")
_SEPARATOR = " > "
# The parser in C is several times as fast, and not everywhere.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Respondent:
    """One person: their interviews, and who read those. The first reader is the main coder."""

    name: str
    sources: tuple[str, ...]
    round: int
    role: str
    municipality: str | None
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a code of the tool says: all, or a part that other codes on the passage complete."""

    factor: str | None = None
    phase: str | None = None
    direction: str | None = None


@dataclass(frozen=True)
class Mapping:
    """The researcher's answers. ``codes`` goes by a code's path; ignored codes are not in it."""

    respondents: tuple[Respondent, ...]
    codes: dict[str, Meaning]
    without_direction: str
    public_names: tuple[str, ...] = field(default=())


class MappingError(Exception):
    """The mapping cannot be used; ``problems`` says where and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def paths_of(codes: pd.DataFrame) -> pd.Series:
    """The path of every code by its identifier: the names of the headings above it and its own."""
    rows = codes.set_index("code")
    found: dict[str, str] = {}

    def path(code: str) -> str:
        if code not in found:
            name, parent = rows.at[code, "name"], rows.at[code, "parent"]
            inner = name if pd.isna(parent) else f"{path(parent)}{_SEPARATOR}{name}"
            found[code] = inner
        return found[code]

    named = pd.Series({code: path(code) for code in rows.index}, dtype="string")
    again = named.groupby(named).cumcount()
    return named.where(again == 0, named + " (" + (again + 1).astype("string") + ")")


def draft(project: Project, codebook: pd.DataFrame) -> str:
    """The file to finish: what can be seen is filled in, the rest is a question mark."""
    lines = [
        "# What the coding tool cannot know. Replace every ? and delete nothing else.",
        "# This file names people: it stays on the private side.",
        "",
        "# Segments that no code gives a direction: neutral, or leave_out.",
        f'without_direction: "{OPEN}"',
        "",
        "# Names of the project that may be published all the same, such as a ministry.",
        "public_names: []",
        "",
        "# One entry per person. Several sources of one person: sources: [first, second].",
        f"# round: 1 or 2. role: {', '.join(ROLES)}.",
        "# municipality: any name, the same for all who work there; none where there is none.",
        "# read_by: coders of this interview; the first one's segments are counted.",
        "respondents:",
    ]
    seen_of, readers_of = _seen(project), _readers(project)
    for number, source in enumerate(project.sources.itertuples(), start=1):
        seen = seen_of.get(source.source, {})
        lines.append(f"  - respondent: R{number:02d}")
        lines.append(f"    sources: [{_quoted(source.name)}]")
        if seen:
            lines.append(f"    # seen: {'; '.join(f'{k} = {v}' for k, v in seen.items())}")
        lines += [
            f"    {name}: {value}"
            for name, value in _answers(seen, readers_of.get(source.source, [])).items()
        ]
    lines += [
        "",
        "# What each code means: a code of data/coded/codebook.csv, or a part of it",
        "# {code: ..., factor: ..., phase: ..., direction: ...} that other codes on the passage",
        f"# complete; or {IGNORE}. Directions: {', '.join(DIRECTIONS)}.",
        "codes:",
    ]
    used = set(project.codings["code"])
    for code, path in paths_of(project.codes).items():
        if code in used:
            lines.append(f"  {_quoted(path)}: {_guess(path, codebook)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return yaml.safe_dump(str(text), default_style='"', allow_unicode=True, width=10**9).strip()


def _seen(project: Project) -> dict[str, dict[str, str]]:
    """Per source the cases and variables that the tool ties to it."""
    links = project.case_sources.merge(project.cases, on="case")
    seen: dict[str, dict[str, str]] = {
        str(source): {"case": ", ".join(names)} for source, names in links.groupby("source")["name"]
    }
    loose = project.cases[~project.cases["case"].isin(project.case_sources["case"])]
    for source, name in zip(project.sources["source"], project.sources["name"], strict=True):
        begins = [
            case for case in loose["name"] if re.match(rf"{re.escape(case)}(?!\w)", str(name))
        ]
        if len(begins) == 1:
            seen.setdefault(source, {})["case of this name"] = begins[0]
    given = project.variables.dropna(subset="value")
    by_case = given[given["owner"] == "case"].merge(
        project.case_sources.rename(columns={"case": "id"}), on="id"
    )
    own = given[given["owner"] == "source"].assign(source=given["id"])
    for row in pd.concat([by_case, own]).itertuples():
        values = seen.setdefault(row.source, {})
        values[" ".join(row.variable.split())] = " ".join(row.value.split())
    return seen


def _readers(project: Project) -> dict[str, list[str]]:
    """Per source the names of its coders, who coded most of the whole project first."""
    busiest = project.codings["coder"].value_counts()
    names = dict(zip(project.coders["coder"], project.coders["name"], strict=True))
    pairs = project.codings[["source", "coder"]].dropna().drop_duplicates()
    return {
        str(source): [
            coder if pd.isna(names.get(coder)) else names[coder]
            for coder in sorted(coders, key=lambda coder: (-busiest[coder], coder))
        ]
        for source, coders in pairs.groupby("source")["coder"]
    }


def _answers(seen: dict[str, str], readers: list[str]) -> dict[str, str]:
    low = {name.lower(): value for name, value in seen.items()}
    number = low.get("ronde", low.get("round", ""))
    role = low.get("rol", low.get("role", low.get("role_group", ""))).lower()
    cases = [value for name, value in seen.items() if name == "case" and "," not in value]
    place = low.get("gemeente", low.get("municipality", cases[0] if cases else ""))
    return {
        "round": number if number in ("1", "2") else f'"{OPEN}"',
        "role": role if role in ROLES else f'"{OPEN}"',
        "municipality": _quoted(place)
        if place
        else (NO_MUNICIPALITY if number == "1" else f'"{OPEN}"'),
        "read_by": f"[{', '.join(map(_quoted, readers))}]",
    }


_PHASES = {
    "agenderen": re.compile(r"agend", re.IGNORECASE),
    "borgen": re.compile(r"borg|institution|secur", re.IGNORECASE),
}
_DIRECTIONS = {
    "helps": re.compile(r"help|bevorder|facilit|promot|stimul", re.IGNORECASE),
    "hinders": re.compile(r"belemmer|hinder|barri|drempel", re.IGNORECASE),
    "neutral": re.compile(r"neutra", re.IGNORECASE),
    "absent": re.compile(r"afwezig|absent|speelde geen|no role", re.IGNORECASE),
}


def _guess(path: str, codebook: pd.DataFrame) -> str:
    """What a code most likely means, by its name and its headings; a question mark for the rest."""
    names = [name.strip().lower() for name in path.split(_SEPARATOR)]
    own = names[-1]
    if own in set(codebook["code"]):
        return own
    parts = {}
    for part, known in (("phase", _PHASES), ("direction", _DIRECTIONS)):
        for value, words in known.items():
            if any(words.match(name) for name in names):
                parts[part] = value
    labels = codebook[["factor", "label_nl", "label_en"]].apply(lambda column: column.str.lower())
    meant = codebook.loc[(labels == own).any(axis=1), ["code", "factor", "phase"]]
    if not meant.empty:
        in_phase = meant.loc[meant["phase"] == parts.get("phase"), "code"]
        if len(in_phase) and "direction" not in parts:
            return in_phase.iloc[0]
        parts["factor"] = meant["factor"].iloc[0]
    elif not any(words.match(own) for words in (*_PHASES.values(), *_DIRECTIONS.values())):
        if not parts:
            return f'"{OPEN}"'
        parts["factor"] = f'"{OPEN}"'
    order = ("factor", "phase", "direction")
    return "{" + ", ".join(f"{part}: {parts[part]}" for part in order if part in parts) + "}"


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
            public_names=tuple(map(str, _as_list(self.content.get("public_names")))),
        )

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
        places = pd.Series(
            [r.municipality for r in found if r.municipality and r.round == MUNICIPAL_ROUND],
            dtype="string",
        )
        first_line = {
            str(entry.get("municipality")): self.lines["respondents"][index]
            for index, entry in reversed(list(enumerate(entries)))
            if isinstance(entry, dict)
        }
        for place in places[~places.duplicated(keep=False)]:
            line = first_line[place]
            self._wrong(
                line,
                "municipality",
                "has one respondent, so what is said of it is what that person said",
                f"Give two municipalities one name, or write {NO_MUNICIPALITY} to leave it out of"
                " the counts",
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
        if entry.get("round") not in (1, 2, None, OPEN, ""):
            self._wrong(line, "round", "is not 1 or 2", f"Write 1, 2 or {IGNORE}")
        if entry.get("role") not in (*ROLES, None, OPEN, ""):
            self._wrong(line, "role", "is not a known group", f"Use one of: {', '.join(ROLES)}")
        elif (entry.get("role") == "landelijk") != (entry.get("round") == 1):
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

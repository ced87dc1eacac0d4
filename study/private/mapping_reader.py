"""Reading the finished mapping, and saying in which line what is wrong with it."""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from study import files, paths
from study.data.coded import (
    DIRECTIONS,
    MUNICIPAL_ROUND,
    PHASES,
    ROLES,
    ROUND_OF,
    ROUNDS,
)
from study.data.problems import Problem
from study.privacy.identifiers.folding import fold
from study.private import public_names
from study.private.mapping import (
    IGNORE,
    NO_MUNICIPALITY,
    OPEN,
    OTHER,
    UNSIGNED,
    WITHOUT_DIRECTION,
    Mapping,
    MappingError,
    Meaning,
    Respondent,
    labels_of,
    namesakes,
    paths_of,
)
from study.private.project import Project
from study.private.public_names import PublicNames
from study.study_file import STUDY

_OF_ONE_NAME = ("respondent", "municipality")
_PUT_BACK = "Put back a copy of it, or take it away and import the project again"

# The parser in C is several times as fast, but not every installation of PyYAML has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, project: Project, codebook: pd.DataFrame) -> Mapping:
    """The finished mapping, held against the project and the codebook.

    Raises:
        MappingError: a question left open, somebody or something missing, named twice or unknown.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else None
    except FileNotFoundError:
        remedy = "Run python -m study import first"
        raise MappingError([Problem(file, None, None, "is not there", remedy)]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        message = f"is not readable as YAML ({error.problem})"
        remedy = "Compare the line with those around it"
        line = mark.line + 1 if mark else None
        raise MappingError([Problem(file, line, None, message, remedy)]) from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        message = f"is damaged ({files.fault(path, error)})"
        raise MappingError([Problem(file, None, None, message, _PUT_BACK)]) from None
    if not isinstance(content, dict):
        message = "is empty" if content is None else "is no table of answers"
        raise MappingError([Problem(file, None, None, message, _PUT_BACK)])
    reader = _Reader(file, node, content)
    mapping = reader.mapping(project, codebook)
    if problems := reader.problems:
        raise MappingError(problems)
    return mapping


class _Reader:
    """Takes a mapping apart and remembers what is wrong with it, with the line."""

    def __init__(self, file: str, node: yaml.Node | None, content: dict[Any, Any]) -> None:
        self.file = file
        self.content = content
        self._found: dict[tuple, list[int | None]] = {}
        self.lines: dict[str, list[int]] = {"respondents": [], "codes": [], "coders": []}
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
        """Remember a problem; the same on many lines becomes one."""
        self._found.setdefault((column, message, remedy), []).append(line)

    @property
    def _count(self) -> int:
        return sum(map(len, self._found.values()))

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, in the order in which it was found."""
        return [
            Problem(self.file, lines[0], column, message + _also_on(lines[1:]), remedy, "mapping")
            for (column, message, remedy), lines in self._found.items()
        ]

    def mapping(self, project: Project, codebook: pd.DataFrame) -> Mapping:
        without = self.content.get("without_direction", OPEN)
        if without not in WITHOUT_DIRECTION:
            self._wrong(
                None,
                "without_direction",
                "is not answered" if without == OPEN else "is not one of the known words",
                f"Write one of: {', '.join(WITHOUT_DIRECTION)}",
            )
        same_coder = self._same_coder(project)
        return Mapping(
            respondents=self._respondents(project, same_coder),
            codes=self._codes(project, codebook),
            without_direction=str(without),
            public_names=self._public_names(),
            unsigned=self._unsigned(project),
            same_coder=same_coder,
        )

    def _public_names(self) -> PublicNames:
        decided = public_names.of_mapping(self.content)
        if decided is None:
            self._wrong(None, public_names.FIELD, "is no table of names", public_names.FORM)
        return decided or PublicNames()

    def _unsigned(self, project: Project) -> str:
        """What becomes of codings without a coder; asked only where there are some."""
        given = self.content.get("unsigned", OPEN)
        signed = project.codings["coder"].notna()
        if given not in UNSIGNED and signed.any() and not signed.all():
            self._wrong(
                None,
                "unsigned",
                "is not answered" if given == OPEN else "is not one of the known words",
                f"{int((~signed).sum())} codings have no coder: write one of {', '.join(UNSIGNED)}",
            )
        return given if given in UNSIGNED else UNSIGNED[0]

    def _same_coder(self, project: Project) -> dict[str, str]:
        """Of accounts that are one person, by account the one they count as."""
        labels = labels_of(project.coders, "coder")
        account = {label: coder for coder, label in labels.items()}
        answers = self.content.get("coders")
        answers = answers if isinstance(answers, dict) else {}
        given = {str(name): str(same) for name, same in answers.items()}
        lines = dict(zip(given, self.lines["coders"], strict=False))
        found: dict[str, str] = {}
        for label in {**namesakes(project.coders, "coder"), **given}:
            same = given.get(label, OPEN)
            if label not in account:
                self._wrong(
                    lines.get(label), "coders", "names an account that the project does not have",
                    "Correct the name",
                )  # fmt: skip
            elif same == OPEN:
                self._wrong(
                    lines.get(label), "coders", "does not say whether two accounts of one name are"
                    " one person",
                    f"Write the name of the account that is the same person, or {OTHER}",
                )  # fmt: skip
            elif same != OTHER and same not in account:
                self._wrong(
                    lines.get(label), "coders", "is the same person as nobody in the project",
                    f"Write the name of an account as it stands under read_by, or {OTHER}",
                )  # fmt: skip
            elif same not in (OTHER, label):
                found[account[label]] = account[same]
        return {coder: _last(coder, found) for coder in found}

    def _respondents(self, project: Project, same_coder: dict[str, str]) -> tuple[Respondent, ...]:
        by_name = {label: s for s, label in labels_of(project.sources, "source").items()}
        coders = {coder: coder for coder in project.coders["coder"]}
        coders |= {label: coder for coder, label in labels_of(project.coders, "coder").items()}
        coders = {name: same_coder.get(coder, coder) for name, coder in coders.items()}
        signed = project.codings[["source", "coder"]].dropna().drop_duplicates()
        coded_by = {
            str(source): {same_coder.get(coder, coder) for coder in of_source}
            for source, of_source in signed.groupby("source", observed=True)["coder"]
        }
        entries = self.content.get("respondents")
        entries = entries if isinstance(entries, list) else []
        before = self._count
        found, names, sources = [], set(), set()
        for index, entry in enumerate(entries):
            line = self.lines["respondents"][index]
            entry = entry if isinstance(entry, dict) else {}
            respondent = self._respondent(line, entry, by_name, coders, coded_by)
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
        given = {
            str(source)
            for entry in entries
            if isinstance(entry, dict)
            for source in _as_list(entry.get("sources"))
        }
        missing = len(set(by_name) - given)
        # A name that is spelt wrongly is said by itself, and is why another one seems to miss.
        if missing and given <= set(by_name):
            self._wrong(
                None,
                "respondents",
                f"misses {missing} of the {len(project.sources)} interviews of the project",
                f"Add an entry for each, with round: {IGNORE} for what is no interview",
            )
        municipal = [r.municipality for r in found if r.round == MUNICIPAL_ROUND]
        written = {place for place in municipal if place is not None}
        if len({_as_said(place) for place in written}) < len(written):
            self._wrong(
                None,
                "municipality",
                "is written in two ways for one municipality, which would count as two",
                "Write it the same for all who work there",
            )
        whole = self._count == before
        if whole and len(municipal) > 1 and len(set(municipal)) == 1:
            self._wrong(
                None,
                "respondents",
                f"gives all {len(municipal)} respondents of round {MUNICIPAL_ROUND} one"
                " municipality, so that whoever knows it knows where each of them works",
                "Interviews in one municipality cannot be published by these rules",
            )
        elif whole and municipal and len(set(municipal)) != STUDY.places:
            self._wrong(
                None,
                "respondents",
                f"names {len(set(municipal))} municipalities, and {paths.DATA.name}/"
                f"{paths.STUDY.name} says that {STUDY.places} were spoken with (spoken_with, under"
                " [place])",
                "Correct the one that is not true",
            )
        return tuple(found)

    def _respondent(
        self,
        line: int,
        entry: dict[str, Any],
        by_name: dict[str, str],
        coders: dict[str, str],
        coded_by: dict[str, set[str]],
    ) -> Respondent | None:
        if entry.get("round") == IGNORE:
            return None
        before = self._count
        for column in ("respondent", "sources", "round", "role", "municipality", "read_by"):
            if entry.get(column) in (None, OPEN, ""):
                self._wrong(line, column, "is not answered", "Fill it in")
            elif column in _OF_ONE_NAME and isinstance(entry[column], list | dict):
                self._wrong(line, column, "is more than one name", "Write one, without brackets")
        given = [str(source) for source in _as_list(entry.get("sources"))]
        if any(source not in by_name for source in given):
            self._wrong(
                line, "sources", "names a source that the project does not have", "Correct the name"
            )
        if entry.get("round") not in (*ROUNDS, None, OPEN, ""):
            rounds = " or ".join(map(str, ROUNDS))
            self._wrong(line, "round", f"is not {rounds}", f"Write {rounds}, or {IGNORE}")
        known = entry.get("round") in ROUNDS and entry.get("role") in ROLES
        if entry.get("role") not in (*ROLES, None, OPEN, ""):
            self._wrong(line, "role", "is not a known group", f"Use one of: {', '.join(ROLES)}")
        elif known and entry["round"] != ROUND_OF[entry["role"]]:
            self._wrong(
                line,
                "role",
                "does not go with the round",
                f"{entry['role']} is of round {ROUND_OF[entry['role']]}",
            )
        readers = [str(reader) for reader in _as_list(entry.get("read_by"))]
        if any(reader not in coders for reader in readers):
            self._wrong(
                line, "read_by", "names a coder whom the project does not have", "Correct the name"
            )
        elif not readers and any(by_name.get(source) in coded_by for source in given):
            self._wrong(line, "read_by", "names nobody", "Name who coded the interview")
        if self._count > before:
            return None
        busy = set().union(*coded_by.values())
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
            read_by=tuple(dict.fromkeys(coders[reader] for reader in readers)),
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
        named = set(map(str, entries))
        missing = needed - named
        if missing and named <= set(paths):
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
                    line,
                    "codes",
                    "means a code that the codebook does not have",
                    "Correct it",
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
                self._wrong(
                    line,
                    "codes",
                    f"has an unknown {part}",
                    "Correct it, or write it into the codebook first"
                    if part in ("factor", "code")
                    else f"Use one of: {', '.join(sorted(known[part]))}",
                )
                return Meaning()
        given = dict(meaning)
        if "code" in given:
            phase, factor = given.pop("code").split(".")
            given |= {"phase": phase, "factor": factor}
        if len(PHASES) == 1 and "factor" in given:
            given["phase"] = PHASES[0]
        return Meaning(**given)


def _also_on(lines: list[int | None]) -> str:
    """That the same stands on other lines too, if it does."""
    if not lines:
        return ""
    shown = ", ".join(map(str, lines[:3])) + (" and more" if len(lines) > 3 else "")
    others = "another line" if len(lines) == 1 else f"{len(lines)} other lines"
    return f", here and on {others} ({shown})"


def _last(coder: str, same: dict[str, str]) -> str:
    """The account at the end of a chain of accounts that are one person."""
    seen = {coder}
    while coder in same and same[coder] not in seen:
        coder = same[coder]
        seen.add(coder)
    return coder


def _as_said(place: str) -> str:
    """A municipality as it is told apart from others: without capitals, accents and spaces."""
    letters = "".join(filter(str.isalnum, fold(place).text.lower()))
    return letters.removeprefix("gemeente") or letters


def _as_list(value: Any) -> list[Any]:
    if value is None or value == OPEN:
        return []
    return value if isinstance(value, list) else [value]

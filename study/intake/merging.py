"""Several project files as one project: one per coder, or one per batch of interviews."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from study.intake import codings
from study.intake.codings import Coding, Codings, SetAside
from study.intake.counting import BOM
from study.private.mapping import paths_of
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

OTHER_TEXT = "interviews of one name with other texts, which are kept apart: {}"
OTHER_COUNTING = "interviews whose positions cannot be compared between files: {}"


def merged(projects: Sequence[Project]) -> Project:
    """One project of several, in which nothing is counted twice.

    - An interview is the same if its text is, line ends aside. Where a file holds only passages
      of it, or nothing, its name decides.
    - A code is the same if its path is, a case if its name is.
    - An account is the same if the tool's own identifier of it is, and not only its name: whether
      two accounts of one name are one person is asked in the mapping.
    - Positions are compared where it is known how both files count them; where there are none,
      a passage is the same if what a tool says of its place and its words is.
    """
    if len(projects) == 1:
        return projects[0]
    building = _Building()
    for number, project in enumerate(projects, start=1):
        building.add(number, project)
    return building.project(projects)


class _Building:
    """What was taken from the projects so far; identifiers are new ones, without doubles."""

    def __init__(self) -> None:
        self.sources: dict[str, tuple[str | None, str, str | None]] = {}
        self.coders: dict[str, str | None] = {}
        self.codes: dict[str, tuple[str, str | None, bool, str | None]] = {}
        self.cases: dict[str, str | None] = {}
        self.case_sources: dict[tuple[str, str], None] = {}
        self.variables: dict[tuple[str, str, str, str | None], None] = {}
        self.codings = Codings()
        self.set_aside: list[SetAside] = []
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.notes: dict[str, None] = {}
        self._by_text: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._whole: set[str] = set()
        self._counted_as: dict[str, str] = {}
        self._numbers: dict[tuple, int] = {}

    def add(self, number: int, project: Project) -> None:
        """Take in everything of one project."""
        sources = self._add_sources(number, project)
        coders = self._add_coders(number, project)
        codes = self._add_codes(project)
        cases = {}
        for case, name in project.cases.itertuples(index=False):
            cases[case] = f"{number}: {case}" if pd.isna(name) else str(name)
            self.cases.setdefault(cases[case], None if pd.isna(name) else str(name))
        for case, source in project.case_sources.itertuples(index=False):
            if case in cases and source in sources:
                self.case_sources[cases[case], sources[source]] = None
        for owner, of, variable, value in project.variables.itertuples(index=False):
            known = sources if owner == "source" else cases
            self.variables[owner, known[of], variable, value] = None
        self._add_codings(number, project, sources, coders, codes)
        for source, coder, code, why in project.set_aside.itertuples(index=False):
            self.set_aside.append(
                SetAside(sources.get(source), coders.get(coder), codes.get(code), why)
            )
        for left in project.left_out:
            self.left_out[left.what, left.why] += left.count
        self.notes |= dict.fromkeys(project.notes)

    def _add_sources(self, number: int, project: Project) -> dict[str, str]:
        """The identifier here of every source."""
        known, own = {}, {}
        before = set(self.sources)
        for source, name, kind, text in project.sources.itertuples(index=False):
            whole = project.whole_texts and pd.notna(text)
            same = None
            if whole:
                same = self._by_text.get(_normal(text))
            candidates = [s for s in self._by_name.get(name, []) if s in before]
            if same is None and not (whole and any(s in self._whole for s in candidates)):
                same = next(iter(candidates), None)
            elif same is None and candidates:
                known[name] = None
            if same is None or same not in before or same in own.values():
                same = f"{number}: {source}"
                self.sources[same] = (
                    None if pd.isna(name) else name, kind, None if pd.isna(text) else text
                )  # fmt: skip
            elif whole and same not in self._whole:
                self.sources[same] = (self.sources[same][0], kind, text)
            elif not whole and same not in self._whole and pd.notna(text):
                first, _, passages = self.sources[same]
                lines = dict.fromkeys([*(passages or "").split("\n"), *text.split("\n")])
                self.sources[same] = (first, kind, "\n".join(filter(None, lines)))
            if whole:
                self._by_text.setdefault(_normal(text), same)
                self._whole.add(same)
            if pd.notna(name) and same not in self._by_name.setdefault(name, []):
                self._by_name[name].append(same)
            own[source] = same
        if known:
            self.notes[OTHER_TEXT.format(len(known))] = None
        return own

    def _add_coders(self, number: int, project: Project) -> dict[str, str]:
        """The identifier here of every account; one that is but a name stays apart."""
        own = {}
        for coder, name in project.coders.itertuples(index=False):
            shared = coder != name and self.coders.get(coder, name) == name
            own[coder] = coder if shared else f"{number}: {coder}"
            self.coders.setdefault(own[coder], None if pd.isna(name) else name)
        return own

    def _add_codes(self, project: Project) -> dict[str, str]:
        """The identifier here of every code: its path."""
        own = {str(code): str(path) for code, path in paths_of(project.codes).items()}
        for code, name, parent, codable, description in project.codes.itertuples(index=False):
            above = None if pd.isna(parent) else own[parent]
            text = None if pd.isna(description) else description
            known = self.codes.get(own[code])
            if known:
                codable, text = bool(codable) or known[2], known[3] or text
            self.codes[own[code]] = (name, above, bool(codable), text)
        return own

    def _add_codings(
        self,
        number: int,
        project: Project,
        sources: dict[str, str],
        coders: dict[str, str],
        codes: dict[str, str],
    ) -> None:
        apart = set()
        texts = dict(zip(project.sources["source"], project.sources["text"], strict=True))
        for source, rows in project.codings.groupby("source", sort=False, observed=True):
            here = sources[source]
            starts, ends = (rows[bound].to_numpy(dtype="float64", na_value=np.nan) for bound in
                            ("start", "end"))  # fmt: skip
            way = f"{project.tool}, {project.counting}"
            if project.counting != "open" and pd.notna(texts[source]):
                way = "characters"
                starts, ends = (
                    _characters(texts[source], project.counting, places)
                    for places in (starts, ends)
                )
            comparable = self._counted_as.setdefault(here, way) == way
            if not comparable:
                apart.add(here)
            for row, start, end in zip(rows.itertuples(), starts, ends, strict=True):
                placed = comparable and not np.isnan(start)
                bounds = (int(start), int(end)) if placed else (None, None)
                mark = project.marks.get(int(row.selection)) if comparable else None
                own = (number, row.selection) if mark is None else ("mark", mark)
                key = (here, *bounds) if placed else (here, *own)
                self.codings.append(
                    Coding(
                        here,
                        self._numbers.setdefault(key, len(self._numbers) + 1),
                        *bounds,
                        None if placed else int(row.order),
                        codes[row.code],
                        None if pd.isna(row.coder) else coders[row.coder],
                    )
                )
        if apart:
            self.notes[OTHER_COUNTING.format(len(apart))] = None

    def project(self, projects: Sequence[Project]) -> Project:
        """All of it in tables."""
        coding_table, set_aside = codings.tables_of(
            self.codings, list(self.sources), self.set_aside
        )
        ways = {project.counting for project in projects}
        return replace(
            projects[0],
            tool=" + ".join(dict.fromkeys(project.tool for project in projects)),
            sources=table([(s, *values) for s, values in self.sources.items()], SOURCES),
            coders=table(list(self.coders.items()), CODERS),
            codes=table([(code, *values) for code, values in self.codes.items()], CODES),
            codings=coding_table,
            cases=table(list(self.cases.items()), CASES),
            case_sources=table(list(self.case_sources), CASE_SOURCES),
            variables=table(list(self.variables), VARIABLES),
            counting="open" if "open" in ways else "characters",
            names=tuple(dict.fromkeys(n for p in projects for n in (p.name, *p.names))),
            left_out=tuple(LeftOut(what, n, why) for (what, why), n in self.left_out.items()),
            notes=tuple(self.notes),
            set_aside=set_aside,
        )


def _normal(text: str) -> str:
    """A text as it is compared: without byte order mark and with one kind of line end."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n").strip()


def _characters(text: str, counting: str, places: np.ndarray) -> np.ndarray:
    """Positions in a text, in characters of the text without byte order mark and CR LF as one."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    width = 1 + (points > 0xFFFF) if counting == "utf-16" else np.ones(len(points), dtype=int)
    starts = np.concatenate([[0], np.cumsum(width)])
    pair = np.zeros(len(points) + 1, dtype=int)
    pair[1:-1] = (points[:-1] == 13) & (points[1:] == 10)
    dropped = np.cumsum(pair)
    if text.startswith(BOM):
        dropped[1:] += 1
    at = np.searchsorted(starts, np.nan_to_num(places), side="left").clip(0, len(points))
    return np.where(np.isnan(places), np.nan, at - dropped[at])

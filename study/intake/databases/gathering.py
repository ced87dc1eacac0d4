"""A project as it is gathered from the tables of a database."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from study.intake import codings, counting
from study.intake.codings import Coding, Codings, SetAside
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

NO_SOURCE = "its interview is not in the project any more"
NO_CODE = "its code is not in the project any more"


@dataclass
class Gathered:
    """What was found so far; identifiers are the tool's own, as text."""

    name: str
    sources: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)
    codes: dict[str, tuple[str, str | None, bool, str | None]] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    case_sources: dict[tuple[str, str], None] = field(default_factory=dict)
    variables: list[tuple[str, str, str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    codings: Codings = field(default_factory=Codings)
    set_aside: list[SetAside] = field(default_factory=list)
    _numbers: dict[tuple, int] = field(default_factory=dict)
    _passages: dict[str, list[counting.Passage]] = field(default_factory=dict)

    def coding(
        self,
        source: object,
        key: tuple,
        bounds: tuple[int, int] | None,
        code: object,
        coder: object,
        quote: str = "",
    ) -> None:
        """Take in a coding; ``key`` is equal for passages of a source that are the same."""
        of, given, who = str(source), str(code), str(coder) if coder else None
        if of not in self.sources:
            self.set_aside.append(SetAside(None, who, given, NO_SOURCE))
            return
        if given not in self.codes:
            self.set_aside.append(SetAside(of, who, given, NO_CODE))
            return
        number = self._numbers.setdefault((of, *key), len(self._numbers) + 1)
        start, end = bounds or (None, None)
        self.codings.append(Coding(of, number, start, end, None, given, who))
        if bounds and quote:
            self._passages.setdefault(of, []).append((*bounds, quote[: counting.LONGEST_QUOTE]))

    def link(self, case: object, source: object) -> None:
        """Tie a case to a source, if both are there."""
        if str(case) in self.cases and str(source) in self.sources:
            self.case_sources[str(case), str(source)] = None

    def value(self, owner: str, of: object, variable: object, value: object) -> None:
        """Take in the value of a variable of a source or case, if that is there."""
        known = self.sources if owner == "source" else self.cases
        if str(of) in known and value not in (None, ""):
            self.variables.append((owner, str(of), str(variable), str(value)))

    def project(self, path: Path, tool: str) -> Project:
        """The project in tables."""
        evidence = counting.Evidence()
        for source, (_, _, text) in self.sources.items():
            evidence.add(text or "", False, self._passages.get(source, []))
        coding_table, set_aside = codings.tables_of(
            self.codings, list(self.sources), self.set_aside
        )
        coders = self.codings.each("coder") + [c.coder for c in self.set_aside]
        return Project(
            name=self.name,
            tool=tool,
            sources=table([(source, *values) for source, values in self.sources.items()], SOURCES),
            coders=table([(coder, coder) for coder in dict.fromkeys(coders) if coder], CODERS),
            codes=table([(code, *values) for code, values in self.codes.items()], CODES),
            codings=coding_table,
            cases=table(list(self.cases.items()), CASES),
            case_sources=table(list(self.case_sources), CASE_SOURCES),
            variables=table(self.variables, VARIABLES),
            counting=evidence.view()[1],
            names=tuple(dict.fromkeys(filter(None, [path.name, *self.names]))),
            left_out=tuple(LeftOut(what, n, why) for (what, why), n in self.left_out.items() if n),
            set_aside=set_aside,
        )

"""What the notebooks have made, by name: all that chapters may ask for."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from press.notebooks.execution import Run
from study.files import digest, digest_of_all
from study.paths import NUMBERS, STATEMENTS, TRAIL


class MissingResult(LookupError):
    """A chapter asks for something that no notebook makes."""


class DuplicateResult(Exception):
    """Two notebooks make something of the same name."""


@dataclass(frozen=True)
class FigureResult:
    """A figure as a notebook left it: its words, and its files in ``folder``."""

    name: str
    docname: str
    folder: Path
    alt: str
    caption: str
    note: str
    sources: tuple[str, ...]
    interviews: bool
    synthetic: bool

    def file(self, ending: str) -> Path:
        """One of its files: ``.svg``, ``-smal.svg`` or ``.csv``."""
        return self.folder / f"{self.name}{ending}"

    def table(self) -> pd.DataFrame:
        """The table behind it, as text: empty where there is no value."""
        return pd.read_csv(self.file(".csv"), dtype="string", encoding="utf-8").fillna("")

    @property
    def digest(self) -> str:
        """Changes whenever a page that shows the figure has to be made again."""
        endings = (".json", ".csv", ".svg", "-smal.svg")
        # With the docname, because the page has a link to the notebook.
        return digest_of_all((self.docname, *(self.file(each).read_bytes() for each in endings)))


@dataclass(frozen=True)
class NumberResult:
    """A number for running text, with the notebook that recorded it."""

    name: str
    docname: str
    value: Any
    text: str
    words: str
    sources: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Changes whenever a page that prints the number has to be made again."""
        return f"{self.value} {self.text} {self.words}"


@dataclass(frozen=True)
class StatementResult:
    """A sentence that depends on the data, with the notebook that recorded it."""

    name: str
    docname: str
    text: str
    holds: bool

    @property
    def digest(self) -> str:
        """Changes whenever a page that prints the sentence has to be made again."""
        return f"{self.holds} {self.text}"


@dataclass(frozen=True)
class EvidenceResult:
    """A part of the trail, with the notebook that recorded it: a factor, or all advice.

    ``content`` is for a factor ``{"factor": ..., "findings": {...}, "recommendations": [...]}``
    with only those that concern it, and for advice the whole trail.
    """

    name: str
    docname: str
    content: dict[str, Any]

    @property
    def digest(self) -> str:
        """Changes whenever a page that shows this part has to be made again."""
        return digest(json.dumps(self.content, sort_keys=True))


TRAIL_NAME = "trail"
"""Name under which the whole trail is known."""


@dataclass(frozen=True)
class Results:
    """All figures, numbers, sentences and evidence of all notebooks."""

    runs: dict[str, Run] = field(default_factory=dict)
    figures: dict[str, FigureResult] = field(default_factory=dict)
    numbers: dict[str, NumberResult] = field(default_factory=dict)
    statements: dict[str, StatementResult] = field(default_factory=dict)
    factors: dict[str, EvidenceResult] = field(default_factory=dict)
    trails: dict[str, EvidenceResult] = field(default_factory=dict)

    def figure(self, name: str) -> FigureResult:
        """A figure by name.

        Raises:
            MissingResult: no notebook makes it.
        """
        return _find("figure", name, self.figures)

    def number(self, name: str) -> NumberResult:
        """A number by name.

        Raises:
            MissingResult: no notebook records it.
        """
        return _find("number", name, self.numbers)

    def statement(self, name: str) -> StatementResult:
        """A sentence by name.

        Raises:
            MissingResult: no notebook records it.
        """
        return _find("statement", name, self.statements)

    def factor(self, name: str) -> EvidenceResult:
        """The evidence on a factor.

        Raises:
            MissingResult: no notebook records it.
        """
        return _find("factor", name, self.factors)

    @property
    def trail(self) -> dict[str, Any]:
        """What rests on what, from recommendation to rows.

        Raises:
            MissingResult: no notebook records it.
        """
        return _find("evidence", TRAIL_NAME, self.trails).content

    def digest(self, kind: str, name: str) -> str | None:
        """Digest of something a page uses; None if there is no such thing."""
        known = {
            "figure": self.figures,
            "number": self.numbers,
            "statement": self.statements,
            "factor": self.factors,
            "trail": self.trails,
            "notebook": self.runs,
        }[kind]
        return known[name].digest if name in known else None


def _find(kind: str, name: str, known: dict[str, Any]) -> Any:
    if name in known:
        return known[name]
    similar = difflib.get_close_matches(name, known, n=3)
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "See the notebooks for names."
    raise MissingResult(f"no notebook makes the {kind} {name!r}. {hint}")


def collect(runs: Iterable[Run]) -> Results:
    """Everything the runs have made.

    Raises:
        DuplicateResult: a figure or number that two notebooks make.
    """
    results = Results()
    for run in runs:
        results.runs[run.docname] = run
        for path in sorted(run.results.glob("*.json")):
            content = json.loads(path.read_text(encoding="utf-8"))
            if path.name == NUMBERS:
                for found in _numbers(content, run):
                    _add(results.numbers, found, "number")
            elif path.name == STATEMENTS:
                for name, record in content.items():
                    found = StatementResult(name, run.docname, record["text"], record["holds"])
                    _add(results.statements, found, "statement")
            elif path.name == TRAIL:
                _add(results.trails, EvidenceResult(TRAIL_NAME, run.docname, content), "evidence")
                for name in content["factors"]:
                    found = EvidenceResult(name, run.docname, _about(name, content))
                    _add(results.factors, found, "factor")
            else:
                content["sources"] = tuple(content["sources"])
                found = FigureResult(path.stem, run.docname, run.results, **content)
                _add(results.figures, found, "figure")
    return results


def _numbers(content: dict[str, Any], run: Run) -> Iterable[NumberResult]:
    for name, record in content.items():
        yield NumberResult(
            name,
            run.docname,
            record["value"],
            record["text"],
            record["words"],
            tuple(record["sources"]),
        )


def _about(factor: str, trail: dict[str, Any]) -> dict[str, Any]:
    """The part of the trail that concerns a factor."""
    findings = {
        name: finding for name, finding in trail["findings"].items() if finding["factor"] == factor
    }
    return {
        "factor": trail["factors"][factor],
        "findings": findings,
        "recommendations": [
            {key: advice[key] for key in ("id", "what", "audience", "status")}
            for advice in trail["recommendations"]
            if set(advice["findings"]) & set(findings)
        ],
    }


def _add(known: dict[str, Any], found: Any, kind: str) -> None:
    if found.name in known:
        raise DuplicateResult(
            f"the {kind} {found.name!r} is made by {known[found.name].docname}.ipynb and by "
            f"{found.docname}.ipynb. Rename one of them."
        )
    known[found.name] = found

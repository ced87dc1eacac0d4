"""The outputs of the notebooks by name: figures, numbers, statements and the evidence trail."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from press.notebooks.runs import Run
from study.files import digest, digest_of_all
from study.paths import NUMBERS, STATEMENTS, TRAIL


class MissingResult(LookupError):
    """A name that no notebook makes anything by."""


class DuplicateResult(Exception):
    """Two notebooks make something of the same name."""


@dataclass(frozen=True)
class FigureResult:
    """A figure as a notebook saved it: its texts, and its files in ``folder``."""

    name: str
    docname: str
    folder: Path
    statement: str
    alt: str
    caption: str
    note: str
    sources: tuple[str, ...]
    interviews: bool
    synthetic: bool

    def file(self, ending: str) -> Path:
        """One of its files: ``.svg``, ``-smal.svg`` (for telephones), ``-druk.svg``, ``.csv``."""
        return self.folder / f"{self.name}{ending}"

    def table(self) -> pd.DataFrame:
        """The table behind it, as text: empty where there is no value."""
        return pd.read_csv(self.file(".csv"), dtype="string", encoding="utf-8").fillna("")

    @property
    def digest(self) -> str:
        """Digest of everything that a page shows of the figure."""
        endings = (".json", ".csv", ".svg", "-smal.svg", "-druk.svg")
        # With the docname, because the page links to the notebook.
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
        """Changes with anything that a page shows of the number."""
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
        """Changes with anything that a page shows of the sentence."""
        return f"{self.holds} {self.text}"


@dataclass(frozen=True)
class EvidenceResult:
    """The evidence trail, or its part on one factor, with the notebook that recorded it.

    ``content`` is the whole trail, or for a factor ``{"factor": ..., "findings": {...},
    "recommendations": [...]}`` with only those that concern it.
    """

    name: str
    docname: str
    content: dict[str, Any]

    @property
    def digest(self) -> str:
        """Changes with anything that a page shows of this part."""
        return digest(json.dumps(self.content, sort_keys=True))


TRAIL_NAME = "trail"
"""Name of the whole trail among the results."""


@dataclass(frozen=True)
class Results:
    """Everything that the notebooks made, by kind and name."""

    runs: dict[str, Run] = field(default_factory=dict)
    figures: dict[str, FigureResult] = field(default_factory=dict)
    numbers: dict[str, NumberResult] = field(default_factory=dict)
    statements: dict[str, StatementResult] = field(default_factory=dict)
    factors: dict[str, EvidenceResult] = field(default_factory=dict)
    trails: dict[str, EvidenceResult] = field(default_factory=dict)

    def of_kind(self, kind: str) -> dict[str, Any]:
        """All results of a kind by name: figure, number, statement, factor, trail or notebook."""
        return {
            "figure": self.figures,
            "number": self.numbers,
            "statement": self.statements,
            "factor": self.factors,
            "trail": self.trails,
            "notebook": self.runs,
        }[kind]

    def find(self, kind: str, name: str) -> Any:
        """The result of this kind and name.

        Raises:
            MissingResult: no notebook makes it; with names that are like it.
        """
        known = self.of_kind(kind)
        if name in known:
            return known[name]
        near = difflib.get_close_matches(name, known, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "See the notebooks for names."
        raise MissingResult(f"no notebook makes the {kind} {name!r}. {hint}")

    def figure(self, name: str) -> FigureResult:
        """A figure by name; see ``find``."""
        return self.find("figure", name)

    def statement(self, name: str) -> StatementResult:
        """A sentence by name; see ``find``."""
        return self.find("statement", name)

    @property
    def trail(self) -> dict[str, Any]:
        """The evidence trail, from recommendation to rows; see ``find``."""
        return self.find("trail", TRAIL_NAME).content

    def digest(self, kind: str, name: str) -> str | None:
        """Digest of something a page uses; None if there is no such thing."""
        known = self.of_kind(kind)
        return known[name].digest if name in known else None


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
        "table": trail["table"],
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

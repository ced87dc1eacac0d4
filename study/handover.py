"""Handing over what a notebook has made: figures, numbers, sentences and evidence, as files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from study import files, paths
from study.design import style
from study.figures.figure import Figure
from study.findings.number import Number
from study.findings.statement import Statement


def save(figure: Figure) -> Figure:
    """Write a figure as SVG for each layout, its table as CSV and its words as JSON."""
    folder = paths.results()
    for layout in style.LAYOUTS:
        drawing = figure.drawing if layout == style.WIDE else figure.render(layout)
        files.write(folder / f"{figure.name}{layout.suffix}.svg", drawing)
    # What a sum leaves behind the twelfth digit is no number of anybody.
    table = figure.table.to_csv(index=False, lineterminator="\n", float_format="%.12g")
    files.write(folder / f"{figure.name}.csv", table)
    _write_json(
        folder / f"{figure.name}.json",
        {
            "statement": figure.statement,
            "alt": figure.read_aloud,
            "caption": figure.caption,
            "note": figure.note,
            "sources": figure.sources,
            "interviews": figure.interviews,
            "synthetic": figure.synthetic,
        },
    )
    return figure


def record(numbers: Mapping[str, Number]) -> dict[str, str]:
    """Write numbers for the text, next to those recorded before; returns how they will read."""
    _add(paths.NUMBERS, {name: number.as_record() for name, number in numbers.items()})
    return {name: number.text for name, number in numbers.items()}


def record_statements(statements: Iterable[Statement]) -> dict[str, str]:
    """Write sentences for the text, next to those recorded before; returns how they read."""
    known = {each.name: {"text": each.text, "holds": each.holds} for each in statements}
    _add(paths.STATEMENTS, known)
    return {name: each["text"] for name, each in known.items()}


def record_trail(trail: Mapping[str, Any]) -> dict[str, int]:
    """Write the trail (`evidence_trail.trail`); returns how much of each there is."""
    _write_json(paths.results() / paths.TRAIL, trail)
    return {name: len(trail[name]) for name in ("factors", "findings", "recommendations")}


def _add(file: str, found: Mapping[str, Any]) -> None:
    target = paths.results() / file
    known = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    _write_json(target, known | dict(found))


def _write_json(path: Path, content: Any) -> None:
    files.write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

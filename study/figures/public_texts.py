"""The figure on what public texts say: on which factors, and from what kind of source."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study.data.coded import PHASES
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.findings.public_statements import DIRECTIONS
from study.language import dutch, labels, worded

KINDS = ("municipality", "region", "national_body", "parliament", "research", "ngo", "press")
"""Kinds of source, from close to municipalities to far."""

_MARK = {
    "helps": {"marker": "^", "color": style.BLUE, "markersize": 5},
    "hinders": {
        "marker": "v",
        "color": style.ORANGE,
        "markerfacecolor": "white",
        "markeredgewidth": 1.3,
        "markersize": 4.5,
    },
    "neutral": {"marker": "D", "color": style.MUTED, "markersize": 3.2},
}
_PLACE = {"helps": -0.28, "neutral": 0.0, "hinders": 0.28}
"""Where a mark stands in its cell, in widths of the cell from the middle, so that three fit."""

_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}

_HEAD = 1.32
"""Height of the names of the kinds, which stand upright, in inches."""


def uitspraken(chosen: pd.DataFrame, codebook: pd.DataFrame) -> Figure:
    """A grid of factors and kinds of source: is there a statement that says so, or none found?

    ``chosen`` is `public_statements.agreed`; every factor of ``codebook`` has a row, in its order.
    A mark says that at least one statement was found. How many is not drawn: the texts are no
    sample.
    """
    found = chosen.groupby(["phase", "factor"])
    empty = chosen.iloc[:0]

    def said(code) -> pd.DataFrame:
        key = (code.phase, code.factor)
        return found.get_group(key) if key in found.groups else empty

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        blocks = [(phase, codebook[codebook["phase"] == phase]) for phase in PHASES]
        tall = {phase: canvas.heights(list(part[worded("label")]), width) for phase, part in blocks}
        key = 0.24
        height = canvas.total([0.34 + canvas.total(tall[phase]) for phase, _ in blocks])
        drawing = canvas.Drawing(layout, key + _HEAD + height + 0.06)
        left = width + 0.15
        step = (layout.width - 0.05 - left) / len(KINDS)
        middles = {kind: left + step * (place + 0.5) for place, kind in enumerate(KINDS)}
        _key(drawing)
        for kind, x in middles.items():
            words = "\n".join(canvas.wrap(labels.value("source_kind", kind), _HEAD))
            options = {
                "rotation": 90,
                "va": "bottom",
                "ha": "center",
                "fontsize": 8.5,
                "linespacing": 0.95,
            }
            drawing.text(x, key + _HEAD, words, **options)
        y = key + _HEAD + 0.06
        for phase, part in blocks:
            drawing.heading(0.05, y + 0.04, dutch.capital(labels.value("phase", phase)))
            y += 0.28
            bottom = y + canvas.total(tall[phase])
            for place in range(1, len(KINDS)):
                drawing.rule([left + step * place] * 2, [y, bottom], color=style.HAIR)
            for code, deep in zip(part.itertuples(), tall[phase], strict=True):
                drawing.rule([0.05, layout.width - 0.05], [y, y], color=style.HAIR)
                drawing.name(0.05, y, deep, getattr(code, worded("label")), width)
                here = said(code)
                if here.empty:
                    words = labels.text("uitspraken.none")
                    drawing.quiet(left + 0.06, y + deep / 2, words, bbox=_PAPER)
                for cell in here[["kind", "direction"]].drop_duplicates().itertuples():
                    x = middles[cell.kind] + step * _PLACE[cell.direction]
                    drawing.mark(x, y + deep / 2, **_MARK[cell.direction])
                y += deep
            y += 0.06
        return drawing.finished()

    rows = [
        {"phase": code.phase, "factor_name": getattr(code, worded("label"))}
        | {f"says_{direction}": _kinds(said(code), direction) for direction in DIRECTIONS}
        for code in codebook.itertuples()
    ]
    columns = ["phase", "factor_name", *(f"says_{direction}" for direction in DIRECTIONS)]
    nothing = _without(codebook, found.groups)
    return Figure(
        name="uitspraken",
        draw=draw,
        statement=nothing or labels.text("uitspraken.everything"),
        alt=labels.text("uitspraken.alt", nothing=nothing, phases=_phases()),
        caption=labels.text("uitspraken.caption"),
        note=labels.text("uitspraken.note"),
        table=pd.DataFrame(rows, columns=columns),
        sources=(),
    )


def _key(drawing: canvas.Drawing) -> None:
    x = 0.1
    for direction, look in _MARK.items():
        words = labels.text(f"uitspraken.key_{direction}")
        drawing.mark(x, 0.13, **look)
        drawing.quiet(x + 0.1, 0.13, words)
        x += 0.3 + 0.06 * len(words)


def _phases() -> str:
    return dutch.enumerate_words([labels.value("phase", phase) for phase in PHASES])


def _kinds(said: pd.DataFrame, direction: str) -> str:
    """The kinds of source that say so, in words; nothing where none was found."""
    kinds = set(said.loc[said["direction"] == direction, "kind"])
    return ", ".join(labels.value("source_kind", kind) for kind in KINDS if kind in kinds)


def _without(codebook: pd.DataFrame, found) -> str:
    """A sentence on the factors without any statement, or nothing."""
    parts = []
    for phase in PHASES:
        part = codebook[codebook["phase"] == phase]
        names = [
            getattr(code, worded("label"))
            for code in part.itertuples()
            if (phase, code.factor) not in found
        ]
        if names:
            factors = dutch.enumerate_words(names)
            parts.append(labels.text("uitspraken.alt_none", phase=phase, factors=factors))
    return " ".join(parts)

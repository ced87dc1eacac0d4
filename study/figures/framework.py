"""Figures of the theory and of how the study was set up."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from study.data.coded import PHASES, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import labels

_THICKEST = 5.0
"""Width in points of the line of a stream that everybody names."""

_COLOURS = (style.BLUE, style.GREEN, style.ORANGE)
"""Of the streams, in their order."""


@dataclass(frozen=True)
class Found:
    """What was found of a part of the model: in words, and as a share of the respondents.

    ``share`` is None where the codebook does not have the part.
    """

    words: str
    share: float | None


def model() -> Figure:
    """The two-phase model: three streams per phase that meet in a window. Drawn by us.

    Source of the streams: Kingdon (1984); of the two phases: the public abstract of Olijve (2020).
    """

    table = pd.DataFrame(
        [
            {
                "phase": phase,
                "stream": stream,
                "question": labels.text(f"model.{phase}_question"),
            }
            for phase in PHASES
            for stream in STREAMS
        ]
    )
    return Figure(
        name="model",
        draw=model_drawing,
        statement=labels.text("model.statement"),
        alt=labels.text("model.alt"),
        caption=labels.text("model.caption"),
        note=labels.text("model.note"),
        table=table,
        sources=("kingdon1984", "olijve2020"),
    )


def model_drawing(
    layout: style.Layout, found: Mapping[tuple[str, str], Found] | None = None
) -> Canvas:
    """The two phases with their streams and windows.

    ``found`` has what to lay over a part, by phase and stream or ``window``: a line is then as
    thick as its share is large, and nothing joins the phases, because nothing was counted there.
    """
    # Units are inches: every phase is a box of one size, stacked on a telephone.
    width, height, gap = 2.95, 2.3, 0.4
    size = (3.2, 2 * height + gap) if layout.narrow else (2 * width + gap, height)
    wide = size[0] + 0.04
    tall = (size[1] + 0.1) * wide / layout.width
    middle = size[1] / 2
    drawing = canvas.Drawing(
        layout,
        size[1] + 0.1,
        across=(-0.02, wide - 0.02),
        down=(middle + tall / 2, middle - tall / 2),
    )
    origins = [(0.1, height + gap), (0.1, 0)] if layout.narrow else [(0, 0), (width + gap, 0)]
    for phase, origin in zip(PHASES, origins, strict=True):
        _phase(drawing, phase, origin, width, height, found or {})
    if found:
        return drawing.finished()
    (x, y), (next_x, next_y) = origins
    if layout.narrow:
        ends = ((x + width / 2, y), (next_x + width / 2, next_y + height))
    else:
        ends = ((x + width, y + height / 2), (next_x, next_y + height / 2))
    drawing.add(_arrow(*ends, style.INK, 2.0, 16))
    return drawing.finished()


def _phase(
    drawing: canvas.Drawing,
    phase: str,
    origin: tuple[float, float],
    width: float,
    height: float,
    found: Mapping[tuple[str, str], Found],
) -> None:
    x, y = origin
    drawing.add(
        FancyBboxPatch(
            (x + 0.05, y + 0.05),
            width - 0.1,
            height - 0.1,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor="none",
            edgecolor=style.RULE,
            linewidth=1,
        )
    )
    drawing.text(x + 0.2, y + height - 0.2, labels.text(f"model.{phase}"), va="top", fontweight=600)
    drawing.text(
        x + 0.2,
        y + height - 0.42,
        labels.text(f"model.{phase}_question"),
        va="top",
        color=style.MUTED,
    )
    centre = (x + width - 0.62, y + 0.88)
    for index, (stream, colour) in enumerate(zip(STREAMS, _COLOURS, strict=True)):
        # Words below the last stream need a little room above the edge.
        level = y + (1.5 if found else 1.45) - 0.57 * index
        if (phase, stream) in found:
            drawing.text(
                x + 0.2,
                level - 0.17,
                found[phase, stream].words,
                va="center",
                fontsize=8.5,
                color=style.INK,
            )
        drawing.text(x + 0.2, level, labels.text(f"model.{stream}"), va="center", color=colour)
        start = (x + (1.3 if found else 0.88), level)
        end = (centre[0] - 0.4, centre[1] + 0.12 * (1 - index))
        share = found[phase, stream].share if found else None
        if not found:
            drawing.add(_arrow(start, end, colour))
        elif share:
            drawing.add(_arrow(start, end, colour, _THICKEST * share, head=7 + 7 * share))
    drawing.add(
        FancyBboxPatch(
            (centre[0] - 0.38, centre[1] - 0.24),
            0.84,
            0.48,
            boxstyle="round,pad=0,rounding_size=0.05",
            facecolor="none",
            edgecolor=style.INK,
            linewidth=1.4,
        )
    )
    drawing.text(
        centre[0] + 0.04,
        centre[1],
        labels.text("model.window"),
        ha="center",
        va="center",
        fontweight=600,
    )
    if (phase, "window") in found:
        drawing.text(
            centre[0] + 0.04,
            centre[1] - 0.36,
            found[phase, "window"].words,
            ha="center",
            va="center",
            fontsize=8.5,
        )


def _arrow(start, end, colour: str, linewidth: float = 1.6, head: float = 11) -> FancyArrowPatch:
    return FancyArrowPatch(
        start,
        end,
        arrowstyle="-|>",
        mutation_scale=head,
        linewidth=linewidth,
        color=colour,
        shrinkA=0,
        shrinkB=0,
    )


def opzet(rounds: pd.DataFrame) -> Figure:
    """The two interview rounds as dots (organisations, respondents) and squares (municipalities).

    ``rounds`` is the table study_design. Which respondent belongs to which municipality is not
    public, so nothing joins them.
    """
    sizes = rounds.set_index("unit")["value"].astype(int).to_dict()

    def draw(layout: style.Layout) -> Canvas:
        drawing = canvas.Drawing(layout, 2.0, across=(0, 3.2), down=(0.05, -1.95))
        rows = [
            (0.0, "first", "organisations", "o", style.BLUE),
            (-0.8, "second", "respondents", "o", style.BLUE),
            (-1.47, None, "municipalities", "s", style.ORANGE),
        ]
        for y, heading, unit, shape, colour in rows:
            words = labels.text(f"opzet.{unit}", value=sizes[unit])
            if heading:
                drawing.text(0.05, y, labels.text(f"opzet.{heading}"), va="top", fontweight=600)
                y -= 0.2
            drawing.text(0.05, y, words, va="top", color=style.MUTED)
            xs = [0.12 + 0.19 * index for index in range(sizes[unit])]
            drawing.marks(xs, [y - 0.29] * len(xs), marker=shape, color=colour, markersize=8)
        return drawing.finished()

    return Figure(
        name="opzet",
        draw=draw,
        statement=labels.text("opzet.statement", **sizes),
        alt=labels.text("opzet.alt", **sizes),
        caption=labels.text("opzet.caption"),
        note=labels.text("opzet.note"),
        table=rounds,
        sources=tuple(dict.fromkeys(rounds["source"])),
    )

"""Figures of the theory and of how the study was set up."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise

import pandas as pd
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from study.data.coded import MUNICIPAL_ROLES, NATIONAL, PHASES, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import dutch, labels
from study.measures.participants import ORGANISATIONS, PLACES, RESPONDENTS
from study.study_file import STUDY

_THICKEST = 5.0
"""Width in points of the line of a stream that everybody names."""

_STREAM = 0.57
"""From one stream to the next, in inches."""

_ONE = "_one" if len(PHASES) == 1 else ""
"""How keys of words end that speak of a study of one phase."""

_COLOURS = style.STREAMS
"""Of the streams, in their order."""


DOTS = 60
"""More people than this are a number and no dots."""


@dataclass(frozen=True)
class Found:
    """What was found of a part of the model: in words, and as a share of the respondents.

    ``share`` is None where the codebook does not have the part.
    """

    words: str
    share: float | None


def model() -> Figure:
    """The model: in each phase streams that meet in a window. Drawn by us.

    Source of the streams: Kingdon (1984); of the two phases: the public abstract of Olijve (2020).
    """

    table = pd.DataFrame(
        [
            {
                "phase": phase,
                "stream": stream,
                "question": dutch.names.of(phase, "question"),
            }
            for phase in PHASES
            for stream in STREAMS
        ]
    )
    return Figure(
        name="model",
        draw=model_drawing,
        statement=dutch.capital(labels.text(f"model.statement{_ONE}", **_numbers())),
        alt=labels.text(f"model.alt{_ONE}", **_numbers()),
        caption=labels.text(f"model.caption{_ONE}", **_numbers()),
        note=labels.text(f"model.note{'' if STUDY.is_told_of_in_public else '_own'}"),
        table=table,
        sources=model_sources(),
    )


def model_sources() -> tuple[str, ...]:
    """Where the model comes from: also the study that used it, if a public source tells of that."""
    return ("kingdon1984", *(("olijve2020",) if STUDY.is_told_of_in_public else ()))


def _numbers() -> dict[str, object]:
    """What the words of the model say of the study."""

    def listed(column: str, names: Sequence[str]) -> str:
        return dutch.enumerate_words([labels.value(column, name) for name in names])

    return {
        "count": len(PHASES),
        "phases": listed("phase", PHASES),
        "streams": len(STREAMS),
        "names": listed("stream", STREAMS),
    }


def model_drawing(
    layout: style.Layout, found: Mapping[tuple[str, str], Found] | None = None
) -> Canvas:
    """The phases with their streams and windows.

    ``found`` has what to lay over a part, by phase and stream or ``window``: a line is then as
    thick as its share is large, and nothing joins the phases, because nothing was counted there.
    """
    # Units are inches: every phase is a box of one size, stacked on a telephone.
    width, height, gap = 2.95, 2.3 + _STREAM * max(len(STREAMS) - 3, 0), 0.4
    across = 1 if layout.narrow else min(len(PHASES), 2)
    down = math.ceil(len(PHASES) / across)
    size = (3.2 if layout.narrow else 2 * width + gap, down * height + (down - 1) * gap)
    wide = size[0] + 0.04
    tall = (size[1] + 0.1) * wide / layout.width
    middle = size[1] / 2
    drawing = canvas.Drawing(
        layout,
        size[1] + 0.1,
        across=(-0.02, wide - 0.02),
        down=(middle + tall / 2, middle - tall / 2),
    )
    # A phase alone stands in the middle; of more, two stand beside each other.
    left = (size[0] - across * width - (across - 1) * gap) / 2
    origins = [
        (left + place % across * (width + gap), (down - 1 - place // across) * (height + gap))
        for place in range(len(PHASES))
    ]
    for phase, origin in zip(PHASES, origins, strict=True):
        _phase(drawing, phase, origin, width, height, found or {})
    if found:
        return drawing.finished()
    for (x, y), (next_x, next_y) in pairwise(origins):
        ends = ((x + width, y + height / 2), (next_x, next_y + height / 2))
        if next_y < y:
            below = width / 2 if next_x == x else 0.05
            ends = (
                (x + below, y),
                (next_x + (width / 2 if next_x == x else width), next_y + height),
            )
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
    number = PHASES.index(phase) + 1
    heading = labels.text(f"model.heading{_ONE}", phase=phase, number=number)
    drawing.text(x + 0.2, y + height - 0.2, heading, va="top", fontweight=600)
    drawing.text(
        x + 0.2,
        y + height - 0.42,
        dutch.names.of(phase, "question"),
        va="top",
        color=style.MUTED,
    )
    middle = (len(STREAMS) - 1) / 2
    centre = (x + width - 0.62, y + 0.31 + _STREAM * max(middle, 1))
    for index, (stream, colour) in enumerate(zip(STREAMS, cycle(_COLOURS), strict=False)):
        # Words below the last stream need a little room above the edge.
        level = centre[1] + (0.05 if found else 0.0) + _STREAM * (middle - index)
        if (phase, stream) in found:
            drawing.text(
                x + 0.2,
                level - 0.17,
                found[phase, stream].words,
                va="center",
                fontsize=8.5,
                color=style.INK,
            )
        drawing.text(x + 0.2, level, labels.value("stream", stream), va="center", color=colour)
        start = (x + (1.3 if found else 0.88), level)
        end = (centre[0] - 0.4, centre[1] + 0.12 * (middle - index))
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
    """The interview rounds as dots (people) and squares (places).

    ``rounds`` is `participants.spoken_with`. Which respondent belongs to which place is not
    public, so nothing joins them.
    """
    sizes = rounds.set_index("unit")["value"].astype(int).to_dict()
    two = ORGANISATIONS in sizes
    one = "" if two else "_one"
    words = sizes | {
        "first": labels.value("role_group", NATIONAL) if two else "",
        "second": dutch.enumerate_words([labels.value("role_group", r) for r in MUNICIPAL_ROLES]),
    }
    rows = [
        ("first", ORGANISATIONS, "o", style.BLUE),
        ("second", RESPONDENTS, "o", style.BLUE),
        (None, PLACES, "s", style.ORANGE),
    ]

    def draw(layout: style.Layout) -> Canvas:
        per_line = 15 if layout.narrow else 30
        parts = []
        for heading, unit, shape, colour in rows if two else rows[1:]:
            lines = -(-sizes[unit] // per_line) if sizes[unit] <= DOTS else 1
            parts.append((heading if two else None, unit, shape, colour, lines))
        drawing = canvas.Drawing(
            layout, canvas.total([0.31 + 0.24 * bool(h) + 0.19 * n for h, _, _, _, n in parts])
        )
        y = 0.06
        for heading, unit, shape, colour, lines in parts:
            if heading:
                drawing.heading(0.05, y, labels.text(f"opzet.{heading}"))
                y += 0.24
            drawing.quiet(0.05, y + 0.06, labels.text(f"opzet.{unit}", value=sizes[unit], **words))
            y += 0.28
            if sizes[unit] <= DOTS:
                xs = [0.12 + 0.19 * (index % per_line) for index in range(sizes[unit])]
                ys = [y + 0.19 * (index // per_line) for index in range(sizes[unit])]
                drawing.marks(xs, ys, marker=shape, color=colour, markersize=8)
            y += 0.19 * lines + 0.03
        return drawing.finished()

    return Figure(
        name="opzet",
        draw=draw,
        statement=dutch.capital(labels.text(f"opzet.statement{one}", **words)),
        alt=labels.text(f"opzet.alt{one}", **words),
        caption=labels.text(f"opzet.caption{one}"),
        note=labels.text(f"opzet.note{one}", **words),
        table=rounds.dropna(axis="columns", how="all"),
        sources=tuple(rounds["source"].dropna().unique()),
        interviews=bool(rounds["source"].isna().any()),
    )

"""A drawing in inches: rows with a name on the left, and what belongs to it on the right."""

import math
import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from study import dutch, style

SIZE = 9
LINE = 0.15
"""Height of a line of names, in inches."""
ROW = 0.215
"""Height of a row whose name fits on one line."""
_CHARACTER = 0.0615
"""Mean width of a character at SIZE, in inches; on the wide side."""


def board(layout: style.Layout, height: float) -> tuple[Canvas, Axes]:
    """An empty drawing: x in inches from the left, y in inches from the top."""
    figure = style.canvas(layout, height, fitted=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, layout.width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


def wrap(text: str, inches: float) -> list[str]:
    """The text in lines of at most that width."""
    return textwrap.wrap(text, max(int(inches / _CHARACTER), 8)) or [""]


def fit(text: str, at: float, left: float, right: float) -> float:
    """Where a text starts that is to stand at ``at`` and has to stay between two edges."""
    return max(min(at, right - _CHARACTER * len(text)), left)


def name_width(layout: style.Layout) -> float:
    """Room for names, in inches."""
    return 1.18 if layout.narrow else 1.75


def heights(names: Sequence[str], width: float) -> list[float]:
    """Height of every row, in inches: more for a name that takes more lines."""
    return [ROW + LINE * (len(wrap(name, width)) - 1) for name in names]


def total(parts: Sequence[float]) -> float:
    """Sum that is the same on every version of Python."""
    return math.fsum(parts)


def name(axes: Axes, x: float, y: float, height: float, text: str, width: float) -> None:
    """The name of a row, in its middle."""
    axes.text(
        x,
        y + height / 2,
        "\n".join(wrap(text, width)),
        va="center",
        fontsize=SIZE,
        linespacing=0.95,
        color=style.INK,
    )


def heading(axes: Axes, x: float, y: float, text: str, **options) -> None:
    """A heading above rows, or above a column."""
    axes.text(x, y, text, **{"va": "top", "fontweight": 600, "fontsize": SIZE} | options)


def quiet(axes: Axes, x: float, y: float, text: str, **options) -> None:
    """Words beside a drawing that explain it."""
    settings = {"va": "center", "fontsize": 8.5, "color": style.MUTED} | options
    axes.text(x, y, text, **settings)


def rule(axes: Axes, x: Sequence[float], y: Sequence[float], **options) -> None:
    """A thin line."""
    axes.plot(x, y, **{"color": style.RULE, "linewidth": 0.7, "zorder": 1} | options)


def bar(
    axes: Axes, x: float, y: float, width: float, height: float, colour: str, **options
) -> None:
    """A filled bar; with a ``hatch``, an open one. Nothing where there is nothing to show."""
    if width <= 0:
        return
    settings = {"facecolor": colour, "edgecolor": colour, "linewidth": 0.8}
    axes.add_patch(Rectangle((x, y), width, height, **settings | options))


def scale(
    axes: Axes, x: float, width: float, top: float, bottom: float, most: int, words: str = ""
) -> None:
    """Grid and numbers of a scale of respondents, from none to ``most``, below the rows."""
    for tick in ticks(most):
        here = x + width * tick / max(most, 1)
        rule(axes, [here, here], [top, bottom], color=style.HAIR, linewidth=0.6, zorder=0)
        quiet(axes, here, bottom + 0.1, dutch.number(tick), ha="center")
    if words:
        quiet(axes, x + width / 2, bottom + 0.27, words, ha="center")


def ticks(most: int) -> list[int]:
    """Whole numbers for a scale: both ends, and at most four steps between them."""
    if most <= 5:
        return list(range(most + 1))
    step = next(s for s in _steps() if most / s <= 5)
    inner = [tick for tick in range(0, most, step) if most - tick >= 0.6 * step]
    return [*inner, most]


def _steps():
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10

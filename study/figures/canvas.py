"""A drawing in inches: rows with a name on the left, and what belongs to it on the right."""

import math
import textwrap
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, ScaledTranslation

from study.design import style
from study.language import dutch, labels

SIZE = 9
LINE = 0.15
"""Height of a line of names, in inches."""
ROW = 0.215
"""Height of a row whose name fits on one line."""
CHARACTER = 0.0615
"""Mean width of a character at SIZE, in inches, rounded up."""
_SPARE = 1.2
"""So much more than the mean says a single word may take: better than a word that is broken."""
_BAR = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]


def mark_below(drawn: Canvas, words: str) -> None:
    """Make a finished drawing a line taller, and write words on that line."""
    width, height = drawn.get_size_inches()
    deep = LINE + 0.05
    up = ScaledTranslation(0, deep, drawn.dpi_scale_trans)
    for artist in (*drawn.artists, *drawn.lines, *drawn.patches, *drawn.texts):
        artist.set_transform(artist.get_transform() + up)
    drawn.set_size_inches(width, height + deep)
    options = {"va": "center", "fontsize": 8, "color": style.MUTED}
    drawn.text(0.05, deep / 2, words, transform=drawn.dpi_scale_trans, **options)


class Drawing:
    """An empty drawing: x in inches from the left, y in inches from the top.

    In other units, ``across`` says which x are at the left and right end, and ``down`` which y at
    the top and bottom end, of what the ``margins`` leave (inches left, right, above and below).

    Shapes of the same look become one artist, because each artist takes matplotlib time: bars
    below, then lines and marks, then words, unless a ``zorder`` says otherwise. There are no axes,
    which would cost as much as fifty texts.
    """

    def __init__(
        self,
        layout: style.Layout,
        height: float,
        across: tuple[float, float] | None = None,
        down: tuple[float, float] | None = None,
        margins: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> None:
        left, right, above, below = margins
        start, end = across or (0, layout.width)
        first, last = down or (0, height)
        unit = (layout.width - left - right) / (end - start)
        unit_down = (height - above - below) / (last - first)
        # Rows stand in inches. What has another unit is a chart of values, in which labels that
        # stand closer would collide.
        close = layout.close if math.isclose(unit_down, 1, rel_tol=0.03) else 1.0
        unit_down *= close
        # Lines of one text stand closer too: else they are as far apart as the rows.
        self._lines_close = 0.85 if close < 1 else 1.0
        self._canvas = style.canvas(layout, height * close)
        inches = Affine2D().translate(-start, -first).scale(unit, -unit_down)
        top = close * (height - above)
        self._place = inches.translate(left, top) + self._canvas.dpi_scale_trans
        self._bars: dict[tuple, list[tuple[float, float]]] = {}
        self._lines: dict[tuple, tuple[list[float], list[float]]] = {}

    def finished(self) -> Canvas:
        """The drawing with everything on it."""
        for look, corners in self._bars.items():
            path = Path(corners, _BAR * (len(corners) // len(_BAR)))
            self.add(PathPatch(path, **dict(look)))
        for look, (x, y) in self._lines.items():
            self.add(Line2D(x, y, **dict(look)))
        return self._canvas

    def add(self, artist: Artist) -> None:
        """Any other shape."""
        artist.set_transform(self._place)
        self._canvas.add_artist(artist)

    def text(
        self, x: float, y: float, words: str, shift: tuple[float, float] = (0, 0), **options
    ) -> None:
        """A text with matplotlib's options; ``shift`` in points to the right and up."""
        place = self._place
        if any(shift):
            right, up = (points / 72 for points in shift)
            place = place + ScaledTranslation(right, up, self._canvas.dpi_scale_trans)
        if "linespacing" in options:
            options["linespacing"] *= self._lines_close
        self._canvas.text(x, y, words, transform=place, **options)

    def name(self, x: float, y: float, height: float, text: str, width: float) -> None:
        """The name of a row, centred on its height."""
        words = "\n".join(wrap(text, width))
        self.text(x, y + height / 2, words, va="center", fontsize=SIZE, linespacing=0.95)

    def heading(self, x: float, y: float, text: str, **options) -> None:
        """A heading above rows, or above a column."""
        self.text(x, y, text, **{"va": "top", "fontweight": 600, "fontsize": SIZE} | options)

    def quiet(self, x: float, y: float, text: str, **options) -> None:
        """A muted text beside what it explains."""
        settings = {"va": "center", "fontsize": 8.5, "color": style.MUTED} | options
        self.text(x, y, text, **settings)

    def line(self, x: Sequence[float], y: Sequence[float], **look) -> None:
        """A line through points."""
        every_x, every_y = self._lines.setdefault(tuple(look.items()), ([], []))
        every_x += [*x, math.nan]
        every_y += [*y, math.nan]

    def rule(self, x: Sequence[float], y: Sequence[float], **look) -> None:
        """A thin line."""
        self.line(x, y, **{"color": style.RULE, "linewidth": 0.7, "zorder": 1} | look)

    def marks(self, x: Sequence[float], y: Sequence[float], **look) -> None:
        """A mark at every point."""
        self.line(x, y, linestyle="none", **look)

    def mark(self, x: float, y: float, **look) -> None:
        """A single mark."""
        self.marks([x], [y], **look)

    def bar(
        self, x: float, y: float, width: float, height: float, colour: object, **options
    ) -> None:
        """A filled bar, or with a ``hatch`` an open one; without width there is none."""
        if width <= 0:
            return
        look = {"facecolor": colour, "edgecolor": colour, "linewidth": 0.8} | options
        right, bottom = x + width, y + height
        self._bars.setdefault(tuple(look.items()), []).extend(
            [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]
        )

    def band(
        self, x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str
    ) -> None:
        """A filled band between two lines, above rules and below other lines."""
        corners = [*zip(x, low, strict=True), *zip(reversed(x), reversed(high), strict=True)]
        self.add(Polygon(corners, facecolor=colour, linewidth=0, zorder=1.5))

    def scale(
        self, x: float, width: float, top: float, bottom: float, most: int, words: str = ""
    ) -> None:
        """Grid and numbers of a scale of respondents, from none to ``most``, below the rows."""
        for tick in ticks(most):
            here = x + width * tick / max(most, 1)
            self.rule([here, here], [top, bottom], color=style.HAIR, linewidth=0.6, zorder=0)
            self.quiet(here, bottom + 0.1, dutch.number(tick), ha="center")
        if words:
            self.quiet(x + width / 2, bottom + 0.27, words, ha="center")


def words_only(layout: style.Layout, key: str) -> Canvas:
    """A drawing of one label, for data that leave nothing to draw."""
    drawing = Drawing(layout, 0.6)
    drawing.quiet(0.05, 0.3, "\n".join(wrap(labels.text(key), layout.width - 0.2)))
    return drawing.finished()


def wrap(text: str, inches: float) -> list[str]:
    """The text in lines of at most that width. A word is broken only if it is much wider."""
    room = max(int(inches / CHARACTER), 8)
    broken = any(len(word) > _SPARE * room for word in text.split())
    return textwrap.wrap(text, room, break_long_words=broken) or [""]


def fit(text: str, at: float, left: float, right: float) -> float:
    """Left end of a text that would start at ``at``, moved to stay between two edges."""
    return max(min(at, right - CHARACTER * len(text)), left)


def name_width(layout: style.Layout) -> float:
    """Room for names, in inches."""
    return 1.18 if layout.narrow else 1.75


def heights(names: Sequence[str], width: float) -> list[float]:
    """Height of every row, in inches: more for a name that takes more lines."""
    return [ROW + LINE * (len(wrap(name, width)) - 1) for name in names]


def total(parts: Sequence[float]) -> float:
    """Sum that is the same on every version of Python."""
    return math.fsum(parts)


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

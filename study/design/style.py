"""One look for all figures: design tokens, style file, typeface and the two widths."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
import matplotlib.style
from cycler import cycler
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import fontManager

from study import paths
from study.design.tokens import TOKENS

_LIGHT, _DATA = TOKENS["light"], TOKENS["data"]
INK, MUTED, RULE, HAIR = (_LIGHT[name] for name in ("ink", "muted", "line", "hair"))
PALE, TINT = _LIGHT["pale"], _LIGHT["tint"]
BLUE, ORANGE, GREEN, PURPLE = (_DATA[name] for name in ("blue", "orange", "green", "purple"))
STREAMS = tuple(_LIGHT[f"stream_{name}"] for name in "abc")

_COLOURS = {
    "font.family": TOKENS["type"]["sans"],
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": RULE,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "grid.color": HAIR,
    "axes.prop_cycle": cycler(color=list(_DATA.values())),
}


@dataclass(frozen=True)
class Layout:
    """A width to draw for, in inches; ``suffix`` ends the file name.

    Rows stand ``close``: at this part of their distance on a screen. With ``letters`` the drawing
    holds its texts as text, which only what has the typeface shows right, and not as outlines.
    """

    name: str
    width: float
    suffix: str
    close: float = 1.0
    letters: bool = False

    @property
    def narrow(self) -> bool:
        """Whether this is the telephone's width."""
        return self.name == "narrow"


WIDE = Layout("wide", 6.3, "")
NARROW = Layout("narrow", 3.2, "-smal")
PRINT = Layout("print", 6.3, "-druk", close=0.8, letters=True)
"""On paper: closer, and its words can be searched."""

LAYOUTS = (WIDE, NARROW, PRINT)


@cache
def _load_fonts() -> None:
    for font in sorted(paths.FONTS.glob("*.ttf")):
        fontManager.addfont(font)


@cache
def _settings() -> dict[str, object]:
    with matplotlib.style.context(["default", str(paths.STYLE), _COLOURS]):
        settings = dict(mpl.rcParams.copy())
    del settings["backend"]  # the user's own, and not needed to draw
    return settings


@contextmanager
def applied() -> Iterator[None]:
    """The book's style and nothing of the reader's own matplotlib settings."""
    _load_fonts()
    with mpl.rc_context():
        mpl.rcParams.update(_settings())
        yield


def canvas(layout: Layout, height: float) -> Canvas:
    """An empty figure, ``height`` in inches. To be called with the style applied.

    No layout engine fits the margins: it would measure every text several times.
    """
    return Canvas(figsize=(layout.width, height), layout="none")

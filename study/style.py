"""One look for all figures: the style file, the typeface, the two widths and what colours mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
import matplotlib.style
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import fontManager

from study import paths

INK = "#1f2933"
MUTED = "#5b6774"
RULE = "#8a94a0"
PALE = "#e4e9ef"
BLUE, ORANGE, GREEN, PURPLE = "#1f4e79", "#b35900", "#00796b", "#7a4e8a"


@dataclass(frozen=True)
class Layout:
    """A width to draw for, in inches; ``suffix`` ends the file name."""

    name: str
    width: float
    suffix: str

    @property
    def narrow(self) -> bool:
        """Whether this is the telephone's width."""
        return self.name == "narrow"


WIDE = Layout("wide", 6.3, "")
NARROW = Layout("narrow", 3.2, "-smal")


@cache
def _load_fonts() -> None:
    for font in sorted(paths.FONTS.glob("*.ttf")):
        fontManager.addfont(font)


@contextmanager
def applied() -> Iterator[None]:
    """The book's style and nothing of the reader's own matplotlib settings."""
    _load_fonts()
    with mpl.rc_context(), matplotlib.style.context(["default", str(paths.STYLE)]):
        yield


def canvas(layout: Layout, height: float, fitted: bool = True) -> Canvas:
    """An empty figure, ``height`` in inches. To be called with the style applied.

    A drawing that places everything itself is not ``fitted`` around axes.
    """
    return Canvas(figsize=(layout.width, height), layout="constrained" if fitted else "none")

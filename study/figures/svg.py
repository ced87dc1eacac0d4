"""A drawing as SVG: shapes as matplotlib writes them, words in a shorter way of our own.

Most of the time that a drawing takes would go to its words: matplotlib measures and shapes a text
again wherever it stands, and writes every letter as an element with a transform. Here a text is
shaped once per process, because the same names return in every figure and in both widths.
"""

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

POINTS = 72
"""Units of an SVG per inch."""

_EM = text_to_path.FONT_SCALE
_FINE = 64
"""FreeType's whole units in one of matplotlib's: coordinates of letters get short and exact."""
_LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}


def write(canvas: Canvas) -> bytes:
    """The drawing: the same bytes in every process, whatever was drawn before."""
    canvas.set_dpi(POINTS)
    width, height = canvas.bbox.size
    file = io.StringIO()
    renderer = _Renderer(width, height, file, metadata={"Date": None})
    canvas.draw(renderer)
    renderer.finalize()
    return file.getvalue().encode()


@dataclass(frozen=True)
class _Shaped:
    """A line of text of _EM in size: its measures, its glyphs placed, and which those are."""

    measures: tuple[float, float, float]
    placed: str
    glyphs: tuple[str, ...]


class _Renderer(RendererSVG):
    """Words have one colour: no transparency, and no formulas (``text.parse_math`` is off)."""

    def __init__(self, width: float, height: float, file: io.StringIO, **options) -> None:
        super().__init__(width, height, file, **options)
        self._file = file
        self._defined: set[str] = set()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool
    ) -> tuple[float, float, float]:
        scale = prop.get_size_in_points() / _EM
        width, height, descent = _shape(s, _font_file(prop)).measures
        return width * scale, height * scale, descent * scale

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None) -> None:
        shaped = _shape(s, _font_file(prop))
        scale = prop.get_size_in_points() / _EM / _FINE
        turn = f" rotate({-angle:g})" if angle else ""
        self.writer.start(
            "g",
            fill=rgb2hex(gc.get_rgb()),
            transform=f"translate({x:.3f} {y:.3f}){turn} scale({scale:.9g} {-scale:.9g})",
        )
        self.writer.comment(s)
        new = [glyph for glyph in shaped.glyphs if glyph not in self._defined]
        self._defined.update(new)
        outlines = "".join(_OUTLINES[glyph] for glyph in new)
        self._file.write(f"<defs>\n{outlines}</defs>\n" if new else "")
        self._file.write(shaped.placed)
        self.writer.end("g")


_font_file = cache(findfont)
"""The file of a typeface, by size and weight: matplotlib asks eleven settings each time."""


@cache
def _shape(text: str, font_file: str) -> _Shaped:
    measures = text_to_path.get_text_width_height_descent(
        text, FontProperties(fname=font_file, size=_EM), ismath=False
    )
    font = get_font(font_file)
    font.set_size(_EM, text_to_path.DPI)
    placed, new, _ = text_to_path.get_glyphs_with_font(
        font, text, glyph_map=_OUTLINES, return_new_glyphs_only=True
    )
    _OUTLINES.update((glyph, _outline(glyph, *outline)) for glyph, outline in new.items())
    seen = [(glyph, x * _FINE, y * _FINE) for glyph, x, y, _ in placed if _OUTLINES[glyph]]
    uses = [
        f'<use xlink:href="#{glyph}" x="{x:g}"' + (f' y="{y:g}"/>\n' if y else "/>\n")
        for glyph, x, y in seen
    ]
    return _Shaped(measures, "".join(uses), tuple(dict.fromkeys(glyph for glyph, _, _ in seen)))


_OUTLINES: dict[str, str] = {}
"""Every glyph that was met in this process, as an element; nothing for a space."""


def _outline(glyph: str, vertices: np.ndarray, codes: np.ndarray) -> str:
    steps = [
        _LETTERS[code] + " ".join(f"{each:g}" for each in points) if code in _LETTERS else "Z"
        for points, code in Path(vertices * _FINE, codes).iter_segments(simplify=False)
    ]
    return f'<path id="{glyph}" d="{"".join(steps)}"/>\n' if steps else ""

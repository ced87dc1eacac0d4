"""A drawing as it is downloaded: with its title above it, and source and book below it.

On a page these stand in the caption; a file that somebody puts on a slide has to carry them.
"""

import io
import re
from functools import lru_cache

from press.downloads.figure_words import FigureWords

_MARGIN = 0.16
_LINE = 0.17
"""Inches around the drawing, and for a line of words."""
_ROOT = re.compile(r'<svg\b[^>]*\bwidth="([\d.]+)pt" height="([\d.]+)pt"[^>]*>', re.DOTALL)
_POINTS = 72


@lru_cache(1)  # the SVG, the PDF and the PNG of a figure are made of it, one after the other
def framed(drawing: bytes, words: FigureWords) -> bytes:
    """The SVG ``drawing`` within a larger one; the same bytes every time."""
    # Not above: they import matplotlib, which a build needs only when a drawing changed.
    from study.design import style
    from study.figures import canvas

    text = drawing.decode("utf-8")
    root = _ROOT.search(text)
    if root is None:
        return drawing  # whoever reads it next says what is wrong with it
    width, height = (float(each) / _POINTS for each in root.groups())
    with style.applied():
        title = canvas.wrap(words.title, 0.86 * width)
        foot = [*canvas.wrap(words.source, 1.1 * width), *canvas.wrap(words.book, 1.1 * width)]
        above = 2 * _MARGIN + 1.25 * _LINE * len(title)
        below = _MARGIN + _LINE * len(foot) + _MARGIN / 2
        layout = style.Layout("framed", width + 2 * _MARGIN, "")
        whole = style.canvas(layout, above + height + below)
        place = whole.dpi_scale_trans
        for number, line in enumerate(title):
            y = above + height + below - _MARGIN - 1.25 * _LINE * (number + 0.5)
            whole.text(_MARGIN, y, line, transform=place, va="center", fontsize=11, fontweight=600)
        for number, line in enumerate(foot):
            y = below - _MARGIN / 2 - _LINE * (number + 0.5)
            options = {"va": "center", "fontsize": 8, "color": style.MUTED}
            whole.text(_MARGIN, y, line, transform=place, **options)
        file = io.BytesIO()
        whole.savefig(file, format="svg", metadata={"Date": None, "Title": words.title})
    frame = _own_names(file.getvalue().decode("utf-8"))
    x, y = _MARGIN * _POINTS, above * _POINTS
    inner = text[root.start() :]
    size = f'width="{width * _POINTS:.3f}" height="{height * _POINTS:.3f}"'
    place = f'x="{x:.3f}" y="{y:.3f}" {size}'
    inner = re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', place, inner, count=1)
    end = frame.rindex("</svg>")
    return f"{frame[:end]}{inner.strip()}\n{frame[end:]}".encode()


def _own_names(frame: str) -> str:
    """The frame with names of its own for its parts: those of the drawing stay as they are."""
    return re.sub(r'(\bid="|"#|url\(#)', r"\1kader-", frame)

"""What a figure is in this study: a drawing, its words and the table behind it."""

import base64
import html
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure as Canvas

from study import paths
from study.data import tables
from study.design import style
from study.figures import canvas, shrinking
from study.language import labels, spoken

_FONT_TYPES = {True: "none", False: "path"}
"""Matplotlib's names for letters that stay letters, and for outlines."""

INTERNAL_COLUMNS = ("basis", "breakdown", "factor", "part_of")
"""Columns of a figure's table that readers do not see, and those of another language: its CSV has
them, pages have not."""


@dataclass(frozen=True)
class Figure:
    """A figure with everything a reader needs of it.

    ``draw`` makes the drawing for a layout. ``statement`` (what to see in it, in a sentence or
    two), ``alt``, ``caption`` and ``note`` (what is counted, with its caveat) are made from the
    same ``table`` as the drawing. ``sources`` are keys of the
    bibliography. ``interviews`` says that it is drawn from the coded interviews.

    Raises:
        ValueError: a column of the table has no heading, and is not an internal one.
    """

    name: str
    draw: Callable[[style.Layout], Canvas]
    statement: str
    alt: str
    caption: str
    note: str
    table: pd.DataFrame
    sources: tuple[str, ...]
    interviews: bool = False

    def __post_init__(self) -> None:
        for column in self.table:
            internal = column in INTERNAL_COLUMNS or spoken.of_other_language(column)
            if not internal and not labels.has_column(column):
                words = f"labels_{spoken.spoken()}{paths.LABELS.suffix}"
                raise ValueError(
                    f"figure {self.name!r}: column {column!r} of its table has no heading; give it "
                    f"one below [columns] in {words}, or, if it is not for readers, "
                    f"name it in INTERNAL_COLUMNS in study/figures/figure.py"
                )

    @property
    def synthetic(self) -> bool:
        """Whether its numbers are made up for demonstration."""
        return self.interviews and tables.is_synthetic()

    @property
    def read_aloud(self) -> str:
        """The alternative text, which says first that the numbers are made up where they are."""
        return labels.text("made_up.alt", alt=self.alt) if self.synthetic else self.alt

    @cached_property
    def drawing(self) -> bytes:
        """The wide drawing as SVG: a notebook both saves and shows it."""
        return self.render(style.WIDE)

    def render(self, layout: style.Layout) -> bytes:
        """The drawing as SVG: the same bytes every time."""
        file = io.BytesIO()
        with style.applied(), mpl.rc_context({"svg.fonttype": _FONT_TYPES[layout.letters]}):
            drawn = self.draw(layout)
            if self.synthetic:
                canvas.mark_below(drawn, labels.text("made_up.drawing"))
            drawn.savefig(file, format="svg", metadata={"Date": None})
        return shrinking.shrunk(file.getvalue().decode()).encode()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        picture = base64.b64encode(self.drawing).decode()
        return {
            "text/html": f'<img src="data:image/svg+xml;base64,{picture}" '
            f'alt="{html.escape(self.read_aloud)}" style="max-width: 100%">',
            "text/plain": self.read_aloud,
            paths.FIGURE_MIME: {"name": self.name},
        }

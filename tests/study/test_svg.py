"""Words in a drawing stand and look as matplotlib sets them, whatever was drawn before."""

import io
import subprocess
import sys
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.image
import numpy as np
import pytest
from matplotlib.figure import Figure as Canvas

from press.pdf import figure_files
from study import figures, paths
from study.design import style
from study.figures import svg

WORDS = (
    "Agenderen én borgen: “van belang”",
    "AVATAR Te kort; officieel, afvloeien",
    "1.234 – 5,6% < 7 & 8 > 6 -- $x$ \\alpha",
    "  twee regels\nwaarvan één met een spatie  ",
)


def _words() -> Canvas:
    """Words in every size, weight, colour, direction and alignment that figures ask for."""
    canvas = style.canvas(style.WIDE, 5.0)
    looks = (
        {"fontsize": 8.5, "color": style.MUTED, "va": "top"},
        {"fontsize": 11, "fontweight": 600, "color": style.ORANGE, "va": "bottom"},
        {"fontsize": 9, "rotation": 90, "va": "center", "ha": "right"},
        {"fontsize": 9, "rotation": 30, "rotation_mode": "anchor", "linespacing": 0.95},
    )
    for column, look in enumerate(looks):
        for row, words in enumerate(WORDS):
            canvas.text(0.05 + 0.24 * column, 0.1 + 0.24 * row, words, **look)
    return canvas


def _pixels(drawing: bytes) -> np.ndarray:
    return mpl.image.imread(io.BytesIO(figure_files.png(drawing, "Titel", "Tekst")))[..., :3]


def test_words_look_as_matplotlib_sets_them():
    with style.applied():
        ours = svg.write(_words())
        theirs = io.BytesIO()
        _words().savefig(theirs, format="svg", metadata={"Date": None})
    here, there = _pixels(ours), _pixels(theirs.getvalue())
    assert here.shape == there.shape
    # A tenth of a point to the side would make it 0.5; coordinates are rounded in other places.
    assert np.abs(here - there).max() < 0.1
    assert (here < 0.5).any(axis=2).mean() > 0.01, "nothing is written"


@pytest.mark.parametrize("layout", [style.WIDE, style.NARROW], ids=lambda x: x.name)
def test_every_letter_is_defined_once_and_used(layout):
    drawing = ElementTree.fromstring(figures.model().render(layout))
    names = [each.get("id") for each in drawing.iter() if each.get("id")]
    assert len(names) == len(set(names))
    link = "{http://www.w3.org/1999/xlink}href"
    used = {each.get(link).removeprefix("#") for each in drawing.iter() if each.get(link)}
    assert used and used <= set(names)


def test_words_stand_in_the_file_as_comments():
    with style.applied():
        canvas = style.canvas(style.WIDE, 1.0)
        canvas.text(0.1, 0.5, "Zó & zo")
        assert "<!-- Zó &amp; zo -->" in svg.write(canvas).decode()


def test_what_was_drawn_before_changes_nothing():
    script = "import sys; from study import figures, style; "
    script += "sys.stdout.buffer.write(figures.model().render(style.NARROW))"
    alone = subprocess.run(
        [sys.executable, "-c", script], cwd=paths.ROOT, check=True, capture_output=True
    ).stdout
    with style.applied():
        svg.write(_words())
    assert figures.model().render(style.NARROW) == alone

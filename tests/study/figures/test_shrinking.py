"""Drawings in fewer bytes are the same drawings."""

import io
import re
from decimal import Decimal
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from study.design import style
from study.figures import shrinking
from tests.support.drawings import MAKE


def _points(path: str) -> list[tuple[Decimal, Decimal]]:
    """Where each step of a path ends, whatever way it is written."""
    found, here, start = [], (Decimal(0), Decimal(0)), (Decimal(0), Decimal(0))
    size = {"M": 2, "L": 2, "Q": 4, "C": 6, "H": 1, "V": 1}
    for step, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [Decimal(each) for each in re.findall(r"-?[\d.]+", rest)]
        if step in "Zz":
            here = start
            found.append(here)
            continue
        count = size[step.upper()]
        for first in range(0, len(numbers), count):
            part = numbers[first : first + count]
            from_x, from_y = here if step.islower() else (0, 0)
            x = here[0] if step in "Vv" else part[-1 if step in "Hh" else -2] + from_x
            y = here[1] if step in "Hh" else part[-1] + from_y
            here = (x, y)
            start = here if step in "Mm" else start
            found.append(here)
    return found


@pytest.mark.parametrize("name", ["registraties", "model"])
@pytest.mark.parametrize("layout", style.LAYOUTS, ids=lambda each: each.name)
def test_a_smaller_drawing_goes_through_the_same_points_and_keeps_its_words(name, layout):
    figure, file = MAKE[name](), io.BytesIO()
    fonts = "none" if layout.letters else "path"
    with style.applied(), mpl.rc_context({"svg.fonttype": fonts}):
        figure.draw(layout).savefig(file, format="svg", metadata={"Date": None})
    whole = file.getvalue().decode()
    small = shrinking.shrunk(whole)
    assert len(small) < 0.8 * len(whole)
    pairs = [re.findall(r' d="([^"]+)"', each) for each in (whole, small)]
    assert len(pairs[0]) > 3
    for before, after in zip(*pairs, strict=True):
        assert _points(before) == _points(after)
    assert re.findall(r"<!--.*?-->", small) == re.findall(r"<!--.*?-->", whole)
    words = [
        [each.text for each in ElementTree.fromstring(drawing).iter() if each.tag.endswith("text")]
        for drawing in (whole, small)
    ]
    assert words[0] == words[1]


def test_what_is_referred_to_is_still_there():
    drawing = MAKE["model"]().render(style.WIDE).decode()
    names = set(re.findall(r' id="([^"]+)"', drawing))
    assert names == set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawing)) and names

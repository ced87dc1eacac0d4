"""Drawings in fewer bytes are the same drawings."""

import io
import re
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from study.design import style
from study.figures import shrinking
from tests.support.drawings import MAKE


def _steps(path: str) -> list[str]:
    return re.findall(r"[A-Za-z]|-?[\d.]+", path)


def _numbers(path: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?[\d.]+", path)]


@pytest.mark.parametrize("name", ["registraties", "model"])
@pytest.mark.parametrize("layout", style.LAYOUTS, ids=lambda each: each.name)
def test_a_smaller_drawing_goes_through_the_same_points_and_keeps_its_words(name, layout):
    figure, file = MAKE[name](), io.BytesIO()
    fonts = "none" if layout.letters else "path"
    with style.applied(), mpl.rc_context({"svg.fonttype": fonts}):
        figure.draw(layout).savefig(file, format="svg", metadata={"Date": None})
    whole = file.getvalue().decode()
    small = shrinking.shrunk(whole)
    assert len(small) < 0.9 * len(whole)
    pairs = [re.findall(r' d="([^"]+)"( transform="scale)?', each) for each in (whole, small)]
    assert len(pairs[0]) > 3
    for (before, letter), (after, _) in zip(*pairs, strict=True):
        if letter:
            assert _numbers(before) == pytest.approx(
                [shrinking.LETTER_STEP * each for each in _numbers(after)],
                abs=shrinking.LETTER_STEP / 2,
            )
        else:
            assert _steps(before) == _steps(after)
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

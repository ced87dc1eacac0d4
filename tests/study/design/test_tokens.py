"""The visual identity is one: named once, legible in both modes."""

import re

import pytest

from study import paths
from study.design import style
from tests.support.drawings import contrast

TEXTS = ("ink", "muted", "accent", "warm")
GROUNDS = ("paper", "tint", "warm_tint")


def test_contrast_as_the_standard_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_text_can_be_read_on_every_ground(mode):
    colours = style.TOKENS[mode]
    for text in TEXTS:
        for ground in GROUNDS:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5
    assert contrast(colours["line"], colours["paper"]) >= 3


def test_both_modes_name_the_same_colours():
    assert style.TOKENS["light"].keys() == style.TOKENS["dark"].keys()


def test_no_colour_is_typed_anywhere_else():
    endings = {".py", ".typ", ".mplstyle", ".css", ".jinja", ".j2", ".html", ".js"}
    for folder in (paths.ROOT / "study", paths.ROOT / "press"):
        for path in folder.rglob("*"):
            if path.suffix in endings:
                found = re.findall(r"(?<![&\w])#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
                assert found == [], path.relative_to(paths.ROOT)

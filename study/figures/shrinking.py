"""Drawings as pages load them: the same picture in fewer bytes."""

import re

_PREAMBLE = re.compile(r"<!DOCTYPE.*?>\s*|\s*<metadata>.*?</metadata>", re.DOTALL)
_PATH = re.compile(r' d="([^"]*)"')
_LETTER = re.compile(r' d="([^"]*)" transform="scale\(0\.015625\)"')
LETTER_STEP = 32
"""Letters come in 64ths of a point of a typeface of 100 points, and are drawn in a tenth of that:
two steps to such a point are less than a twentieth of a pixel."""
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'(href="#|url\(#)([^")]+)')


def shrunk(drawing: str) -> str:
    """The SVG without what no browser needs; a tenth of what a visitor loads.

    Two things stay for the release gate. Comments are what it reads of text that is drawn as
    outlines. And each step of a path stays on a line of its own: a row of numbers may look like
    that of a telephone.
    """
    found = _PREAMBLE.sub("", drawing)
    linked = {link[2] for link in _LINK.finditer(found)}
    found = _ID.sub(lambda name: name[0] if name[1] in linked else "", found)
    short = {name: f"a{n}" for n, name in enumerate(dict.fromkeys(_ID.findall(found)))}
    found = _ID.sub(lambda name: f' id="{short[name[1]]}"', found)
    found = _LINK.sub(lambda link: link[1] + short[link[2]], found)
    found = _PATH.sub(lambda path: f' d="{_close(path[1])}"', found)
    found = _LETTER.sub(_letter, found)
    return re.sub(r"\n\s+<", "\n<", found)


def _close(path: str) -> str:
    return re.sub(r" ?\n", "\n", re.sub(r"([A-Za-z]) ", r"\1", path))


def _letter(path: re.Match[str]) -> str:
    points = re.sub(r"-?\d+", lambda number: str(round(int(number[0]) / LETTER_STEP)), path[1])
    return f' d="{points}" transform="scale({LETTER_STEP / 64})"'

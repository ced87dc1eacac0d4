"""Drawings as pages load them: the same picture in fewer bytes."""

import re
from collections.abc import Iterator
from decimal import Decimal

_PATH = re.compile(r' d="([^"]*)"')
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'(href="#|url\(#)([^")]+)')
_PREAMBLE = re.compile(r"<!DOCTYPE.*?>\s*|\s*<metadata>.*?</metadata>", re.DOTALL)

_ABSOLUTE = frozenset("MLQCZ")
"""The steps of a path that Matplotlib writes."""


def shrunk(drawing: str) -> str:
    """The SVG without what no browser needs: the words of its text stay, as comments.

    A visit of a page with a figure is lighter by a fifth of the drawing. The comments are what the
    release gate reads of text that is drawn as outlines.
    """
    found = _PATH.sub(lambda path: f' d="{_relative(path[1])}"', _PREAMBLE.sub("", drawing))
    linked = {link[2] for link in _LINK.finditer(found)}
    found = _ID.sub(lambda name: name[0] if name[1] in linked else "", found)
    short = {name: f"a{n}" for n, name in enumerate(dict.fromkeys(_ID.findall(found)))}
    found = _ID.sub(lambda name: f' id="{short[name[1]]}"', found)
    found = _LINK.sub(lambda link: link[1] + short[link[2]], found)
    return re.sub(r">\s+<", "><", found)


def _relative(path: str) -> str:
    """The same path, each point as its distance from the one before: these are short numbers."""
    steps = [
        (step, [Decimal(word) for word in rest.split()])
        for step, rest in _STEP.findall(path.replace("z", "Z"))
    ]
    if not {step for step, _ in steps} <= _ABSOLUTE:
        return path
    return "".join(_written(steps))


def _written(steps: list[tuple[str, list[Decimal]]]) -> Iterator[str]:
    x = y = start_x = start_y = Decimal(0)
    before = ""
    for step, points in steps:
        if step == "Z":
            yield "z"
            x, y, before = start_x, start_y, "z"
            continue
        away = [point - (y if place % 2 else x) for place, point in enumerate(points)]
        x, y = points[-2:]
        name = step.lower()
        if step == "M":
            start_x, start_y = x, y
        elif name == "l" and 0 in away:
            name, away = ("v", away[1:]) if away[0] == 0 else ("h", away[:1])
        numbers = _joined(away)
        if name != before or step == "M":
            yield name + numbers
        else:
            yield numbers if numbers.startswith("-") else f" {numbers}"
        before = name


def _joined(numbers: list[Decimal]) -> str:
    words = [f"{number.normalize():f}" if number else "0" for number in numbers]
    return "".join(
        word if word.startswith("-") or not n else f" {word}" for n, word in enumerate(words)
    )

"""The gate in a process of its own, beside a build that asks it and reads its answers.

It answers first for the checkout. Then it reads, from its standard input, a line with the folder of
a built book, and answers for that; and so on, until the input ends. An answer is a line for each
problem, and then a line with `END`.
"""

import gc
import sys
from pathlib import Path

from study import paths
from study.data.problems import Problem, as_lines

END = "."
SOURCES, PAGES = "sources.json", "pages.json"
"""What was in order in the last build, in the folder for remembering."""


def run(tables: bool, remembered: Path) -> None:
    """Answer for the checkout, its ``tables`` too unless they passed before, and then for books."""
    gc.disable()  # short of life, and with much to remember: looking for garbage takes a tenth
    # Not above: a build asks this module for END only, and looks through nothing itself.
    from study.screening import Pages, sources

    # The private side is read with pandas, which takes longer than all the rest.
    from_private = paths.PRIVATE.exists()
    damaged: type[Exception] | tuple[()] = ()
    if from_private or tables:
        from study.gate import decision
        from study.private import store

        damaged = store.Damaged

    secrets, lines, met = None, [], {}
    try:
        held = store.held(paths.PRIVATE) if from_private else None
        secrets = store.at_hand(paths.PRIVATE) if from_private else None
        found = decision.problems(held=held) if tables else []
        found += sources(paths.ROOT, secrets, remembered / SOURCES, met)
        lines = _told(found, met)
    except damaged as error:
        lines = [str(error)]
    _answer(lines)
    pages = None
    for line in sys.stdin:
        pages = pages or Pages(paths.ROOT, secrets, remembered / PAGES)
        found = pages.problems(Path(line.rstrip("\n")))
        _answer([f"the book, {each}" for each in _told(found, pages.met)])


def _told(found: list[Problem], met: dict[str, set[str]]) -> list[str]:
    """What was found, in lines; names of the private project are told in its folder."""
    if not met:
        return as_lines(found)
    from study.private import public_names

    return public_names.told(found, met, paths.PRIVATE)


def _answer(lines: list[str]) -> None:
    print(*lines, END, sep="\n", flush=True)

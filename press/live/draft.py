"""One build of what a writer sees, without the gate and without PDFs: ``make draft``."""

import sys

from press import places
from press.live import build_process, head_start, last_good
from press.live.channel import Channel, Kind, Message
from press.live.one_writer import alone
from press.translation import translating


def draft() -> bool:
    """Build once, and say where the pages are or what is wrong; whether nothing is.

    Raises:
        Busy: ``make live`` does it already.
    """
    told: list[Message] = []
    with alone():
        head_start.take()
        build_process.build(Channel(told.append, lambda: _end_after(told)))
    last = told[-1]
    if last.kind is Kind.WRONG:
        print(*last.lines, sep="\n", file=sys.stderr)
        return False
    shown = places.LIVE / last_good.SHOWN / "index.html"
    for line in translating.left_to_do():
        print(line)
    print(f"Open {shown}; it is a draft: the gate has not seen it, and PDFs are not made.")
    return True


def _end_after(told: list[Message]) -> None:
    """End the build where it would wait to be checked."""
    if told[-1].kind is Kind.KEPT:
        raise SystemExit

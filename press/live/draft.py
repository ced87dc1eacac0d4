"""One build of what a writer sees, without the gate and without PDFs: ``make draft``."""

import asyncio
import sys

from press import places
from press.live import head_start
from press.live.builds import Child, processes, shown
from press.live.channel import Kind, Message
from press.live.one_writer import alone
from press.translation import task, translating
from study.language import spoken


def draft() -> bool:
    """Build each edition once, and say where the pages are or what is wrong; whether nothing is.

    Raises:
        Busy: ``make live`` does it already.
    """
    with alone():
        head_start.take()
        return asyncio.run(_draft())


async def _draft() -> bool:
    source = processes()
    for language in task.wanted():
        child = await asyncio.to_thread(Child, source, language)
        try:
            if not await shown(child, _tell):
                return False
        finally:
            await child.end()
        spoken.speak(language)
        for line in translating.left_to_do():
            print(line)
        page = places.shown(language) / "index.html"
        print(f"Open {page}; it is a draft: the gate has not seen it, and PDFs are not made.")
    return True


def _tell(language: str, message: Message) -> None:
    if message.kind is Kind.WRONG:
        print(*message.lines, sep="\n", file=sys.stderr)

"""Which build goes on when: one of each edition for each save, and the next already set up."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from press.live import build_process
from press.live.channel import Kind, Message
from press.live.watching import Needs, needs, order
from press.notebooks.kernels import CAN_FORK, ONE_THREAD


def processes() -> BaseContext:
    """Where processes for builds come from: forked if the system allows it, else each a new one."""
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    # For the process that all are forked from: threads would not survive that.
    os.environ.update(ONE_THREAD)
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(["press.live.imported"])
    # What it imports takes seconds: Ctrl-C in the meantime is not for it. What it forks is as deaf.
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    forkserver.ensure_running()
    signal.signal(signal.SIGINT, heard)
    return forked


class Child:
    """A build in a process of its own, as it is seen from here."""

    def __init__(self, source: BaseContext, language: str) -> None:
        self.language = language
        self._connection, theirs = source.Pipe()
        self._process = source.Process(
            target=build_process.run, args=(theirs, language), daemon=True
        )
        self._process.start()
        theirs.close()
        self._messages: asyncio.Queue[Message | None] = asyncio.Queue()
        self._reader: asyncio.Task[None] | None = None
        self._checks = False

    def go_on(self) -> None:
        """Let it do what it waits for, or will wait for next."""
        with contextlib.suppress(OSError):  # it has ended, and its messages tell
            self._connection.send(None)

    def check(self) -> None:
        """Let it have its pages checked, after it has shown them."""
        self._checks = True
        self.go_on()

    async def message(self) -> Message | None:
        """The next message; None after the last one."""
        if self._reader is None:
            self._reader = asyncio.create_task(self._read())
        return await self._messages.get()

    async def _read(self) -> None:
        while message := await asyncio.to_thread(self._received):
            self._messages.put_nowait(message)
        self._messages.put_nowait(None)

    def _received(self) -> Message | None:
        try:
            return self._connection.recv()
        except (EOFError, OSError):
            return None

    async def end(self) -> None:
        """End it, and wait until it is gone."""
        if self._checks:
            self.go_on()  # it ends itself, with the gate's process
        else:
            self._process.terminate()
        await asyncio.to_thread(self._process.join)


Tell = Callable[[str, Message], None]
"""Takes the messages of an edition, which the language names."""


async def shown(child: Child, tell: Tell) -> bool:
    """Have a build make its pages, and wait until they are shown; whether nothing was wrong."""
    child.go_on()
    tell(child.language, Message(Kind.BEGUN))
    while message := await child.message():
        tell(child.language, message)
        if message.kind in (Kind.KEPT, Kind.WRONG):
            return message.kind is Kind.KEPT
    return False


class Builds:
    """The builds of one session, of these editions; ``tell`` gets their messages."""

    def __init__(self, editions: Iterable[str], tell: Tell) -> None:
        self._processes = processes()
        self._editions = tuple(editions)
        self._tell = tell
        self._changed: set[Path] = set()
        self._something = asyncio.Event()
        self._behind: set[str] = set()
        """Editions that do not show yet what was saved."""

        self._next: dict[str, Child] = {}
        """Are set up, or are setting themselves up; by edition."""

        self._checked: list[Child] = []
        """Have shown their pages, and have them checked."""

        self._beside: asyncio.Task[None] | None = None

    def changed(self, files: set[Path]) -> None:
        """Note that these files were saved."""
        self._changed |= files
        self._something.set()

    async def run(self) -> None:
        """Build now and at each save; ends when code was changed, for which all begins anew."""
        try:
            # The first one comes when all is imported, which takes seconds.
            first = self._editions[0]
            self._next[first] = await asyncio.to_thread(Child, self._processes, first)
            await self._build(self._editions, Needs.PAGES)
            while True:
                await self._something.wait()
                self._something.clear()
                changed, self._changed = self._changed, set()
                asked = needs(changed)
                if asked is Needs.NEW_PROCESS:
                    return
                if editions := order(changed, self._editions):
                    await self._build(editions, asked)
        finally:
            await self._end_checking()
            await self._end_next()

    async def _build(self, editions: Iterable[str], asked: Needs) -> None:
        """Build editions in this order, and then those that were left behind."""
        await self._end_checking()
        if asked is not Needs.PAGES:
            await self._end_next()
        self._behind |= {*editions}
        wanted = dict.fromkeys(
            (*editions, *(each for each in self._editions if each in self._behind))
        )
        for language in wanted:
            child = self._next.pop(language, None) or Child(self._processes, language)
            if await shown(child, self._tell):
                self._behind.discard(language)
                self._checked.append(child)
            else:
                await child.end()
            if self._something.is_set() or not self._checked:
                break  # a save is more urgent; and one mistake need not be told of each edition
        self._beside = asyncio.create_task(self._prepare_and_check())

    async def _prepare_and_check(self) -> None:
        """Set the next builds up, and only then have the last checked: writers wait for that."""
        for language in self._editions:
            if language not in self._next:
                child = self._next[language] = Child(self._processes, language)
                message = await child.message()
                if message is None or message.kind is not Kind.READY:
                    del self._next[language]
                    await child.end()
        for child in self._checked:
            child.check()
            while message := await child.message():
                self._tell(child.language, message)

    async def _end_checking(self) -> None:
        if self._beside is not None:
            self._beside.cancel()
            await asyncio.wait([self._beside])
            self._beside = None
        while self._checked:
            await self._checked.pop().end()

    async def _end_next(self) -> None:
        while self._next:
            await self._next.popitem()[1].end()

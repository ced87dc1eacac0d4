"""Which build goes on when: one for each save, and the next one already set up."""

import asyncio
import contextlib
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import BaseContext
from pathlib import Path

from press.live import build_process
from press.live.channel import Kind, Message
from press.live.watching import Needs, needs
from press.notebooks.kernels import CAN_FORK, ONE_THREAD


def processes() -> BaseContext:
    """Where processes for builds come from: forked if the system allows it, else each a new one."""
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    # For the process that all are forked from: threads would not survive that.
    os.environ.update(ONE_THREAD)
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(["press.live.imported"])
    return forked


class Child:
    """A build in a process of its own, as it is seen from here."""

    def __init__(self, source: BaseContext) -> None:
        self._connection, theirs = source.Pipe()
        self._process = source.Process(target=build_process.run, args=(theirs,), daemon=True)
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


class Builds:
    """The builds of one session; ``tell`` gets their messages."""

    def __init__(self, tell: Callable[[Message], None]) -> None:
        self._processes = processes()
        self._tell = tell
        self._changed: set[Path] = set()
        self._something = asyncio.Event()
        self._next: Child | None = None
        """Is set up, or is setting itself up."""
        self._checked: Child | None = None
        """Has shown its pages, and has them checked."""
        self._beside: asyncio.Task[None] | None = None

    def changed(self, files: set[Path]) -> None:
        """Note that these files were saved."""
        self._changed |= files
        self._something.set()

    async def run(self) -> None:
        """Build now and at each save; ends when code was changed, for which all begins anew."""
        try:
            # The first one comes when all is imported, which takes seconds.
            self._next = await asyncio.to_thread(Child, self._processes)
            await self._build(Needs.PAGES)
            while True:
                await self._something.wait()
                self._something.clear()
                asked = needs(self._changed)
                self._changed = set()
                if asked is Needs.NEW_PROCESS:
                    return
                await self._build(asked)
        finally:
            await self._end_checking()
            await self._end_next()

    async def _build(self, asked: Needs) -> None:
        await self._end_checking()
        if asked is not Needs.PAGES:
            await self._end_next()
        child = self._next or Child(self._processes)
        self._next = None
        child.go_on()
        self._tell(Message(Kind.BEGUN))
        while message := await child.message():
            self._tell(message)
            if message.kind in (Kind.KEPT, Kind.WRONG):
                break
        if message is not None and message.kind is Kind.KEPT:
            self._checked = child
        else:
            await child.end()
        self._beside = asyncio.create_task(self._prepare_and_check())

    async def _prepare_and_check(self) -> None:
        """Set the next build up, and only then have the last one checked: writers wait for that."""
        self._next = Child(self._processes)
        message = await self._next.message()
        if message is None or message.kind is not Kind.READY:
            await self._end_next()
        if self._checked is not None:
            self._checked.check()
            while message := await self._checked.message():
                self._tell(message)

    async def _end_checking(self) -> None:
        if self._beside is not None:
            self._beside.cancel()
            await asyncio.wait([self._beside])
            self._beside = None
        if self._checked is not None:
            await self._checked.end()
            self._checked = None

    async def _end_next(self) -> None:
        if self._next is not None:
            await self._next.end()
            self._next = None

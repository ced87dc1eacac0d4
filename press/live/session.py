"""The book on this machine, built at each save until it is stopped: ``make live``."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import uvicorn

from press import places
from press.live import head_start, watching
from press.live.builds import Builds
from press.live.channel import Kind, Message
from press.live.one_writer import Busy, alone
from press.live.serving import HOST, Show, application
from press.translation import task
from press.web import halves
from study import interrupts


def live(port: int) -> None:
    """Show the book on this machine, and build it at each save, until Ctrl-C.

    Raises:
        Busy: it cannot be shown.
    """
    with alone(), _listening(port) as listening:
        head_start.take()
        port = listening.getsockname()[1]
        here = f"http://{HOST}:{port}/"
        first, *others = (f"{here}{halves.folder(each)}" for each in task.wanted())
        also = "".join(f", and {each}" for each in others)
        print(f"The book is at {first}{also} (stop with Ctrl-C)")
        print("Nothing of it is published: make book does that.", flush=True)
        code_changed = asyncio.run(_live(listening))
    if code_changed:
        print("Code was changed: starting anew.", flush=True)
        os.execv(sys.executable, [sys.executable, "-m", "press", "live", f"--port={port}"])


class _Server(uvicorn.Server):
    """Ends first what open pages listen to, because it waits for them at its end."""

    def __init__(self, show: Show) -> None:
        super().__init__(uvicorn.Config(application(show), log_level="error", lifespan="off"))
        self._show = show

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """See the base class; the session looks after them itself."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See the base class."""
        await self._show.close()
        await super().shutdown(sockets)


async def _live(listening: socket.socket) -> bool:
    """Serve and build until stopped; whether code was changed, so that all has to begin anew."""
    show = Show(places.LIVE / places.SHOWN, task.wanted())
    server = _Server(show)
    news: asyncio.Queue[tuple[str, Message]] = asyncio.Queue()
    builds = Builds(task.wanted(), lambda *told: news.put_nowait(told))
    work = [
        asyncio.create_task(_pass_on(watching.texts_and_data(), builds)),
        asyncio.create_task(_pass_on(watching.top_level(), builds)),
        asyncio.create_task(_tell(show, news)),
    ]
    building = asyncio.create_task(builds.run())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(_stopped())
    try:
        tasks = [building, serving, stopping, *work]
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for each in ended:
            each.result()  # raises what it ended by
        return building in ended
    finally:
        server.should_exit = True
        for each in (building, stopping, *work):
            if not each.cancelling():  # twice, it could not clear away
                each.cancel()
        await asyncio.gather(building, serving, stopping, *work, return_exceptions=True)


async def _stopped() -> None:
    """Wait for Ctrl-C, where it can be waited for."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: an error, wherever it comes
            loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    print(interrupts.SAID, file=sys.stderr)


async def _pass_on(changes: AsyncIterator[set[Path]], builds: Builds) -> None:
    async for files in changes:
        builds.changed(files)


async def _tell(show: Show, news: asyncio.Queue[tuple[str, Message]]) -> None:
    while True:
        language, message = await news.get()
        if message.kind is Kind.WRONG:
            print(*message.lines, sep="\n", file=sys.stderr, flush=True)
        elif message.kind is Kind.STALE and message.lines != show.states[language].stale:
            print(*message.lines or [f"{language}: all is translated"], sep="\n", flush=True)
        await show.take(language, message)


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        reason = error.strerror
        raise Busy(f"Port {port} cannot be used ({reason}): make live PORT=8001") from None

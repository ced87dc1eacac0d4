"""A browser for the tests that look at pages."""

import asyncio
import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support import chromium


@pytest.fixture(scope="session")
def started() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """One browser for all tests of this process, and the event loop by which it is spoken to."""
    path = chromium.find()
    assert path, "no Chromium: make test says how to get one"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield running, loop
        asyncio._set_running_loop(loop)
        running.close()


# While its loop counts as running, no other test of this process can start one: it is set aside
# between modules.
@pytest.fixture(scope="module")
def browser(started) -> Iterator[Browser]:
    """The browser, without what tests before these had open."""
    running, loop = started
    asyncio._set_running_loop(loop)
    yield running
    for context in running.contexts:
        context.close()
    asyncio._set_running_loop(None)


class Server(http.server.SimpleHTTPRequestHandler):
    """A plain static host: what it does not have, it answers with the book's page for that."""

    base = ""
    """Folder below which it shows the book."""

    def translate_path(self, path: str) -> str:
        """See the base class; nothing is outside the folder."""
        inside = path.removeprefix(self.base) if path.startswith(f"{self.base}/") else "/-"
        return super().translate_path(inside)

    def send_error(self, code: int, *_) -> None:
        """Send the book's own page."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_) -> None:
        """Say nothing: pytest's output is for tests."""


class ServerBelow(Server):
    """A host of many sites, of which the book is one."""

    base = "/van/ons"


@contextmanager
def _serving(handler: type[Server], folder: Path) -> Iterator[str]:
    made = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{handler.base}"
        server.shutdown()


@pytest.fixture(scope="module")
def address(book):
    """The book on a plain static server."""
    with _serving(Server, book.html) as found:
        yield found


@pytest.fixture(scope="module")
def address_below(book):
    """The book on a server that shows it below a folder."""
    with _serving(ServerBelow, book.html) as found:
        yield found

"""A session of `python -m press live` in a checkout, as a browser sees it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from press import labels

say = labels.of("live")


class Session:
    """A running session in the checkout ``root``, reached at ``port``."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.port = port
        self._told: dict[str, Iterator[dict]] = {}

    @property
    def html(self) -> Path:
        """The pages as they lie on disk."""
        return self.root / "_build" / "live" / "html"

    @property
    def address(self) -> str:
        """Where a browser finds the front page."""
        return f"http://127.0.0.1:{self.port}/"

    def _events(self, page: str) -> Iterator[dict]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", f"/_live/events?page={page}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))

    def until(self, name: str, page: str = "/index.html") -> dict:
        """Wait until it says these words of the labels on a page, and give all that it says."""
        if page not in self._told:
            self._told[page] = self._events(page)
        return next(told for told in self._told[page] if told["words"] == say(name))

    def get(self, path: str) -> str:
        """A page as the browser gets it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", path)
        return connection.getresponse().read().decode()


@contextmanager
def session(root: Path, *editions: str) -> Iterator[Session]:
    """A session whose first pages are there and checked, also those of ``editions`` beside the
    book; ended as by Ctrl-C.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "press", "live", "--port=0"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        running = Session(root, int(re.search(r":(\d+)/", process.stdout.readline())[1]))
        running.until("checked")
        for edition in editions:
            running.until("checked", f"/{edition}/index.html")
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        status = process.wait(60)
        process.stdout.close()
    assert status == 0

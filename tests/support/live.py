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
        self._told = self._events()

    @property
    def html(self) -> Path:
        """The pages as they lie on disk."""
        return self.root / "_build" / "live" / "html"

    @property
    def address(self) -> str:
        """Where a browser finds the front page."""
        return f"http://127.0.0.1:{self.port}/"

    def _events(self) -> Iterator[dict]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", "/_live/events?page=/index.html")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))

    def until(self, name: str) -> dict:
        """Wait until the session says these words of the labels, and give all that it says."""
        return next(told for told in self._told if told["words"] == say(name))

    def get(self, path: str) -> str:
        """A page as the browser gets it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", path)
        return connection.getresponse().read().decode()


@contextmanager
def session(root: Path) -> Iterator[Session]:
    """A session whose first pages are there and checked; ended as by Ctrl-C."""
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
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        status = process.wait(60)
        process.stdout.close()
    assert status == 0

"""The gate as part of a build: what it does not approve of data, sources and pages is no book.

It runs in a process of its own, beside the reading and writing of pages, which keep one core busy,
and not beside the notebooks, which keep all of them busy. What it answers: study/gate_process.py.
"""

import atexit
import contextlib
import os
import subprocess
import sys
from pathlib import Path

from sphinx.util import logging

from press import places
from press.build import cached_files, digests, from_source
from study import paths
from study.gate import signature
from study.gate_process import END

logger = logging.getLogger(__name__)

GATE_PROGRAM = f"""
import runpy, sys
from pathlib import Path
runpy.run_path({from_source.__file__!r})
from study.gate_process import run
run(sys.argv[1] == "tables", Path(sys.argv[2]))
"""
NICENESS = 10
"""Added to the niceness of the gate's process, because it is Typst that the build waits for."""

_STOPPED = "the gate stopped: run python -m study check to see why"


class DataGate:
    """Asks the gate; tables that passed it in an earlier build are not checked again."""

    def __init__(self, build: Path) -> None:
        self._record = build / places.CHECKED
        self._remembered = build / places.SCREENED
        self._key = _data_key()
        self._process: subprocess.Popen[str] | None = None
        self._asked = 0
        """Questions that were not answered yet."""

        self._passed: bool | None = None

    def begin(self) -> None:
        """Start the gate without waiting for its answer."""
        if unsigned := signature.refusal(paths.DATA):
            # A build goes on, because the steward reads the book before signing.
            logger.info("data: %s", unsigned)
        known = cached_files.read(self._record) == self._key.encode()
        if known:
            logger.info("data: as they were when they passed the gate")
        part = "sources" if known else "tables"
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", GATE_PROGRAM, part, str(self._remembered)],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the build, which then kills this process
        )
        self._asked, self._passed = 1, None
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        atexit.register(self._process.kill)  # a build that fails does not wait for its answers

    def passed(self) -> bool:
        """Wait for the answer; each problem that the gate found is logged as an error.

        Sphinx ends a build a second time if its first end fails, as on a full disk. Then the answer
        is what it was: there will be no other.
        """
        if self._passed is None:
            self._passed = self._answered()
            if self._passed:
                if self._key == _data_key():  # else they changed while the gate ran
                    cached_files.keep(self._record, self._key.encode())
                logger.info("data and sources: passed the gate")
        return self._passed

    def look_at(self, book: Path) -> None:
        """Have the gate look at a book, or at what was added to it, without waiting for it."""
        # If it stopped, its answer will tell.
        with contextlib.suppress(OSError):
            self._process.stdin.write(f"{book}\n")
            self._process.stdin.flush()
        self._asked += 1

    def approve(self, book: Path) -> None:
        """Wait until the gate has looked at all of a book; what is wrong is logged as an error."""
        self.look_at(book)
        while self._asked:
            self._answered()
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.wait()

    def stop(self) -> None:
        """End the gate's process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()

    def _answered(self) -> bool:
        self._asked -= 1
        lines = []
        for line in self._process.stdout:
            if line.rstrip("\n") == END:
                break
            lines.append(line.rstrip("\n"))
        else:
            lines = [_STOPPED]
        for line in lines:
            logger.error("%s", line)
        return not lines


def _data_key() -> str:
    """Key of all that the gate reads for tables, and of its own code."""
    parts = [paths.DATA, paths.BIBLIOGRAPHY, paths.CODE, *paths.gate_files()]
    return digests.digest([part for part in parts if part.exists()], paths.ROOT)

"""The gate that data have to pass before a book of them is published, in a process of its own.

It runs beside the reading and writing of pages, which keep one core busy, and not beside the
notebooks, which keep all of them busy.
"""

import atexit
import os
import subprocess
import sys
from pathlib import Path

from sphinx.util import logging

from press import places
from press.build import digests, from_source
from study import files, paths

logger = logging.getLogger(__name__)

PROGRAM = f"""
import runpy
runpy.run_path({from_source.__file__!r})
from study.gate.decision import report
raise SystemExit(report())
"""
NICENESS = 10
"""Added to the niceness of the gate's process: the book waits for Typst, and not for the gate."""


class DataGate:
    """Asks once whether the data of this moment pass, unless the very same passed before."""

    def __init__(self, build: Path) -> None:
        self._record = build / places.CHECKED
        self._seen = _data_as_they_are()
        self._process: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        """Begin to check, and come back at once."""
        if self._record.exists() and self._record.read_text(encoding="utf-8") == self._seen:
            logger.info("data: as they were when they passed the gate")
            return
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", PROGRAM],
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the build, which ends this one
        )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        atexit.register(self._process.kill)  # in case nobody waits for it

    def passed(self) -> bool:
        """Wait for the answer. What is wrong is logged as errors, a line for each."""
        if self._process is None:
            return True
        printed, _ = self._process.communicate()
        if self._process.returncode:
            stopped = "the gate stopped: run python -m study check to see why"
            for line in printed.splitlines() or [stopped]:
                logger.error("%s", line)
            return False
        if self._seen == _data_as_they_are():  # and nobody changed them meanwhile
            files.write(self._record, self._seen)
        logger.info("data: passed the gate")
        return True


def _data_as_they_are() -> str:
    """Stands for all that the gate looks at, and for the gate itself."""
    parts = [paths.DATA, paths.BIBLIOGRAPHY, paths.CODE, *paths.gate_files()]
    return digests.digest([part for part in parts if part.exists()], paths.ROOT)

"""The gate as part of a build: without its approval of the data no book is published.

It runs in a process of its own, beside the reading and writing of pages, which keep one core busy,
and not beside the notebooks, which keep all of them busy. It decides in study/gate/decision.py.
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
from study.gate import signature

logger = logging.getLogger(__name__)

GATE_PROGRAM = f"""
import runpy
runpy.run_path({from_source.__file__!r})
from study.gate.decision import report
raise SystemExit(report())
"""
NICENESS = 10
"""Added to the niceness of the gate's process, because it is Typst that the build waits for."""


class DataGate:
    """Runs the gate over the data, unless the same data passed in an earlier build."""

    def __init__(self, build: Path) -> None:
        self._record = build / places.CHECKED
        self._key = _data_key()
        self._process: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        """Start the gate without waiting for its answer."""
        if unsigned := signature.refusal(paths.DATA):
            # A build goes on, because the steward reads the book before signing.
            logger.info("data: %s", unsigned)
        if self._record.exists() and self._record.read_text(encoding="utf-8") == self._key:
            logger.info("data: as they were when they passed the gate")
            return
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", GATE_PROGRAM],
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the build, which then kills this process
        )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        atexit.register(self._process.kill)  # a build that fails does not call `passed`

    def passed(self) -> bool:
        """Wait for the answer; each problem that the gate found is logged as an error."""
        if self._process is None:
            return True
        printed, _ = self._process.communicate()
        if self._process.returncode:
            stopped = "the gate stopped: run python -m study check to see why"
            for line in printed.splitlines() or [stopped]:
                logger.error("%s", line)
            return False
        if self._key == _data_key():  # else they changed while the gate ran
            files.write(self._record, self._key)
        logger.info("data: passed the gate")
        return True


def _data_key() -> str:
    """Key of everything that the gate reads, and of its own code."""
    parts = [paths.DATA, paths.BIBLIOGRAPHY, paths.CODE, *paths.gate_files()]
    return digests.digest([part for part in parts if part.exists()], paths.ROOT)

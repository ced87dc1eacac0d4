"""The translated editions of a build, each made in a process of its own beside the book itself.

They read what the same notebooks have made, so they wait for those; after that both cores have a
book to make.
"""

import atexit
import contextlib
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from press.build import from_source, publishing, unchanged
from press.translation import task
from press.translation.task import Task
from study import paths
from study.language import spoken

logger = logging.getLogger(__name__)

PROGRAM = f"""
import runpy, sys
runpy.run_path({from_source.__file__!r})
from press.translated import run
sys.exit(run())
"""


class Beside:
    """The editions that are made beside the book."""

    def __init__(self, app: Sphinx) -> None:
        """Start them; they set Sphinx up, and wait for `go_on`."""
        self._made: dict[Task, subprocess.Popen[bytes]] = {}
        built = unchanged.build(app)
        for language in task.wanted():
            if language != spoken.spoken():
                address = app.config.overrides.get("html_baseurl") or ""
                self._start(
                    Task(
                        language=language,
                        contents=str(app.config.overrides["external_toc_path"]),
                        built=str(built),
                        address=f"{address.rstrip('/')}/{language}/" if address else "",
                    )
                )

    def _start(self, given: Task) -> None:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", PROGRAM],
            cwd=paths.ROOT,
            env=os.environ | {spoken.VARIABLE: given.language},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the build, which then kills this process
        )
        atexit.register(process.kill)
        pickle.dump(given, process.stdin)
        process.stdin.flush()
        self._made[given] = process

    def go_on(self) -> None:
        """Let them read, because all notebooks have run."""
        for process in self._made.values():
            with contextlib.suppress(OSError):  # it has ended, and what it said tells why
                process.stdin.write(task.GO_ON)
                process.stdin.close()

    def finish(self) -> list[Path]:
        """Wait for them, and give their folders; what was wrong with them is logged as an error."""
        folders = []
        for given, process in self._made.items():
            said = process.stdout.read().decode("utf-8", errors="replace")
            status = process.wait()
            for line in said.splitlines():
                if line.strip():
                    logger.error("%s: %s", given.language, line)
            if status and not said.strip():
                logger.error("%s: the edition stopped: build with ONLY=%s", *[given.language] * 2)
            folders.append(given.folder)
        return folders

    def put_into(self, book: Path) -> None:
        """Put each edition below the book, in a folder of its language."""
        for given in self._made:
            made, target = given.folder / publishing.WORK, book / given.language
            shutil.copytree(made, target, ignore=publishing.NOT_PUBLISHED)

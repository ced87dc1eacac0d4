"""The build is right or it fails, and a failed build leaves the last good book where it was.

Sphinx writes into a folder of its own. Only a build without a single warning takes the place of
the book before it, in one step.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from filelock import FileLock, Timeout
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

WORK = ".html"
FRESH, STALE = ".html-new-", ".html-old-"
LOCK = ".lock"
UNFINISHED = ".unfinished"
BUILDINFO = ".buildinfo"
NOT_PUBLISHED = shutil.ignore_patterns(
    *(BUILDINFO, ".doctrees"),
    *("pygments.css", "mystnb.*.css", "translations.js"),  # of other themes: no page asks for them
)


def stop(*messages: str) -> NoReturn:
    """End the build with these messages and a non-zero status, and without a traceback.

    SystemExit, because Jupyter Book turns every other exception into a page of traceback.
    """
    for message in messages:
        logger.error("%s", message)
    raise SystemExit(1)


def alone(build: Path) -> tuple[FileLock, bool]:
    """Wait until no other build works in this folder, and say whether one did.

    The lock lasts as long as the process.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        logger.info("Another build is at work in %s; this one goes on when it is done.", build)
        lock.acquire()
        return lock, True
    return lock, False


def distrust_unfinished(build: Path, doctrees: Path) -> None:
    """Forget what was read by a build that failed or was killed.

    Pages that were read are not read again, and so would not complain again.
    """
    if (build / UNFINISHED).exists():
        (doctrees / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    build.mkdir(parents=True, exist_ok=True)
    (build / UNFINISHED).touch()


class Guard:
    """Keeps the published book (``published``) apart from the one that is being made (``work``)."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.published = Path(app.outdir)
        self.work = self.published.with_name(WORK)
        if self.published.is_dir() and not any(self.published.iterdir()):
            self.published.rmdir()  # Sphinx makes it before anybody can ask it not to
        self._recover()
        if app.fresh_env_used:
            shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, exist_ok=True)
        self._forget()
        self._write_to(self.work)

    def _recover(self) -> None:
        """Undo what a build that was killed while it published has left behind."""
        for stale in sorted(self.published.parent.glob(f"{STALE}*")):
            if not self.published.exists():
                stale.rename(self.published)
        for left in (STALE, FRESH):
            for folder in self.published.parent.glob(f"{left}*"):
                shutil.rmtree(folder, ignore_errors=True)

    def _forget(self) -> None:
        """Keep pages, which are only written when they changed; all else is made or copied anew.

        So nothing stays behind that only a former build needed.
        """
        for path in self.work.rglob("*"):
            if path.is_file() and path.suffix != ".html" and path.name != BUILDINFO:
                path.unlink()

    def keep_only(self, pages: Iterable[str]) -> None:
        """Drop pages that the book no longer has."""
        wanted = {self.work / page for page in pages}
        for path in self.work.rglob("*.html"):
            if path not in wanted:
                path.unlink()

    def _write_to(self, folder: Path) -> None:
        self.app.outdir = self.app.builder.outdir = type(self.app.outdir)(folder)

    def refuse_warnings(self) -> None:
        """Stop if anything at all was wrong."""
        count = self.app._warncount
        if count:
            kept = "the last good book stays" if self.published.exists() else "there is no book yet"
            many = "problem" if count == 1 else "problems"
            logger.info("")
            logger.info("The book was not made: %s %s (above); %s.", count, many, kept)
            raise SystemExit(1)

    def publish(self, describe: Callable[[Path], None]) -> None:
        """Put the new book, once it is described, in the place of the old one."""
        self.refuse_warnings()
        fresh = self.published.with_name(f"{FRESH}{os.getpid()}")
        stale = self.published.with_name(f"{STALE}{os.getpid()}")
        shutil.copytree(self.work, fresh, ignore=NOT_PUBLISHED)
        describe(fresh)
        if self.published.exists():
            self.published.rename(stale)
        fresh.rename(self.published)
        shutil.rmtree(stale, ignore_errors=True)
        self.leave()

    def leave(self) -> None:
        """Count the build as finished, with the published book as it is."""
        self.published.with_name(UNFINISHED).unlink(missing_ok=True)
        self._write_to(self.published)

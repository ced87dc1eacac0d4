"""Publishing in one step: a build is right or it fails, and then the last good book stays.

Sphinx writes into a folder of its own. Only a build without a single warning takes the place of
the book before it, in one step.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from filelock import FileLock, Timeout
from sphinx.application import Sphinx
from sphinx.util import logging

from press import places
from press.build import cached_files
from study import files, interrupts, paths

logger = logging.getLogger(__name__)

WORK = ".html"
NEW, OLD = ".html-new-", ".html-old-"
LOCK = ".lock"
WHOLE = ".whole"
"""Notes what the last build that ended well has left for the next."""

_ANSI = re.compile(r"\x1b\[[0-9;]*m")

BUILDINFO = ".buildinfo"
NOT_PUBLISHED = shutil.ignore_patterns(".*")
OF_OTHER_THEMES = ("pygments.css", "mystnb.*.css", "translations.js")
"""What Sphinx and its extensions add and no page asks for."""


def stop(*messages: str) -> NoReturn:
    """End the build with these messages and a non-zero status, and without a traceback.

    SystemExit, because Jupyter Book turns every other exception into a page of traceback.
    """
    for message in messages:
        logger.error("%s", message)
    raise SystemExit(1)


def plain_lines(logged: str) -> list[str]:
    """The lines of a log without colours, with files as in the checkout."""
    plain = _ANSI.sub("", logged).replace(f"{paths.ROOT}/", "")
    return [line for line in plain.splitlines() if line.strip()]


def lock(build: Path) -> tuple[FileLock, bool]:
    """Wait until no other build works in this folder, and say whether one did.

    The lock lasts as long as the process.
    """
    build.mkdir(parents=True, exist_ok=True)
    held = FileLock(build / LOCK)
    try:
        held.acquire(timeout=0)
    except Timeout:
        logger.info("Another build is at work in %s; this one goes on when it is done.", build)
        held.acquire()
        return held, True
    return held, False


def forget_damaged(build: Path, doctrees: Path) -> None:
    """Forget what was read and written by a build that did not end well, or was changed since.

    Pages that were read are not read again, and so would not complain again.
    """
    cached_files.unseal(build / WHOLE, _used_again(build, doctrees))
    doctrees.mkdir(parents=True, exist_ok=True)


def _used_again(build: Path, doctrees: Path) -> tuple[Path, ...]:
    """The folders of which Sphinx and the search index use again what did not change."""
    return doctrees, build / WORK, build / places.SEARCHED


def keep_whole(build: Path, doctrees: Path) -> None:
    """Note what the next build can use again."""
    cached_files.seal(build / WHOLE, _used_again(build, doctrees))


def clear(work: Path) -> None:
    """Drop all but the pages, which are only written when they changed.

    All else is made or copied in every build, so that nothing of a former one is left.
    """
    for path in work.rglob("*"):
        if path.is_file() and path.suffix != ".html" and path.name != BUILDINFO:
            path.unlink()


def keep_only(work: Path, pages: Iterable[str]) -> None:
    """Drop pages that the book no longer has, and what no page asks for."""
    wanted = {work / page for page in pages}
    for path in work.rglob("*.html"):
        if path not in wanted:
            path.unlink()
    for pattern in OF_OTHER_THEMES:
        for path in work.rglob(pattern):
            path.unlink()


def write_to(app: Sphinx, folder: Path) -> None:
    """Let Sphinx write its pages to this folder."""
    app.outdir = app.builder.outdir = type(app.outdir)(folder)


class Publication:
    """Keeps the published book (``published``) apart from the one that is being made (``work``)."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.published = Path(app.outdir)
        self.work = self.published.with_name(WORK)
        if self.published.is_dir() and not any(self.published.iterdir()):
            self.published.rmdir()  # made by Sphinx before extensions are set up
        self._recover()
        if app.fresh_env_used:
            shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, exist_ok=True)
        clear(self.work)
        write_to(app, self.work)

    def _recover(self) -> None:
        """Undo what a build that was killed while it published has left behind."""
        for old in sorted(self.published.parent.glob(f"{OLD}*")):
            if not self.published.exists():
                old.rename(self.published)
        for prefix in (OLD, NEW):
            for folder in self.published.parent.glob(f"{prefix}*"):
                shutil.rmtree(folder, ignore_errors=True)

    def refuse_warnings(self) -> None:
        """Stop if there was any warning or error."""
        count = self.app._warncount
        if count:
            kept = "the last good book stays" if self.published.exists() else "there is no book yet"
            many = "problem" if count == 1 else "problems"
            logger.info("")
            logger.info("The book was not made: %s %s (above); %s.", count, many, kept)
            raise SystemExit(1)

    def publish(
        self,
        complete: Callable[[Path], None],
        describe: Callable[[Path], None],
        approve: Callable[[Path], None],
    ) -> None:
        """Put the new book, once it is complete, described and approved, in the place of the old.

        ``approve`` logs what is wrong with it; then it is thrown away.
        """
        self.refuse_warnings()
        new = self.published.with_name(f"{NEW}{os.getpid()}")
        old = self.published.with_name(f"{OLD}{os.getpid()}")
        shutil.copytree(self.work, new, ignore=NOT_PUBLISHED)
        complete(new)
        describe(new)
        approve(new)
        if self.app._warncount:
            shutil.rmtree(new)
        self.refuse_warnings()
        files.settle(new)
        with interrupts.held():  # between the two there is no book
            if self.published.exists():
                self.published.rename(old)
            new.rename(self.published)
        shutil.rmtree(old, ignore_errors=True)
        keep_whole(self.published.parent, Path(self.app.doctreedir))
        write_to(self.app, self.published)

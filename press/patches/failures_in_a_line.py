"""Jupyter Book 1.0.4 answers a full disk with a page of traceback, and Ctrl-C with success.

It hands every failure to ``handle_exception`` and then goes on; of what it gets back it takes only
an ``Exception`` for a failure, which KeyboardInterrupt is not. Here what lies outside the book (a
disk, permissions, an interrupt) ends the build at once, in one line and with a status of its own.
Waits for a version that ends with another status than 0 after Ctrl-C.
"""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator

from sphinx.util import logging

from study import interrupts

logger = logging.getLogger(__name__)

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_ROOM = "Make room, or build elsewhere: make book OUT=/elsewhere"
"""What systems say of a disk that is full, and what to do."""

_NOT_OURS = "Build elsewhere: make book OUT=/elsewhere VENV=/elsewhere/venv"
_REMEDIES = {
    **dict.fromkeys(FULL, NO_ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _NOT_OURS),
    **dict.fromkeys((errno.EIO, errno.EISDIR, errno.ENOTDIR), "Run make clean and build again"),
    errno.EMFILE: "Close other programs, or run one notebook at a time: make book JOBS=1",
}
"""By what an operating system says; any other error is one of ours, and shows where it is."""


def apply() -> None:
    """Answer failures of this build, if it is one of Jupyter Book."""
    runner = sys.modules.get("jupyter_book.sphinx")
    if runner is None:
        return
    shown = runner.handle_exception

    def handle(app, arguments, error: BaseException, stream) -> None:
        _end_if_outside(error)
        shown(app, arguments, error, stream)

    runner.handle_exception = handle


def _end_if_outside(error: BaseException) -> None:
    """End the build if the failure is not one of the book."""
    for each in _causes(error):
        if isinstance(each, KeyboardInterrupt):
            logger.error("Stopped; the last good book, if there was one, stays.")
            raise SystemExit(interrupts.STOPPED) from None
        if isinstance(each, OSError) and (number := _number(each)) in _REMEDIES:
            where, what = each.filename or "the disk", os.strerror(number)
            logger.error("%s: %s. %s.", where, what, _REMEDIES[number])
            raise SystemExit(1) from None


def _number(error: OSError) -> int | None:
    """The number of a system's error; of the first, where a folder was copied file by file."""
    if isinstance(error, shutil.Error):
        found = re.search(r"\[Errno (\d+)\]", str(error))
        return int(found[1]) if found else None
    return error.errno


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and the errors that it was made from."""
    while error is not None:
        yield error
        error = getattr(error, "orig_exc", None) or error.__cause__ or error.__context__

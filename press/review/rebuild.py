"""Building a released edition again from only its commit and lock, in an empty folder."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from press import places
from press.review.edition import Edition
from study import paths
from study.files import digest

_DISK_SPACE = 2 * 1024**3
"""Bytes that an environment and a build take, with a margin."""

_MOMENT = 5
"""Seconds in which what is stopped may end."""

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NOT_PASSED_ON = ("GIT_", "PYTHON")
"""Beginnings of environment variables that would let another checkout or other code in."""


class CannotRebuild(Exception):
    """Why an edition could not be built again, and what to do."""


def rebuild(released: Edition, work: Path, tell: Callable[[str], None]) -> Path:
    """Build an edition again below ``work``: the book, or the archive if that was given.

    The archive is made by the ``release`` of that commit, so that nothing of today is in it. That
    asks for the packages of makers, of which the book itself knows nothing.

    Raises:
        CannotRebuild: there is no such commit here, too little room, or a step failed.
    """
    if shutil.disk_usage(work).free < _DISK_SPACE:
        raise CannotRebuild(f"{work} has less than 2 GB free. Set TMPDIR to a larger disk.")
    # It comes from the manifest: an option for git in its place is not passed on.
    if not _COMMIT.fullmatch(released.commit):
        raise CannotRebuild("The manifest names no commit as git writes one.")
    checkout = work / "checkout"
    tell(f"Checking out {released.commit[:12]} in an empty folder")
    _run("git", "clone", "--quiet", "--no-checkout", str(paths.ROOT), str(checkout))
    _run("git", "-C", str(checkout), "checkout", "--quiet", "--detach", released.commit)
    locked = checkout / places.LOCK.name
    if digest(locked.read_bytes()) != released.lock:
        raise CannotRebuild(f"{locked.name} of that commit is not the one in the manifest.")
    tell("Installing the packages of its lock in a new environment")
    _run(sys.executable, "-m", "venv", str(work / "venv"))
    programs = work / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    _install(python, locked, work)
    tell("Building the book, with nothing cached")
    _run(str(programs / "jupyter-book"), "build", str(checkout), cwd=checkout)
    if released.archive is None:
        return checkout / "_build" / "html"
    tell("Making the archive of the release")
    _install(python, checkout / places.MAKERS_LOCK.name, work)
    _run(python, "-m", "press", "release", "--folder", str(work / "dist"), cwd=checkout)
    return next((work / "dist").glob("*.zip"))


def _install(python: str, lock: Path, work: Path) -> None:
    # What pip unpacks it leaves where it is when it is stopped.
    unpacked = work / "unpacked"
    unpacked.mkdir(exist_ok=True)
    _run(
        *(python, "-m", "pip", "install", "--quiet", "--require-hashes"),
        *("--disable-pip-version-check", "--requirement", str(lock)),
        variables=dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(unpacked)),
    )


def _run(*command: str, cwd: Path | None = None, variables: dict[str, str] | None = None) -> None:
    passed = {k: v for k, v in os.environ.items() if not k.startswith(_NOT_PASSED_ON)}
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=passed | (variables or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        out, wrong = process.communicate()
    except BaseException:  # Ctrl-C: nothing goes on in a folder that is taken away
        _end(process)
        raise
    if process.returncode:
        said = (wrong or out).strip().splitlines()[-5:]
        raise CannotRebuild(f"{Path(command[0]).name} failed:\n" + "\n".join(said))


def _end(process: subprocess.Popen[str]) -> None:
    """End a program and all that it started: a build needs a moment for that."""
    if not hasattr(os, "killpg"):
        process.kill()
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, number)
            process.wait(_MOMENT)

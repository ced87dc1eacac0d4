"""Building a released edition again from only its commit and lock, and comparing the two."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from press import places
from press.review import report
from press.review.compare import Outcome, compare, outcome
from press.review.edition import NotAnEdition, opened
from study import files, paths
from study.files import digest

REPORT = "verify-report.html"
TITLE = "Verification of the book"
_DISK_SPACE = 2 * 1024**3
"""Bytes that an environment and a build take, with a margin."""

Rebuild = Callable[[str, str, Path], Path]


class CannotVerify(Exception):
    """Why an edition could not be built again, and what to do."""


def verify(
    given: Path, target: Path, tell: Callable[[str], None], rebuild: Rebuild | None = None
) -> Outcome:
    """Build the edition at ``given`` again, compare, and write the report to ``target``.

    ``rebuild`` takes a commit, the digest of its lock and an empty folder, and gives the new book.
    """
    try:
        with opened(given) as released, tempfile.TemporaryDirectory(prefix="press-verify-") as work:
            if not released.commit:
                raise CannotVerify(
                    f"{given} was built from a checkout with changes, or from none. "
                    "Commit the changes, run make book, and verify that."
                )
            fresh = (rebuild or _rebuild(tell))(released.commit, released.lock, Path(work))
            with opened(fresh) as rebuilt:
                found = compare(released, rebuilt)
                tell(report.table(released, rebuilt, found))
                files.write(target, report.page(released, rebuilt, found, TITLE))
                return outcome(found)
    except (CannotVerify, NotAnEdition) as error:
        tell(f"Not verified: {error}")
    except OSError as error:
        tell(f"Not verified: {error.strerror or error} ({error.filename or 'disk'}).")
    return Outcome.FAILED


def _rebuild(tell: Callable[[str], None]) -> Rebuild:
    def rebuild(commit: str, lock: str, work: Path) -> Path:
        if shutil.disk_usage(work).free < _DISK_SPACE:
            raise CannotVerify(f"{work} has less than 2 GB free. Set TMPDIR to a larger disk.")
        checkout = work / "checkout"
        tell(f"Checking out {commit[:12]} in an empty folder")
        _run("git", "clone", "--quiet", "--no-checkout", str(paths.ROOT), str(checkout))
        _run("git", "-C", str(checkout), "checkout", "--quiet", commit)
        locked = checkout / places.LOCK.name
        if digest(locked.read_bytes()) != lock:
            raise CannotVerify(f"{locked.name} of that commit is not the one in the manifest.")
        tell("Installing the packages of its lock in a new environment")
        _run(sys.executable, "-m", "venv", str(work / "venv"))
        programs = work / "venv" / ("Scripts" if os.name == "nt" else "bin")
        _run(
            *(str(programs / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"),
            *("--disable-pip-version-check", "--requirement", str(locked)),
        )
        tell("Building the book, with nothing cached")
        _run(str(programs / "jupyter-book"), "build", str(checkout), cwd=checkout)
        return checkout / "_build" / "html"

    return rebuild


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-5:]
        raise CannotVerify(f"{Path(command[0]).name} failed:\n" + "\n".join(said))

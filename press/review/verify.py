"""Verifying an edition: it is built again, and the two are compared."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from press.review import report
from press.review.comparing.compare import compare, outcome
from press.review.comparing.outcomes import Outcome
from press.review.edition import Edition, NotAnEdition, opened
from press.review.rebuild import CannotRebuild, rebuild
from press.review.releasing import attestation, bill_held
from study import files

REPORT = "verify-report.html"
TITLE = "Verification of the book"

_REMOVE = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"

Tell = Callable[[str], None]
Rebuild = Callable[[Edition, Path, Tell], Path]


def verify(
    given: Path,
    target: Path,
    tell: Tell,
    build_again: Rebuild = rebuild,
    signers: Path | None = None,
) -> Outcome:
    """Build the edition at ``given`` again, compare, and write the report to ``target``.

    ``build_again`` takes the edition and an empty folder, and gives what is to be compared with it.
    ``signers`` lists who may have signed an archive (see `attestation.differences`).
    """
    try:
        with opened(given) as released, _room() as work:
            if not released.commit:
                raise CannotRebuild(
                    f"{given} was built from a checkout with changes, or from none. "
                    "Commit the changes, run make book, and verify that."
                )
            if signers is not None and not signers.is_file():
                raise NotAnEdition(f"{signers}: no such list of who may sign.")
            again = build_again(released, work, tell)
            with opened(again) as rebuilt:
                found = compare(released, rebuilt)
                if released.archive:
                    beside = attestation.differences(given, released, signers)
                    found = [*beside, *bill_held.differences(given, again), *found]
                    for path in (attestation.beside(given), bill_held.beside(given)):
                        if not path.is_file():
                            tell(f"Not looked at, because it is not beside it: {path.name}.")
                if released.archive and signers is None:
                    tell("Who signed it was not asked: give a list of who may (SIGNERS=...).")
                tell(report.table(released, rebuilt, found))
                files.write(target, report.page(released, rebuilt, found, TITLE))
                return outcome(found)
    except (CannotRebuild, NotAnEdition) as error:
        tell(f"Not verified: {error}")
    except OSError as error:
        tell(f"Not verified: {error.strerror or error} ({error.filename or 'disk'}).")
    return Outcome.FAILED


@contextmanager
def _room() -> Iterator[Path]:
    """An empty folder to build in, gone afterwards; whoever stops does not wait until it is.

    It holds twenty thousand files of packages, which slow disks take half a minute to remove.
    """
    work = Path(tempfile.mkdtemp(prefix="press-verify-"))
    try:
        yield work
    except KeyboardInterrupt:
        silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        subprocess.Popen(
            [sys.executable, "-I", "-c", _REMOVE, work], start_new_session=True, **silent
        )
        raise
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    shutil.rmtree(work, ignore_errors=True)

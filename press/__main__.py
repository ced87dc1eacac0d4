"""Commands for reviewers and makers of the book: ``python -m press --help`` lists them."""

from study import interrupts

if __name__ == "__main__":
    interrupts.end_at_once()

import argparse
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from press import places
from press.live.one_writer import Busy
from press.notebooks.execution import NotebookError
from press.review import licences, report, verify
from press.review.comparing.compare import compare, outcome
from press.review.comparing.outcomes import Outcome, printable
from press.review.edition import NotAnEdition, opened
from press.review.releasing import archive
from press.review.releasing.attestation import CannotSign
from press.review.trace import NoTrace, trace
from press.translation.catalogue import Unreadable
from press.translation.task import UnknownEdition, wanted
from press.web import theme
from study import git, paths
from study.private.releases import released
from study.private.store import Damaged

WRONG_USE = 64
"""Exit status of a command that is not understood (EX_USAGE), because 2 means "different"."""

_REFUSALS = (
    *(NotAnEdition, NoTrace, archive.Refused, CannotSign, git.GitError, Damaged),
    *(Busy, NotebookError, Unreadable, UnknownEdition),
)
"""Errors whose message says all that somebody needs."""


def main(arguments: list[str]) -> int:
    """Run a command and return its exit status."""
    given = _parser().parse_args(arguments)
    try:
        return given.run(given)
    except _REFUSALS as error:
        print("\n".join(map(printable, str(error).splitlines())), file=sys.stderr)
    except BrokenPipeError:  # nobody reads on
        raise
    except OSError as error:
        print(f"{error.filename or 'The disk'}: {error.strerror or error}", file=sys.stderr)
    # Editions come from anywhere; whatever one of them does to us, it was not compared.
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        what = printable(f"{type(error).__name__}: {error}")
        print(f"Not done, by something unexpected: {what} ({place})", file=sys.stderr)
    return Outcome.FAILED


class _Parser(argparse.ArgumentParser):
    """Ends with a status that is no outcome of a comparison."""

    def error(self, message: str) -> NoReturn:
        """See the base class."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


def _verify(given: argparse.Namespace) -> int:
    return verify.verify(given.edition, given.report, print, signers=given.signers)


def _compare(given: argparse.Namespace) -> int:
    with opened(given.old) as old, opened(given.new) as new:
        found = compare(old, new)
        print(report.table(old, new, found))
        return outcome(found)


def _changes(given: argparse.Namespace) -> int:
    with opened(given.old) as old, opened(given.new) as new:
        found = report.changes(compare(old, new))
        title = printable(f"What changed from version {old.version} to {new.version}")
        given.page.write_text(report.page(old, new, found, title), encoding="utf-8")
    print(f"Wrote {given.page}")
    return Outcome.IDENTICAL


def _trace(given: argparse.Namespace) -> int:
    with opened(given.edition) as edition:
        if edition.folder is None:
            raise NotAnEdition(f"{given.edition}: a trace needs the book, not its manifest alone.")
        if changed := edition.changed():
            name, what = next(iter(changed.items()))
            raise NotAnEdition(
                f"{given.edition}: {name} was {what} after the build. Build the book."
            )
        print(trace(given.name, edition))
    return Outcome.IDENTICAL


def _release(given: argparse.Namespace) -> int:
    made = archive.release(given.book, given.folder, paths.ROOT, given.key)
    print(f"Wrote {made}, and beside it what it was built from and with")
    if given.key is None:
        print("Not signed: make release KEY=... signs with an SSH key.")
    print(released.note(paths.DATA, paths.PRIVATE))
    return Outcome.IDENTICAL


def _live(given: argparse.Namespace) -> int:
    # Imported here, as in those below, because it takes long, or is there for makers only.
    try:
        from press.live import session
    except ModuleNotFoundError as missing:
        raise Busy(f"{missing.name} is not here: pip install -r requirements-live.txt") from None
    wanted()
    session.live(given.port)
    return Outcome.IDENTICAL


def _draft(given: argparse.Namespace) -> int:
    from press.live import draft

    wanted()
    return Outcome.IDENTICAL if draft.draft() else Outcome.FAILED


def _messages(given: argparse.Namespace) -> int:
    from press.translation import updating

    updating.update(print)
    return Outcome.IDENTICAL


def _notebooks_twice(given: argparse.Namespace) -> int:
    from press.notebooks import twice

    return Outcome.IDENTICAL if twice.report() else Outcome.FAILED


def _typeface(given: argparse.Namespace) -> int:
    from press.web import typeface

    for path in typeface.write(theme.STATIC):
        print(f"Wrote {path.relative_to(paths.ROOT)}")
    return Outcome.IDENTICAL


def _licences(given: argparse.Namespace) -> int:
    found = licences.of_lock(places.LOCK)
    for each in found:
        print(
            f"{'' if each.allowed else 'NOT ALLOWED  '}{each.name} {each.version}: {each.licence}"
        )
    refused = [each for each in found if not each.allowed]
    if refused:
        print(f"{len(refused)} not in {licences.ALLOWED.name}: replace the package, or add why.")
    return Outcome.FAILED if refused else Outcome.IDENTICAL


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m press", description=__doc__)
    commands = parser.add_subparsers(required=True)
    edition = "a built book, a release archive, or a manifest"

    one = commands.add_parser("verify", help="build an edition again and say what differs")
    one.add_argument("edition", type=Path, nargs="?", default=places.BUILT, help=edition)
    one.add_argument("--report", type=Path, default=Path(verify.REPORT))
    one.add_argument("--signers", type=Path, help="who may have signed it (man ssh-keygen)")
    one.set_defaults(run=_verify)

    one = commands.add_parser("compare", help="say what differs between two editions")
    one.add_argument("old", type=Path, help=edition)
    one.add_argument("new", type=Path, help=edition)
    one.set_defaults(run=_compare)

    one = commands.add_parser("changes", help="write a page of what the book says otherwise")
    one.add_argument("old", type=Path, help=edition)
    one.add_argument("new", type=Path, help=edition)
    one.add_argument("--page", type=Path, default=Path("changes.html"))
    one.set_defaults(run=_changes)

    one = commands.add_parser("trace", help="print what something rests on, or what rests on it")
    one.add_argument("name", help="fig-..., a number, factor-..., or a data file with :row")
    one.add_argument("--edition", type=Path, default=places.BUILT, help=edition)
    one.set_defaults(run=_trace)

    one = commands.add_parser("release", help="make the archive of a tagged version")
    one.add_argument("--book", type=Path, default=places.BUILT)
    one.add_argument("--folder", type=Path, default=paths.ROOT / "dist")
    one.add_argument("--key", type=Path, help="an SSH key to sign with")
    one.set_defaults(run=_release)
    one = commands.add_parser("live", help="show the book here, and build it at each save")
    one.add_argument("--port", type=int, default=8000)
    one.set_defaults(run=_live)
    one = commands.add_parser("draft", help="build once what live shows: no gate, no PDFs")
    one.set_defaults(run=_draft)
    one = commands.add_parser("messages", help="take changed texts over into locale/")
    one.set_defaults(run=_messages)
    one = commands.add_parser("notebooks-twice", help="name notebooks that are not reproducible")
    one.set_defaults(run=_notebooks_twice)
    one = commands.add_parser("typeface", help="make the typeface for the web again")
    one.set_defaults(run=_typeface)
    one = commands.add_parser("licences", help="check the licence of every package of the lock")
    one.set_defaults(run=_licences)
    return parser


if __name__ == "__main__":
    interrupts.run(lambda: main(sys.argv[1:]))

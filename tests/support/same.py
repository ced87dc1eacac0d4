"""Whether the books of several machines are the same, for continuous integration.

``python -m tests.support.same FOLDER FIRST``: FOLDER holds a folder for each edition, named after
the runner that built it; each is compared with FIRST. Builds on one kind of system must be the same
bytes, but for what the manifest says of Python and its packages. On another system they must be
equal to whoever reads, and it is printed which bytes are not.
"""

import sys
from pathlib import Path

from press.review.comparing.compare import compare
from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import opened

_ENVIRONMENT = "environment"
"""The kind of what two manifests say of Python, system and packages."""


def apart(first: Path, other: Path) -> tuple[list[Difference], bool]:
    """What differs between two editions, and whether that is more than may be."""
    with opened(first) as old, opened(other) as new:
        found = compare(old, new)
    # The name of the system without its version: built-ubuntu-24.04-3.11.
    alike = first.name.split("-")[1] == other.name.split("-")[1]
    wrong = [
        each
        for each in found
        if each.outcome is not Outcome.EQUAL or (alike and each.kind != _ENVIRONMENT)
    ]
    return found, bool(wrong)


def main(arguments: list[str]) -> int:
    """Print what differs, edition by edition; 1 if one differs more than it may, or is missing."""
    folder, name = Path(arguments[0]), arguments[1]
    others = sorted(path for path in folder.iterdir() if path.is_dir() and path.name != name)
    if not others:
        print(f"{folder}: nothing to compare with {name}")
        return 1
    status = 0
    for other in others:
        found, wrong = apart(folder / name, other)
        status |= wrong
        print(f"{other.name}: {'NOT the same' if wrong else 'the same'} as {name}")
        for each in found:
            print(f"  {each.outcome.name.lower()}: {each.kind} {each.name}: {each.detail}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

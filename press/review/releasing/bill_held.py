"""Holding the bill of materials beside an archive to the one that its commit makes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import once
from study.files import digest_of_file, fault

SUFFIX = ".cdx.json"
"""What its name ends with, behind the name of the archive."""

_MOST_BYTES = 4 * 2**20
"""Of a bill, which has some 50 kB."""


def beside(archive: Path) -> Path:
    """Where the bill of an archive lies."""
    return archive.with_name(archive.name + SUFFIX)


def differences(given: Path, again: Path) -> Iterator[Difference]:
    """What is otherwise in the bill beside an archive than beside the one that was made again.

    Of another archive, as another platform makes it, the digest is otherwise, and it may list a
    package that is for one system only. A bill that is not there is no difference.
    """
    one, other = beside(given), beside(again)
    if not one.is_file() or not other.is_file() or digest_of_file(one) == digest_of_file(other):
        return
    detail = "is not what its commit makes"
    if digest_of_file(given) != digest_of_file(again):
        try:
            was, now = _read(one), _read(other)
            common = was["components"].keys() & now["components"].keys()
            for each in (was, now):
                each["components"] = {name: each["components"][name] for name in common}
            if was == now:
                return
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            detail = f"cannot be read ({fault(other, error)})"
    yield Difference("bill of materials", one.name, Outcome.DIFFERENT, detail)


def _read(path: Path) -> dict[str, Any]:
    """A bill without what depends on the bytes of the archive, its packages by name."""
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError("too large")
    bill = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    del bill["serialNumber"], bill["metadata"]["component"]["hashes"]
    bill["components"] = once((each["name"], each) for each in bill["components"])
    # The packages again, by their names alone.
    del bill["dependencies"]
    return bill

"""Which processes a build has started, and whether they are gone (Linux)."""

import os
import select
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Process numbers of all that a process has started, and of what these have started."""
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [below for each in found for below in descendants(each)]


def wait_until_gone(pid: int) -> None:
    """Return when a process has ended, and fail if it goes on."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([descriptor], [], [], 20)
    os.close(descriptor)
    assert ended, f"process {pid} outlived its build"

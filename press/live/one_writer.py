"""One session at a time: two would write the same pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from press import places
from press.build import publishing


class Busy(Exception):
    """Another session is at work, or the port is taken; the message says what to do."""


@contextmanager
def alone() -> Iterator[None]:
    """Keep other sessions away.

    Raises:
        Busy: another one is at work.
    """
    places.LIVE.mkdir(parents=True, exist_ok=True)
    lock = FileLock(places.LIVE / publishing.LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy("make live or make draft is at work here already: stop it first.") from None
    try:
        yield
    finally:
        lock.release()

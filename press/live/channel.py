"""What a build for a writer tells, and what it waits for."""

import io
from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum
from typing import NamedTuple

from press.build import publishing


class Kind(Enum):
    """What a message is about."""

    BEGUN = "something was saved, and a build of it goes on"
    READY = "Sphinx is set up, and the build waits for a save"
    SHOWN = "the pages are where they are served; the lines name those that changed"
    KEPT = "what the next build needs is kept: this one may be ended from here on"
    WRONG = "something is wrong; the last good pages stay"
    STALE = "the lines say what is not translated as it stands now"
    CHECKED = "the gate has looked at it, and PDFs are made; the lines say what was refused"


class Message(NamedTuple):
    """A message of a build."""

    kind: Kind
    lines: tuple[str, ...] = ()


class Channel:
    """The way from a build to whoever asked for it, and back: ``send`` tells, ``wait`` waits."""

    def __init__(self, send: Callable[[Message], object], wait: Callable[[], object]) -> None:
        self._send = send
        self.wait = wait
        self.log = io.StringIO()
        """Takes the warnings and errors of the build."""
        self._read = 0
        self.told: set[Kind] = set()

    def tell(self, kind: Kind, *lines: str) -> None:
        """Send a message."""
        self.told.add(kind)
        self._send(Message(kind, lines))

    def problems(self) -> list[str]:
        """The lines that were logged since this was asked last, with files as in the checkout."""
        said = self.log.getvalue()
        new, self._read = said[self._read :], len(said)
        return publishing.plain_lines(new)


current: ContextVar[Channel | None] = ContextVar("current", default=None)
"""The channel of the build that goes on here; None in a build that publishes.

A context variable, because Sphinx sets an extension up with nothing but its own application.
"""

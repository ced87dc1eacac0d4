"""Which edition is made in this process, and which ones a build makes."""

import os
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from press.build.unchanged import ONLY
from study.language import spoken

GO_ON = b"go on"
"""What a build says to the editions beside it once the notebooks have run; silence ends them."""


class UnknownEdition(ValueError):
    """The book has no edition in that language; the message says what to write."""


def wanted() -> tuple[str, ...]:
    """The languages that a build makes, in their order.

    Raises:
        UnknownEdition: ``ONLY`` names none of the book.
    """
    only = os.environ.get(ONLY)
    if not only:
        return spoken.EDITIONS
    if only not in spoken.EDITIONS:
        listed = " or ".join(spoken.EDITIONS)
        raise UnknownEdition(f"{ONLY}={only}: the book has no such edition; write {listed}.")
    return (only,)


def of_notebooks() -> tuple[str, ...]:
    """The languages that notebooks run in: that of the book, and those of the other editions."""
    first = spoken.EDITIONS[0]
    return (first, *(each for each in wanted() if each != first))


@dataclass(frozen=True)
class Task:
    """A translated edition that is made beside the book: ``built`` is the book's build folder."""

    language: str
    contents: str
    built: str
    address: str

    @property
    def folder(self) -> Path:
        """The build folder of the edition itself."""
        return folder(Path(self.built), self.language)


def folder(built: Path, language: str) -> Path:
    """Where a translated edition is made, in the build folder of the book."""
    return built / f".{language}"


current: ContextVar[Task | None] = ContextVar("current", default=None)
"""The edition that is made in this process; None where it is the book itself."""

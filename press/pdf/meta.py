"""What the printed book says about itself, and how it fails."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sphinx.errors import SphinxError


class PdfError(SphinxError):
    """The book cannot be printed as it is written; the message says where and why."""

    category = "PDF error"


@dataclass(frozen=True)
class BookMeta:
    """Title page and document properties of the PDF.

    ``date`` is the date on the cover, in the document properties and in the file's timestamp.
    ``banner`` is printed on the cover and above every page; ``exclude`` holds the docnames that
    are not in print.
    """

    title: str
    date: dt.date
    authors: tuple[str, ...] = ()
    subtitle: str | None = None
    version: str | None = None
    language: str = "nl"
    banner: str | None = None
    licence: str | None = None
    keywords: tuple[str, ...] = ()
    exclude: frozenset[str] = field(default_factory=frozenset)

    @property
    def timestamp(self) -> int:
        """Seconds since 1970 at the start of ``date``, in UTC whatever the machine's zone."""
        midnight = dt.datetime(self.date.year, self.date.month, self.date.day, tzinfo=dt.UTC)
        return int(midnight.timestamp())

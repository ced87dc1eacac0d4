"""The title page of the printed book, and the document properties of its PDF."""

import datetime as dt
from dataclasses import dataclass, field

from press import labels
from press.build.citation_file import Citation
from study.data import tables
from study.language import spoken


@dataclass(frozen=True)
class TitlePage:
    """Title page and document properties of the PDF.

    ``date`` stands on the cover, in the properties and in the file's timestamp. ``banner`` is
    printed on the cover and above the pages of ``made_up``, docnames with interviews that are made
    up; ``exclude`` holds the docnames that are not printed.
    """

    title: str
    date: dt.date
    authors: tuple[str, ...] = ()
    subtitle: str | None = None
    version: str | None = None
    language: str = field(default_factory=spoken.spoken)
    banner: str | None = None
    keywords: tuple[str, ...] = ()
    exclude: frozenset[str] = field(default_factory=frozenset)
    made_up: frozenset[str] = field(default_factory=frozenset)

    @property
    def timestamp(self) -> int:
        """Seconds since 1970 at the start of ``date``, in UTC whatever the machine's zone."""
        midnight = dt.datetime(self.date.year, self.date.month, self.date.day, tzinfo=dt.UTC)
        return int(midnight.timestamp())


def of_book(
    citation: Citation,
    exclude: frozenset[str] = frozenset(),
    interviews: frozenset[str] = frozenset(),
) -> TitlePage:
    """The title page made from the citation file, with a banner while the data are synthetic.

    ``interviews`` holds the docnames that show interviews.
    """
    synthetic = tables.is_synthetic()
    return TitlePage(
        title=citation.title,
        subtitle=citation.subtitle,
        authors=citation.authors,
        version=citation.version,
        date=citation.released,
        banner=labels.text("notice.synthetic_short") if synthetic else None,
        keywords=citation.keywords,
        exclude=exclude,
        made_up=interviews if synthetic else frozenset(),
    )

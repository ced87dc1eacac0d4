"""What stands on the title page, from CITATION.cff, so that book and citation cannot differ."""

import datetime
from pathlib import Path

import yaml

from press import labels
from press.pdf import BookMeta
from study import tables

FILE = "CITATION.cff"


def book_meta(root: Path, exclude: frozenset[str]) -> BookMeta:
    """Title page of the book; ``exclude`` are pages that are not printed.

    Raises:
        KeyError: CITATION.cff lacks a field that the title page needs.
    """
    cff = yaml.safe_load((root / FILE).read_text(encoding="utf-8"))
    title, _, subtitle = cff["title"].partition(". ")
    return BookMeta(
        title=title,
        subtitle=subtitle,
        authors=tuple(
            author.get("name") or f"{author['given-names']} {author['family-names']}"
            for author in cff["authors"]
        ),
        version=str(cff["version"]),
        date=_date(cff["date-released"]),
        banner=labels.text("notice.synthetic_short") if tables.is_synthetic() else None,
        licence=labels.text("pdf.licence"),
        keywords=tuple(cff["keywords"]),
        exclude=exclude,
    )


def licences(root: Path) -> str:
    """Under which licences the book is, as an SPDX expression."""
    cff = yaml.safe_load((root / FILE).read_text(encoding="utf-8"))
    return " AND ".join(cff["license"])


def _date(value: datetime.date | str) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)

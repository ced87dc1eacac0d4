"""A second book: of real interviews in counts, with an address, and with a page that has moved."""

from pathlib import Path

from study.data import levels
from tests.support.addressed import give_address
from tests.support.books import checkout
from tests.support.studies import STUDIES, call_real, publish

STUDY = "one role"
"""Interviews that the book calls real: nobody is behind them either."""


def prepare(root: Path) -> None:
    """Write its checkout to a folder."""
    book = checkout(root)
    publish(STUDIES[STUDY](), root / "data", levels.COUNTS)
    call_real(root / "data")
    give_address(book)

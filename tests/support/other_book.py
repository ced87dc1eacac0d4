"""A second book: of real interviews in counts, with an address, and with a page that has moved."""

from pathlib import Path

from study.data import levels
from tests.support.books import checkout
from tests.support.studies import STUDIES, call_real, publish

SITE = "https://boek.example.org/mensenhandel/"
STUDY = "one role"
"""Interviews that the book calls real: nobody is behind them either."""
MOVED = ("chapters/oud", "chapters/kader")
CONTACT = f"{SITE}melden"


def prepare(root: Path) -> None:
    """Write its checkout to a folder."""
    book = checkout(root)
    publish(STUDIES[STUDY](), root / "data", levels.COUNTS)
    call_real(root / "data")
    book.edit("_config.yml", "use_repository_button: false", f"baseurl: {SITE}")
    contact = f"contact:\n  - name: De redactie\n    website: {CONTACT}\nkeywords:"
    book.edit("CITATION.cff", "keywords:", contact)
    old, new = MOVED
    moved = root / "press" / "web" / "moved.toml"
    moved.write_text(f'"{old}" = "{new}"\n', encoding="utf-8")

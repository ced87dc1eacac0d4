"""Whatever happens to what a build has kept, the next one makes the right book."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from press import places
from tests.support.books import Book

KINDS = {
    "what was read": ".doctrees/*.pickle",
    "a page as a tree": ".doctrees/**/*.doctree",
    "a page": ".html/**/*.html",
    "the settings of the pages": ".html/.buildinfo",
    "a page to be searched": ".search/*.json",
    "a notebook that ran": ".notebooks/*/*/executed.ipynb",
    "what a notebook opened": ".notebooks/*/*/opened.txt",
    "a drawing": ".notebooks/*/*/results/*.svg",
    "a table": ".notebooks/*/*/results/*.csv",
    "numbers": ".notebooks/*/*/results/*.json",
    "the digest of a run": ".notebooks/*/*/whole.txt",
    "the system's fonts": ".notebooks/matplotlib/*.json",
    "a download": ".downloads/*",
    "a print": ".prints/*",
    "a PDF": ".typeset/*.pdf",
    "a factor's page": ".pages/*.md",
    "the messages of Sphinx": ".locale/**/*.mo",
    "what was searched for names": ".screened/*.json",
    "the gate's answer": ".checked",
    "the digest of all that is used again": ".whole",
    "a published page": "html/**/*.html",
    "a published PDF": "html/*.pdf",
    "the manifest": "html/*.json",
}


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _halved(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _one_byte_changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x81  # also no UTF-8 any more
    path.write_bytes(content)


def _unreadable(path: Path) -> None:
    """As a folder, because nobody may forbid root to read a file."""
    path.unlink()
    path.mkdir()


DAMAGES = (_emptied, _halved, _one_byte_changed, _unreadable)


def damaged(build: Path, kinds: Iterable[str], damage: Callable[[Path], None]) -> None:
    """Damage all files of some kinds, and the record by which a build would end at once."""
    for kind in kinds:
        found = [path for path in build.glob(KINDS[kind]) if path.is_file() and path.stat().st_size]
        assert found, f"there is no {kind}"
        for path in found:
            damage(path)
    damage(build / places.PUBLISHED)


def made_right(book: Book, kinds: Iterable[str], damage: Callable[[Path], None]) -> None:
    """Damage files of a built book, and see that the next build makes it again as it was."""
    expected = book.fingerprint()
    damaged(book.root / "_build", kinds, damage)
    outcome = book.build()
    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr[-3000:]
    assert book.fingerprint() == expected


IN_SHORT = [kind for kind in KINDS if kind != "a factor's page"]
"""Kinds of files that a short book has too."""


def test_with_everything_damaged_the_right_short_book_is_made(own_short_book):
    made_right(own_short_book, IN_SHORT, _one_byte_changed)


@pytest.mark.campaign
@pytest.mark.parametrize("damage", DAMAGES)
def test_with_everything_damaged_the_right_book_is_made(own_book, damage):
    made_right(own_book, KINDS, damage)


@pytest.mark.campaign
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_with_one_kind_damaged_the_right_book_is_made(own_book, kind, damage):
    made_right(own_book, [kind], damage)

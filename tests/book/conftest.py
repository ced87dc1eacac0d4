"""What tests of a built book spoil."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def copy(book, tmp_path) -> Path:
    """The published book in a folder where it may be spoiled."""
    return Path(shutil.copytree(book.html, tmp_path / "html"))


@pytest.fixture
def short_copy(short_book, tmp_path) -> Path:
    """The same of the short book."""
    return Path(shutil.copytree(short_book.html, tmp_path / "html"))

"""What tests of a built book spoil."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def copy(book, tmp_path) -> Path:
    """The published book in a folder where it may be spoiled."""
    return Path(shutil.copytree(book.html, tmp_path / "html"))

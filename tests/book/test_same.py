"""Continuous integration tells whether the books of several machines are the same."""

import json
import shutil

import pytest

from press.review.manifest import FILE
from study.files import digest
from tests.support import same

FIRST = "built-ubuntu-24.04-3.11"


@pytest.fixture
def editions(book, tmp_path):
    """A folder with the book as one machine built it."""
    shutil.copytree(book.html, tmp_path / FIRST)
    return tmp_path


def another(editions, name: str, python: str | None = "3.14.9"):
    """The same book, from a machine with another Python."""
    folder = shutil.copytree(editions / FIRST, editions / name)
    manifest = folder / FILE
    crate = json.loads(manifest.read_text(encoding="utf-8"))
    for entity in crate["@graph"]:
        if entity["@id"] == "#python" and python:
            entity["version"] = python
    manifest.write_text(json.dumps(crate), encoding="utf-8")
    return folder


def change(folder) -> None:
    """A space in a tag, and the digest in the manifest rewritten: other bytes, the same page."""
    page, manifest = folder / "index.html", folder / FILE
    before = digest(page.read_bytes())
    content = page.read_text(encoding="utf-8")
    page.write_text(content.replace("<body", "<body ", 1), encoding="utf-8")
    text = manifest.read_text(encoding="utf-8").replace(before, digest(page.read_bytes()))
    crate = json.loads(text)
    for entity in crate["@graph"]:
        if entity["@id"] == "index.html":
            entity["contentSize"] = str(page.stat().st_size)
    manifest.write_text(json.dumps(crate), encoding="utf-8")


def test_another_python_is_no_difference(editions, capsys):
    another(editions, "built-ubuntu-24.04-3.14")
    assert same.main([str(editions), FIRST]) == 0
    assert "built-ubuntu-24.04-3.14: the same" in capsys.readouterr().out


def test_other_bytes_on_one_kind_of_system_are_one(editions, capsys):
    change(another(editions, "built-ubuntu-24.04-3.14"))
    assert same.main([str(editions), FIRST]) == 1
    said = capsys.readouterr().out
    assert "NOT the same" in said and "page index.html" in said


def test_other_bytes_with_the_same_words_on_another_system_are_told_and_allowed(editions, capsys):
    change(another(editions, "built-macos-15-3.13"))
    assert same.main([str(editions), FIRST]) == 0
    assert "equal: page index.html" in capsys.readouterr().out


def test_a_single_edition_is_compared_with_nothing(editions, capsys):
    assert same.main([str(editions), FIRST]) == 1
    assert "nothing to compare" in capsys.readouterr().out

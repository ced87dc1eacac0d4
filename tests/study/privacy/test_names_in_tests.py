"""Tests name people by the planted lists and by words that are no names, and by nothing else."""

import re

import pytest

from study import paths
from study.privacy.identifiers import lexicon
from study.screening import exceptions

NAME = re.compile(r"(?<![^\W_])[A-Z][^\W\d_]{2,}")


def named(folder: str) -> dict[str, list[str]]:
    """Given names and surnames in the tests of a folder, each with the files that have it.

    Those of public record, such as the authors of a work, may be named.
    """
    listed = exceptions.read(paths.ROOT)[0].lists
    names = (lexicon.given_names() | lexicon.surnames()) - lexicon.no_names()
    public = [paths.BIBLIOGRAPHY, *(paths.DATA / "public").glob("*.csv")]
    known = {w for file in public for w in NAME.findall(file.read_text(encoding="utf-8"))}
    found: dict[str, list[str]] = {}
    for path in sorted((paths.ROOT / "tests").glob(f"{folder}/**/*.py")):
        name = path.relative_to(paths.ROOT).as_posix()
        words = set() if name in listed else set(NAME.findall(path.read_text(encoding="utf-8")))
        for word in words - known:
            if word.lower() in names and not lexicon.is_word(word.lower()):
                found.setdefault(word, []).append(name)
    return found


def test_no_test_of_the_search_names_anybody():
    assert named("study/screening") == {}


@pytest.mark.campaign
def test_no_test_names_anybody():
    assert named("*") == {}

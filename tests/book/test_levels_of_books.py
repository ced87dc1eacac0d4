"""Books at both levels, whoever works where: every byte is the same."""

import random
import shutil

import pytest

from study import workflow
from study.data import levels
from study.demonstration import made_up_study
from study.private import mapping_reader, store
from tests.support import demonstration
from tests.support.books import checkout
from tests.support.demonstration import Study

pytestmark = pytest.mark.campaign


@pytest.mark.parametrize("level", levels.LEVELS)
def test_the_whole_book_is_the_same_whoever_works_where(tmp_path, level, monkeypatch):
    """Made again with the same draws and other colleagues, and built by itself."""
    made = demonstration.made(level)
    other = Study(shutil.copytree(made.root, tmp_path / "other"))
    read = mapping_reader.read
    monkeypatch.setattr(
        mapping_reader, "read", lambda *a: workflow.with_places_shuffled(read(*a), seed=5)
    )
    draws = random.Random(made_up_study.SEED).randbytes
    workflow.publish(other.data, other.private, draws, level)
    key, other_key = (
        (study.private / store.KEY).read_text(encoding="utf-8") for study in (made, other)
    )
    assert key != other_key, "other people work together"
    printed = []
    for name, study in (("one", made), ("two", other)):
        book = checkout(tmp_path / name)
        shutil.rmtree(book.root / "data")
        shutil.copytree(study.data, book.root / "data")
        outcome = book.build()
        assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
        printed.append(book.fingerprint())
    assert printed[0].keys() == printed[1].keys()
    assert [name for name in printed[0] if printed[0][name] != printed[1][name]] == []

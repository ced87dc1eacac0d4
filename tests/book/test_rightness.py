"""Whatever is edited, in whatever order: the book is what a clean build makes of the same files."""

import random

import pytest

from press.build import digests
from tests.support import edits, hunts
from tests.support.books import checkout


@pytest.fixture
def edited(own_book):
    """A built book that can be edited in every way."""
    extra = own_book.root / edits.EXTRA
    extra.write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return own_book.root


@pytest.mark.campaign
def test_edits_end_in_the_bytes_of_a_clean_build(edited, tmp_path):
    sources = ("a public number", "a title", "a term", "a page's name", "a note")
    for name in (*sources, *sorted(edits.SPOIL)):
        edits.edit(edited, name, 3600)
    hunts.build(edited, {"LC_ALL": "C", "JOBS": "1", "TZ": "Asia/Tokyo"})
    assert hunts.unlike_clean(edited, tmp_path) == []


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(5))
def test_a_walk_of_edits_ends_in_the_bytes_of_a_clean_build(edited, tmp_path, seed):
    """`python -m benchmarks.rightness` goes further, and kills builds on its way."""
    chance = random.Random(seed)
    for name in chance.sample(sorted(edits.EDITS), 4):
        edits.edit(edited, name, chance.choice([0, 3600]))
        hunts.build(edited, chance.choice(hunts.ENVIRONMENTS))
    assert hunts.unlike_clean(edited, tmp_path) == []


def test_every_edit_of_the_checkout_can_be_made_and_undone(tmp_path):
    folder = checkout(tmp_path / "book").root
    (folder / edits.EXTRA).write_text("x", encoding="utf-8")
    for name in edits.EDITS.keys() - edits.SPOIL:
        before = digests.digest([folder], folder)
        edits.edit(folder, name, 0)
        assert digests.digest([folder], folder) != before, name
        edits.edit(folder, name, 0)
        assert digests.digest([folder], folder) == before, name

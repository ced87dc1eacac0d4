"""Whatever is edited, in whatever order: the book is what a clean build makes of the same files."""

import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from press.build import digests
from tests.support import edits, hunts
from tests.support.books import checkout


@pytest.fixture(scope="module")
def edited(book, tmp_path_factory):
    """A built book that all examples edit, one after the other."""
    folder = tmp_path_factory.mktemp("rightness") / "book"
    shutil.copytree(book.root, folder)
    (folder / edits.EXTRA).write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return folder


EDIT = st.tuples(
    st.sampled_from(sorted(edits.EDITS)),
    st.sampled_from([0, 3600]),
    st.sampled_from(hunts.ENVIRONMENTS),
)


# An example is some builds of the whole book: one, the same every time, and none smaller.
# `python -m benchmarks.rightness` tries many, and others.
@settings(
    max_examples=1,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(sequence=st.lists(EDIT, min_size=4, max_size=4, unique_by=lambda each: each[0]))
def test_edits_end_in_the_bytes_of_a_clean_build(edited, tmp_path_factory, sequence):
    for name, back, environment in sequence:
        edits.edit(edited, name, back)
        hunts.build(edited, environment)
    assert hunts.unlike_clean(edited, tmp_path_factory.mktemp("clean")) == []


def test_every_edit_of_the_checkout_can_be_made_and_undone(tmp_path):
    folder = checkout(tmp_path / "book").root
    (folder / edits.EXTRA).write_text("x", encoding="utf-8")
    for name in edits.EDITS.keys() - edits.SPOIL:
        before = digests.digest([folder], folder)
        edits.edit(folder, name, 0)
        assert digests.digest([folder], folder) != before, name
        edits.edit(folder, name, 0)
        assert digests.digest([folder], folder) == before, name

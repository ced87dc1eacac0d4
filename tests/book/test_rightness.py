"""Whatever is edited, in whatever order: the book is what a clean build makes of the same files."""

import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks import edits, rightness


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
    st.sampled_from(rightness.SURROUNDINGS),
)


# Each example is some builds of the whole book: few, the same every time, and none of them smaller.
# `python -m benchmarks.rightness` tries many, and others.
@settings(
    max_examples=2,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(sequence=st.lists(EDIT, min_size=2, max_size=3))
def test_edits_end_in_the_bytes_of_a_clean_build(edited, tmp_path_factory, sequence):
    for name, back, surroundings in sequence:
        edits.edit(edited, name, back)
        rightness.build(edited, surroundings)
    assert rightness.unlike_clean(edited, tmp_path_factory.mktemp("clean")) == []


@pytest.mark.parametrize("name", edits.EDITS)
def test_every_edit_can_be_made_and_undone(name, book, tmp_path):
    folder = tmp_path / "book"
    shutil.copytree(book.root, folder)
    (folder / edits.EXTRA).write_text("x", encoding="utf-8")
    shutil.rmtree(folder / "_build" / ".html", ignore_errors=True)
    tree = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    edits.edit(folder, name, 0)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} != tree
    edits.edit(folder, name, 0)
    if not name.startswith("a published"):  # that comes back by a build
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == tree

"""Digests change with what they are of: no more, and never less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.build.digests import Inputs, digest
from study import paths


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("x\n1\n")
    (tmp_path / "lock").write_text("pandas")
    return tmp_path


def seen(tree) -> str:
    return digest([tree / "data", tree / "lock"], tree)


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: (tree / "data" / "a.csv").write_text("x\n2\n"),
        lambda tree: (tree / "data" / "a.csv").rename(tree / "data" / "b.csv"),
        lambda tree: (tree / "data" / "a.csv").unlink(),
        lambda tree: (tree / "data" / "b.csv").write_text(""),
        lambda tree: (tree / "lock").write_text("pandas2"),
    ],
)
def test_any_change_of_a_file_changes_the_digest(tree, change):
    before = seen(tree)
    change(tree)
    assert seen(tree) != before


def test_time_and_leftovers_do_not_change_the_digest(tree):
    before = seen(tree)
    (tree / "data" / "__pycache__").mkdir()
    (tree / "data" / "__pycache__" / "a.pyc").write_text("x")
    (tree / "data" / ".DS_Store").write_text("x")
    (tree / "data" / "a.csv").write_text("x\n1\n")
    assert seen(tree) == before


NAMES = ("data/a.csv", "data/b.csv", "data/sub/c.csv", "references.bib")


def _inputs(root) -> Inputs:
    return Inputs([root / "data", root / "references.bib"], root)


@pytest.fixture
def watched(tmp_path):
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize("changed", NAMES)
@pytest.mark.parametrize("opened", [NAMES[:1], NAMES[1:3], ("data",), ("data/none.csv",), ()])
def test_a_key_changes_with_the_files_that_were_opened_and_no_other(watched, opened, changed):
    before = _inputs(watched).key(opened)
    (watched / changed).unlink()
    concerned = any(changed == name or changed.startswith(f"{name}/") for name in opened)
    assert (_inputs(watched).key(opened) != before) == concerned


def test_a_file_that_was_missing_and_comes_changes_the_key(watched):
    before = _inputs(watched).key(["data/none.csv"]), _inputs(watched).key(["data"])
    (watched / "data" / "none.csv").write_text("")
    after = _inputs(watched).key(["data/none.csv"]), _inputs(watched).key(["data"])
    assert before[0] != after[0] and before[1] != after[1]


@given(st.permutations(NAMES), st.sets(st.sampled_from(NAMES)))
def test_the_order_and_number_of_openings_do_not_matter(order, twice):
    inputs = Inputs([], paths.ROOT)
    assert inputs.key(order) == inputs.key([*sorted(NAMES), *twice])

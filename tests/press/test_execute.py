"""The cache knows everything a notebook can see."""

import pytest

from press import execute, results
from press.execute import Run
from press.extension import visible
from study import paths


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("x\n1\n")
    (tmp_path / "lock").write_text("pandas")
    return tmp_path


def seen(tree) -> str:
    return execute.digest([tree / "data", tree / "lock"], tree)


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


def test_a_notebook_can_see_the_data_the_study_its_look_and_the_lock():
    seen = visible()
    files = [paths.PACKAGE, paths.LABELS, paths.STYLE, paths.FONTS, paths.BIBLIOGRAPHY]
    for file in [*files, paths.ROOT / "study" / "dutch.py", paths.ROOT / "requirements.txt"]:
        assert any(file == part or part in file.parents for part in seen), file
        assert file.exists()


def test_time_and_leftovers_do_not_change_the_digest(tree):
    before = seen(tree)
    (tree / "data" / "__pycache__").mkdir()
    (tree / "data" / "__pycache__" / "a.pyc").write_text("x")
    (tree / "data" / ".DS_Store").write_text("x")
    (tree / "data" / "a.csv").write_text("x\n1\n")
    assert seen(tree) == before


def test_a_notebook_that_is_no_notebook_is_named(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("{")
    with pytest.raises(execute.NotebookError, match="not a readable notebook"):
        execute.run_all(["notebooks/a"], tmp_path, tmp_path / "cache", "", print)
    assert not [path for path in (tmp_path / "cache").iterdir() if path.name != "matplotlib"]


def test_a_name_made_twice_is_refused(tmp_path):
    record = '{"n": {"value": 1, "text": "1", "words": "een", "sources": []}}'
    runs = []
    for name in ("a", "b"):
        run = Run(name, tmp_path / name)
        run.results.mkdir(parents=True)
        (run.results / "numbers.json").write_text(record)
        runs.append(run)
    assert results.collect(runs[:1]).number("n").text == "1"
    with pytest.raises(results.DuplicateResult, match=r"a\.ipynb and by b\.ipynb"):
        results.collect(runs)

"""The cache knows everything a run depended on: no more, and never less."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import execute, results
from press.execute import Run
from press.extension import fixed_parts
from press.inputs import Inputs, digest
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


def test_code_look_words_and_lock_count_for_every_notebook():
    fixed = fixed_parts()
    for file in (paths.LABELS, paths.STYLE, paths.FONTS, paths.ROOT / "requirements.txt"):
        assert any(file == part or part in file.parents for part in fixed), file
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
        execute.run_all(["notebooks/a"], tmp_path / "cache", "", Inputs([], tmp_path), print)
    left = {path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert not [name for name in left if not name.startswith("fontlist")]


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


@pytest.mark.parametrize(
    ("code", "opened"),
    [
        ("open('data/a.csv').read()", {"data/a.csv"}),
        ("from pathlib import Path; Path('data/../data/b.csv').read_bytes()", {"data/b.csv"}),
        ("import pandas; pandas.read_csv('data/a.csv', header=None)", {"data/a.csv"}),
        ("import os; os.close(os.open(b'references.bib', os.O_RDONLY))", {"references.bib"}),
        ("import os; os.chdir('data'); open('a.csv')", {"data/a.csv"}),
        ("import contextlib\nwith contextlib.suppress(OSError): open('data/x')", {"data/x"}),
        ("import os; os.listdir('data/sub')", {"data"}),
        ("from pathlib import Path; list(Path('.').rglob('*'))", {"data"}),
        ("import subprocess; subprocess.run(['true'])", {"data", "references.bib"}),
        ("import os; os.system('true')", {"data", "references.bib"}),
        ("open(0, closefd=False); open('other').read()", set()),
    ],
)
def test_a_kernel_notes_what_its_notebook_opens(watched, code, opened):
    (watched / "other").write_text("")
    log = watched / "log"
    places = [str(watched / "data"), str(watched / "references.bib")]
    environment = {"PRESS_WATCHED": os.pathsep.join(places), "PRESS_OPENED": str(log)}
    program = execute.WATCH.read_text(encoding="utf-8") + "\n" + code
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=watched,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    root = f"{watched.resolve()}{os.sep}"
    noted = {line.removeprefix(root) for line in log.read_text(encoding="utf-8").splitlines()}
    assert noted == opened

"""Notebooks run when they must and not otherwise, and never outlive their build."""

import os
import py_compile
import re
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest

from press.build.digests import Inputs
from press.notebooks import cells, execution, kernels
from press.notebooks.runs import EXECUTED, Run
from study import paths
from tests.support.processes import descendants, wait_until_gone
from tests.support.tiers import sampled

only_where_it_forks = pytest.mark.skipif(not kernels.CAN_FORK, reason="kernels are not forked here")


def test_a_notebook_that_is_no_notebook_is_named(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("{")
    with pytest.raises(execution.NotebookError, match="not a readable notebook"):
        _run(tmp_path)
    left = {path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert not [name for name in left if not name.startswith("fontlist")]


@pytest.fixture(autouse=True)
def lean_kernels(tmp_path_factory, monkeypatch):
    """Kernels that import pandas and matplotlib only when their notebook does: quick to start."""
    program = kernels.PROGRAM.read_text(encoding="utf-8")
    lean = re.sub(r'    "(?:pandas|matplotlib)[\w.]*",\n', "", program)
    assert lean != program
    path = tmp_path_factory.mktemp("kernels") / kernels.PROGRAM.name
    path.write_text(lean, encoding="utf-8")
    monkeypatch.setattr(kernels, "PROGRAM", path)


CELLS = {
    "even": ["import os, sys, time", "sorted({'b': 1, 'a': 2})", "print(os.getcwd(), time.tzname)"],
    "odd": ["open('../data/a.csv').read()", "import pandas", "pandas.Series([1, 2]).sum()"],
}


def _notebooks(root, cells: dict[str, list[str]]) -> list[str]:
    for folder in ("notebooks", "data"):
        (root / folder).mkdir(exist_ok=True)
    (root / "data" / "a.csv").write_text("x\n1\n")
    for name, sources in cells.items():
        made = [nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("x"), *made])
        nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")
    return [f"notebooks/{name}" for name in cells]


def _run(root, names=("notebooks/a",), tell=print, fixed=lambda: "fixed") -> list[Run]:
    inputs = Inputs([root / "data"], root)
    plan = execution.Plan(list(names), root / "cache", fixed, inputs)
    plan.start()
    return plan.finish(tell)


def test_forked_kernels_do_what_new_ones_do(tmp_path, monkeypatch):
    names = _notebooks(tmp_path, CELLS)
    outputs = []
    for forks in (False, True) if kernels.CAN_FORK else (False,):
        monkeypatch.setattr(kernels, "CAN_FORK", forks)
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        runs = _run(tmp_path, names)
        assert [run.docname for run in runs] == names
        assert [run.opened() for run in runs] == [[], ["data/a.csv"]]
        outputs.append([[cell.get("outputs") for cell in run.executed().cells] for run in runs])
    assert all(each == outputs[0] for each in outputs)


def test_what_ran_before_is_told_and_not_run_again(tmp_path):
    names = _notebooks(tmp_path, CELLS)
    told = []
    first = _run(tmp_path, names, told.append)
    assert told[0] == "notebooks: 0 unchanged, 2 to run: even, odd"
    ran = {re.sub(r" ran in \d+\.\d s$", "", line) for line in told[1:]}
    assert {line.partition(", ")[0] for line in ran} == {f"notebooks: {n} of 2" for n in (1, 2)}
    assert {line.partition(", ")[2] for line in ran} == {"even", "odd"}
    told.clear()
    assert _run(tmp_path, names, told.append) == first
    assert told == ["notebooks: 2 unchanged, 0 to run"]
    (tmp_path / "data" / "a.csv").write_text("x\n2\n")
    _run(tmp_path, names, told.append)
    assert told[1] == "notebooks: 1 unchanged, 1 to run: odd"


def test_a_run_of_which_something_was_taken_away_is_made_again(tmp_path):
    names = _notebooks(tmp_path, CELLS)
    (run, _) = _run(tmp_path, names)
    (run.folder / EXECUTED).unlink()
    assert run.docname in {each.docname for each in _run(tmp_path, names)}
    assert run.executed().cells


def test_a_module_that_kept_its_size_and_time_is_read_anew(tmp_path):
    names = _notebooks(tmp_path, {"a": ["import sys; sys.path.insert(0, '..')", CALLS]})
    helper = tmp_path / "study" / "helper.py"
    helper.parent.mkdir()
    (helper.parent / "__init__.py").write_text("")
    helper.write_text("VALUE = 1")
    modified = helper.stat().st_mtime_ns
    py_compile.compile(str(helper), doraise=True)
    helper.write_text("VALUE = 2")
    os.utime(helper, ns=(modified, modified))
    (run,) = _run(tmp_path, names)
    assert run.executed().cells[-1].outputs[0].data["text/plain"] == "2"


CALLS = "from study import helper; helper.VALUE"


@pytest.mark.parametrize(
    "during",
    sampled(
        1,
        [
            "import os; os.system('echo 3 >> ../data/a.csv')",
            "import os; os.system('echo >> a.ipynb')",
            "import os; os.system('echo >> ../code')",
        ],
    ),
)
def test_what_changes_while_a_notebook_runs_is_not_taken_for_what_it_was(tmp_path, during):
    (tmp_path / "code").write_text("")
    names = _notebooks(tmp_path, {"a": [during]})
    with pytest.raises(execution.NotebookError, match="changed while it ran"):
        _run(tmp_path, names, fixed=(tmp_path / "code").read_text)
    assert not list((tmp_path / "cache" / "notebooks-a").iterdir())


def test_what_a_killed_build_left_behind_is_taken_away(tmp_path):
    names = _notebooks(tmp_path, CELLS)
    left = tmp_path / "cache" / f"{execution.SCRATCH}abc"
    (left / "results").mkdir(parents=True)
    _run(tmp_path, names)
    assert not left.exists()


@pytest.mark.parametrize(
    "forks", sampled(1, [pytest.param(True, marks=only_where_it_forks), False])
)
def test_a_kernel_that_dies_is_named(tmp_path, monkeypatch, forks):
    monkeypatch.setattr(kernels, "CAN_FORK", forks)
    names = _notebooks(tmp_path, {"a": ["import os; os.kill(os.getpid(), 9)"], "b": ["1"]})
    with pytest.raises(execution.NotebookError, match=r"notebooks/a\.ipynb: the kernel stopped"):
        _run(tmp_path, names)


@only_where_it_forks
@pytest.mark.parametrize("program", ["raise SystemExit(1)", "input(); raise SystemExit(1)"])
def test_kernels_that_cannot_start_end_the_build_and_do_not_let_it_wait(
    tmp_path, monkeypatch, program
):
    broken = tmp_path / "fork_server.py"
    broken.write_text(program)
    monkeypatch.setattr(kernels, "PROGRAM", broken)
    with pytest.raises(execution.NotebookError, match="no kernel can start"):
        _run(tmp_path, _notebooks(tmp_path, CELLS))


@pytest.mark.parametrize("wrong", ["0", "many"])
def test_a_number_of_jobs_that_is_none_is_refused(tmp_path, monkeypatch, wrong):
    monkeypatch.setenv(execution.JOBS, wrong)
    with pytest.raises(execution.NotebookError, match="give the number of kernels"):
        _run(tmp_path, _notebooks(tmp_path, CELLS))


def test_no_more_notebooks_run_side_by_side_than_was_asked(tmp_path, monkeypatch):
    monkeypatch.setenv(execution.JOBS, "1")
    root = tmp_path / "checkout"
    root.mkdir()
    alone = f"import os; os.open('{tmp_path}/busy', os.O_CREAT | os.O_EXCL)"
    again = f"import os; os.unlink('{tmp_path}/busy')"
    names = _notebooks(root, {name: [alone, "1", again] for name in "abc"})
    assert len(_run(root, names)) == 3


@pytest.mark.parametrize(
    ("setting", "cell", "message"),
    sampled(
        1,
        [
            (cells.MEGABYTES, "print('x' * 1_100_000)", r"cell 2 \(print.*puts out more than 1 MB"),
            (cells.SECONDS, "import threading; threading.Event().wait()", "more than 1 seconds"),
        ],
    ),
)
def test_a_cell_that_takes_too_much_ends_its_notebook(
    tmp_path, monkeypatch, setting, cell, message
):
    monkeypatch.setenv(setting, "1")
    with pytest.raises(execution.NotebookError, match=rf"notebooks/a\.ipynb.*{message}"):
        _run(tmp_path, _notebooks(tmp_path, {"a": [cell]}))


@pytest.mark.parametrize("setting", [cells.SECONDS, cells.MEGABYTES])
def test_a_bound_that_is_no_number_is_refused(tmp_path, monkeypatch, setting):
    monkeypatch.setenv(setting, "0")
    with pytest.raises(execution.NotebookError, match=f"{setting}=0: give a whole number"):
        _run(tmp_path, _notebooks(tmp_path, {"a": ["1"]}))


def test_a_disk_that_is_full_while_a_notebook_runs_is_told_with_what_to_do(tmp_path):
    cell = "import errno, os; raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))"
    with pytest.raises(execution.NotebookError, match=r"a\.ipynb, cell 2.*Make room"):
        _run(tmp_path, _notebooks(tmp_path, {"a": [cell]}))


def test_a_notebook_that_writes_elsewhere_than_to_its_results_is_named(tmp_path):
    (tmp_path / "chapters").mkdir()
    cell = "open('../chapters/kader.md', 'w')"
    with pytest.raises(execution.NotebookError, match=r"a\.ipynb, cell 2.*not to chapters/kader"):
        _run(tmp_path, _notebooks(tmp_path, {"a": [cell]}))
    assert not list((tmp_path / "chapters").iterdir())


@pytest.mark.campaign
@only_where_it_forks
def test_kernels_end_with_the_build_however_it_ends(tmp_path):
    names = _notebooks(tmp_path, {"a": ["import os", "os.getpid()"]})
    _notebooks(tmp_path, {"b": ["import os, threading", "threading.Event().wait()"]})
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from press.notebooks.execution import Plan\n"
        "from press.build.digests import Inputs\n"
        "root = Path(sys.argv[1])\n"
        "seen = Inputs([root / 'data'], root)\n"
        "plan = Plan(['notebooks/a', 'notebooks/b'], root / 'cache', str, seen)\n"
        "plan.start()\n"
        "print(os.getpid(), flush=True)\n"
        "plan.finish(lambda line: print(line, flush=True))\n"
    )
    for how in (signal.SIGKILL, signal.SIGINT):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        build = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
        )
        while "a ran in" not in build.stdout.readline():
            assert build.poll() is None
        children = descendants(build.pid)
        assert len(children) >= 2  # the fork server, and the kernel that waits for ever
        build.send_signal(how)
        build.communicate(timeout=20)
        for child in children:
            wait_until_gone(child)
    assert names

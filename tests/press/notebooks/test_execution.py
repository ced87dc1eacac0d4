"""The cache knows everything a run depended on: no more, and never less."""

import asyncio
import os
import py_compile
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.build.digests import Inputs, digest
from press.notebooks import execution, kernels, outputs
from press.notebooks.execution import Run
from press.notebooks.starting import fixed_parts
from study import paths
from tests.support.processes import descendants, wait_until_gone

only_where_it_forks = pytest.mark.skipif(not kernels.FORKS, reason="kernels are not forked here")


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
    with pytest.raises(execution.NotebookError, match="not a readable notebook"):
        _run(tmp_path)
    left = {path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert not [name for name in left if not name.startswith("fontlist")]


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
    for forks in (False, True) if kernels.FORKS else (False,):
        monkeypatch.setattr(kernels, "FORKS", forks)
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
    (run.folder / execution.EXECUTED).unlink()
    assert run.docname in {each.docname for each in _run(tmp_path, names)}
    assert run.executed().cells


def test_a_module_that_kept_its_size_and_moment_is_read_anew(tmp_path):
    names = _notebooks(tmp_path, {"a": ["import sys; sys.path.insert(0, '..')", CALLS]})
    helper = tmp_path / "study" / "helper.py"
    helper.parent.mkdir()
    (helper.parent / "__init__.py").write_text("")
    helper.write_text("VALUE = 1")
    moment = helper.stat().st_mtime_ns
    py_compile.compile(str(helper), doraise=True)
    helper.write_text("VALUE = 2")
    os.utime(helper, ns=(moment, moment))
    (run,) = _run(tmp_path, names)
    assert run.executed().cells[-1].outputs[0].data["text/plain"] == "2"


CALLS = "from study import helper; helper.VALUE"


@pytest.mark.parametrize(
    "during",
    [
        "open('../data/a.csv').read(); open('../data/a.csv', 'a').write('3')",
        "open('a.ipynb', 'a').write(' ')",
        "open('../code', 'a').write(' ')",
    ],
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


@pytest.mark.parametrize("forks", [False, pytest.param(True, marks=only_where_it_forks)])
def test_a_kernel_that_dies_is_named(tmp_path, monkeypatch, forks):
    monkeypatch.setattr(kernels, "FORKS", forks)
    names = _notebooks(tmp_path, {"a": ["import os; os.kill(os.getpid(), 9)"], "b": ["1"]})
    with pytest.raises(execution.NotebookError, match=r"notebooks/a\.ipynb: the kernel stopped"):
        _run(tmp_path, names)


@only_where_it_forks
@pytest.mark.parametrize("program", ["raise SystemExit(1)", "input(); raise SystemExit(1)"])
def test_kernels_that_cannot_start_end_the_build_and_do_not_let_it_wait(
    tmp_path, monkeypatch, program
):
    broken = tmp_path / "nursery.py"
    broken.write_text(program)
    monkeypatch.setattr(kernels, "PROGRAM", broken)
    with pytest.raises(execution.NotebookError, match="no kernel can start"):
        _run(tmp_path, _notebooks(tmp_path, CELLS))


@pytest.mark.parametrize("wrong", ["0", "-1", "many", "1.5"])
def test_a_number_of_jobs_that_is_none_is_refused(tmp_path, monkeypatch, wrong):
    monkeypatch.setenv(execution.JOBS, wrong)
    with pytest.raises(execution.NotebookError, match="give the number of kernels"):
        _run(tmp_path, _notebooks(tmp_path, CELLS))


def test_no_more_notebooks_run_side_by_side_than_was_asked(tmp_path, monkeypatch):
    monkeypatch.setenv(execution.JOBS, "1")
    alone = "import os; os.open('../data/busy', os.O_CREAT | os.O_EXCL)"
    again = "import os; os.unlink('../data/busy')"
    names = _notebooks(tmp_path, {name: [alone, "1", again] for name in "abc"})
    assert len(_run(tmp_path, names)) == 3


@only_where_it_forks
def test_kernels_end_with_the_build_however_it_ends(tmp_path):
    names = _notebooks(tmp_path, {"a": ["import os", "open('pid', 'w').write(str(os.getpid()))"]})
    _notebooks(tmp_path, {"b": ["import os, threading", "threading.Event().wait()"]})
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from press.execute import Plan\n"
        "from press.inputs import Inputs\n"
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
        assert len(children) >= 2  # the nursery, and the kernel that waits for ever
        build.send_signal(how)
        build.communicate(timeout=20)
        for child in children:
            wait_until_gone(child)
    assert names


def test_a_name_made_twice_is_refused(tmp_path):
    record = '{"n": {"value": 1, "text": "1", "words": "een", "sources": []}}'
    runs = []
    for name in ("a", "b"):
        run = Run(name, tmp_path / name)
        run.results.mkdir(parents=True)
        (run.results / "numbers.json").write_text(record)
        runs.append(run)
    assert outputs.collect(runs[:1]).number("n").text == "1"
    with pytest.raises(outputs.DuplicateResult, match=r"a\.ipynb and by b\.ipynb"):
        outputs.collect(runs)


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
    program = execution.WATCH.read_text(encoding="utf-8") + "\n" + code
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


@only_where_it_forks
def test_kernels_are_reached_by_sockets_that_nobody_else_can_take(tmp_path):
    """And leave their connection file alone, which is read while they start."""

    async def start() -> tuple[str, bool]:
        opened = kernels.open_kernels(tmp_path / "matplotlib")
        manager = opened.manager()
        try:
            await manager.start_kernel(env=opened.environment, cwd=str(tmp_path))
            written = Path(manager.connection_file).stat()
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=60)
            client.stop_channels()
            now = Path(manager.connection_file).stat()
            same = (now.st_ino, now.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
            await manager.shutdown_kernel(now=True)
        finally:
            opened.close()
        assert not Path(manager.ip).parent.exists()
        return manager.transport, same

    assert asyncio.run(start()) == ("ipc", True)

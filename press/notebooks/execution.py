"""Running the notebooks before the book is read, and only when something they can see has changed.

A run lands in a folder of its own under the cache, named after the notebook, the code, and the
watched files it opened, which the kernel notes (press/notebooks/opened_files.py). Nothing in it
changes afterwards, so an interrupted build leaves no half a run behind.
"""

import asyncio
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import nbformat

from press.build import from_source
from press.build.digests import Inputs, digest
from study.files import digest_of_all

if TYPE_CHECKING:
    from press.notebooks.kernels import Kernels

RESULTS = "results"
EXECUTED = "executed.ipynb"
OPENED = "opened.txt"
SCRATCH = ".running-"
FRESH = Path(from_source.__file__)
WATCH = Path(__file__).with_name("opened_files.py")
"""What runs in a kernel before its notebook."""
KEEP = 4
"""Runs kept per notebook, so that switching between branches re-runs nothing."""

TIMEOUT = 600
JOBS = "JOBS"
MEMORY = 400 * 1024**2
"""Bytes that a kernel of this book takes at most, with room to spare."""

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(Exception):
    """A notebook that cannot be used: which one, where, why and what to do."""


@dataclass(frozen=True)
class Run:
    """A notebook that was run: its docname, and the folder with what came of it."""

    docname: str
    folder: Path

    @property
    def digest(self) -> str:
        """Stands for everything the notebook saw."""
        return self.folder.name

    @property
    def name(self) -> str:
        """File name without folder or ending."""
        return self.docname.rpartition("/")[2]

    @property
    def results(self) -> Path:
        """Folder with the figures and numbers it made."""
        return self.folder / RESULTS

    @property
    def whole(self) -> bool:
        """Whether nobody has taken anything away."""
        parts = (RESULTS, EXECUTED, OPENED)
        return all((self.folder / part).exists() for part in parts)

    def opened(self) -> list[str]:
        """Names of the watched files and folders it opened."""
        return (self.folder / OPENED).read_text(encoding="utf-8").splitlines()

    def executed(self) -> nbformat.NotebookNode:
        """The notebook with its outputs."""
        return nbformat.read(self.folder / EXECUTED, as_version=4)


class Plan:
    """Which notebooks have to run, and which come from the cache.

    They run beside what the build does meanwhile: ``start`` begins, ``finish`` waits.
    """

    def __init__(
        self, docnames: list[str], cache: Path, fixed: Callable[[], str], inputs: Inputs
    ) -> None:
        """``fixed`` gives the digest of what every notebook depends on besides itself.

        Of ``inputs``, each depends on what it opened.
        """
        self._cache = cache
        at_start = fixed()
        self._tasks = [_Task(docname, cache, at_start, fixed, inputs) for docname in docnames]
        kept = {task.docname: task.kept() for task in self._tasks}
        self._kept = {docname: run for docname, run in kept.items() if run is not None}
        self._missing = [task for task in self._tasks if task.docname not in self._kept]
        self._told: SimpleQueue[str | None] = SimpleQueue()
        self._running: Future[list[Run]] | None = None
        self._kernels: Kernels | None = None

    def start(self) -> None:
        """Begin to run the notebooks that have to be run, side by side."""
        for left in self._cache.glob(f"{SCRATCH}*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        if not self._missing:
            return
        # Imported here because most builds run no notebook; and before there are threads, as two
        # that import the same packages can meet half of one.
        from press.notebooks import kernels

        self._kernels = kernels.open_kernels(self._cache / "matplotlib")
        import_module("nbclient")
        loop = asyncio.new_event_loop()
        # A daemon: the thread ends with the build.
        threading.Thread(target=loop.run_forever, daemon=True).start()
        work = _run_side_by_side(self._missing, self._kernels, self._told.put)
        self._running = asyncio.run_coroutine_threadsafe(work, loop)

    def finish(self, tell: Callable[[str], None]) -> list[Run]:
        """All runs, in the order of the notebooks; ``tell`` gets lines of progress.

        Raises:
            NotebookError: a notebook stopped with an error, printed a warning, or is none.
        """
        unchanged = len(self._tasks) - len(self._missing)
        names = ", ".join(task.source.stem for task in self._missing)
        to_run = f"{len(self._missing)} to run{names and f': {names}'}"
        tell(f"notebooks: {unchanged} unchanged, {to_run}")
        if self._running is not None:
            try:
                while (line := self._told.get()) is not None:
                    tell(line)
            except KeyboardInterrupt:
                self.stop()
                raise
            self._kept |= {run.docname: run for run in self._running.result()}
        runs = [self._kept[task.docname] for task in self._tasks]
        for run in runs:
            _prune(run)
        return runs

    def stop(self) -> None:
        """End what runs, at once: nobody will ask for it."""
        if self._kernels is not None:
            self._kernels.close()


@dataclass(frozen=True)
class _Task:
    """A notebook of which a run is wanted."""

    docname: str
    cache: Path
    at_start: str
    fixed: Callable[[], str]
    inputs: Inputs

    @property
    def root(self) -> Path:
        return self.inputs.root

    @property
    def source(self) -> Path:
        return self.root / f"{self.docname}.ipynb"

    @property
    def shown(self) -> str:
        return _shown(self.source, self.root)

    @property
    def folder(self) -> Path:
        """All runs of this notebook."""
        return self.cache / self.docname.replace("/", "-")

    @cached_property
    def key(self) -> str:
        """Stands for the notebook and for what all notebooks depend on, as they were at first."""
        return self.key_with(self.at_start)

    def key_with(self, fixed: str) -> str:
        """Stands for the notebook as it is now, and for what all notebooks depend on."""
        own = digest([self.source], self.root)
        return digest_of_all((own, fixed))[:20]

    def name(self, opened: Iterable[str], inputs: Inputs) -> str:
        """Name of the run in which the notebook opened these files."""
        return f"{self.key}-{inputs.key(opened)}"

    def kept(self) -> Run | None:
        """The run of before whose opened files are still what they were, if there is one."""
        for folder in self.folder.glob(f"{self.key}-*"):
            run = Run(self.docname, folder)
            if not run.whole:
                shutil.rmtree(folder)
            elif folder.name == self.name(run.opened(), self.inputs):
                return run
        return None


async def _run_side_by_side(
    tasks: list[_Task], kernels: "Kernels", tell: Callable[[str | None], None]
) -> list[Run]:
    """Run all, tell after each how far it is, and tell nothing (None) at the end."""
    done = 0

    async def one(task: _Task, places: asyncio.Semaphore) -> Run | NotebookError:
        nonlocal done
        try:
            run, seconds = await _run(task, kernels, places)
        except NotebookError as error:
            return error
        done += 1
        tell(f"notebooks: {done} of {len(tasks)}, {run.name} ran in {seconds:.1f} s")
        return run

    try:
        places = asyncio.Semaphore(_side_by_side())
        outcomes = await asyncio.gather(*(one(task, places) for task in tasks))
    finally:
        try:
            kernels.close()
        finally:
            tell(None)  # whatever happened: somebody waits for it
    if failures := [str(outcome) for outcome in outcomes if isinstance(outcome, NotebookError)]:
        raise NotebookError("\n".join(failures))
    return outcomes


def _side_by_side() -> int:
    """How many kernels run at once, as far as the free memory holds them.

    Two more than there are cores, as a kernel that starts mostly waits, and the cores are to be
    busy while the last ones run. ``JOBS`` in the environment (``make book JOBS=1``) asks for
    another number.

    Raises:
        NotebookError: ``JOBS`` is no number of kernels.
    """
    wanted = os.environ.get(JOBS) or str((os.cpu_count() or 1) + 2)
    if not wanted.isdecimal() or int(wanted) < 1:
        raise NotebookError(f"{JOBS}={wanted}: give the number of kernels side by side, 1 or more.")
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return int(wanted)  # not every system tells
    return max(1, min(int(wanted), free // MEMORY))


async def _run(task: _Task, kernels: "Kernels", places: asyncio.Semaphore) -> tuple[Run, float]:
    """A run, and the seconds that its kernel took."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook = _read(task)
    manager = kernels.manager()
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=TIMEOUT,
        record_timing=False,
        resources={"metadata": {"path": str(task.source.parent)}},
        extra_arguments=[f"--IPKernelApp.exec_files={[str(FRESH), str(WATCH)]!r}"],
    )
    task.folder.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=task.cache, prefix=SCRATCH))
    try:
        (scratch / RESULTS).mkdir()
        surroundings = {
            "STUDY_RESULTS": str(scratch / RESULTS),
            "PRESS_OPENED": str(scratch / OPENED),
            "PRESS_WATCHED": os.pathsep.join(str(part.resolve()) for part in task.inputs.watched),
        }
        async with places:
            started = time.perf_counter()
            try:
                await client.async_execute(env=kernels.environment | surroundings)
            except CellExecutionError as error:
                raise NotebookError(_explain(task, notebook, error)) from None
            # The last is what Jupyter says of a kernel that died, before its first cell or later.
            except (CellTimeoutError, ChildProcessError, RuntimeError) as error:
                raise NotebookError(
                    f"{task.shown}: the kernel stopped ({error}). Run the notebook by hand."
                ) from None
            seconds = time.perf_counter() - started
        _refuse_warnings(task, notebook)
        notebook.metadata.get("language_info", {}).pop("version", None)
        nbformat.write(notebook, scratch / EXECUTED)
        folder = task.folder / task.name(_opened(scratch / OPENED, task), task.inputs)
        _settle(scratch, folder)
        return Run(task.docname, folder), seconds
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        shutil.rmtree(scratch, ignore_errors=True)


def _opened(log: Path, task: _Task) -> list[str]:
    """Make the kernel's notes the same on every machine; refuse files changed in the meantime."""
    lines = log.read_text(encoding="utf-8").splitlines()
    names = sorted(_shown(Path(line), task.root.resolve()) for line in lines)
    log.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    now = Inputs(task.inputs.watched, task.root)
    if now.key(names) != task.inputs.key(names) or task.key_with(task.fixed()) != task.key:
        raise NotebookError(
            f"{task.shown}: it, or a file that it uses, changed while it ran. Build again."
        )
    return names


def _settle(scratch: Path, folder: Path) -> None:
    """Give a finished run its name; another build may have made the same one meanwhile."""
    try:
        scratch.rename(folder)
    except OSError:
        if not folder.exists():
            raise


def _read(task: _Task) -> nbformat.NotebookNode:
    try:
        notebook = nbformat.read(task.source, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(
            f"{task.shown}: not a readable notebook ({reason}). Restore it from git."
        ) from None
    return notebook


def _shown(source: Path, root: Path) -> str:
    return source.relative_to(root).as_posix()


def _explain(task: _Task, notebook, error) -> str:
    """Which cell failed, with what, and the line of ours it happened in."""
    failed = next(
        (
            (number, output)
            for number, cell in enumerate(notebook.cells, start=1)
            for output in cell.get("outputs", [])
            if output.output_type == "error"
        ),
        None,
    )
    if failed is None:
        return f"{task.shown}: {error.ename}: {error.evalue}. Run the notebook by hand."
    number, output = failed
    first_line = notebook.cells[number - 1].source.strip().splitlines()[0]
    traceback = _ANSI.sub("", "\n".join(output.traceback))
    frames = re.findall(r"File (\S+?):(\d+)", traceback)
    files = [(Path(file).expanduser().resolve(), line) for file, line in frames]
    root = task.root.resolve()
    ours = [
        f"{_shown(file, root)}:{line}"
        for file, line in files
        if root in file.parents and ".venv" not in file.parts
    ]
    where = f" in {ours[-1]}" if ours else ""
    return (
        f"{task.shown}, cell {number} ({first_line}): "
        f"{output.ename}: {output.evalue}{where}. Run the notebook by hand to see more."
    )


def _refuse_warnings(task: _Task, notebook) -> None:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise NotebookError(
                    f"{task.shown}, cell {number}: printed a warning "
                    f"({output.text.strip().splitlines()[-1].strip()}). Take away its cause."
                )


def _prune(run: Run) -> None:
    """Drop the oldest runs of a notebook beyond those worth keeping."""
    others = [path for path in run.folder.parent.iterdir() if path != run.folder]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEEP - 1 :]:
        shutil.rmtree(path, ignore_errors=True)

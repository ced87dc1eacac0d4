"""Executing the notebooks in parallel with the build, and only those without a cached run."""

import asyncio
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import nbformat

from press.build import cached_files, from_source
from press.build.digests import Inputs
from press.notebooks.runs import (
    OPENED,
    RESULTS,
    Run,
    WantedRun,
    executed_in,
    prune,
    relative_name,
    results_in,
)
from press.patches import failures_in_a_line
from press.translation import task
from study.language import spoken

if TYPE_CHECKING:
    from press.notebooks import cells
    from press.notebooks.kernels import Kernels

SCRATCH = ".running-"
"""Start of the name of a folder in which a notebook runs."""

FONTS = "matplotlib"
"""The folder in which Matplotlib keeps what it knows of the system's fonts."""

STARTUP_FILES = (
    Path(from_source.__file__),
    *map(Path(__file__).with_name, ("opened_files.py", "written_files.py")),
)
"""What runs in a kernel before its notebook."""

JOBS = "JOBS"
"""The environment variable that sets how many kernels run at once."""

KERNEL_MEMORY = 400 * 1024**2
"""Bytes that a kernel of this book takes at most, with a margin."""

_TURN = """
get_ipython().reset(new_session=True)
import os
os.environ["STUDY_RESULTS"] = {folder!r}
import sys
if "study.language.spoken" in sys.modules:
    sys.modules["study.language.spoken"].speak({language!r})
"""
"""What a kernel runs, after a notebook, before it runs again in another language."""

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(Exception):
    """A notebook that cannot be used: which one, where, why and what to do."""


class Plan:
    """Which notebooks have to run, and which have a cached run.

    They run while the build goes on: ``start`` returns at once, ``finish`` waits.
    """

    def __init__(
        self, docnames: list[str], cache: Path, shared_key: Callable[[], str], inputs: Inputs
    ) -> None:
        """``shared_key`` gives the key of what every notebook depends on besides itself.

        Of ``inputs``, each depends on what it opened.
        """
        self._cache = cache
        self._kept_fonts = (cache / f"{FONTS}.whole", [cache / FONTS])
        at_start = shared_key()
        self._wanted = [WantedRun(name, cache, at_start, shared_key, inputs) for name in docnames]
        found = {wanted.docname: wanted.find() for wanted in self._wanted}
        self._runs = {docname: run for docname, run in found.items() if run is not None}
        self._missing = [wanted for wanted in self._wanted if wanted.docname not in self._runs]
        self._progress: SimpleQueue[str | None] = SimpleQueue()
        self._running: Future[list[Run]] | None = None
        self._kernels: Kernels | None = None

    def start(self) -> None:
        """Begin to run the notebooks that have to be run, side by side."""
        for left in self._cache.glob(f"{SCRATCH}*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        if not self._missing:
            return
        # Imported here because most builds run no notebook; and before the thread is started,
        # because a package that two threads import at once may be seen half initialised.
        from press.notebooks import kernels

        cached_files.unseal(*self._kept_fonts)
        self._kernels = kernels.open_kernels(self._cache / FONTS)
        import_module("nbclient")
        loop = asyncio.new_event_loop()
        # A daemon: the thread ends with the build.
        threading.Thread(target=loop.run_forever, daemon=True).start()
        work = _run_side_by_side(self._missing, self._kernels, self._progress.put)
        self._running = asyncio.run_coroutine_threadsafe(work, loop)

    def finish(self, tell: Callable[[str], None]) -> list[Run]:
        """All runs, in the order of the notebooks; ``tell`` gets lines of progress.

        Raises:
            NotebookError: a notebook stopped with an error, printed a warning, or is none.
        """
        unchanged = len(self._wanted) - len(self._missing)
        names = ", ".join(wanted.source.stem for wanted in self._missing)
        to_run = f"{len(self._missing)} to run{names and f': {names}'}"
        tell(f"notebooks: {unchanged} unchanged, {to_run}")
        if self._running is not None:
            try:
                while (line := self._progress.get()) is not None:
                    tell(line)
            except KeyboardInterrupt:
                self.stop()
                raise
            self._runs |= {run.docname: run for run in self._running.result()}
            cached_files.seal(*self._kept_fonts)
        runs = [self._runs[wanted.docname] for wanted in self._wanted]
        for run in runs:
            prune(run)
        return runs

    def stop(self) -> None:
        """End the kernels at once; the runs are given up."""
        if self._kernels is not None:
            self._kernels.close()


async def _run_side_by_side(
    missing: list[WantedRun], kernels: "Kernels", tell: Callable[[str | None], None]
) -> list[Run]:
    """Run all, and ``tell`` a line after each; None tells that there are no more lines."""
    done = 0

    async def one(wanted: WantedRun, slots: asyncio.Semaphore) -> Run | NotebookError:
        nonlocal done
        try:
            run, seconds = await _run(wanted, kernels, slots)
        except NotebookError as error:
            return error
        done += 1
        tell(f"notebooks: {done} of {len(missing)}, {run.name} ran in {seconds:.1f} s")
        return run

    try:
        slots = asyncio.Semaphore(_side_by_side())
        outcomes = await asyncio.gather(*(one(wanted, slots) for wanted in missing))
    finally:
        try:
            kernels.close()
        finally:
            tell(None)  # also after an error: `Plan.finish` would wait for ever
    if failures := [str(outcome) for outcome in outcomes if isinstance(outcome, NotebookError)]:
        raise NotebookError("\n".join(failures))
    return outcomes


def _side_by_side() -> int:
    """How many kernels run at once, as far as the free memory holds them.

    Two more than there are cores, because a kernel that starts mostly waits, and the cores are to
    be busy while the last ones run. ``JOBS`` in the environment (``make book JOBS=1``) asks for
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
        return int(wanted)  # Windows and macOS do not say how much memory is free
    return max(1, min(int(wanted), free // KERNEL_MEMORY))


async def _run(
    wanted: WantedRun, kernels: "Kernels", slots: asyncio.Semaphore
) -> tuple[Run, float]:
    """A new run, and the seconds that its kernel took."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    from press.notebooks import cells

    notebook = _read(wanted)
    manager = kernels.manager()
    try:
        client = cells.BoundedClient(
            notebook,
            km=manager,
            record_timing=False,
            resources={"metadata": {"path": str(wanted.source.parent)}},
            extra_arguments=[f"--IPKernelApp.exec_files={[*map(str, STARTUP_FILES)]!r}"],
        )
    except cells.BadSetting as error:
        raise NotebookError(str(error)) from None
    first, *others = task.of_notebooks()
    notebooks = {first: notebook}
    wanted.folder.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=wanted.cache, prefix=SCRATCH))
    try:
        (scratch / RESULTS).mkdir()
        watched = (str(part.resolve()) for part in wanted.inputs.watched)
        environment = {
            "STUDY_RESULTS": str(scratch / RESULTS),
            spoken.VARIABLE: first,
            "PRESS_OPENED": str(scratch / OPENED),
            "PRESS_WATCHED": os.pathsep.join(watched),
            "PRESS_ROOT": str(wanted.root),
        }
        async with slots:
            started = time.perf_counter()
            try:
                await client.async_execute(env=kernels.environment | environment)
                for language in others:
                    notebooks[language] = notebook = _read(wanted)
                    await _once_more(client, notebook, language, scratch)
            except CellExecutionError as error:
                raise NotebookError(_explain(wanted, notebook, error)) from None
            except cells.TooMuch as error:
                raise NotebookError(_too_much(wanted, notebook, error)) from None
            except CellTimeoutError:
                raise NotebookError(_too_long(wanted, cells.bound(cells.SECONDS))) from None
            # A RuntimeError is how Jupyter reports a kernel that died, before a cell or in it.
            except (ChildProcessError, RuntimeError) as error:
                raise NotebookError(
                    f"{wanted.source_name}: the kernel stopped ({error}). Run the notebook by hand."
                ) from None
            seconds = time.perf_counter() - started
        for language, notebook in notebooks.items():
            _refuse_warnings(wanted, notebook)
            notebook.metadata.get("language_info", {}).pop("version", None)
            nbformat.write(notebook, executed_in(scratch, language))
        return wanted.store(scratch, _opened(scratch / OPENED, wanted)), seconds
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        shutil.rmtree(scratch, ignore_errors=True)


async def _once_more(
    client: "cells.BoundedClient", notebook: nbformat.NotebookNode, language: str, scratch: Path
) -> None:
    """Run a notebook in the kernel that it just ran in, with all words in another language.

    What it needs is imported by then, so that this takes no more than drawing and computing.
    """
    folder = results_in(scratch, language)
    folder.mkdir()
    client.kc.execute(_TURN.format(folder=str(folder), language=language), silent=True)
    client.turn_to(notebook)
    await client.async_execute(reset_kc=False)


def _opened(log: Path, wanted: WantedRun) -> list[str]:
    """The names of the opened files, written back as they are the same on every machine."""
    lines = log.read_text(encoding="utf-8").splitlines()
    names = sorted(relative_name(Path(line), wanted.root.resolve()) for line in lines)
    log.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    if wanted.changed_since_start(names):
        raise NotebookError(
            f"{wanted.source_name}: it, or a file that it uses, changed while it ran. Build again."
        )
    return names


def _read(wanted: WantedRun) -> nbformat.NotebookNode:
    try:
        notebook = nbformat.read(wanted.source, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(
            f"{wanted.source_name}: not a readable notebook ({reason}). Restore it from git."
        ) from None
    return notebook


def _explain(wanted: WantedRun, notebook, error) -> str:
    """Which cell failed and how, with the last line of this repository in the traceback."""
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
        return f"{wanted.source_name}: {error.ename}: {error.evalue}. Run the notebook by hand."
    number, output = failed
    first_line = notebook.cells[number - 1].source.strip().splitlines()[0]
    traceback = _ANSI.sub("", "\n".join(output.traceback))
    frames = re.findall(r"File (\S+?):(\d+)", traceback)
    files = [(Path(file).expanduser().resolve(), line) for file, line in frames]
    root = wanted.root.resolve()
    ours = [
        f"{relative_name(file, root)}:{line}"
        for file, line in files
        if root in file.parents and ".venv" not in file.parts
    ]
    where = f" in {ours[-1]}" if ours else ""
    full = any(f"[Errno {each}]" in output.evalue for each in failures_in_a_line.FULL)
    remedy = failures_in_a_line.NO_ROOM if full else "Run the notebook by hand to see more"
    return (
        f"{wanted.source_name}, cell {number} ({first_line}): "
        f"{output.ename}: {output.evalue}{where}. {remedy}."
    )


def _too_much(wanted: WantedRun, notebook, error) -> str:
    first_line = notebook.cells[error.number - 1].source.strip().splitlines()[0]
    return (
        f"{wanted.source_name}, cell {error.number} ({first_line}): {error}. "
        "Print less, or allow more: CELL_MEGABYTES=50."
    )


def _too_long(wanted: WantedRun, seconds: int) -> str:
    return (
        f"{wanted.source_name}: a cell took more than {seconds} seconds. "
        "Run the notebook by hand, or allow more: CELL_SECONDS=3600."
    )


def _refuse_warnings(wanted: WantedRun, notebook) -> None:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise NotebookError(
                    f"{wanted.source_name}, cell {number}: printed a warning "
                    f"({output.text.strip().splitlines()[-1].strip()}). Take away its cause."
                )

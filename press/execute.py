"""Running the notebooks before the book is read, and only when something they can see has changed.

A run lands in a folder of its own under the cache, named after the digest of everything a notebook
can see. Nothing in it changes afterwards, so an interrupted build leaves no half a run behind.
"""

import asyncio
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from press import downloads

RESULTS = "results"
DOWNLOADS = "downloads"
EXECUTED = "executed.ipynb"
KEEP = 4
"""Runs kept per notebook, so that switching between branches re-runs nothing."""

TIMEOUT = 600
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
    def downloads(self) -> Path:
        """Folder with the notebook as a script and as one HTML file."""
        return self.folder / DOWNLOADS

    def executed(self) -> nbformat.NotebookNode:
        """The notebook with its outputs."""
        return nbformat.read(self.folder / EXECUTED, as_version=4)


def digest(paths: Iterable[Path], root: Path) -> str:
    """Digest of files and of all files in folders: their names below ``root`` and their bytes.

    Caches of Python and hidden files do not count.
    """
    found: set[Path] = set()
    for path in paths:
        found |= {path} if path.is_file() else set(path.rglob("*"))
    sha = hashlib.sha256()
    for path in sorted(found):
        name = path.relative_to(root)
        if not path.is_file() or "__pycache__" in name.parts or path.name.startswith("."):
            continue
        content = path.read_bytes()
        sha.update(f"{name.as_posix()}\0{len(content)}\0".encode())
        sha.update(content)
    return sha.hexdigest()


def run_all(
    docnames: list[str],
    root: Path,
    cache: Path,
    seen: str,
    tell: Callable[[str], None],
) -> list[Run]:
    """Run the notebooks that have to be, side by side; all others come from the cache.

    ``seen`` is the digest of what every notebook can see besides itself; ``tell`` gets lines of
    progress.

    Raises:
        NotebookError: a notebook stopped with an error, printed a warning, or is not a notebook.
    """
    runs = [
        Run(docname, cache / f"{docname.replace('/', '-')}-{_key(root, docname, seen)}")
        for docname in docnames
    ]
    missing = [run for run in runs if not run.folder.exists()]
    kept = len(runs) - len(missing)
    tell(f"notebooks: {len(missing)} to run, {kept} unchanged")
    if missing:
        cache.mkdir(parents=True, exist_ok=True)
        environment = _environment(cache)
        asyncio.run(_run_side_by_side(missing, root, environment, tell))
    for run in runs:
        _prune(run, cache)
    return runs


def _key(root: Path, docname: str, seen: str) -> str:
    own = digest([root / f"{docname}.ipynb"], root)
    python = ".".join(map(str, sys.version_info[:3]))
    return hashlib.sha256(f"{own} {seen} {python}".encode()).hexdigest()[:20]


def _environment(cache: Path) -> dict[str, str]:
    """Surroundings of a kernel that are the same on every machine."""
    settings = cache / "matplotlib"
    environment = os.environ | {
        "MPLCONFIGDIR": str(settings),
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
    }
    if not list(settings.glob("fontlist*.json")):
        # Otherwise every kernel builds this list at the same time, and says so in its output.
        settings.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-c", "import matplotlib.font_manager"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    return environment


async def _run_side_by_side(
    runs: list[Run], root: Path, environment: dict[str, str], tell: Callable[[str], None]
) -> None:
    places = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(run: Run) -> None:
        async with places:
            started = time.perf_counter()
            await _run(run, root, environment)
            tell(f"notebooks: {run.name} ran in {time.perf_counter() - started:.1f} s")

    outcomes = await asyncio.gather(*map(one, runs), return_exceptions=True)
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    unexpected = [failure for failure in failures if not isinstance(failure, NotebookError)]
    if unexpected:
        raise unexpected[0]
    if failures:
        raise NotebookError("\n".join(str(failure) for failure in failures))


async def _run(run: Run, root: Path, environment: dict[str, str]) -> None:
    import zmq
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    source = root / f"{run.docname}.ipynb"
    notebook = _read(source, root)
    # Without folders to search, "python3" is the kernel of this very Python.
    manager = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        transport_encryption="auto" if zmq.has("curve") else "disabled",
    )
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=TIMEOUT,
        record_timing=False,
        resources={"metadata": {"path": str(source.parent)}},
    )
    scratch = Path(tempfile.mkdtemp(dir=run.folder.parent, prefix=".running-"))
    try:
        (scratch / RESULTS).mkdir()
        await client.async_execute(env=environment | {"STUDY_RESULTS": str(scratch / RESULTS)})
        _refuse_warnings(source, root, notebook)
        notebook.metadata.get("language_info", {}).pop("version", None)
        nbformat.write(notebook, scratch / EXECUTED)
        downloads.write(notebook, run.name, scratch / DOWNLOADS)
        _settle(scratch, run.folder)
    except CellExecutionError as error:
        raise NotebookError(_explain(source, root, notebook, error)) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(
            f"{_shown(source, root)}: the kernel stopped ({error}). Run the notebook by hand."
        ) from None
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        shutil.rmtree(scratch, ignore_errors=True)


def _settle(scratch: Path, folder: Path) -> None:
    """Give a finished run its name; another build may have made the same one meanwhile."""
    try:
        scratch.rename(folder)
    except OSError:
        if not folder.exists():
            raise


def _read(source: Path, root: Path) -> nbformat.NotebookNode:
    try:
        notebook = nbformat.read(source, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(
            f"{_shown(source, root)}: not a readable notebook ({reason}). Restore it from git."
        ) from None
    return notebook


def _shown(source: Path, root: Path) -> str:
    return source.relative_to(root).as_posix()


def _explain(source: Path, root: Path, notebook, error) -> str:
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
        return f"{_shown(source, root)}: {error.ename}: {error.evalue}. Run the notebook by hand."
    number, output = failed
    first_line = notebook.cells[number - 1].source.strip().splitlines()[0]
    traceback = _ANSI.sub("", "\n".join(output.traceback))
    frames = re.findall(r"File (\S+?):(\d+)", traceback)
    files = [(Path(file).expanduser().resolve(), line) for file, line in frames]
    ours = [
        f"{_shown(file, root.resolve())}:{line}"
        for file, line in files
        if root.resolve() in file.parents and ".venv" not in file.parts
    ]
    where = f" in {ours[-1]}" if ours else ""
    return (
        f"{_shown(source, root)}, cell {number} ({first_line}): "
        f"{output.ename}: {output.evalue}{where}. Run the notebook by hand to see more."
    )


def _refuse_warnings(source: Path, root: Path, notebook) -> None:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise NotebookError(
                    f"{_shown(source, root)}, cell {number}: printed a warning "
                    f"({output.text.strip().splitlines()[-1].strip()}). Take away its cause."
                )


def _prune(run: Run, cache: Path) -> None:
    """Drop the oldest runs of a notebook beyond those worth keeping."""
    stem = run.folder.name.rpartition("-")[0]
    others = [path for path in cache.glob(f"{stem}-*") if path != run.folder]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEEP - 1 :]:
        shutil.rmtree(path, ignore_errors=True)

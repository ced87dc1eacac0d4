"""The cache of notebook runs: what a run holds, and the key by which it is found again.

A run lands in a folder of its own, named after the notebook, the code, and the watched files that
the notebook opened (press/notebooks/opened_files.py). Nothing in it changes afterwards, so an
interrupted build leaves no incomplete run behind.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from press.build import cached_files
from press.build.digests import Inputs, digest
from press.translation import task
from study import files
from study.files import digest_of_all
from study.language import spoken

RESULTS = "results"
EXECUTED = "executed.ipynb"
OPENED = "opened.txt"
WHOLE = "whole.txt"
CACHED_PER_NOTEBOOK = 4
"""Several, so that switching between branches runs nothing again."""


@dataclass(frozen=True)
class Run:
    """A notebook that was run: its docname, and the folder with its outputs."""

    docname: str
    folder: Path

    @property
    def digest(self) -> str:
        """Digest of everything that the notebook depends on."""
        return self.folder.name

    @property
    def name(self) -> str:
        """File name without folder or ending."""
        return self.docname.rpartition("/")[2]

    @property
    def results(self) -> Path:
        """Folder with the figures and numbers it made, in the language of the moment."""
        return results_in(self.folder, spoken.spoken())

    @property
    def whole(self) -> bool:
        """Whether all its parts are still as they were stored."""
        return cached_files.sealed(self.folder / WHOLE, _parts(self.folder))

    def opened(self) -> list[str]:
        """Names of the watched files and folders it opened."""
        return (self.folder / OPENED).read_text(encoding="utf-8").splitlines()

    def executed(self) -> nbformat.NotebookNode:
        """The notebook with its outputs, in the language of the moment."""
        return nbformat.read(executed_in(self.folder, spoken.spoken()), as_version=4)


@dataclass(frozen=True)
class WantedRun:
    """A run that a build needs, from the cache or still to be made.

    ``shared_key`` gives the key of what every notebook depends on besides itself, and
    ``shared_at_start`` is that key as the build began; of ``inputs`` a notebook depends on what it
    opens.
    """

    docname: str
    cache: Path
    shared_at_start: str
    shared_key: Callable[[], str]
    inputs: Inputs

    @property
    def root(self) -> Path:
        """The folder that names of files are relative to."""
        return self.inputs.root

    @property
    def source(self) -> Path:
        """The notebook as it stands in the checkout."""
        return self.root / f"{self.docname}.ipynb"

    @property
    def source_name(self) -> str:
        """Its name below the root, for messages."""
        return relative_name(self.source, self.root)

    @property
    def folder(self) -> Path:
        """Folder of all cached runs of this notebook."""
        return self.cache / self.docname.replace("/", "-")

    @cached_property
    def key(self) -> str:
        """Key of the notebook and of what all notebooks depend on, as the build began."""
        return self._key_with(self.shared_at_start)

    def _key_with(self, shared: str) -> str:
        return digest_of_all((digest([self.source], self.root), shared))[:20]

    def name(self, opened: Iterable[str]) -> str:
        """Name of the run in which the notebook opened these files."""
        return f"{self.key}-{self.inputs.key(opened)}"

    def find(self) -> Run | None:
        """The cached run with this key whose opened files are unchanged, if there is one."""
        for folder in self.folder.glob(f"{self.key}-*"):
            run = Run(self.docname, folder)
            if not run.whole:
                files.throw_away(folder)
            elif folder.name == self.name(run.opened()):
                return run
        return None

    def changed_since_start(self, opened: Iterable[str]) -> bool:
        """Whether the notebook, or anything it depends on, is other than when the build began."""
        now = Inputs(self.inputs.watched, self.root)
        return (
            now.key(opened) != self.inputs.key(opened)
            or self._key_with(self.shared_key()) != self.key
        )

    def store(self, finished: Path, opened: Iterable[str]) -> Run:
        """Move a finished run into the cache; another build may have made the same one."""
        folder = self.folder / self.name(opened)
        cached_files.seal(finished / WHOLE, _parts(finished))
        try:
            finished.rename(folder)
        except OSError:
            if not folder.exists():
                raise
        return Run(self.docname, folder)


def results_in(folder: Path, language: str) -> Path:
    """Where a run has its results in a language: those of translations below those of the book."""
    results = folder / RESULTS
    return results if language == spoken.EDITIONS[0] else results / language


def executed_in(folder: Path, language: str) -> Path:
    """Where a run has its notebook with outputs in a language."""
    if language == spoken.EDITIONS[0]:
        return folder / EXECUTED
    return folder / f"{language}-{EXECUTED}"


def _parts(folder: Path) -> list[Path]:
    executed = [executed_in(folder, language) for language in task.of_notebooks()]
    return [folder / RESULTS, folder / OPENED, *executed]


def prune(run: Run) -> None:
    """Delete the oldest other runs of the same notebook."""
    others = [path for path in run.folder.parent.iterdir() if path != run.folder]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[CACHED_PER_NOTEBOOK - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def relative_name(path: Path, root: Path) -> str:
    """The name of a file below ``root``, with slashes on every system."""
    return path.relative_to(root).as_posix()

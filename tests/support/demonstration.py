"""The demonstration study, made as its maintainers make it, whatever ``data/`` holds now."""

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from filelock import FileLock

from study import paths, workflow
from study.data import coded, levels
from study.data.coded import Coded
from study.demonstration import made_up_study
from study.gate import decision, release
from study.private import store
from tests.support import shipped


@dataclass(frozen=True)
class Study:
    """A folder with data/, references.bib and private/, as a researcher's machine has it."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def private(self) -> Path:
        return self.root / "private"

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.data / "coded" / f"{name}.csv", dtype="string", na_values=[])

    def put(self, name: str, table: pd.DataFrame) -> None:
        table.to_csv(self.data / "coded" / f"{name}.csv", index=False, lineterminator="\n")

    def problems(self, with_private: bool = False) -> list[str]:
        """What the gate says of the coded tables."""
        held = store.held(self.private) if with_private else None
        found = decision.problems_in_coded(release.load(self.data, held))
        return [str(problem) for problem in found]

    def published(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
        }


def made(level: str = levels.ROWS, seed: int = made_up_study.SEED) -> Study:
    """The demonstration, made once for all workers from its codebook alone; only to look at."""
    return _made(level, seed)


@cache
def _made(level: str, seed: int) -> Study:
    kept = FOLDER / f"{level}-{seed}"
    with FileLock(kept.with_suffix(".lock")):
        if not kept.exists():
            _make(Path(f"{kept}-unfinished"), level, seed).rename(kept)
    return Study(kept)


def _make(root: Path, level: str, seed: int) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(paths.DATA, root / "data")
    for path in (paths.BIBLIOGRAPHY, paths.EXCEPTIONS):
        shutil.copy(path, root)
    shipped.clear(root / "data")
    workflow.make_demo(root / "data", root / "private", seed, level)
    return root


_OWN = tempfile.TemporaryDirectory(prefix="demonstration-")
FOLDER = Path(_OWN.name)
"""Where it is made; the workers of one run of the tests are given one folder."""


@cache
def read() -> Coded:
    """The coded tables of the demonstration; tests only look at them."""
    return coded.read(made().data)

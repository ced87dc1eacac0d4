"""The demonstration study, made once as its maintainers make it, and copies of it to spoil."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from study import paths, workflow
from study.gate import decision, release
from study.private import store


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


@pytest.fixture(scope="session")
def demo_study(tmp_path_factory) -> Study:
    """The demonstration made from nothing but its codebook; tests only look at it."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(paths.DATA, root / "data")
    shutil.copy(paths.BIBLIOGRAPHY, root)
    for path in (root / "data" / "coded").iterdir():
        if path.name != "codebook.csv":
            path.unlink()
    (root / "data" / paths.REPORT).unlink()
    workflow.make_demo(root / "data", root / "private")
    return Study(root)


@pytest.fixture
def own_study(demo_study, tmp_path) -> Study:
    """A copy of the demonstration that a test may spoil."""
    shutil.copytree(demo_study.root, tmp_path / "own")
    return Study(tmp_path / "own")

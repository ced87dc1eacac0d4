"""The tests pass in a checkout that holds a study with real people, of another design."""

import os
import shutil
import subprocess
import sys

import pytest

from study import paths
from tests.support import designs

SAMPLE = (
    "tests/study/findings/test_recommendations.py::test_the_table_is_in_order",
    "tests/study/demonstration/test_made_up_study.py::test_no_invented_municipality_exists",
    "tests/press/evidence/test_codebook.py",
)
LEFT = {"_build", ".git", ".venv", "private", "figures", "screenshots", "dist"}
"""Folders at the top of a checkout that a new one has not."""


@pytest.fixture
def checkout(tmp_path):
    """A whole checkout in which somebody put a real study."""
    root = tmp_path / "checkout"
    top = str(paths.ROOT)

    def left(folder: str, names: list[str]) -> set[str]:
        made = {name for name in names if name.endswith("_cache") or name == "__pycache__"}
        return made | (LEFT & set(names) if folder == top else set())

    shutil.copytree(top, root, ignore=left)
    designs.put(root, "one phase, no first round", synthetic=False)
    return root


def printed_by_pytest(root, *which: str) -> str:
    """What pytest prints at its end."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *which]
    run = subprocess.run(
        [*command, "--basetemp", str(root.parent / "of the copy")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
    return run.stdout


@pytest.mark.campaign
def test_tests_of_each_room_pass_in_a_checkout_that_holds_a_real_study(checkout):
    assert " passed" in printed_by_pytest(checkout, "-m", "not campaign", *SAMPLE)


@pytest.mark.campaign
def test_all_that_builds_no_book_passes_in_a_checkout_that_holds_a_real_study(checkout):
    chosen = "not book and not browser and not campaign"
    assert " passed" in printed_by_pytest(checkout, "-n", "2", "-m", chosen)

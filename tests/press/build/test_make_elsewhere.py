"""What `make` writes goes where OUT says, and `make clean` takes all of it away."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press.review.releasing import attestation, bill_held
from study import paths

ENDINGS = (
    "",
    bill_held.SUFFIX,
    attestation.SUFFIX,
    attestation.SUFFIX + attestation.SIGNATURE,
)
"""Of the archive, and of what is written beside it."""


def made(folder: Path, *arguments: str) -> str:
    """What `make` prints in a folder."""
    done = subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_book_names_what_it_made_in_a_folder_with_a_space(tmp_path):
    environment, html = tmp_path / "venv", tmp_path / "öut put" / "_build" / "html"
    for folder in (environment / "bin", html):
        folder.mkdir(parents=True)
    python = environment / "bin" / "python"
    python.write_text("#!/bin/sh\n", encoding="utf-8")
    python.chmod(0o755)
    for name in ("pyvenv.cfg", ".book"):
        (environment / name).touch()
    for name in ("boek.pdf", "factsheet.pdf"):
        (html / name).touch()
    said = made(paths.ROOT, "book", f"VENV={environment}", f"OUT={tmp_path / 'öut put'}")
    book, sheet = html / "boek.pdf", html / "factsheet.pdf"
    assert said.endswith(f"in print it is {book}, the factsheet {sheet}.\n")


@pytest.mark.parametrize("verb", ["live", "draft"])
def test_what_is_shown_while_writing_goes_where_out_says(tmp_path, verb):
    environment = tmp_path / "venv"
    (environment / "bin").mkdir(parents=True)
    asked = "from press import places; print(places.LIVE)"
    python = environment / "bin" / "python"
    python.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{asked}'\n", encoding="utf-8")
    python.chmod(0o755)
    for name in ("pyvenv.cfg", ".book", ".live"):
        (environment / name).touch()
    said = made(paths.ROOT, verb, f"VENV={environment}", f"OUT={tmp_path / 'out'}")
    assert said.strip() == str(tmp_path / "out" / "_build" / "live")


def test_clean_leaves_nothing_of_a_release(tmp_path):
    shutil.copy(paths.ROOT / "Makefile", tmp_path)
    for name in ("press", "study", "tests", "benchmarks", "out/dist", "out/_build/html"):
        (tmp_path / name).mkdir(parents=True)
    released = tmp_path / "out" / "dist" / "boek-1.0.0.zip"
    for ending in ENDINGS:
        released.with_name(released.name + ending).touch()
    made(tmp_path, "clean", "OUT=out")
    assert not list((tmp_path / "out").iterdir())


def test_clean_that_cannot_remove_everything_says_so_in_a_line(tmp_path):
    shutil.copy(paths.ROOT / "Makefile", tmp_path)
    for name in ("press", "study", "tests", "benchmarks", "bin"):
        (tmp_path / name).mkdir()
    # Nothing is forbidden to root, so a program stands in that may not remove anything.
    refusing = tmp_path / "bin" / "rm"
    refusing.write_text("#!/bin/sh\necho 'rm: no'\necho 'rm: no' >&2\nexit 1\n", encoding="utf-8")
    refusing.chmod(0o755)
    done = subprocess.run(
        ["make", "clean"],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{refusing.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and done.stdout == "Not all could be removed: rm: no\n"

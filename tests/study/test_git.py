"""A checkout that git does not answer for is not taken for no checkout."""

import subprocess
from pathlib import Path

import pytest

from study import git


@pytest.fixture
def root(tmp_path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def test_nothing_is_said_where_git_answers_or_there_is_no_checkout(root, tmp_path_factory):
    assert git.refusal(root) == ""
    assert git.refusal(tmp_path_factory.mktemp("none")) == ""


def test_a_checkout_of_somebody_else_is_named(root, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = git.refusal(root)
    assert "dubious ownership" in said and "git config --global --add safe.directory" in said
    assert len(said.splitlines()) == 1
    assert git.commit(root) == ""


def test_a_machine_without_git_is_named(root, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert git.refusal(root).startswith("git cannot be run here")
    assert git.commit(root) == ""


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@localhost")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_what_only_the_next_commit_would_hold_is_known(root):
    (root / "é.txt").write_text("first", encoding="utf-8")
    _git(root, "add", ".")
    assert git.staged_only(root) == {}, "it lies there too"
    (root / "é.txt").write_text("second", encoding="utf-8")
    assert git.staged_only(root) == {"é.txt": b"first"}
    _git(root, "commit", "-m", "a")
    assert git.staged_only(root) == {}, "what a commit holds, is not undone by a later one"
    (root / "b.bin").write_bytes(b"\xff\n")
    _git(root, "add", ".")
    (root / "b.bin").unlink()
    assert git.staged_only(root) == {"b.bin": b"\xff\n"}

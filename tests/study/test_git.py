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

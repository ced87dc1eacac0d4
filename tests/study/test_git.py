"""A checkout that git does not answer for is not taken for no checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from study import git
from study.screening import listing


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


def test_a_file_that_is_not_merged_hides_no_other_one(root):
    file = root / "a.txt"
    for branch, text in (("-b", "first"), ("-b", "second"), ("-b", "third")):
        _git(root, "checkout", branch, text, *(("first",) if text == "third" else ()))
        file.write_text(text, encoding="utf-8")
        _git(root, "add", ".")
        _git(root, "commit", "-m", text)
    with pytest.raises(subprocess.CalledProcessError):
        _git(root, "merge", "second")
    (root / "b.txt").write_text("added", encoding="utf-8")
    _git(root, "add", "b.txt")
    (root / "b.txt").unlink()
    assert git.staged_only(root) == {"b.txt": b"added"}


@pytest.mark.skipif(sys.platform != "linux", reason="other disks have names in letters only")
def test_a_name_in_other_letters_hides_no_other_file(root):
    odd = os.fsdecode(b"\xeb.txt")
    (root / odd).write_text("odd", encoding="utf-8")
    (root / ".hidden").write_text("hidden", encoding="utf-8")
    (root / "b.txt").write_text("added", encoding="utf-8")
    _git(root, "add", ".")
    (root / "b.txt").unlink()
    assert git.staged_only(root) == {"b.txt": b"added"}
    names = [each.name for each in listing.published(root)]
    assert names == [".hidden", "\xeb.txt"]


def test_in_a_folder_within_a_checkout_only_what_lies_in_it_is_told(root):
    inner = root / "a book"
    for place in (root, inner):
        place.mkdir(exist_ok=True)
        (place / "b.txt").write_text(place.name, encoding="utf-8")
        (place / ".hidden").write_text(place.name, encoding="utf-8")
    _git(root, "add", ".")
    for place in (root, inner):
        (place / "b.txt").write_text("later", encoding="utf-8")
    assert git.staged_only(inner) == {"b.txt": b"a book"}
    assert [each.name for each in listing.published(inner)] == [".hidden", "b.txt"]


def test_the_private_folder_of_a_book_within_a_checkout_is_seen_once_it_is_tracked(root):
    private = root / "book" / "private" / "key.csv"
    private.parent.mkdir(parents=True)
    private.write_text("name\n", encoding="utf-8")
    assert listing.published(root / "book") == []
    _git(root, "add", ".")
    assert [each.name for each in listing.published(root / "book")] == ["private/key.csv"]


@pytest.mark.parametrize("kind", ["worktree", "submodule"])
def test_a_linked_checkout_is_one_of_its_own(root, tmp_path_factory, kind):
    (root / "b.txt").write_text("first", encoding="utf-8")
    (root / ".hidden").write_text("first", encoding="utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "a")
    _git(root, "tag", "v1")
    linked = tmp_path_factory.mktemp("linked") / "book"
    if kind == "worktree":
        _git(root, "worktree", "add", str(linked))
    else:
        linked.parent.mkdir(exist_ok=True)
        _git(linked.parent, "init", "--quiet")
        local = ("-c", "protocol.file.allow=always")
        _git(linked.parent, *local, "submodule", "add", str(root), "book")
    assert git.tags(linked) == ["refs/tags/v1"] and git.tags_left_out(linked) == ""
    (linked / "b.txt").write_text("added", encoding="utf-8")
    _git(linked, "add", "b.txt")
    (linked / "b.txt").unlink()
    assert git.staged_only(linked) == {"b.txt": b"added"}
    assert [each.name for each in listing.published(linked)] == [".hidden"]

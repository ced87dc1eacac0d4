"""Files are written whole or not at all, and content is told apart by one digest."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import files, paths


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "new" / "table.csv"
    files.write(path, "eerst\n")
    files.write(path, b"daarna\r\n")
    assert path.read_bytes() == b"daarna\r\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_content(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    files.write(path, "eerst")

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, "daarna")
    assert path.read_text(encoding="utf-8") == "eerst"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def noted(monkeypatch) -> list[str]:
    """In which order the disk is waited for and files get their names."""
    done = []
    rename = Path.replace
    monkeypatch.setattr("os.fsync", lambda *_: done.append("waited"))
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda *given: (done.append("named"), rename(*given))
    )
    return done


def test_content_is_on_the_disk_before_it_has_its_name(tmp_path, noted):
    files.write(tmp_path / "table.csv", "a")
    assert noted[:2] == ["waited", "named"]
    noted.clear()
    files.write(tmp_path / "table.csv", "b", durable=False)
    assert noted == ["named"]


def test_all_files_of_a_folder_are_waited_for(tmp_path, noted):
    (tmp_path / "inside").mkdir()
    for name in ("a", "inside/b"):
        (tmp_path / name).write_text("a", encoding="utf-8")
    files.settle(tmp_path)
    assert len(noted) >= 2


@given(st.text())
def test_a_digest_is_that_of_sha256sum(text):
    assert (
        files.digest(text)
        == files.digest(text.encode())
        == hashlib.sha256(text.encode()).hexdigest()
    )


def test_a_digest_of_a_file_is_that_of_its_content(tmp_path):
    path = tmp_path / "file"
    files.write(path, b"inhoud" * 100_000)
    assert files.digest_of_file(path) == files.digest(path.read_bytes())


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digests_of_several_contents_tell_them_apart(one, other):
    assert (files.digest_of_all(one) == files.digest_of_all(other)) == (one == other)


_HOLDS = """
import os, sys, time
from pathlib import Path
from study import files, paths
with files.scratch(Path(sys.argv[1]), ".new-") as made:
    (made / "half").write_text("x")
    print(made, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_run_left_goes_at_the_next_one_and_what_a_run_holds_stays(tmp_path):
    command = [sys.executable, "-c", _HOLDS, tmp_path]
    with subprocess.Popen(
        command, cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        left = Path(run.stdout.readline().strip())
        assert (left / "half").exists()
        with files.scratch(tmp_path, ".new-") as mine:
            assert mine != left and left.exists()
        run.kill()
    with files.scratch(tmp_path, ".new-") as mine:
        assert not left.exists() and mine.exists()
    assert list(tmp_path.iterdir()) == []

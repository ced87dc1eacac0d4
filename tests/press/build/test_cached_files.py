"""What was kept is used again only as it was kept."""

from pathlib import Path

import pytest

from press.build import cached_files


def counted(calls: list[bytes], content: bytes = b"made") -> bytes:
    calls.append(content)
    return content


def test_a_kept_file_is_made_once(tmp_path):
    calls: list[bytes] = []
    for _ in range(2):
        made = cached_files.make_once(tmp_path / "a", lambda: counted(calls))
        assert made == b"made"
    assert len(calls) == 1


DAMAGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "halved": lambda path: path.write_bytes(path.read_bytes()[:66]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "other content": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
    "other digest": lambda path: path.write_bytes(b"0" + path.read_bytes()[1:]),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "the file of another": lambda path: path.write_bytes(path.with_name("b").read_bytes()),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_made_again(tmp_path, name):
    cached_files.keep(tmp_path / "a", b"made")
    cached_files.keep(tmp_path / "b", b"made")
    DAMAGES[name](tmp_path / "a")
    calls: list[bytes] = []
    assert cached_files.make_once(tmp_path / "a", lambda: counted(calls)) == b"made"
    assert calls and cached_files.read(tmp_path / "a") == b"made"


@pytest.fixture
def sealed(tmp_path) -> tuple[Path, list[Path]]:
    parts = [tmp_path / "one", tmp_path / "two"]
    for part in parts:
        (part / "inside").mkdir(parents=True)
        (part / "inside" / ".a").write_text("a", encoding="utf-8")
        (part / "b").write_text("b", encoding="utf-8")
    cached_files.seal(tmp_path / "mark", parts)
    return tmp_path / "mark", parts


def test_folders_that_are_as_they_were_are_kept_and_the_seal_is_broken(sealed):
    mark, parts = sealed
    assert cached_files.sealed(mark, parts)
    cached_files.unseal(mark, parts)
    assert not mark.exists() and all(part.exists() for part in parts)
    cached_files.unseal(mark, parts)  # a build that did not end
    assert not any(part.exists() for part in parts)


CHANGES = {
    "a hidden file": lambda one: (one / "inside" / ".a").write_text("b", encoding="utf-8"),
    "another name": lambda one: (one / "b").rename(one / "c"),
    "a file more": lambda one: (one / "c").write_text("c", encoding="utf-8"),
    "a file less": lambda one: (one / "b").unlink(),
    "a link to nowhere": lambda one: (one / "c").symlink_to("nowhere"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_folders_that_changed_are_thrown_away_together(sealed, name):
    mark, parts = sealed
    CHANGES[name](parts[0])
    cached_files.unseal(mark, parts)
    assert not any(part.exists() for part in parts)


def test_a_file_that_would_not_change_is_not_written(tmp_path):
    path = tmp_path / "a"
    cached_files.rewrite(path, b"a")
    before = path.stat().st_mtime_ns
    cached_files.rewrite(path, b"a")
    assert path.stat().st_mtime_ns == before
    cached_files.rewrite(path, b"b")
    assert path.read_bytes() == b"b"
    path.unlink()
    path.mkdir()
    cached_files.rewrite(path, b"b")
    assert path.read_bytes() == b"b"

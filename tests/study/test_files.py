"""Files are written whole or not at all, and content is told apart by one digest."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import files


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

import stat
import zipfile
from pathlib import Path

import pytest

from study.intake import zip_reader
from tests.support import exports


def member(path: Path, info: zipfile.ZipInfo, content: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("project.qde", exports.project())
        opened.writestr(info, content)
    return path


def test_refuses_what_is_not_a_whole_archive(tmp_path):
    whole = exports.archive(tmp_path / "a.qdpx", {"project.qde": exports.project()})
    content = whole.read_bytes()
    for cut in (4, len(content) // 2, len(content) - 5):
        whole.write_bytes(content[:cut])
        exports.refused(whole, "is not a whole zip archive")
    whole.write_bytes(b"no zip at all")
    exports.refused(whole, "is not a zip archive", "export the project again")


def test_refuses_damaged_content(tmp_path):
    path = exports.archive(tmp_path / "a.qdpx", {"project.qde": exports.project()})
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    exports.refused(path, "project.qde", "is damaged")


@pytest.mark.parametrize(
    "name", ["../evil.txt", "sources/../../evil", "/etc/passwd", "C:/evil", "c:evil"]
)
def test_refuses_names_that_lead_outside(tmp_path, name):
    exports.refused(member(tmp_path / "a.qdpx", zipfile.ZipInfo(name)), "outside the archive")


@pytest.mark.parametrize("name", ["sources\\..\\evil", "a\nb"])
def test_refuses_backslashes_and_control_characters(tmp_path, name):
    exports.refused(member(tmp_path / "a.qdpx", zipfile.ZipInfo(name)), "backslash or a control")


@pytest.mark.parametrize(
    ("mode", "words"),
    [(stat.S_IFLNK | 0o777, "link instead of a file"), (stat.S_IFIFO, "not an ordinary file")],
)
def test_refuses_links_and_devices(tmp_path, mode, words):
    info = zipfile.ZipInfo("sources/a.txt")
    info.external_attr = mode << 16
    exports.refused(member(tmp_path / "a.qdpx", info, b"/etc/passwd"), words)


def test_refuses_a_password(tmp_path):
    path = exports.archive(tmp_path / "a.qdpx", {"project.qde": exports.project()})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    exports.refused(path, "project.qde", "password")


def test_refuses_unusual_packing(tmp_path):
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as opened:
        opened.writestr("project.qde", exports.project())
    exports.refused(path, "packed in an unusual way")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["project.qde", "PROJECT.qde"])
def test_refuses_double_names(tmp_path, name):
    exports.refused(member(tmp_path / "a.qdpx", zipfile.ZipInfo(name)), "occurs twice")


def test_refuses_bombs(tmp_path, monkeypatch):
    path = exports.archive(
        tmp_path / "a.qdpx",
        {"project.qde": exports.project(), "sources/a.txt": bytes(20 * 2**20)},
    )
    exports.refused(path, "sources/a.txt", "far more than a real file")
    # Members that share the same packed bytes are each modest.
    monkeypatch.setattr(zip_reader, "MAX_RATIO", 5)
    monkeypatch.setattr(zip_reader, "RATIO_COUNTS_FROM_BYTES", 100)
    members = {f"{n}.txt": b"a" * 90 for n in range(99)} | {"b": b""}
    exports.refused(exports.archive(path, members), "")
    monkeypatch.setattr(zip_reader, "MAX_TOTAL_BYTES", 50)
    exports.refused(exports.archive(path, {"project.qde": "a" * 60}), "more than 50")
    monkeypatch.setattr(zip_reader, "MAX_MEMBERS", 2)
    exports.refused(exports.archive(path, dict.fromkeys("abc", "")), "more than 2")


def test_counts_what_it_really_reads(tmp_path, monkeypatch):
    path = exports.archive(tmp_path / "a.qdpx", {"project.qde": exports.project()})
    monkeypatch.setattr(zip_reader, "MAX_READ_BYTES", 100)
    exports.refused(path, "project.qde", "larger than 100 bytes")


def test_a_large_project_is_no_bomb(tmp_path):
    text = "".join(f"Zin {number} van de respondent over de aanpak.\n" for number in range(600_000))
    files = {"project.qde": exports.project(exports.source("R01", "")), "sources/R01.txt": text}
    path = exports.archive(tmp_path / "a.qdpx", files)
    with zip_reader.open_archive(path) as opened:
        assert opened.read("sources/R01.txt") == text.encode()


def test_refuses_archives_without_or_with_several_projects(tmp_path):
    path = tmp_path / "a.qdpx"
    exports.refused(exports.archive(path, {}), "no REFI-QDA project")
    exports.refused(exports.archive(path, {"a.txt": ""}), "no REFI-QDA project")
    exports.refused(exports.archive(path, {"a.qde": "", "b.qde": ""}), "2 projects (a.qde, b.qde)")
    exports.refused(exports.archive(path, {"map/a.qdpx": "", "b": ""}), "only packs map/a.qdpx")


def test_leaves_nothing_on_disk(tmp_path):
    path = exports.archive(tmp_path / "a.qdpx", {"project.qde": exports.project()})
    exports.read(path)
    assert list(tmp_path.iterdir()) == [path]

import subprocess
import sys

from study.intake import read
from tests.support import exports


def test_sees_the_format_by_the_content(tmp_path):
    export = exports.archive(tmp_path / "export", {"project.qde": exports.project()})
    assert read(export).name == "gemeenten"
    assert read(exports.taguette(tmp_path / "export.db")).tool == "Taguette"
    (tmp_path / "codes.txt").write_text("interview,code\nR01,budget\n")
    assert read(tmp_path / "codes.txt").tool == "CSV"


def test_refuses_what_it_cannot_know(tmp_path):
    exports.refused(tmp_path, "is a folder")
    exports.refused(tmp_path / "absent.qdpx", "cannot be read (No such file or directory)")
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    exports.refused(path, "is empty")
    path.write_bytes(b"\n\n \n")
    exports.refused(path, "holds no rows")
    path.write_bytes(b"<!DOCTYPE html><html></html>")
    exports.refused(path, "web page", "Known are REFI-QDA")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100))
    exports.refused(path, "password-protected Office file")
    path.write_bytes(b"\x00\x01\x02\x03abc")
    exports.refused(path, "NUL bytes")
    for name, words in (("a.qdc", "is not XML"), ("a.sqlite3", "is not an SQLite database")):
        (tmp_path / name).write_text("interview,code\n")
        exports.refused(tmp_path / name, words)


def test_is_cheap_to_import():
    heavy = "{'pandas', 'openpyxl', 'sqlite3', 'defusedxml'} & set(sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", f"import study.intake, sys; print({heavy})"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "set()\n"

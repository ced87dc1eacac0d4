import subprocess
import sys

import pytest

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


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "is a PDF"),
        ("a.eaf", b'<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT/>', "ELAN"),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><TEI xmlns='y'/>", "CATMA"),
        ("a.xml", b'<?xml version="1.0"?><note/>', "is XML of another kind: it begins with 'note'"),
        ("a.json", b'{"codes": []}', "is JSON"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.atlproj23", b"PK\x03\x04", "is a project of ATLAS.ti itself"),
        ("a.nvp", b"\x01\x0f\0\0", "is a project of NVivo itself"),
        ("a.mp3", b"ID3\x04", "is a recording"),
        ("a.png", b"\x89PNG\r\n", "is a picture"),
        ("a.rqda", b"interview,code", "is not an SQLite database"),
    ],
)
def test_says_in_a_line_what_a_file_is_and_what_to_export(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    message = exports.refused(path, words)
    assert "CodeBook" not in message and "Taguette again" not in message


def test_a_document_in_a_zip_is_named(tmp_path):
    path = exports.archive(tmp_path / "a.docx", {"word/document.xml": "<w/>"})
    exports.refused(path, "is a Word document")


def test_reads_a_project_that_was_taken_out_of_its_archive(tmp_path):
    path = tmp_path / "project.qde"
    content = exports.selection(0, 4, exports.coding("budget", "alfa"))
    path.write_text(exports.project(exports.source("R01", content)), encoding="utf-8")
    found = read(path)
    assert len(found.codings) == 1
    assert exports.left_out(found) == {"texts that are missing": 1}
    path.write_text("<Project><Users>", encoding="utf-8")
    exports.refused(path, "not whole XML")

import csv
import zipfile

import openpyxl
import pytest

from study.intake import read
from tests.support import exports
from tests.support.exports import rows

HIGHLIGHTS = [
    ("id", "document", "tag", "content"),
    (1, "R01", "barrier.budget", "Geen geld."),
    (1, "R01", "phase", "Geen geld."),
    (2, "R01", "barrier.budget", 'En "niets"; ook\nniet later'),
    (4, "R02", "barrier", "Tja, waarom?"),
]
CODEBOOK = [
    ("tag", "description", "number of highlights", "number of documents"),
    ("barrier.budget", "no money", 2, 1),
    ("phase", "", 1, 1),
    ("odd..tag", "", 0, 0),
]


def exported(path, table):
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    else:
        workbook = openpyxl.Workbook()
        for cells in table:
            workbook.active.append(cells)
        workbook.save(path)
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_highlights(tmp_path, ending):
    found = read(exported(tmp_path / f"highlights.{ending}", HIGHLIGHTS))
    assert rows(found.sources) == [
        ("R01", "R01", "text", 'Geen geld.\nEn "niets"; ook\nniet later'),
        ("R02", "R02", "text", "Tja, waarom?"),
    ]
    assert rows(found.codes) == [
        ("barrier", "barrier", None, True, None),
        ("barrier.budget", "budget", "barrier", True, None),
        ("phase", "phase", None, True, None),
    ]
    assert rows(found.codings) == [
        ("R01", 1, 1, None, None, "barrier.budget", None),
        ("R01", 1, 1, None, None, "phase", None),
        ("R01", 2, 2, None, None, "barrier.budget", None),
        ("R02", 3, 1, None, None, "barrier", None),
    ]
    (left,) = found.left_out
    assert "number is not known" in left.why


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_codebook(tmp_path, ending):
    found = read(exported(tmp_path / f"codebook.{ending}", CODEBOOK))
    assert rows(found.codes) == [
        ("barrier", "barrier", None, False, None),
        ("barrier.budget", "budget", "barrier", True, "no money"),
        ("phase", "phase", None, True, None),
        ("odd..tag", "odd..tag", None, True, None),
    ]
    assert (len(found.sources), len(found.codings)) == (0, 0)


def test_refuses_broken_tables(tmp_path):
    path = tmp_path / "a.csv"
    exports.refused(exported(path, [*CODEBOOK, CODEBOOK[1]]), "line 5, column tag", "twice")
    exports.refused(exported(path, [*HIGHLIGHTS, ("", "R02", "x", "")]), "line 7, column id")
    exports.refused(exported(path, [*HIGHLIGHTS, (9, "", "x", "")]), "column document: is empty")


def test_refuses_other_workbooks(tmp_path):
    path = exported(tmp_path / "a.xlsx", [("naam", "leeftijd"), ("Alfa", 3)])
    exports.refused(path, "no column interview", "'naam', 'leeftijd'")
    exports.refused(exported(path, []), "holds no rows")
    exports.archive(path, {"xl/workbook.xml": "<workbook/>"})
    exports.refused(path, "not a readable workbook")
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    exports.archive(path, {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": laughs})
    exports.refused(path, "xl/sharedStrings.xml", "document type or entities")
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("../evil", "")
    exports.refused(path, "outside the archive")


def test_database(tmp_path):
    path = exports.taguette(tmp_path / "project.sqlite3")
    before = path.read_bytes()
    found = read(path)
    assert (found.name, found.tool, found.counting) == ("gemeenten", "Taguette", "open")
    assert rows(found.sources) == [
        ("1", "R01", "text", "Hé & ja.\nGeen geld."),
        ("2", "R02", "text", "Niets."),
    ]
    assert rows(found.codings) == [
        ("1", 1, 1, 0, 4, "phase", None),
        ("1", 2, 2, 10, 20, "barrier.budget", "alfa"),
        ("1", 2, 2, 10, 20, "phase", "alfa"),
    ]
    assert rows(found.coders) == [("alfa", "alfa")]
    assert exports.left_out(found) == {"highlights without a tag": 1, "coders of highlights": 1}
    assert {"R01.docx", "R02.docx", "gemeenten"} <= set(found.names)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def changed(tags: str, login: str = "alfa", kind: str = "highlight_add") -> str:
    return (
        f'INSERT INTO commands VALUES (2, \'{login}\', 1, 1, \'{{"type": "{kind}",'
        f' "highlight_id": 1, "start_offset": 10, "end_offset": 20, "tags": {tags}}}\')'
    )


@pytest.mark.parametrize(
    ("login", "statement", "coder"),
    [
        ("alfa", changed("[1, 2]"), "alfa"),
        ("alfa", changed("[1]"), None),
        ("alfa", changed("[1, 2]", "beta"), None),
        ("alfa", changed("[1]", kind="highlight_delete"), "alfa"),
        ("alfa", changed("[[]"), "alfa"),
        ("admin", changed("[1, 2]", "admin"), None),
    ],
)
def test_a_coder_is_taken_only_where_certain(tmp_path, login, statement, coder):
    path = exports.taguette(tmp_path / "a.sqlite3", login=login, statements=(statement,))
    found = read(path)
    assert rows(found.codings)[-1][-1] == coder


def test_refuses_databases_it_cannot_read(tmp_path):
    names = iter(range(99))

    def spoiled(*statements):
        return exports.taguette(tmp_path / f"{next(names)}.sqlite3", statements=statements)

    exports.refused(
        spoiled("INSERT INTO projects VALUES (2, 'ander', '')"), "2 projects (gemeenten, ander)"
    )
    exports.refused(spoiled("DELETE FROM projects"), "0 projects (none)")
    exports.refused(spoiled("DROP TABLE tags"), "no Taguette database", "no table tags")
    exports.refused(
        spoiled("DROP TABLE tags", "CREATE VIEW tags AS SELECT * FROM projects"), "no table tags"
    )
    exports.refused(spoiled("ALTER TABLE tags RENAME path TO x"), "tags lacks path")
    exports.refused(
        spoiled("CREATE TABLE code_text (a)", "CREATE TABLE code_name (a)"), "QualCoder"
    )
    exports.refused(spoiled("DELETE FROM tags WHERE id = 2"), "has the tag 2", "does not exist")
    exports.refused(spoiled("UPDATE highlights SET start_offset = 'x'"), "'x' for a position")


def test_refuses_damaged_and_open_databases(tmp_path):
    path = exports.taguette(tmp_path / "a.sqlite3")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    exports.refused(path, "damaged database")
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    exports.refused(path, "damaged database")
    path.write_bytes(content.replace(b"users", b"\xffsers"))
    exports.refused(path, "damaged database")
    path.write_bytes(content)
    (tmp_path / "a.sqlite3-wal").write_bytes(b"x")
    exports.refused(path, "still in use", "Close the program")

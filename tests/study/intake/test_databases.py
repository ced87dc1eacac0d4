"""Projects of QualCoder and RQDA as they lie on disk."""

import sqlite3
from contextlib import closing
from pathlib import Path

from study.intake import codings, read
from study.intake.databases import gathering, rqda
from tests.support import exports
from tests.support.exports import rows

TEXT = "Er was geen geld. 🙂 De raad wilde wel."


def database(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made:
        made.executescript(script)
        made.commit()
    return path


QUALCODER = f"""
CREATE TABLE project (databaseversion TEXT, codername TEXT);
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT, mediapath TEXT);
CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT, supercatid INTEGER);
CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT, memo TEXT, catid INTEGER);
CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT,
    pos0 INTEGER, pos1 INTEGER, owner TEXT);
CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INTEGER, x1 INTEGER, y1 INTEGER,
    width INTEGER, height INTEGER, cid INTEGER, owner TEXT);
CREATE TABLE code_av (avid INTEGER PRIMARY KEY, id INTEGER, pos0 INTEGER, pos1 INTEGER,
    cid INTEGER, owner TEXT);
CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INTEGER, fid INTEGER);
CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT,
    id INTEGER);
CREATE TABLE journal (jid INTEGER PRIMARY KEY, name TEXT);
INSERT INTO source VALUES (1, 'G1', '{TEXT}', '/docs/G1.docx'), (2, 'foto', NULL, '/images/a.png');
INSERT INTO code_cat VALUES (1, 'Factoren', NULL), (2, 'Middelen', 1);
INSERT INTO code_name VALUES (1, 'geld', 'too little', 2), (2, 'raad', '', NULL);
INSERT INTO code_text VALUES
    (1, 1, 1, 'geen geld', 7, 16, 'alfa'), (2, 2, 1, 'geen geld', 7, 16, 'beta'),
    (3, 2, 1, 'De raad wilde', 20, 33, 'alfa'), (4, 9, 1, 'was', 3, 6, 'alfa'),
    (5, 1, 9, 'weg', 0, 3, 'alfa');
INSERT INTO code_image VALUES (1, 2, 0, 0, 5, 5, 1, 'alfa');
INSERT INTO code_av VALUES (1, 2, 100, 200, 2, 'alfa');
INSERT INTO cases VALUES (1, 'Noorderveen');
INSERT INTO case_text VALUES (1, 1, 1);
INSERT INTO attribute VALUES (1, 'rol', 'file', 'ambtenaar', 1), (2, 'ronde', 'case', '2', 1);
INSERT INTO journal VALUES (1, 'dagboek');
"""


def test_a_qualcoder_project_is_read_from_its_folder_or_database(tmp_path):
    path = database(tmp_path / "Studie.qda" / "data.qda", QUALCODER)
    for given in (path, path.parent):
        found = read(given)
        assert (found.name, found.tool, found.counting) == ("Studie", "QualCoder", "characters")
        assert [(r[0], r[2], r[3], r[4], r[5], r[6]) for r in rows(found.codings)] == [
            ("1", 1, 7, 16, "1", "alfa"),
            ("1", 1, 7, 16, "2", "beta"),
            ("1", 2, 20, 33, "2", "alfa"),
            ("2", 1, 100, 200, "2", "alfa"),
            ("2", 2, None, None, "1", "alfa"),
        ]
    assert rows(found.codes) == [
        ("category 1", "Factoren", None, False, None),
        ("category 2", "Middelen", "category 1", False, None),
        ("1", "geld", "category 2", True, "too little"),
        ("2", "raad", None, True, None),
    ]
    assert [row[2] for row in rows(found.sources)] == ["text", "picture"]
    assert rows(found.case_sources) == [("1", "1")]
    assert rows(found.variables) == [
        ("source", "1", "rol", "ambtenaar"), ("case", "1", "ronde", "2")
    ]  # fmt: skip
    assert exports.left_out(found) == {gathering.NO_CODE: 1, gathering.NO_SOURCE: 1, "notes": 1}


def test_the_same_area_on_two_pages_of_a_pdf_is_two_passages(tmp_path):
    script = f"""
    {QUALCODER}
    ALTER TABLE code_image ADD COLUMN pdf_page INTEGER;
    UPDATE code_image SET pdf_page = 2;
    INSERT INTO code_image SELECT 2, id, x1, y1, width, height, cid, owner, 4 FROM code_image;
    """
    path = database(tmp_path / "Studie.qda" / "data.qda", script)
    found = read(path)
    assert len(found.codings) == 6
    assert codings.DOUBLE not in exports.left_out(found)
    with closing(sqlite3.connect(path)) as opened:
        counts = [
            opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("code_text", "code_image", "code_av")
        ]
    assert len(found.codings) + len(found.set_aside) == sum(counts)


RQDA = f"""
CREATE TABLE source (name text, id integer, file text, memo text, owner text, status integer);
CREATE TABLE freecode (name text, memo text, owner text, id integer, status integer, color text);
CREATE TABLE codecat (name text, cid integer, catid integer, owner text, status integer);
CREATE TABLE treecode (cid integer, catid integer, status integer);
CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real,
    status integer, owner text, memo text);
CREATE TABLE coding2 (cid integer, fid integer, seltext text, selfirst real, selend real,
    status integer, owner text, memo text);
CREATE TABLE cases (name text, id integer, status integer);
CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer);
CREATE TABLE caseAttr (variable text, value text, caseID integer, status integer);
INSERT INTO source VALUES ('G1', 1, '{TEXT}', '', 'alfa', 1), ('weg', 2, 'x', '', 'alfa', 0);
INSERT INTO freecode VALUES
    ('geld', 'too little', 'alfa', 1, 1, ''), ('raad', '', 'alfa', 2, 1, '');
INSERT INTO codecat VALUES ('Middelen', NULL, 1, 'alfa', 1), ('Politiek', NULL, 2, 'alfa', 1);
INSERT INTO treecode VALUES (1, 1, 1), (2, 1, 1), (2, 2, 1);
INSERT INTO coding VALUES
    (1, 1, 'geen geld', 7.0, 16.0, 1, 'alfa', ''), (2, 1, 'De raad wilde', 20.0, 33.0, 1, '', ''),
    (1, 1, 'was', 3.0, 6.0, 0, 'alfa', ''), (1, 2, 'x', 0.0, 1.0, 1, 'alfa', '');
INSERT INTO coding2 VALUES (1, 1, 'was', 3.0, 6.0, 1, 'alfa', '');
INSERT INTO cases VALUES ('Noorderveen', 1, 1);
INSERT INTO caselinkage VALUES (1, 1, 0, 30, 1);
INSERT INTO caseAttr VALUES ('ronde', '2', 1, 1);
"""


def test_an_rqda_project_is_read_without_what_was_deleted(tmp_path):
    path = database(tmp_path / "studie.rqda", RQDA)
    before = path.read_bytes()
    found = read(path)
    assert (found.name, found.tool) == ("studie", "RQDA")
    assert [(r[0], r[3], r[4], r[5], r[6]) for r in rows(found.codings)] == [
        ("1", 7, 16, "1", "alfa"),
        ("1", 20, 33, "2", None),
    ]
    assert [(row[1], row[2]) for row in rows(found.codes)] == [
        ("Middelen", None), ("Politiek", None), ("geld", "category 1"), ("raad", None)
    ]  # fmt: skip
    assert rows(found.case_sources) == [("1", "1")]
    assert rows(found.variables) == [("case", "1", "ronde", "2")]
    assert exports.left_out(found) == {
        rqda.DELETED: 1, rqda.SECOND: 1, gathering.NO_SOURCE: 1
    }  # fmt: skip
    assert path.read_bytes() == before


def test_a_damaged_project_is_refused_in_a_line(tmp_path):
    spoiled = QUALCODER.replace("7, 16, 'alfa'", "'x', 16, 'alfa'")
    exports.refused(database(tmp_path / "a.qda", spoiled), "'x' for a position")
    lacking = RQDA.replace("CREATE TABLE treecode", "CREATE TABLE other").replace(
        "INSERT INTO treecode", "INSERT INTO other"
    )
    exports.refused(database(tmp_path / "b.rqda", lacking), "has no table treecode")
    cut = database(tmp_path / "c.rqda", RQDA)
    cut.write_bytes(cut.read_bytes()[:9000])
    exports.refused(cut, "damaged database")


def test_other_databases_are_named_with_what_to_export(tmp_path):
    path = database(tmp_path / "studie.mx24", "CREATE TABLE Codes (id integer)")
    message = exports.refused(path, "is a project of MAXQDA itself", "from MAXQDA as REFI-QDA")
    assert "Taguette" not in message
    other = database(tmp_path / "iets.db", "CREATE TABLE boodschappen (id integer)")
    exports.refused(other, "none of the tools", "boodschappen")

import pytest

from study.intake import codings, read
from tests.support import exports
from tests.support.exports import rows


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "codings.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def test_positions(tmp_path):
    text = (
        "interview,code,coder,start,end,passage,cijfer\n"
        "R01,budget,anna,10,20,geen geld,1\n"
        "R01,capacity,bram,10,20,,1\n"
        "\n"
        "R01,budget,anna,0,5,ja,1\n"
        "R02,budget,,,,,1\n"
        "R01,budget,anna,0,5,ja,1\n"
    )
    found = read(table(tmp_path, text))
    assert rows(found.sources) == [
        ("R01", "R01", "text", "geen geld\nja"),
        ("R02", "R02", "text", None),
    ]
    assert rows(found.codings) == [
        ("R01", 1, 1, 0, 5, "budget", "anna"),
        ("R01", 2, 2, 10, 20, "budget", "anna"),
        ("R01", 2, 2, 10, 20, "capacity", "bram"),
        ("R02", 3, 1, None, None, "budget", None),
    ]
    assert rows(found.coders) == [("anna", "anna"), ("bram", "bram")]
    assert found.codes["codable"].all()
    assert exports.left_out(found) == {"columns (cijfer)": 1, codings.DOUBLE: 1}


def test_passages_without_positions(tmp_path):
    text = "Bron;Label;Citaat\nR01;a;p1\nR01;b;p2\nR01;b;p1\nR02;a;p1\nR01;a;\nR01;a;\n"
    found = read(table(tmp_path, text))
    codings = [(row[0], row[1], row[2], row[5]) for row in rows(found.codings)]
    assert codings == [
        ("R01", 1, 1, "a"),
        ("R01", 1, 1, "b"),
        ("R01", 2, 2, "b"),
        ("R01", 3, 3, "a"),
        ("R01", 4, 4, "a"),
        ("R02", 5, 1, "a"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", ",;\t")
def test_dialects(tmp_path, encoding, delimiter):
    text = 'bron,code,tekst\r\nR01,één,"a\r\nb"\r\n'.replace(",", delimiter)
    found = read(table(tmp_path, text, encoding))
    assert rows(found.codings)[0][5] == "één"
    assert found.sources["text"].tolist() == ["a\r\nb"]


def test_a_table_without_rows_is_readable(tmp_path):
    assert read(table(tmp_path, "interview,code\n")).codings.empty


def test_a_long_passage_is_read(tmp_path):
    found = read(table(tmp_path, f"interview,code,passage\nR01,a,{'lang ' * 40_000}\n"))
    assert len(found.codings) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("naam,code\nx,y\n", "no column interview (or document, source, bron); found are 'naam'"),
        ("naam\nx\n", "no column interview (or document, source, bron) and code"),
        ("bron,document,code\n", "column document: means the same as the column bron"),
        ("code,code,bron\n", "column code: stands in the header twice"),
        ("bron,code\nR01,a\nR01\n", "line 3: has 1 cells, and the header 2"),
        ('bron,code\n"R\n1",a\nR01,a,b\n', "line 4: has 3 cells"),
        ('bron,code\nR01,"a\n', "line 2: is not readable as CSV"),
        ("bron,code\nR01,a\0\n", "line 2: holds NUL bytes"),
        ("bron,code\n,a\n", "line 2, column bron: is empty"),
        ("bron,code\nR01, \n", "line 2, column code: is empty"),
        ("bron,code,start,eind\nR01,a,1.000,2\n", "column start: '1.000' is not a position"),
        (f"bron,code,start,eind\nR01,a,1,{9**99}\n", "column eind: "),
        (f"bron,code,start,eind\nR01,a,1,{9**99:0150}\n", "column eind: "),
        ("bron,code,start,eind\nR01,a,1,\n", "column start: stands without its other bound"),
        ("bron,code,start,eind\nR01,a,3,1\n", "column eind: lies before the start"),
        ("bron,code\nR01,één\n".encode("cp1252"), "line 2: is not in UTF-8 but probably in Win"),
        ("bron,code\nR01,€ één\n".encode("utf-16-le"), "probably in UTF-16"),
        (b"bron,code\nR01,a\nR02,b\n\xe9\0", "line 4: is not in UTF-8. Open it"),
        (b"\xff\xfea", "is damaged UTF-16"),
    ],
)
def test_refuses_a_wrong_table(tmp_path, text, words):
    exports.refused(table(tmp_path, text), words)

import csv
import io
from collections import Counter

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.intake import codings, read
from study.intake.spreadsheets import tabular
from tests.support import exports
from tests.support.exports import rows


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "codings.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def test_positions(tmp_path):
    text = (
        "interview,code,coder,start,end,passage,cijfer\n"
        "R01,budget,alfa,10,20,geen geld,1\n"
        "R01,capacity,beta,10,20,,1\n"
        "\n"
        "R01,budget,alfa,0,5,ja,1\n"
        "R02,budget,,,,,1\n"
        "R01,budget,alfa,0,5,ja,1\n"
    )
    found = read(table(tmp_path, text))
    assert rows(found.sources) == [
        ("R01", "R01", "text", "geen geld\nja"),
        ("R02", "R02", "text", None),
    ]
    assert rows(found.codings) == [
        ("R01", 1, 1, 0, 5, "budget", "alfa"),
        ("R01", 2, 2, 10, 20, "budget", "alfa"),
        ("R01", 2, 2, 10, 20, "capacity", "beta"),
        ("R02", 3, 1, None, None, "budget", None),
    ]
    assert rows(found.coders) == [("alfa", "alfa"), ("beta", "beta")]
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
        ("bron,code\nR01,€ één\n".encode("utf-16-le"), "probably in UTF-16"),
        (
            b"bron,code\nR01,a\nR02,b\n\xe9\0",
            "line 4: is neither in UTF-8 nor in Windows-1252. Open it",
        ),
        (b"\xff\xfea", "is damaged UTF-16"),
    ],
)
def test_refuses_a_wrong_table(tmp_path, text, words):
    exports.refused(table(tmp_path, text), words)


def codings_of(found) -> list[tuple]:
    """Interview, rank of the passage, code and coder."""
    return [(row[0], row[2], row[5], row[6]) for row in rows(found.codings)]


def test_several_codes_in_a_cell_are_several_codings(tmp_path):
    text = (
        'interview,code,coder,passage\nA,"Budget\n+ helpt",AB,er was geld\n'
        'B,"Budget; Media;",AB,de krant\nB,"Budget;Budget",AB,nog eens\n'
    )
    found = read(table(tmp_path, text))
    assert codings_of(found) == [
        ("A", 1, "Budget", "AB"),
        ("A", 1, "+ helpt", "AB"),
        ("B", 1, "Budget", "AB"),
        ("B", 1, "Media", "AB"),
        ("B", 2, "Budget", "AB"),
    ]
    assert exports.left_out(found) == {codings.DOUBLE: 1}
    assert found.notes == ("cells with several codes: 3; each code is a coding of its own",)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["R1", "R2"]),
            st.lists(st.sampled_from(["geld", "+ helpt", "a, b"]), min_size=1, max_size=4),
            st.sampled_from(["Alfa", "Beta", ""]),
            st.sampled_from(["ja", "nee", ""]),
        ),
        min_size=1, max_size=8,
    ),
    st.sampled_from(["; ", "\n", "|"]),
)  # fmt: skip
def test_each_code_of_each_cell_is_a_coding_or_set_aside(tmp_path_factory, lines, between):
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(["interview", "codes", "coder", "passage"])
    writer.writerows((who, between.join(codes), coder, text) for who, codes, coder, text in lines)
    found = read(table(tmp_path_factory.mktemp("cells"), content.getvalue()))
    expected = Counter((who, c, coder or None) for who, cs, coder, _ in lines for c in cs)
    aside = [(row[0], row[2], row[1]) for row in rows(found.set_aside)]
    kept = [(row[0], row[5], row[6]) for row in rows(found.codings)]
    assert Counter([*kept, *aside]) == expected


def test_excels_own_first_line_names_the_delimiter(tmp_path):
    found = read(table(tmp_path, "sep=;\ninterview;code\nG1;geld, tijd\n"))
    assert codings_of(found) == [("G1", 1, "geld, tijd", None)]
    exports.refused(table(tmp_path, "sep=;\ninterview;code\n;geld\n"), "line 3, column interview")


def test_a_delimiter_within_quotation_marks_is_none(tmp_path):
    found = read(table(tmp_path, 'interview;code;"passage, letterlijk, kort"\nG1;geld;ja\n'))
    assert codings_of(found) == [("G1", 1, "geld", None)]


def test_windows_1252_is_read_and_said(tmp_path):
    found = read(table(tmp_path, "bron;code\nR01;één\n", "cp1252"))
    assert codings_of(found) == [("R01", 1, "één", None)]
    assert found.notes == (tabular.AS_WINDOWS,)


def test_coded_segments_of_maxqda(tmp_path):
    text = (
        "Document group\tDocument name\tCode\tBeginning\tEnd\tSegment\tCreated by\n"
        "Noord\tGesprek 1\tFactoren > geld\t12\t12\tgeen geld\tAlfa\n"
        "Noord\tGesprek 1\tBelemmerend\t12\t12\tgeen geld\tAlfa\n"
        "Noord\tGesprek 1\tFactoren > geld\t12\t12\took geen geld\tAlfa\n"
        "Noord\tGesprek 1\tFactoren > tijd\t3\t3\tja\tBeta\n"
        "Noord\tGesprek 1\tFactoren > tijd\t3\t3\tja\tBeta\n"
        "Zuid\tGesprek 1\tFactoren > tijd\t1\t1\tnee\tAlfa\n"
    )
    found = read(table(tmp_path, text))
    assert found.tool == "MAXQDA"
    assert [row[1] for row in rows(found.sources)] == ["Noord > Gesprek 1", "Zuid > Gesprek 1"]
    noord, zuid = found.sources["source"]
    assert codings_of(found) == [
        (noord, 1, "Factoren > tijd", "Beta"),
        (noord, 2, "Factoren > tijd", "Beta"),
        (noord, 3, "Factoren > geld", "Alfa"),
        (noord, 3, "Belemmerend", "Alfa"),
        (noord, 4, "Factoren > geld", "Alfa"),
        (zuid, 1, "Factoren > tijd", "Alfa"),
    ], "paragraphs are an order and no positions, and equal rows are two codings"


@pytest.mark.parametrize(
    "column",
    [
        *("Coder", "Coded by", "Created by", "Creator", "User", "Username", "Annotator"),
        *("Codeur", "Gecodeerd door", "Gemaakt door", "Aangemaakt door", "Gebruiker"),
        *("coded_by", "Gecodeerd door:"),
        *("Codierer", "Kodierer", "Codiert von", "Erstellt von", "Benutzer", "CODED BY"),
    ],
)
def test_who_coded_is_read_whatever_the_column_is_called(tmp_path, column):
    by_hand = f"interview;code;{column}\nG1;tijd;Alfa\n"
    of_maxqda = f"Document name;Code;Beginning;Segment;{column}\nG1;tijd;1;ja;Alfa\n"
    of_atlas = f"ID;Document;Quotation Name;Codes;{column}\n1:1;G1;ja;tijd;Alfa\n"
    for text in (by_hand, of_maxqda, of_atlas):
        found = read(table(tmp_path, text))
        assert codings_of(found) == [("G1", 1, "tijd", "Alfa")], text
        assert not exports.left_out(found)


def test_quotations_of_atlas_ti(tmp_path):
    text = (
        "ID,Document,Quotation Name,Codes,Created by,Reference\n"
        '1:2,G1,geen geld,"geld\nBelemmerend",Alfa,12 - 13\n'
        "1:1,G1,ja,tijd,Alfa,2 - 2\n1:3,G1,niets,,Alfa,4 - 4\n"
    )
    found = read(table(tmp_path, text))
    assert codings_of(found) == [
        ("G1", 1, "tijd", "Alfa"),
        ("G1", 2, "geld", "Alfa"),
        ("G1", 2, "Belemmerend", "Alfa"),
    ]
    assert exports.left_out(found) == {"passages without a code": 1}


def test_excerpts_of_dedoose(tmp_path):
    header = (
        "Media Title,Excerpt Range,Excerpt Creator,Excerpt Copy,Codes Applied Combined,"
        "Code: Factor Applied,Code: Factor\\geld, tijd Applied,Code: Factor Weight\n"
    ).replace("Code: Factor\\geld, tijd Applied", '"Code: Factor\\geld, tijd Applied"')
    text = header + (
        'G1,200-240,alfa,er was geld,"geld, tijd, Factor",True,True,\n'
        'G1,10-20,alfa,ja,"geld, tijd",False,True,3\nG1,30-31,alfa,nee,,False,False,\n'
    )
    found = read(table(tmp_path, text))
    assert codings_of(found) == [
        ("G1", 1, "Factor > geld, tijd", "alfa"),
        ("G1", 2, "Factor", "alfa"),
        ("G1", 2, "Factor > geld, tijd", "alfa"),
    ]
    assert exports.left_out(found) == {
        "columns (Code: Factor Weight)": 1, "passages without a code": 1
    }  # fmt: skip


def test_coded_text_of_qualcoder(tmp_path):
    text = (
        '"File","Coder","Coded","Id","Codename","Coded_Memo","Category","Category"\r\n'
        '"G1.docx","alfa","ja","ctid:1","geld","","Middelen","Factoren"\r\n'
        '"G1.docx","alfa","ja","ctid:2","geld","","Middelen","Factoren"\r\n'
        '"G1.docx","beta","ja","ctid:3","tijd","","",""\r\n'
    )
    found = read(table(tmp_path, text))
    assert codings_of(found) == [
        ("G1.docx", 1, "Factoren > Middelen > geld", "alfa"),
        ("G1.docx", 1, "tijd", "beta"),
        ("G1.docx", 2, "Factoren > Middelen > geld", "alfa"),
    ]


def test_a_workbook_is_read_as_a_csv_is(tmp_path):
    workbook = openpyxl.Workbook()
    for line in [("Document name", "Code", "Segment"), ("G1", "geld", "ja"), ("G1", "tijd", "ja")]:
        workbook.active.append(line)
    workbook.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert (found.tool, len(found.codings)) == ("MAXQDA", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Document name;Code;Parent code;Segment\nG1;geld;Middelen;a\nG1;geld;Richting;a\n"
            "G1;Middelen\\geld;Middelen;b\nG1;los;;c\n",
            ["Middelen > geld", "Richting > geld", "Middelen > geld", "los"],
        ),
        (
            "Dokumentname;Code;Obercode;Segment\nG1;geld;Alles\\Middelen;a\n",
            ["Alles > Middelen > geld"],
        ),
        (
            "source,parent,code,text\nG1,Middelen,geld,a\nG1,Richting,geld,a\n",
            ["Middelen > geld", "Richting > geld"],
        ),
    ],
)
def test_codes_of_one_name_below_different_headings_are_different_codes(tmp_path, text, expected):
    found = read(table(tmp_path, text))
    assert [row[2] for row in codings_of(found)] == expected
    assert found.set_aside.empty


def test_what_stands_where_nobody_is_named_is_no_coder(tmp_path):
    text = "interview,code,Gebruiker\nA,x,Alfa\nA,y,NA\nA,z,?\nB,x,\nB,y,n.v.t.\nB,z,onbekend\n"
    found = read(table(tmp_path, text))
    assert rows(found.coders) == [("Alfa", "Alfa")]
    assert [row[3] for row in codings_of(found)] == ["Alfa", None, None, None, None, None]
    assert "cells that name no coder (such as ? or NA): 4" in found.notes


@pytest.mark.parametrize("values", ["ja nee", "true false", "j n", "1 0", "yes yes", "Ja ?"])
def test_a_column_of_answers_names_no_coders(tmp_path, values):
    first, second = values.split()
    text = f"interview,code,Gebruiker\nA,x,{first}\nA,y,{second}\nB,x,{first}\n"
    found = read(table(tmp_path, text))
    assert rows(found.coders) == []
    assert found.codings["coder"].isna().all() and len(found.codings) == 3
    told = [each for each in found.left_out if each.what == "columns (Gebruiker)"]
    assert [each.why for each in told] == ["they say yes or no, and not who coded"]


@pytest.mark.parametrize("values", ["J N2", "1 2", "N N", "ja AB"])
def test_short_names_of_coders_are_no_answers(tmp_path, values):
    first, second = values.split()
    found = read(table(tmp_path, f"interview,code,coder\nA,x,{first}\nB,y,{second}\n"))
    assert [row[0] for row in rows(found.coders)] == list(dict.fromkeys(values.split()))


def test_where_somebody_works_is_read_from_a_column_that_says_so(tmp_path):
    text = "interview,code,Gemeente,rol\nA,x,Elders,ambtenaar\nA,y,Elders,\nB,x,Verweg,?\n"
    found = read(table(tmp_path, text))
    assert rows(found.variables) == [
        ("source", "A", "gemeente", "Elders"),
        ("source", "A", "rol", "ambtenaar"),
        ("source", "B", "gemeente", "Verweg"),
    ]
    assert found.left_out == ()


def test_a_column_that_says_two_things_of_an_interview_is_left_out(tmp_path):
    text = "interview,code,gemeente\nA,x,Elders\nA,y,Verweg\nB,x,Verweg\n"
    found = read(table(tmp_path, text))
    assert found.variables.empty
    assert [each.why for each in found.left_out] == ["they say two things of one interview"]

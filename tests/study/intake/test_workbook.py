"""Workbooks as people and programs leave them: nothing on a sheet is lost, or guessed, unsaid."""

import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from study.intake import IntakeError, read

HEADER = ("Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Segment", "Bearbeitet am")
ROWS = [
    ("Ambtenaren", f"G{n // 3 + 1}", f"Mensen > {'geld' if n % 2 else 'tijd'}", n, n + 5, f"s {n}",
     datetime(2025, 3, 4, 10, 5))
    for n in range(9)
]  # fmt: skip
WANTED = sorted((name, code) for _, name, code, *_ in ROWS)


def saved(folder, *sheets: tuple[str, list[tuple]], change=lambda book: None):
    """A workbook with these sheets; ``change`` is given it before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change(book)
    file = folder / "a.xlsx"
    book.save(file)
    return file


def found(file) -> list[tuple[str, str]]:
    project = read(file)
    names = dict(zip(project.sources["source"], project.sources["name"], strict=True))
    return sorted(
        (names[s], c) for s, c in project.codings[["source", "code"]].itertuples(index=False)
    )


def hide_rows(book):
    for number in range(3, 6):
        book["A"].row_dimensions[number].hidden = True


def hide(book):
    book["B"].sheet_state = "hidden"


def merge(book):
    for first in (2, 5, 8):
        for column in "AB":
            book["A"].merge_cells(f"{column}{first}:{column}{first + 2}")


def enrich(book):
    for row in book["A"].iter_rows(min_row=2, min_col=3, max_col=3):
        bold = TextBlock(InlineFont(b=True), row[0].value[:3])
        row[0].value = CellRichText(bold, row[0].value[3:])


def protect(book):
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book["A"].protection.sheet = True


@pytest.mark.parametrize(
    ("sheets", "change", "note"),
    [
        ([("A", [HEADER, *ROWS])], hide_rows, "rows that are hidden, as by a filter: 3"),
        ([("A", [HEADER, *ROWS])], merge, "merged cells: 6"),
        ([("A", [HEADER, *ROWS])], enrich, ""),
        ([("A", [HEADER, *ROWS])], protect, ""),
        ([("A", [HEADER, *ROWS]), ("B", [HEADER, *ROWS])], hide, "hidden sheets are not read: B"),
        ([("A", [("Uitleg", "bij"), ("dit", "bestand")]), ("B", [HEADER, *ROWS])], None,
         "sheets without codings are not read: A"),
        ([("A", [HEADER, *ROWS[:4]]), ("B", [HEADER, *ROWS[4:]])], None,
         "codings on 2 sheets: A, B"),
        ([("A", [("Codierte Segmente",), (), HEADER, *ROWS, *[(None,) * 7] * 50])], None,
         "lines above the header: 1"),
    ],
)  # fmt: skip
def test_all_codings_are_read_and_what_was_hidden_is_said(tmp_path, sheets, change, note):
    file = saved(tmp_path, *sheets, change=change or (lambda book: None))
    assert found(file) == WANTED
    assert not note or any(each.startswith(note) for each in read(file).notes)


def test_a_program_that_tells_a_wrong_size_loses_nothing(tmp_path):
    file = saved(tmp_path, ("A", [HEADER, *ROWS]))
    wrong = tmp_path / "b.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content))
    assert found(wrong) == WANTED


def test_codes_in_a_cell_stand_on_lines_however_a_program_ends_them(tmp_path):
    header = ("ID", "Document", "Document Groups", "Quotation Content", "Codes", "Density")
    rows = [
        ("1:1", "G1", "Partners", "ja", "geld_x000D_\ntijd; en ruimte", 2),
        ("1:2", "G1", "Partners", "nee", "tijd; en ruimte", 1),
        ("1:3", "G1", "Partners", "och", "geld; tijd", 2),
    ]
    file = saved(tmp_path, ("A", [header, *rows]))
    codes = [code for _, code in found(file)]
    assert codes == ["geld", "geld", "tijd", "tijd; en ruimte", "tijd; en ruimte"]
    assert list(read(file).variables["value"]) == ["Partners"]


def test_numbers_and_days_are_read_as_people_see_them(tmp_path):
    rows = [("Interview", "Code", "Start", "Eind"), (12.0, "a", 3.0, "9"),
            (datetime(2024, 3, 1), True, 1, 2.0)]  # fmt: skip
    project = read(saved(tmp_path, ("A", rows)))
    assert list(project.sources["name"]) == ["12", "2024-03-01"]
    assert project.codings[["start", "end"]].to_numpy().tolist() == [[3, 9], [1, 2]]


@pytest.mark.parametrize(
    ("sheets", "change", "words"),
    [
        ([("A", [HEADER, *ROWS]), ("B", [HEADER, ROWS[2]])], None, "has a row on sheet B"),
        ([("A", [HEADER, *ROWS]), ("B", [("Interview", "Code"), ("G1", "x")])], None,
         "other columns on several sheets (A, B)"),
        ([("A", [("leeg",)]), ("B", [HEADER, *ROWS])], hide, "but on hidden sheets (B)"),
        ([("A", [("Interview", "Code"), ("=1+1", "x")])], None, "was not worked out (A, cell A2)"),
        ([("A", [("Interview", "Code"), ("G1", "#N/A")])], None, "is an error of a sheet (#N/A)"),
        ([("A", [("Coding Summary",), ("Hierarchical Name", "Number Of Coding References"),
                 ("a", 1)])], None, "is a coding summary of NVivo"),
    ],
)  # fmt: skip
def test_what_would_be_counted_twice_or_not_at_all_is_refused(tmp_path, sheets, change, words):
    file = saved(tmp_path, *sheets, change=change or (lambda book: None))
    with pytest.raises(IntakeError) as refused:
        read(file)
    assert words in str(refused.value) and "\n" not in str(refused.value)


def test_who_changed_a_coding_is_not_taken_for_who_coded(tmp_path):
    header = (*HEADER[:-1], "Bearbeitet von")
    rows = [(*row[:-1], "alfa" if n % 2 else "beta") for n, row in enumerate(ROWS)]
    project = read(saved(tmp_path, ("A", [header, *rows])))
    assert project.coders.empty
    assert any("2 people changed codings, in the column Bearbeitet von" in n for n in project.notes)
    named = read(saved(tmp_path, ("A", [(*HEADER[:-1], "Erstellt von"), *rows])))
    assert list(named.coders["name"]) == ["beta", "alfa"]


def test_a_column_per_code_will_do_for_dedoose(tmp_path):
    header = (
        "Media Title",
        "Excerpt Copy",
        "Code: A\\x Applied",
        "Code: A\\x Weight",
        "Code: B Applied",
    )
    rows = [
        ("G1", "ja", True, 3, False),
        ("G1", "nee", "WAAR", None, "ONWAAR"),
        ("G2", "o", 0, None, 0),
    ]
    assert found(saved(tmp_path, ("A", [header, *rows]))) == [("G1", "A > x")] * 2


@pytest.mark.parametrize("inner", ["segments.csv", "deel/a.xlsx"])
def test_an_archive_of_tables_is_to_be_unpacked(tmp_path, inner):
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(inner, "Interview,Code\na,b\n")
    with pytest.raises(IntakeError, match=f"only packs {inner}. Unpack it"):
        read(file)

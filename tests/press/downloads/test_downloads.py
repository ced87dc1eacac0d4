"""What readers take along says by itself what it is, and is the same in each build."""

import csv
import io

import openpyxl
import pytest
from pybtex.database import parse_file

from press.build import citation_file
from press.chapters import bibliography
from press.downloads import figure_words, framed_drawings, reader_tables
from press.downloads.figure_words import FigureWords
from press.notebooks.outputs import FigureResult
from study import figures, paths
from study.data import tables
from study.language import spoken

WORDS = FigureWords(
    "Een titel (demonstratie)",
    "demonstratie, verzonnen gegevens",
    "Bron: B, 2020.",
    "Uit het boek ‘Titel’, versie 1.",
    (("nrm2012", "Rapporteur, 2012"),),
)


@pytest.fixture
def figure(tmp_path) -> FigureResult:
    """A figure as its notebook left it."""
    made = figures.registraties(tables.read("registered_victims"))
    made.table.to_csv(tmp_path / f"{made.name}.csv", index=False, lineterminator="\n")
    (tmp_path / f"{made.name}.svg").write_bytes(made.drawing)
    parts = {key: getattr(made, key) for key in ("statement", "alt", "caption", "note", "sources")}
    return FigureResult(
        made.name, "notebooks/x", tmp_path, interviews=False, synthetic=False, **parts
    )


def test_every_row_of_a_csv_says_what_its_numbers_are(figure):
    head, *rows = csv.reader(io.StringIO(reader_tables.as_csv(figure, WORDS)))
    assert head[-1] == "herkomst" and {row[-1] for row in rows} == {WORDS.origin}
    (before, *_) = csv.reader(io.StringIO(figure.file(".csv").read_text(encoding="utf-8")))
    own = [name for name in before if not spoken.of_other_language(name)]
    assert head[:-1] == own and len(own) < len(before) and len(rows) == len(figure.table())


def test_a_workbook_is_dutch_and_its_numbers_are_numbers(figure):
    book = openpyxl.load_workbook(io.BytesIO(reader_tables.workbook([(figure, WORDS)])))
    about, data = book.worksheets
    said = {row[0]: row[1] for row in about.values}
    assert said["Titel"] == WORDS.title and said["Herkomst"] == WORDS.origin
    assert said["Bron"] == WORDS.source and said["Wat is geteld"] == figure.note
    head, *rows = data.values
    assert {"Jaar", "Aantal", "Bron"} <= set(head)
    numbers = [row[head.index("Aantal")] for row in rows]
    assert numbers == [float(value) for value in figure.table()["value"]]
    assert "Rapporteur, 2012" in [row[head.index("Bron")] for row in rows]
    assert data.cell(2, head.index("Aantal") + 1).number_format == "#,##0"


def test_a_workbook_names_every_source_and_a_drawing_as_many_as_it_has_room_for(figure):
    works = parse_file(str(paths.ROOT / "references.bib"), "bibtex").entries
    words = figure_words.of_figure(figure, works, citation_file.read(paths.ROOT / "CITATION.cff"))
    assert len(figure.sources) > figure_words.MOST_SOURCES
    cited = [bibliography.short(works[key]) for key in figure.sources]
    book = openpyxl.load_workbook(io.BytesIO(reader_tables.workbook([(figure, words)])))
    said = {row[0]: row[1] for row in book.worksheets[0].values}["Bron"]
    assert all(each in said for each in cited)
    assert not all(each in words.source for each in cited)


def test_one_workbook_may_hold_the_tables_of_all_figures(figure):
    made = reader_tables.workbook([(figure, WORDS), (replaced(figure), WORDS)])
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[1:] == [figure.name, "andere"]


def replaced(figure: FigureResult) -> FigureResult:
    for path in figure.folder.glob(f"{figure.name}.*"):
        (figure.folder / f"andere{path.suffix}").write_bytes(path.read_bytes())
    return FigureResult(**{**vars(figure), "name": "andere"})


def test_downloads_are_the_same_bytes_each_time(figure):
    drawing = figure.file(".svg").read_bytes()
    for make in (
        lambda: reader_tables.workbook([(figure, WORDS)]),
        lambda: framed_drawings.framed(drawing, WORDS),
    ):
        assert make() == make()


def test_a_drawing_that_is_taken_along_holds_its_title_and_all_of_itself(figure):
    drawing = figure.file(".svg").read_bytes().decode()
    framed = framed_drawings.framed(drawing.encode(), WORDS).decode()
    assert WORDS.title in framed  # as its metadata; its letters are outlines
    assert drawing[drawing.index("<defs>") :].strip() in framed
    assert framed.count("</svg>") == 2

"""Tables behind figures for readers: as CSV with a column on their origin, and as workbooks.

In a workbook headings and words are those of readers, numbers are numbers, and a first sheet says
what the table is, what was counted, from which source, and whether it is made up. The bytes depend
on the content alone.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter
from xlsxwriter.theme import THEME_XML_2007

from press import labels
from press.downloads.figure_words import FigureWords
from press.notebooks.outputs import FigureResult
from study.language import dutch, spoken
from study.language import labels as headings

_FORMATS = {
    "number": "#,##0",
    "decimal": "#,##0.00",
    "tenth": "0.0",
    "probability": "0.000",
    "year": "0",
}
_MADE = dt.datetime(2000, 1, 1)
"""The moment that every workbook says it was made: the day of the build would change its bytes."""
_THEME = re.sub(r'<a:font script="[^"]*" typeface="[^"]*"/>', "", THEME_XML_2007)
"""The library's theme without its typefaces for other scripts, whose names look like people's."""
_WIDEST = 60
_LONGEST_NAME = 31


def as_csv(figure: FigureResult, words: FigureWords) -> str:
    """The table behind a figure, in one language, with what its numbers are in a last column."""
    with figure.file(".csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    kept = [place for place, name in enumerate(lines[0]) if not spoken.of_other_language(name)]
    head, *rows = [[line[place] for place in kept] for line in lines]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([*head, labels.text("downloads.origin_column")])
    writer.writerows([*row, words.origin] for row in rows)
    return written.getvalue()


def workbook(figures: Iterable[tuple[FigureResult, FigureWords]]) -> bytes:
    """The tables of figures, a sheet each, after a sheet that says what they are."""
    shown = list(figures)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE, "title": shown[0][1].title if len(shown) == 1 else ""})
    book.use_custom_theme(io.StringIO(_THEME))
    looks = _Looks(book)
    about = book.add_worksheet(labels.text("downloads.about"))
    _describe(about, shown, looks)
    for figure, words in shown:
        sheet = book.add_worksheet(_sheet_name(figure, len(shown)))
        _fill(sheet, figure, dict(words.works), looks)
    book.close()
    return written.getvalue()


class _Looks:
    """How cells of a workbook look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = {
            kind: book.add_format({"num_format": form, "valign": "top"})
            for kind, form in _FORMATS.items()
        }


def _sheet_name(figure: FigureResult, many: int) -> str:
    return figure.name[:_LONGEST_NAME] if many > 1 else labels.text("downloads.data")


def _describe(sheet: Any, shown: list[tuple[FigureResult, FigureWords]], looks: _Looks) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    lines = [line for each in shown for line in (*_about(*each, len(shown) > 1), ("", ""))]
    lines.append((labels.text("downloads.taken_from"), shown[0][1].book))
    for place, (what, words) in enumerate(lines):
        sheet.write_string(place, 0, what, looks.bold)
        sheet.write_string(place, 1, words, looks.text)


def _about(figure: FigureResult, words: FigureWords, many: bool) -> Iterator[tuple[str, str]]:
    if many:
        yield labels.text("downloads.sheet"), _sheet_name(figure, 2)
    yield labels.text("downloads.title"), words.title
    yield labels.text("downloads.origin"), words.origin
    yield labels.text("downloads.counted"), figure.note
    yield labels.text("downloads.source"), words.every_source or words.source


def _fill(sheet: Any, figure: FigureResult, works: dict[str, str], looks: _Looks) -> None:
    table = figure.table()
    named = [name for name in table if headings.has_column(name)]
    shown = [name for name in named if table.empty or (table[name] != "").any()]
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(shown):
        heading = headings.column(name)
        sheet.write_string(0, place, heading, looks.head)
        widest = len(heading)
        for row, value in enumerate(table[name], start=1):
            kind = headings.column_kind(name)
            if value == "":
                continue
            if kind in _FORMATS:
                sheet.write_number(row, place, float(value), looks.number[kind])
                continue
            words = dutch.moment(value) if kind == "date" else headings.value(name, value)
            words = works.get(value, value) if name == "source" else words
            sheet.write_string(row, place, words, looks.text)
            widest = max(widest, len(words))
        sheet.set_column(place, place, min(widest + 2, _WIDEST))
    if shown and len(table):
        sheet.autofilter(0, 0, len(table), len(shown) - 1)

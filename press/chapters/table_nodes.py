"""Tables in the book: the one builder of them, and a table of the study with Dutch words."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

import pandas as pd
from docutils import nodes

from study.language import dutch, labels, spoken, worded

Inline = Callable[[str], list[nodes.Node]]

_ADDED = {"note": "definition", "confidence": "source"}
"""Columns that are printed behind another one, to keep tables narrow enough for a telephone."""

_PLAIN = re.compile(r"(?:[^\W_]|[,.;:()%/–-])+(?: (?:[^\W_]|[,.;:()%/–-])+)*")
"""Words without a character that could be markup, or a quotation mark to be made a Dutch one."""


LEAST_P = 0.01
"""A smaller probability is written as smaller than this: two digits would make it nought."""

Cell = str | nodes.Node | list[nodes.Node]
"""What stands in a cell: text, a block, or the inside of a paragraph."""


def table(
    heads: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    *,
    classes: Sequence[str] = (),
    stub: bool = False,
    numbers: Collection[int] = (),
) -> nodes.table:
    """A table with a head.

    ``widths`` are shares of a line in print, a column each; ``stub`` makes the first column heads
    of rows; the columns in ``numbers`` (from 0) are aligned to the right.
    """
    group = nodes.tgroup(cols=len(heads), classes=["colwidths-given"])
    for place, width in enumerate(widths):
        group += nodes.colspec(colwidth=width, stub=int(stub and place == 0))

    def row(cells: Sequence[Cell]) -> nodes.row:
        made = (_entry(cell, place in numbers) for place, cell in enumerate(cells))
        return nodes.row("", *made)

    group += nodes.thead("", row(heads))
    group += nodes.tbody("", *map(row, rows))
    return nodes.table("", group, classes=list(classes))


def of_frame(frame: pd.DataFrame, inline: Inline) -> nodes.table:
    """A table of the study with Dutch headings, words and numbers, its sources as citations.

    ``frame`` holds text, as read from a figure's CSV. Columns without a heading are internal
    (`study.figures.figure`) and left out, and so are columns without any value. ``inline`` turns
    markup into nodes.
    """
    shown = columns_of(frame)
    rows = [[_words(record, name) for name in shown] for record in frame.to_dict("records")]
    columns = zip(shown, zip(*rows, strict=True), strict=True)
    return table(
        [labels.column(name) for name in shown],
        [[_cell(text, inline) for text in row] for row in rows],
        [_width(name, words) for name, words in columns],
        classes=["figuurtabel"],
        stub=True,
        numbers=[
            place
            for place, name in enumerate(shown)
            if labels.column_kind(name) in ("number", "decimal", "tenth", "probability")
        ],
    )


def columns_of(frame: pd.DataFrame) -> list[str]:
    """The columns of a table of the study that readers see, in their order."""
    return [
        name
        for name in frame
        if spoken.plain(name) not in _ADDED
        and (frame[name] != "").any()
        and labels.has_column(name)
    ]


def _width(name: str, words: Iterable[str]) -> int:
    """Share of a line in print, by what the column holds: short ones fit, long ones wrap."""
    if name == "source":
        return 22
    return min(max(map(len, [labels.column(name), *words])) + 1, 36)


def _entry(cell: Cell, number: bool) -> nodes.entry:
    if isinstance(cell, str):
        cell = nodes.paragraph("", cell)
    elif isinstance(cell, list):
        cell = nodes.paragraph("", "", *cell)
    return nodes.entry("", cell, classes=["text-right"] if number else [])


def _cell(text: str, inline: Inline) -> Cell:
    # Most cells are a number or a few words; looking for markup in each takes half of the time.
    return text if _PLAIN.fullmatch(text) else inline(text)


def _words(row: dict[str, str], name: str) -> str:
    value = row[name]
    if not value:
        return ""
    if name == "source":
        seen = row.get("confidence", "")
        words = f"; {labels.value('confidence', seen)}" if seen and seen != "seen" else ""
        return f"{{cite:t}}`{value}`{words}"
    if name == worded("definition") and row.get(worded("note")):
        return f"{value} ({row[worded('note')]})"
    match labels.column_kind(name):
        case "number":
            return dutch.number(int(float(value)))
        case "decimal":  # The CSV has all digits.
            return dutch.number(float(value), 2)
        case "tenth":
            return dutch.number(float(value), 1)
        case "probability":
            p = float(value)
            return f"< {dutch.number(LEAST_P, 2)}" if p < LEAST_P else dutch.number(p, 2)
        case "year":
            return value
        case "date":
            return dutch.moment(value)
    return labels.value(name, value)

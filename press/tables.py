"""A table of the study as a table in the book."""

from collections.abc import Callable

import pandas as pd
from docutils import nodes

from study import dutch, labels

Inline = Callable[[str], list[nodes.Node]]

_ADDED = {"note": "definition", "confidence": "source"}
"""Columns that are printed behind another one, to keep tables narrow enough for a telephone."""

_YEARS = ("year", "estimate", "round")
_NUMBERS = (
    *("value", "percent", "out_of", "respondents", "named", "absent", "not_discussed"),
    *("helps", "hinders", "neutral", "agenderen", "borgen", "difference", "together", "either"),
    *("helps_agenderen", "hinders_agenderen", "helps_borgen", "hinders_borgen"),
    *("interviews", "low", "high", "codes", "units"),
    *("national", "national_out_of", "municipal", "municipal_out_of"),
)
_DECIMALS = (
    *("p_holm", "jaccard", "expected", "prevalence", "raw"),
    *("alpha", "alpha_low", "alpha_high", "gwet"),
)
"""Printed with two digits behind the comma; the CSV has them all."""


def node(table: pd.DataFrame, inline: Inline) -> nodes.table:
    """The table with Dutch headings, words and numbers, and its sources as citations.

    ``table`` holds text, as read from a figure's CSV. Columns without a heading in the labels are
    the study's own and are left out, and so are columns without any value. ``inline`` turns markup
    into nodes.
    """
    shown = [
        name
        for name in table
        if name not in _ADDED and (table[name] != "").any() and labels.has_column(name)
    ]
    group = nodes.tgroup(cols=len(shown), classes=["colwidths-given"])
    for name in shown:
        group += nodes.colspec(colwidth=_width(table, name))
    head = nodes.row("", *(_entry(labels.column(name), name, _text) for name in shown))
    body = nodes.tbody()
    for _, row in table.iterrows():
        body += nodes.row("", *(_entry(_words(row, name), name, inline) for name in shown))
    group += nodes.thead("", head)
    group += body
    return nodes.table("", group, classes=["figuurtabel"])


def _width(table: pd.DataFrame, name: str) -> int:
    """Share of a line in print, by what the column holds: short ones fit, long ones wrap."""
    if name == "source":
        return 22
    words = [labels.column(name), *(_words(row, name) for _, row in table.iterrows())]
    return min(max(map(len, words)) + 1, 36)


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)]


def _entry(text: str, name: str, inline: Inline) -> nodes.entry:
    classes = ["text-right"] if name in _NUMBERS + _DECIMALS else []
    return nodes.entry("", nodes.paragraph("", "", *inline(text)), classes=classes)


def _words(row: pd.Series, name: str) -> str:
    value = row[name]
    if not value:
        return ""
    if name == "source":
        seen = row.get("confidence", "")
        words = f"; {labels.value('confidence', seen)}" if seen and seen != "seen" else ""
        return f"{{cite:t}}`{value}`{words}"
    if name == "definition" and row.get("note"):
        return f"{value} ({row['note']})"
    if name == "date":
        return dutch.moment(value)
    if name in _NUMBERS:
        return dutch.number(int(float(value)))
    if name in _DECIMALS:
        return dutch.number(float(value), 2)
    return value if name in _YEARS else labels.value(name, value)

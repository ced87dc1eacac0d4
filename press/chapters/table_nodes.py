"""A table of the study as a table in the book."""

import re
from collections.abc import Callable

import pandas as pd
from docutils import nodes

from study.language import dutch, labels

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

_PLAIN = re.compile(r"(?:[^\W_]|[,.;:()%/–-])+(?: (?:[^\W_]|[,.;:()%/–-])+)*")
"""Words without a sign that could be markup, or a quotation mark that is to be a Dutch one."""


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
    rows = [{name: _words(record, name) for name in shown} for record in table.to_dict("records")]
    group = nodes.tgroup(cols=len(shown), classes=["colwidths-given"])
    for name in shown:
        group += nodes.colspec(colwidth=_width(name, [row[name] for row in rows]))
    head = nodes.row("", *(_entry(labels.column(name), name, _text) for name in shown))
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(_entry(row[name], name, inline) for name in shown))
    group += nodes.thead("", head)
    group += body
    return nodes.table("", group, classes=["figuurtabel"])


def _width(name: str, words: list[str]) -> int:
    """Share of a line in print, by what the column holds: short ones fit, long ones wrap."""
    if name == "source":
        return 22
    return min(max(map(len, [labels.column(name), *words])) + 1, 36)


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)]


def _entry(text: str, name: str, inline: Inline) -> nodes.entry:
    classes = ["text-right"] if name in _NUMBERS + _DECIMALS else []
    # Most cells are a number or a few words, and to look for markup in each takes half of the time.
    content = _text(text) if _PLAIN.fullmatch(text) else inline(text)
    return nodes.entry("", nodes.paragraph("", "", *content), classes=classes)


def _words(row: dict[str, str], name: str) -> str:
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

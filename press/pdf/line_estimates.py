"""How high tables and boxes are in print, and how wide columns, estimated from their text.

Typst could measure them by laying out each twice, which took a third of its time for the book.
"""

from __future__ import annotations

import math

from docutils import nodes

TABLE_LINE = 95
"""Characters of table text on a line of full width."""

TEXT_LINE = 82
"""Characters on a line of a box, or of code."""

_SHORT_COLUMN = 12  # characters that fit on one line of any column
_COLUMN_GAP = 4  # characters that would fit in the space between two columns
_ROW_GAP = 0.35  # lines that would fit in the space between two rows
_PARAGRAPH_GAP = 0.5  # lines that would fit in the space between two paragraphs


def columns(group: nodes.tgroup, given: bool) -> list[str]:
    """The widths of columns, for Typst: as the author gave them, or else chosen here.

    Where all columns fit on a line, Typst chooses. In a wider table it would make all long columns
    equally wide; here they are wider with more text, though less than in proportion, and at least
    as wide as their longest word.
    """
    if given:
        return [f"{spec['colwidth']}fr" for spec in group.findall(nodes.colspec)]
    longest = [0] * group["cols"]
    words = [0] * group["cols"]
    for row in group.findall(nodes.row):
        if len(row.children) != group["cols"]:
            continue
        for column, entry in enumerate(row.children):
            longest[column] = max(longest[column], *map(len, _lines(entry)))
            words[column] = max([words[column], *map(len, entry.astext().split())])
    if sum(longest) + _COLUMN_GAP * len(longest) <= TABLE_LINE:
        return ["auto"] * len(longest)
    return [
        "auto" if length <= _SHORT_COLUMN else f"{max(word, round(length**0.7), _SHORT_COLUMN)}fr"
        for length, word in zip(longest, words, strict=True)
    ]


def lines_of_table(group: nodes.tgroup, widths: list[str]) -> int:
    """About how many lines of text a table is high, with columns as wide as ``columns`` says."""
    parts = [float(width.removesuffix("fr")) if width != "auto" else 0 for width in widths]
    free = TABLE_LINE - sum(_SHORT_COLUMN for part in parts if not part) - _COLUMN_GAP * len(parts)
    # Columns with the width "auto" fit on a line all together, or are short.
    room = [max(1, free * part / sum(parts)) if part else TABLE_LINE for part in parts]
    high = 0.0
    for row in group.findall(nodes.row):
        column, most = 0, 1
        for entry in row.children:
            across = entry.get("morecols", 0) + 1
            most = max(most, _wrapped(entry, sum(room[column : column + across])))
            column += across
        high += most + _ROW_GAP
    return math.ceil(high)


def lines_of_text(markup: list[nodes.Node]) -> int:
    """About how many lines of text these blocks are high."""
    high = 0.0
    for block in markup:
        for part in block.findall(nodes.TextElement):
            if not isinstance(part.parent, nodes.TextElement):
                high += _wrapped(part, TEXT_LINE) + _PARAGRAPH_GAP
    return math.ceil(high)


def _lines(node: nodes.Element) -> list[str]:
    return node.astext().splitlines() or [""]


def _wrapped(node: nodes.Element, room: float) -> int:
    return sum(max(1, math.ceil(len(line) / room)) for line in _lines(node))

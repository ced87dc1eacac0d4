"""Tables in text: the cells of CSV and its like."""

import csv
import io
from collections.abc import Collection, Iterator

from study.screening.passages import Passage
from study.screening.strictness import Strictness

_DELIMITERS = ",;\t"
_LONGEST_CELL = 2**24


def cells(
    text: str, strictness: Strictness, part: str = "", declared: Collection[str] = ()
) -> Iterator[Passage]:
    """A table cell by cell, the header first; ``declared`` are columns of public record."""
    first = text.partition("\n")[0]
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count))
    try:
        header = next(rows, [])
        yield Passage("\n".join(header), part, None, strictness=strictness)
        for row in rows:
            for place, cell in enumerate(row):
                # A row may have more cells than the header; the check of the schema says so.
                column = header[place] if place < len(header) else None
                known = column if column in declared else None
                yield Passage(
                    cell, part, rows.line_num, known, known is not None, strictness=strictness
                )
    except csv.Error:
        yield Passage(text, part, strictness=strictness)

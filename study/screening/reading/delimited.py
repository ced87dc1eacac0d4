"""Tables in text: the cells of CSV and its like."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from study.screening.passages import Passage
from study.screening.strictness import CODE, Strictness

_DELIMITERS = ",;\t"
_LONGEST_CELL = 2**24
_SHORT_WORDS = re.compile(r"[^\W\d_][\w' .-]{0,40}")


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
            # A name in two cells; identifiers are none where two values meet by chance.
            words = [cell for cell in row if _SHORT_WORDS.fullmatch(cell)]
            if len(words) > 1:
                told = "\n".join(map(" ".join, pairwise(words)))
                yield Passage(told, part, None, None, declared=True, strictness=CODE)
            for place, cell in enumerate(row):
                # A row may have more cells than the header; the check of the schema says so.
                column = header[place] if place < len(header) else None
                known = column if column in declared else None
                yield Passage(
                    cell, part, rows.line_num, known, known is not None, strictness=strictness
                )
    except csv.Error:
        yield Passage(text, part, strictness=strictness)

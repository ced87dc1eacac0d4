"""MyST-NB: a message on a notebook names the cell and its line.

It numbers the lines of a notebook by its cells, ten thousand each: line 2 of cell 10 is 100002.
The plain way is to leave it out: messages name such a line, which nobody finds.

Waits for: a myst-nb whose messages say in which cell something is.
"""

import re

from sphinx.util import logging

_IN_NOTEBOOK = re.compile(r"(.+\.ipynb):(\d+)")
_LINES_OF_A_CELL = 10_000


def place(line: int) -> str:
    """Where a line is: in a notebook in which cell."""
    cell, inside = divmod(line, _LINES_OF_A_CELL)
    return f"cell {cell}, line {inside}" if cell else str(line)


def apply() -> None:
    """Have the messages of Sphinx say so."""
    translator = logging.SphinxLogRecordTranslator
    filtered = translator.filter

    def located(self, record) -> bool:
        kept = filtered(self, record)
        found = _IN_NOTEBOOK.fullmatch(str(getattr(record, "location", "")))
        if found:
            record.location = f"{found[1]}:{place(int(found[2]))}"
        return kept

    translator.filter = located

"""The patch can go when messages of MyST-NB name a cell of a notebook and the line in it."""

import inspect
import logging

from docutils import nodes
from myst_nb.core import nb_to_tokens
from sphinx.util.logging import SphinxLogRecordTranslator, WarningLogRecordTranslator

from press.patches import lines_in_notebooks


def _located(source: str, line: int, monkeypatch) -> str:
    node = nodes.paragraph()
    node.source, node.line = source, line
    record = logging.LogRecord("x", logging.WARNING, "", 0, "words", (), None)
    record.location = node
    # What apply() changes is put back after the test.
    monkeypatch.setattr(SphinxLogRecordTranslator, "filter", SphinxLogRecordTranslator.filter)
    lines_in_notebooks.apply()
    WarningLogRecordTranslator(None).filter(record)
    return record.location


def test_cells_are_still_numbered_by_ten_thousands():
    assert "(cell_index + 1) * 10000" in inspect.getsource(nb_to_tokens)


def test_a_message_names_the_cell_and_its_line_and_of_a_chapter_the_line(monkeypatch):
    assert _located("/x/a.ipynb", 100002, monkeypatch).endswith("a.ipynb:cell 10, line 2")
    assert _located("/x/a.md", 100002, monkeypatch).endswith("a.md:100002")

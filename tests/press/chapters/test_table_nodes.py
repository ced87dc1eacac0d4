"""Cells of a figure's table as readers see them."""

import pandas as pd
import pytest
from docutils import nodes

from press.chapters import table_nodes


@pytest.mark.parametrize(
    ("p", "shown"), [("0.0049", "< 0,01"), ("0.01", "0,01"), ("0.1406", "0,14"), ("1.0", "1,00")]
)
def test_a_small_probability_is_not_nought(p, shown):
    frame = pd.DataFrame({"factor_name": ["steun"], "p_holm": [p]}, dtype="string")
    made = table_nodes.of_frame(frame, lambda text: [nodes.Text(text)])
    assert [entry.astext() for entry in made.findall(nodes.entry)][-1] == shown

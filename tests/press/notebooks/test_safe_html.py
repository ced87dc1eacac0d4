"""What may be published of the HTML that a notebook puts out."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from press.notebooks import safe_html

PIECES = (
    *("<table>", "</table>", "<tr>", "<th>", "</th>", "<td onclick='x'>", "</td>", "<p", "</p>"),
    *("<b>", "woord & meer", "<script>alert(1)</script>", "<img src='https://elders.example/x'>"),
)


def test_a_table_of_pandas_loses_its_styles_and_gains_headers():
    page = safe_html.safe(
        "<style scoped>x</style><table><thead><tr style='a' style=\"b\"><th></th><th>jaar</th></tr>"
        "</thead><tbody><tr><th>0</th><td>1</td></tr></tbody></table>"
    )
    assert "style" not in page and "x<" not in page
    assert "<td></td>" in page
    assert '<th scope="col">jaar</th>' in page and '<th scope="row">0</th>' in page
    assert BeautifulSoup(page, "html.parser").div["tabindex"] == "0"


@pytest.mark.parametrize(
    "acting",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>",
        "<img src='https://elders.example/x.png'>",
        "<a href='javascript:alert(1)'>",
        "<iframe src='//elders.example'></iframe>",
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_what_acts_or_asks_another_host_is_left_out_and_the_words_stay(acting):
    page = safe_html.safe(f"{acting}<p>Woorden</p>")
    assert "Woorden" in page
    for never in ("alert", "elders", "<img", "<a", "<svg", "onclick"):
        assert never not in page


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_whatever_is_put_out_comes_back_whole_and_with_nothing_that_is_not_kept(pieces):
    page = safe_html.safe("".join(pieces))
    found = BeautifulSoup(page, "html.parser").find_all(True)
    assert {each.name for each in found} <= {*safe_html.KEPT, "div"}
    assert safe_html.safe(page).count("<td") == page.count("<td")
    for each in found:
        if each.name != "div":
            assert set(each.attrs) <= {*safe_html.KEPT[each.name], "scope"}


def test_a_drawing_that_is_in_the_page_itself_stays_with_its_words():
    drawing = '<img src="data:image/svg+xml,x" alt="Een lijn">'
    assert safe_html.safe(drawing) == drawing


def test_a_script_among_the_outputs_is_no_output():
    output = nbformat.v4.new_output(
        "display_data", {"application/javascript": "alert(1)", "text/html": "<b>ja</b>"}
    )
    cell = nbformat.v4.new_code_cell("", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    safe_html.make_safe(notebook)
    assert notebook.cells[0].outputs[0].data == {"text/html": "<b>ja</b>"}

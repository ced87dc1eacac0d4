"""HTML in a chapter is refused with file, line and remedy; what a notebook puts out is not."""

import pytest
from docutils import nodes

from press.web import raw_markup


class _Logger:
    def __init__(self):
        self.said = []

    def warning(self, words, *values, location=None):
        self.said.append((words % values, location))


@pytest.fixture
def told(monkeypatch):
    logger = _Logger()
    monkeypatch.setattr(raw_markup, "logger", logger)
    return logger.said


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<div onclick="alert(1)">woord</div>', "<div>"),
        ('<img src="https://elders.example/x.png">', "<img>"),
        ("<details><summary>Meer</summary></details>", "<details>"),
        ("<br>", "<br>"),
        ("<!-- later -->", "this"),
        (f"<p>{'lang ' * 99}</p>", "<p>"),
    ],
)
def test_raw_markup_of_a_writer_is_refused_without_what_stands_in_it(told, markup, named):
    page = nodes.document(None, None)
    page += nodes.paragraph("", "", nodes.raw("", markup, format="html"))
    raw_markup._refuse(None, page)
    ((words, location),) = told
    assert words.startswith(f"{named} is raw markup") and "write it in Markdown" in words
    assert not {"alert", "woord", "elders", "Meer", "later", "lang"} & set(words.split())
    assert location.astext() == markup


def test_what_a_notebook_put_out_is_not(told):
    page = nodes.document(None, None)
    page += nodes.container("", nodes.raw("", "<table>", format="html"), mime_type="text/html")
    raw_markup._refuse(None, page)
    assert told == []

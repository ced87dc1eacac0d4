"""The patch can go when myst-nb lets a builder say which outputs it shows."""

import nbformat
from docutils import nodes

from press.patches import notebook_outputs_in_print
from press.pdf.builder import TypstBuilder
from tests.support import small_book


def test_an_output_is_still_lost_for_a_builder_that_myst_nb_does_not_know(tmp_path):
    output = nbformat.v4.new_output("execute_result", {"text/plain": "een woord"})
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    title = nbformat.v4.new_markdown_cell("# Notebook")
    nbformat.write(nbformat.v4.new_notebook(cells=[title, cell]), tmp_path / "index.ipynb")
    settings = {"extensions": ["myst_nb"], "nb_execution_mode": "off"}
    with small_book.built(tmp_path, settings) as app:
        app.builder = TypstBuilder(app, app.env)

        def shown() -> bool:
            found = app.env.get_and_resolve_doctree("index", app.builder)
            return any("een woord" in node.astext() for node in found.findall(nodes.literal_block))

        assert not shown()
        with notebook_outputs_in_print.in_order(app, TypstBuilder.name, ["text/plain"]):
            assert shown()

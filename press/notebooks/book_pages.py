"""An executed notebook as a page of the book: with downloads, numbered figures, plain tables."""

import nbformat

from press.notebooks import safe_html
from study import paths


def as_page(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with links to its downloads, book figures and plain tables; changes it."""
    safe_html.make_safe(notebook)
    notebook.cells[0].source += "\n\n```{notebookdownloads}\n```"
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if paths.FIGURE_MIME in output.get("data", {}):
                name = output.data[paths.FIGURE_MIME]["name"]
                output.data = {"text/markdown": f"```{{figuuropnieuw}} {name}\n```"}
                cell.metadata["mystnb"] = {"markdown_format": "myst"}
    return notebook

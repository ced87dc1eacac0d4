"""An executed notebook as a page of the book: with downloads, numbered figures, plain tables."""

import re

import nbformat

from press import labels
from study import paths

_STYLE_ATTRIBUTE = re.compile(r' style="[^"]*"')
_STYLE_SHEET = re.compile(r"<style\b.*?</style>\s*", re.S)


def as_page(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with links to its downloads, book figures and plain tables; changes it."""
    notebook.cells[0].source += "\n\n```{notebookdownloads}\n```"
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = plain_table(output.data["text/html"])
            if paths.FIGURE_MIME in output.get("data", {}):
                name = output.data[paths.FIGURE_MIME]["name"]
                output.data = {"text/markdown": f"```{{figuuropnieuw}} {name}\n```"}
                cell.metadata["mystnb"] = {"markdown_format": "myst"}
    return notebook


def plain_table(page: str) -> str:
    """A table as pandas writes it, without its styles, and with a scope for each header cell."""
    bare = _STYLE_ATTRIBUTE.sub("", _STYLE_SHEET.sub("", page))
    head, between, body = bare.partition("<tbody>")
    head = head.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    words = labels.text("page.table")
    table = head + between + body.replace("<th>", '<th scope="row">')
    return f'<div class="tabel" role="group" tabindex="0" aria-label="{words}">{table}</div>'

"""In which cell of which notebook a figure or number is made, and by which call."""

import ast

import nbformat

from press.notebooks.outputs import Results
from press.review.manifest import Origin
from study.paths import FIGURE_MIME


def of_results(results: Results) -> dict[str, Origin]:
    """The origin of each figure and number, as ``figure <name>`` and ``number <name>``."""
    found = {}
    for docname, run in results.runs.items():
        notebook, inputs = f"{docname}.ipynb", tuple(run.opened())
        cells = run.executed().cells
        for at, cell in enumerate(cells, start=1):
            for name in _figures(cell):
                found[f"figure {name}"] = Origin(notebook, at, _call(cell.source), inputs)
            for name in _numbers(cell, results):
                found[f"number {name}"] = Origin(notebook, at, _call(cell.source), inputs)
    return found


def _figures(cell: nbformat.NotebookNode) -> list[str]:
    outputs = (output.get("data", {}) for output in cell.get("outputs", []))
    return [data[FIGURE_MIME]["name"] for data in outputs if FIGURE_MIME in data]


def _numbers(cell: nbformat.NotebookNode, results: Results) -> list[str]:
    """The names that the cell's ``handover.record`` gave back."""
    if cell.cell_type != "code" or "handover.record(" not in cell.source:
        return []
    printed = "".join(
        output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])
    )
    try:
        return [name for name in ast.literal_eval(printed) if name in results.numbers]
    except (ValueError, SyntaxError):
        return []


def _call(source: str) -> str:
    """The first argument of the call in a cell's last line: the call that makes the result."""
    last = ast.parse(source).body[-1]
    arguments = last.value.args if isinstance(getattr(last, "value", None), ast.Call) else []
    return ast.unparse(arguments[0] if arguments else last)

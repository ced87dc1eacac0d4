"""A notebook for readers without Jupyter: as a plain script and as one HTML file, by nbconvert."""

from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import nbformat

from study.tokens import TOKENS

if TYPE_CHECKING:
    from nbconvert import Exporter

TEMPLATES = Path(__file__).parent / "theme" / "nbconvert"
SCRIPT, PAGE = ".py", "-los.html"
_ONE_AT_A_TIME = Lock()
"""Exporters keep what they are working on."""


def prepare() -> None:
    """Import what notebooks are run and exported with.

    It takes half a second, and most builds run no notebook. To be called before there are threads,
    as two that import the same packages can meet half of one.
    """
    for name in ("nbclient", "nbconvert.exporters.html", "nbconvert.exporters.python"):
        import_module(name)


def write(notebook: nbformat.NotebookNode, name: str, folder: Path) -> None:
    """Write ``<name>.py`` (code only) and ``<name>-los.html`` (with outputs, nothing from outside).

    ``notebook`` is an executed notebook.
    """
    folder.mkdir()
    resources = {"metadata": {"name": name}, "tokens": TOKENS}
    with _ONE_AT_A_TIME:
        for ending, exporter in _exporters().items():
            text, _ = exporter.from_notebook_node(notebook, resources=dict(resources))
            (folder / f"{name}{ending}").write_text(text, encoding="utf-8", newline="\n")


@cache
def _exporters() -> dict[str, "Exporter"]:
    """Made once, because they compile their templates: most of the work for a short notebook."""
    from nbconvert import HTMLExporter, PythonExporter

    page = HTMLExporter(
        template_name="boek",
        extra_template_basedirs=[str(TEMPLATES)],
        embed_images=True,
        language_code="nl",
    )
    return {SCRIPT: PythonExporter(), PAGE: page}

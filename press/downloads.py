"""A notebook for readers without Jupyter: as a plain script and as one HTML file, by nbconvert."""

from importlib import import_module
from pathlib import Path

import nbformat

from study.tokens import TOKENS

TEMPLATES = Path(__file__).parent / "theme" / "nbconvert"
SCRIPT, PAGE = ".py", "-los.html"


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
    from nbconvert import HTMLExporter, PythonExporter

    folder.mkdir()
    resources = {"metadata": {"name": name}, "tokens": TOKENS}
    script, _ = PythonExporter().from_notebook_node(notebook, resources=dict(resources))
    (folder / f"{name}{SCRIPT}").write_text(script, encoding="utf-8", newline="\n")
    exporter = HTMLExporter(
        template_name="boek",
        extra_template_basedirs=[str(TEMPLATES)],
        embed_images=True,
        language_code="nl",
    )
    page, _ = exporter.from_notebook_node(notebook, resources=dict(resources))
    (folder / f"{name}{PAGE}").write_text(page, encoding="utf-8", newline="\n")

"""Notebooks for readers without Jupyter: as a plain script and as one HTML file, by nbconvert.

They are made last, because nothing else in the book depends on them, and cached as long as the run
and all that they are made with stay the same.
"""

import shutil
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from press import labels, places
from press.build import cached_files, digests
from press.notebooks import safe_html
from press.notebooks.runs import Run
from press.translation import catalogue, translating
from study import paths
from study.design.tokens import TOKENS
from study.files import digest_of_all
from study.language import spoken

if TYPE_CHECKING:
    from nbconvert import Exporter

SCRIPT, PAGE = ".py", "-los.html"
"""Endings of their names: only the code; and code with outputs, as one self-contained file."""


def write(
    runs: Iterable[Run], cache: Path, book: Path, made_up: Callable[[str], bool] = lambda _: False
) -> None:
    """Write the downloads of every notebook beside its page in ``book``.

    ``made_up`` says of a notebook, by its docname, whether it shows interviews that are made up.
    """
    made_by = [Path(__file__), Path(safe_html.__file__)]
    recipe = digests.digest([*made_by, places.TEMPLATES / "nbconvert", paths.TOKENS], paths.ROOT)
    made_with = f"{recipe} {digests.environment(places.LOCK)}"
    files = {
        (run, ending): cache / f"{_key(run, made_with, _notice(run, made_up))}{ending}"
        for run in runs
        for ending in (SCRIPT, PAGE)
    }
    cached_files.keep_only(cache, files.values())
    for (run, ending), path in files.items():
        content = cached_files.make_once(
            path, partial(_exported, run, ending, _notice(run, made_up))
        )
        (book / f"{run.docname}{ending}").write_bytes(content)


def write_source(root: Path, docname: str, book: Path) -> None:
    """Write a notebook into ``book`` as it stands in the checkout, its text translated."""
    name = f"{docname}.ipynb"
    if translating.translates():
        translated = translating.notebook(docname, nbformat.read(root / name, as_version=4))
        nbformat.write(translated, book / name)
    else:
        shutil.copyfile(root / name, book / name)


def _notice(run: Run, made_up: Callable[[str], bool]) -> str:
    """What a page says of what is made up; it is read far from the book."""
    return labels.text("notice.interviews") if made_up(run.docname) else ""


def _key(run: Run, made_with: str, notice: str) -> str:
    parts = [made_with, run.docname, run.digest, spoken.spoken(), notice]
    if translating.translates():
        parts.append(catalogue.place(spoken.spoken(), run.docname).read_bytes())
    return digest_of_all(parts)


def _exported(run: Run, ending: str, notice: str) -> bytes:
    resources = {"metadata": {"name": run.name}, "tokens": TOKENS, "notice": notice}
    notebook = translating.notebook(run.docname, run.executed())
    safe_html.make_safe(notebook)
    notebook.metadata["title"] = _title(notebook) or run.name
    text, _ = _exporters()[ending].from_notebook_node(notebook, resources=resources)
    return text.encode()


def _title(notebook: nbformat.NotebookNode) -> str:
    """What its first heading says, in the language of the edition; a file name says little."""
    written = (cell for cell in notebook.cells if cell.cell_type == "markdown")
    lines = (line for cell in written for line in cell.source.splitlines())
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), "")


@cache
def _exporters() -> dict[str, "Exporter"]:
    """One of each, because compiling its templates is most of the work for a short notebook."""
    from nbconvert import HTMLExporter, PythonExporter

    page = HTMLExporter(
        template_name="boek",
        extra_template_basedirs=[str(places.TEMPLATES / "nbconvert")],
        embed_images=True,
        language_code=spoken.spoken(),
    )
    return {SCRIPT: PythonExporter(), PAGE: page}

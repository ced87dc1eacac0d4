"""The start of a build: wait for other builds, then start the notebooks, which take longest."""

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from sphinx.application import Sphinx
from sphinx_external_toc.parsing import parse_toc_yaml

from press import places
from press.build import digests, from_source, publishing, unchanged
from press.notebooks import execution
from press.translation import task
from press.translation.beside import Beside
from study import paths
from study.data import schema, table_form, tables
from study.data.problems import as_lines

HERE = Path(__file__).parent
NOTEBOOKS = "notebooks/"
"""Start of the docnames of notebooks."""


@dataclass(frozen=True)
class Started:
    """A build that has begun.

    ``made_from`` is the key of everything that its book is made from (`unchanged.key`); ``lock`` is
    held until the process ends; ``beside`` has the editions in other languages.
    """

    made_from: str
    lock: FileLock
    plan: execution.Plan
    beside: Beside


def start(app: Sphinx, made_from: str) -> Started:
    """Wait for other builds in the same folder, then start the notebooks that have to run.

    Ends the build if another one has made the same book in the meantime.
    """
    lock, waited = publishing.lock(unchanged.build(app))
    if waited:
        made_from = unchanged.key(app)
        unchanged.end_if_unchanged(app, made_from)
    plan = start_notebooks(app, unchanged.build(app) / places.RUNS)
    return Started(made_from, lock, plan, Beside(app))


def start_notebooks(app: Sphinx, cache: Path) -> execution.Plan:
    """Start the notebooks of the contents that have to run, for want of a run in ``cache``."""
    _refuse_lacking_typefaces()
    _refuse_what_is_no_table()
    contents = Path(app.config.overrides["external_toc_path"])
    planned = plan(contents, cache)
    planned.start()
    return planned


def plan(contents: Path, cache: Path) -> execution.Plan:
    """Which notebooks of a table of contents have to run, for want of a run in ``cache``."""
    docnames = [
        docname
        for docname in sorted(parse_toc_yaml(contents))
        if docname.startswith(NOTEBOOKS) and (paths.ROOT / f"{docname}.ipynb").exists()
    ]
    watched = digests.Inputs([paths.DATA, paths.BIBLIOGRAPHY], paths.ROOT)
    return execution.Plan(docnames, cache, shared_key, watched)


def _refuse_lacking_typefaces() -> None:
    """End the build before drawings and print are set in some other typeface."""
    for name in paths.TYPEFACES:
        if not (paths.FONTS / name).is_file():
            lacking = paths.FONTS / name
            publishing.stop(f"{lacking}: is missing. Put it back: git restore {lacking}")


def _refuse_what_is_no_table() -> None:
    """End the build before a notebook wants what is not there, or computes with no figures."""
    # If the data package itself cannot be read, the gate says better why.
    if schema.descriptor_problems(paths.DATA):
        return
    package = tables.package()
    if found := table_form.lacking(paths.DATA, package) or table_form.problems(paths.DATA, package):
        publishing.stop(*as_lines(found))


def shared_key() -> str:
    """Key of the current state of what every notebook depends on."""
    code = digests.digest(shared_inputs(), paths.ROOT)
    return f"{code} {digests.environment(places.LOCK)} {task.of_notebooks()}"


def shared_inputs() -> list[Path]:
    """What the outputs of every notebook depend on, besides the notebook and what it opens."""
    return [
        paths.CODE,
        paths.STUDY,
        places.LOCK,
        *map(Path, (from_source.__file__, digests.__file__)),
        *(HERE / name for name in ("runs.py", "execution.py", "kernels.py", "fork_server.py")),
        *(HERE / name for name in ("opened_files.py", "written_files.py", "cells.py")),
    ]

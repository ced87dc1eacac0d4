"""How a build begins: alone in its folder, and with the notebooks, which take longest."""

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from sphinx.application import Sphinx
from sphinx_external_toc.parsing import parse_toc_yaml

from press.build import digests, from_source, publishing, unchanged
from press.notebooks import execution
from study import paths

HERE = Path(__file__).parent
CACHE = ".notebooks"
NOTEBOOKS = "notebooks/"


@dataclass(frozen=True)
class Outset:
    """A build that has begun.

    ``made_from`` stands for all that its book will be made from; the lock lasts as long as it does.
    """

    made_from: str
    lock: FileLock
    plan: execution.Plan


def begin(app: Sphinx, made_from: str) -> Outset:
    """Wait for other builds, and start what notebooks have to run.

    ``made_from`` is the key of what there is to build from. Ends the build if another one has just
    made the same book.
    """
    lock, waited = publishing.alone(unchanged.build(app))
    if waited:
        made_from = unchanged.key(app)
        unchanged.leave_if_it_stands(app, made_from)
    contents = parse_toc_yaml(app.config.overrides["external_toc_path"])
    docnames = [
        docname
        for docname in sorted(contents)
        if docname.startswith(NOTEBOOKS) and (paths.ROOT / f"{docname}.ipynb").exists()
    ]
    watched = digests.Inputs([paths.DATA, paths.BIBLIOGRAPHY], paths.ROOT)
    plan = execution.Plan(docnames, unchanged.build(app) / CACHE, fixed, watched)
    plan.start()
    return Outset(made_from, lock, plan)


def fixed() -> str:
    """Stands for what every notebook depends on, as it is now."""
    return f"{digests.digest(fixed_parts(), paths.ROOT)} {digests.environment(unchanged.LOCK)}"


def fixed_parts() -> list[Path]:
    """What the outputs of every notebook depend on, besides itself and what it opens."""
    return [
        paths.CODE,
        unchanged.LOCK,
        HERE / "execution.py",
        Path(from_source.__file__),
        Path(digests.__file__),
        HERE / "kernels.py",
        HERE / "fork_server.py",
        HERE / "opened_files.py",
    ]

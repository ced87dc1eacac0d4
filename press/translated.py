"""A translated edition, made in a process of its own beside the book: see `press.translation`."""

import io
import os
import pickle
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from sphinx.application import Sphinx
from sphinx_external_toc.parsing import parse_toc_yaml

from press import places
from press.build import citation_file, publishing
from press.making import Making
from press.notebooks import starting
from press.translation import translating
from press.translation.task import GO_ON, Task, current
from study import paths


class Translation(Making):
    """One edition. Its methods are called by Sphinx in their order here."""

    def __init__(self, app: Sphinx, task: Task) -> None:
        super().__init__(app)
        self.task = task
        self.work = self.folder / publishing.WORK

    def config_inited(self, app: Sphinx, config) -> None:
        """See the base class."""
        publishing.forget_damaged(self.folder, Path(app.doctreedir))
        super().config_inited(app, config)

    def builder_inited(self, app: Sphinx) -> None:
        """Wait until the notebooks have run, and take what they made."""
        if not _told_to_go_on():
            raise SystemExit(1)
        runs = Path(self.task.built) / places.RUNS
        self.take_results(starting.plan(Path(self.task.contents), runs))
        self.take_edition()
        if app.fresh_env_used:
            shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, exist_ok=True)
        publishing.clear(self.work)
        publishing.write_to(app, self.work)

    def before_reading(self, app: Sphinx, *_: object) -> None:
        """Begin with figures' files: by now the works that they name are told apart."""
        self.begin_figure_files()

    def write_started(self, app: Sphinx, builder) -> None:
        """Have the book set while its pages are written, unless something is wrong already."""
        if not app._warncount:
            self.begin_print()

    def build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Add figures, downloads and the PDF."""
        if exception is not None or app._warncount:
            return
        self.complete_pages(self.work)
        self.add_downloads(self.work)
        self.add_print(self.work)
        if not app._warncount:
            publishing.keep_whole(self.folder, Path(app.doctreedir))


def _told_to_go_on() -> bool:
    """Wait for the build that started this process; whether the notebooks have run."""
    return sys.stdin.buffer.read() == GO_ON


def connect(app: Sphinx, task: Task) -> dict[str, object]:
    """Connect the press to Sphinx for a translated edition."""
    edition = Translation(app, task)
    app.connect("builder-inited", edition.builder_inited)
    app.connect("env-before-read-docs", edition.before_reading)
    app.connect("write-started", edition.write_started, priority=400)
    app.connect("build-finished", edition.build_finished)
    return edition.connect()


def run() -> int:
    """Make the edition that is told by standard input; print what is wrong with it."""
    task: Task = pickle.load(sys.stdin.buffer)
    contents = parse_toc_yaml(task.contents)
    citation = citation_file.read(places.CITATION)
    if wrong := translating.problems(citation, contents, task.language):
        print(*wrong, sep="\n")
        return 1
    said = io.StringIO()
    made = None
    token = current.set(task)
    try:
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(said):
            made = _build(task)
    except SystemExit:
        pass  # what was wrong was logged
    finally:
        current.reset(token)
    problems = publishing.plain_lines(said.getvalue())
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems or made != 0 else 0


def _build(task: Task) -> object:
    from jupyter_book.sphinx import build_sphinx

    config = {
        "external_toc_path": task.contents,
        "latex_individualpages": False,
        "language": task.language,
        "html_baseurl": task.address,
    }
    return build_sphinx(
        paths.ROOT,
        task.folder / "html",
        noconfig=True,
        path_config=paths.ROOT / "_config.yml",
        confoverrides=config,
        doctreedir=task.folder / ".doctrees",
    )

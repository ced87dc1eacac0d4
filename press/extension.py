"""The Sphinx extension: what happens when in ``jupyter-book build .``, from top to bottom."""

import gc
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from press import places
from press.build import publishing, unchanged
from press.build.data_gate import DataGate
from press.making import Making
from press.notebooks.execution import NotebookError
from press.notebooks.outputs import DuplicateResult
from press.notebooks.starting import Started
from press.review import crate, manifest, origins


class Build(Making):
    """One build that publishes the book. Its methods are called by Sphinx in their order here."""

    def __init__(self, app: Sphinx, started: Started) -> None:
        super().__init__(app)
        self.started = started
        self.beside = started.beside
        self.data_gate = DataGate(self.folder)
        self.publication: publishing.Publication | None = None

    def config_inited(self, app: Sphinx, config) -> None:
        """See the base class; from here on, what Sphinx keeps is not that of a whole build."""
        publishing.forget_damaged(self.folder, Path(app.doctreedir))
        super().config_inited(app, config)

    def builder_inited(self, app: Sphinx) -> None:
        """Wait for the notebooks, and start what goes on beside the reading of chapters."""
        if app.builder.name == "html":
            self.publication = publishing.Publication(app)
        try:
            self.take_results(self.started.plan)
        except (NotebookError, DuplicateResult) as error:
            # Wrong data may be the cause, and the gate says better what is wrong with them.
            self.data_gate.begin()
            self.data_gate.passed()
            publishing.stop(*str(error).splitlines())
        if self.publication is not None:
            self.beside.go_on()
        self.data_gate.begin()
        self.take_edition()

    def before_reading(self, app: Sphinx, *_: object) -> None:
        """Begin with figures' files: by now the works that they name are told apart."""
        if self.publication is not None:
            self.begin_figure_files()

    def write_started(self, app: Sphinx, builder: Builder) -> None:
        """Have the book set while its pages are written, unless something is wrong already."""
        if self.publication is not None and not app._warncount:
            self.begin_print()

    def build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Add figures, downloads and the PDF, and publish if nothing was wrong."""
        passed = self.data_gate.passed()
        if not passed and exception is not None:
            raise SystemExit(1)  # The gate's lines say why; a traceback would hide them.
        if exception is not None or self.publication is None:
            return
        self.publication.refuse_warnings()
        work = self.publication.work
        self.complete_pages(work)
        self.add_downloads(work)
        if passed:  # else the book would repeat what is wrong with its sources
            self.data_gate.look_at(work)
        self.add_print(work)  # Last, because Typst takes longest for it.
        for edition in self.beside.finish():
            if passed:
                self.data_gate.look_at(edition / publishing.WORK)
        facts = manifest.Facts(
            self.citation, self.provenance, places.LOCK, origins.of_results(self.results)
        )
        self.publication.publish(
            self.beside.put_into, lambda book: crate.write(book, facts), self.data_gate.approve
        )
        unchanged.note(app, self.started.made_from)
        # Without this Python looks for garbage once more at its end, in all that was made.
        gc.freeze()


def connect(app: Sphinx, started: Started) -> dict[str, object]:
    """Connect the press to Sphinx, after notebooks have begun to run."""
    build = Build(app, started)
    app.connect("builder-inited", build.builder_inited)
    app.connect("env-before-read-docs", build.before_reading)
    # Before documents are shared for the pages: the print resolves its own copies.
    app.connect("write-started", build.write_started, priority=400)
    app.connect("build-finished", build.build_finished)
    return build.connect()

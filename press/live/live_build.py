"""What a build for a writer does: wait for the save, show pages, then have them checked."""

import contextlib
import os
import shutil
import tempfile
import threading

from sphinx.application import Sphinx

from press import places
from press.build import publishing
from press.build.data_gate import DataGate
from press.live import last_good
from press.live.channel import Channel, Kind
from press.live.rehearsal import Rehearsal
from press.making import Making
from press.notebooks import starting
from press.notebooks.execution import NotebookError, Plan
from press.notebooks.outputs import DuplicateResult
from press.translation import catalogue, translating
from study.language import spoken

SCRATCH = ".scratch"
"""Folder for temporary files of a build that may be ended at any time."""


class LiveBuild(Making):
    """One build for a writer. Its methods are called by Sphinx in their order here."""

    def __init__(self, app: Sphinx, plan: Plan, channel: Channel) -> None:
        super().__init__(app)
        self.plan = plan
        self.work = self.folder / publishing.WORK
        self.shown = places.shown(spoken.spoken())
        self.channel = channel

    def config_inited(self, app: Sphinx, config) -> None:
        """See the base class."""
        last_good.forget_damaged(self.folder)
        super().config_inited(app, config)

    def builder_inited(self, app: Sphinx) -> None:
        """Wait for the notebooks."""
        try:
            self.take_results(self.plan)
        except (NotebookError, DuplicateResult) as error:
            publishing.stop(*str(error).splitlines())

    def wait(self, app: Sphinx) -> None:
        """Wait for the save, with Sphinx set up; what follows may differ from save to save."""
        Rehearsal(app)
        self.channel.tell(Kind.READY)
        self.channel.wait()
        catalogue.of_page.cache_clear()  # it is what was saved that counts
        last_good.begin(self.folder)
        if app.fresh_env_used:
            shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, exist_ok=True)
        publishing.clear(self.work)
        publishing.write_to(app, self.work)
        self.take_edition()

    def build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Show the pages if nothing was wrong, keep what belongs to them, and have them checked."""
        if exception is not None or app._warncount:
            return
        self.complete_pages(self.work)
        self.channel.tell(Kind.SHOWN, *last_good.show(self.folder, self.shown))
        last_good.keep(self.folder)
        last_good.finish(self.folder)
        self.channel.tell(Kind.KEPT)
        self.channel.wait()
        self._check()

    def _check(self) -> None:
        """Say what is not translated, ask the gate, and make the PDFs and all other downloads."""
        gate = DataGate(self.folder)
        threading.Thread(target=self._end_when_told, args=(gate,), daemon=True).start()
        scratch = self.folder / SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        tempfile.tempdir = str(scratch)
        if translating.translates():
            self.channel.tell(Kind.STALE, *translating.left_to_do())
        gate.begin()
        self.begin_figure_files()
        self.begin_print()
        self.add_downloads(self.work)
        passed = gate.passed()
        if self.print is not None:
            self.add_print(self.work)
        if not self.app._warncount:
            last_good.show_all(self.folder, self.shown)
        if passed:
            gate.approve(self.work)
        self.channel.tell(Kind.CHECKED, *self.channel.problems())

    def _end_when_told(self, gate: DataGate) -> None:
        """End this process and the gate's at once, also while Typst keeps the main thread."""
        with contextlib.suppress(EOFError):  # nobody is there any more
            self.channel.wait()
        gate.stop()
        os._exit(0)


def connect(app: Sphinx, channel: Channel) -> dict[str, object]:
    """Start the notebooks that have to run, and connect the press to Sphinx."""
    # Of all editions in one place: a notebook runs once for all of them.
    build = LiveBuild(app, starting.start_notebooks(app, places.LIVE / places.RUNS), channel)
    app.connect("builder-inited", build.builder_inited)
    app.connect("builder-inited", build.wait, priority=999)
    app.connect("build-finished", build.build_finished)
    return build.connect()

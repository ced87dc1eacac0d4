"""The Sphinx extension: what happens when in ``jupyter-book build .``, from top to bottom."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging

from press import places
from press.build import (
    citation_file,
    contents_file,
    digests,
    provenance,
    publishing,
    unchanged,
)
from press.build.data_gate import DataGate
from press.chapters import (
    bibliography,
    colophon,
    domain,
    figure_directives,
    figure_lists,
    file_links,
    notebook_pages,
    notice,
    numbers,
    reporting,
    typed_numbers,
)
from press.evidence import (
    advice,
    appendices,
    codebook,
    factor_documents,
    factor_page,
    factsheet,
    factsheet_print,
    policy_documents,
    ranking,
    selfscan,
    statement_cards,
    statements,
)
from press.notebooks import execution, exports
from press.notebooks.outputs import DuplicateResult, MissingResult, Results, collect
from press.notebooks.starting import NOTEBOOKS, Started
from press.patches import addresses_escaped_twice, documents_outside_source, documents_read_once
from press.pdf import figure_files, title_page
from press.pdf.builder import BookPrint
from press.pdf.compiler import PdfError
from press.pdf.title_page import TitlePage
from press.review import archive, citation_files, crate, manifest, origins
from press.web import addresses, hover_cards, html_writer, raw_markup, search_index, theme
from study import git, paths
from study.data import tables

logger = logging.getLogger(__name__)

GARBAGE_THRESHOLDS = (200_000, 50)
"""A build makes many objects and drops few: with Python's own thresholds (700 and 10), looking for
garbage took a third of its time."""

_PARTS = (
    *(bibliography, domain, figure_directives, file_links, numbers, notice, colophon),
    *(statements, ranking, factor_page, advice, codebook, appendices, selfscan, factsheet),
    *(reporting, statement_cards, policy_documents),
    *(figure_lists, raw_markup, addresses_escaped_twice),
    *(html_writer, theme, addresses, search_index, documents_read_once),
)
"""What adds roles, directives, nodes or event handlers of its own."""


class Build:
    """One build of the book. Its methods are called by Sphinx in the order they stand here."""

    def __init__(self, app: Sphinx, started: Started) -> None:
        self.app = app
        self.root = Path(app.srcdir)
        self.folder = unchanged.build(app)
        self.started = started
        self.results = Results()
        self.data_gate = DataGate(self.folder)
        self.publication: publishing.Publication | None = None
        self.print: BookPrint | None = None
        self.figure_files: figure_files.FigureFiles | None = None

    def config_inited(self, app: Sphinx, config) -> None:
        """Set what follows from the files of the book, before Sphinx loads what it read before."""
        publishing.forget_damaged(self.folder, Path(app.doctreedir))
        if wrong := contents_file.problems(self.root / contents_file.FILE):
            publishing.stop(*wrong)
        self.citation = citation_file.read(self.root / places.CITATION.name)
        self.provenance = provenance.of_checkout(self.root, self.citation)
        if reason := git.refusal(self.root):
            logger.info("edition: without its commit, so it cannot be verified: %s", reason)
        # Every page shows something of these: a change in them makes all pages again.
        shown = [places.CODE, self.root / places.CITATION.name, paths.TOKENS, paths.PACKAGE]
        shown.append(tables.path("reporting_points"))
        config.press_digest = digests.digest(shown, paths.ROOT)
        factor_documents.into_contents(config.external_site_map)

    def builder_inited(self, app: Sphinx) -> None:
        """Wait for the notebooks, so that chapters find figures and numbers when they are read."""
        if app.builder.name == "html":
            self.publication = publishing.Publication(app)
        if factor_documents.CHAPTER in app.config.external_site_map:
            pages = factor_documents.write(self.folder / places.FACTOR_PAGES)
            documents_outside_source.add(app, pages)
        try:
            self.results = collect(self.started.plan.finish(logger.info))
        except (execution.NotebookError, DuplicateResult) as error:
            # Wrong data may be the cause, and the gate says better what is wrong with them.
            self.data_gate.begin()
            self.data_gate.passed()
            publishing.stop(*str(error).splitlines())
        self.data_gate.begin()
        book = domain.book(app.env)
        book.results = self.results
        book.citation, book.provenance = self.citation, self.provenance
        if self.publication is not None:
            cache = self.folder / places.FIGURE_FILES
            self.figure_files = figure_files.FigureFiles(self.results.figures.values(), cache)
        for found in self.results.trails.values():
            advice.report_unsupported(found.content)

    def source_read(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Refuse numbers typed by hand; give Sphinx a notebook as it came out of its run."""
        path = Path(app.env.doc2path(docname))
        for place, digits in typed_numbers.typed_numbers_in(path):
            logger.warning(
                "%r is typed by hand: record it in a notebook and write {getal}`its name`",
                digits,
                location=f"{path}:{place}",
            )
        if docname in self.results.runs:
            domain.book(app.env).use("notebook", docname)
            notebook = self.results.runs[docname].executed()
            source[0] = nbformat.writes(notebook_pages.as_page(notebook))

    def write_started(self, app: Sphinx, builder: Builder) -> None:
        """Have the book set while its pages are written, unless something is wrong already."""
        if self.publication is None or app._warncount:
            return
        try:
            figures = self.results.figures.items()
            drawings = {name: figure.file(".svg") for name, figure in figures}
            cache = self.folder / places.TYPESET
            self.print = BookPrint(app, self._title_page(), drawings, cache)
        except PdfError as error:
            logger.error("%s", error)

    def build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Add figures, downloads and the PDF, and publish if nothing was wrong."""
        passed = self.data_gate.passed()
        if not passed and exception is not None:
            raise SystemExit(1)  # The gate's lines say why; a traceback would hide them.
        if exception is not None or self.publication is None:
            return
        documents_read_once.end(app.env)
        self.publication.refuse_warnings()
        work = self.publication.work
        pages = {*app.env.found_docs, *theme.OWN, *addresses.moved()}
        self.publication.keep_only(map(app.builder.get_target_uri, pages))
        address = app.config.html_baseurl
        archive.data(work / places.DATA_ARCHIVE, self.root)
        citation_files.write(work, self.citation, address)
        addresses.write(app, work, self.citation)
        hover_cards.write(app, work)
        self._copy_results(work)
        with _logged(), tempfile.TemporaryDirectory(prefix="press-factsheet-") as scratch:
            content = factsheet_print.content(
                self.results,
                self._title_page(),
                self.citation,
                address,
                bibliography.works(app.env),
                tables.is_synthetic(),
            )
            cache = self.folder / places.TYPESET
            factsheet_print.write(content, work / places.FACTSHEET, Path(scratch), cache)
        with _logged():
            self._copy_figure_files(work)
        if passed:  # else the book would repeat what is wrong with its sources
            self.data_gate.look_at(work)
        with _logged():  # Last, because Typst takes longest for it.
            self.print.write(work / domain.book(app.env).pdf)
        facts = manifest.Facts(
            self.citation, self.provenance, places.LOCK, origins.of_results(self.results)
        )
        self.publication.publish(lambda book: crate.write(book, facts), self.data_gate.approve)
        unchanged.note(app, self.started.made_from)
        # Without this Python looks for garbage once more at its end, in all that was made.
        gc.freeze()

    def _title_page(self) -> TitlePage:
        """Notebooks are not printed."""
        found = self.app.env.found_docs
        notebooks = frozenset(docname for docname in found if docname.startswith(NOTEBOOKS))
        return title_page.of_book(self.citation, notebooks)

    def _copy_results(self, target: Path) -> None:
        figures = target / places.FIGURES
        figures.mkdir(exist_ok=True)
        for name, figure in self.results.figures.items():
            for ending in (".svg", "-smal.svg", ".csv"):
                shutil.copyfile(figure.file(ending), figures / f"{name}{ending}")
        shutil.copytree(paths.DATA, target / paths.DATA.name, dirs_exist_ok=True)
        for docname in self.results.runs:
            shutil.copyfile(self.root / f"{docname}.ipynb", target / f"{docname}.ipynb")
        exports.write(self.results.runs.values(), self.folder / places.DOWNLOADS, target)

    def _copy_figure_files(self, target: Path) -> None:
        for name in self.results.figures:
            for ending in figure_files.ENDINGS:
                content = self.figure_files.content(name, ending)
                (target / places.FIGURES / f"{name}{ending}").write_bytes(content)


@contextmanager
def _logged() -> Iterator[None]:
    """Log what stops a part of the book, so that the other parts are tried too."""
    try:
        yield
    except (PdfError, MissingResult) as error:
        logger.error("%s", error)


def connect(app: Sphinx, started: Started) -> dict[str, object]:
    """Connect the press to Sphinx, after notebooks have begun to run."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    app.add_config_value("press_digest", "", "env", str)
    for part in _PARTS:
        part.register(app)
    build = Build(app, started)
    # After sphinx-external-toc has read the contents.
    app.connect("config-inited", build.config_inited, priority=900)
    app.connect("builder-inited", build.builder_inited)
    app.connect("source-read", build.source_read)
    # Before documents are shared for the pages: the print resolves its own copies.
    app.connect("write-started", build.write_started, priority=400)
    app.connect("build-finished", build.build_finished)
    # Read in parallel, pages could not note what they use.
    return {"parallel_read_safe": False, "parallel_write_safe": True}

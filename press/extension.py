"""The Sphinx extension: what happens when in ``jupyter-book build .``."""

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

from press.build import digests, publishing, unchanged
from press.build.citation_file import FILE as CITATION
from press.build.citation_file import book_meta, licences
from press.build.data_gate import Gate
from press.chapters import (
    bibliography,
    colophon,
    dependencies,
    figure_directives,
    nodes,
    notice,
    typed_numbers,
)
from press.evidence import appendices, codebook, factor_documents, factsheet, selfscan, trail_pages
from press.notebooks import execution, exports
from press.notebooks.outputs import DuplicateResult, MissingResult, Results, collect
from press.notebooks.starting import NOTEBOOKS, Outset
from press.patches import read_once
from press.pdf import BookMeta, PdfError, Print, figure_files
from press.review import archive, citation_files, crate, manifest, origins
from press.web import addresses, hover_cards, html_writer, search_index, theme
from study import paths
from study.data import tables

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
DOWNLOADS = ".downloads"
PRINTS = ".prints"
TYPESET = ".typeset"
FIGURES = "figures"
GARBAGE = (200_000, 50)
"""New objects after which Python looks for those that nobody needs, and how often it does before
it looks at older ones too; its own choice is 700 and 10."""


class Press:
    """One build of the book."""

    def __init__(self, app: Sphinx, outset: Outset) -> None:
        self.app = app
        self.root = Path(app.srcdir)
        self.build = unchanged.build(app)
        self.outset = outset
        self.results = Results()
        self.gate: Gate | None = None
        self.guard: publishing.Guard | None = None
        self.edition: manifest.Made | None = None
        self.print: Print | None = None
        self.prints: figure_files.Prints | None = None

    @property
    def pdf(self) -> str:
        """File name of the PDF, next to the front page."""
        return f"{tables.package()['name']}.pdf"

    def prepare(self, app: Sphinx, config) -> None:
        """Set what follows from the files of the book."""
        self.gate = Gate(self.build)
        publishing.distrust_unfinished(self.build, Path(app.doctreedir))
        # Every page shows what is in these.
        shown = [HERE, self.root / CITATION, paths.TOKENS, paths.PACKAGE]
        config.press_digest = digests.digest(shown, paths.ROOT)
        factor_documents.into_contents(config.external_site_map)
        self.edition = colophon.edition(self.root, book_meta(self.root, frozenset()))

    def start(self, app: Sphinx) -> None:
        """Wait for the notebooks, so that chapters find figures and numbers when they are read."""
        if app.builder.name == "html":
            self.guard = publishing.Guard(app)
        factor_documents.into_project(
            app, factor_documents.write(self.build / factor_documents.FOLDER)
        )
        try:
            runs = self.outset.plan.finish(logger.info)
            self.results = collect(runs)
        except (execution.NotebookError, DuplicateResult) as error:
            self.gate.begin()
            self.gate.passed()  # or what is wrong with the data may be why
            publishing.stop(*str(error).splitlines())
        self.gate.begin()
        if self.guard is not None:
            self.prints = figure_files.Prints(self.results.figures.values(), self.build / PRINTS)
        for found in self.results.trails.values():
            trail_pages.report_fallen(found.content)

    def read(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Refuse numbers typed by hand; give Sphinx a notebook as it came out of its run."""
        path = Path(app.env.doc2path(docname))
        for place, digits in typed_numbers.typed_numbers_in(path):
            logger.warning(
                "%r is typed by hand: record it in a notebook and write {getal}`its name`",
                digits,
                location=f"{path}:{place}",
            )
        if docname in self.results.runs:
            dependencies.use(app.env, "notebook", docname)
            source[0] = nbformat.writes(_for_book(self.results.runs[docname].executed()))

    def begin_print(self, app: Sphinx, builder: Builder) -> None:
        """Have the book set while its pages are written, if it is any good so far."""
        if self.guard is None or app._warncount:
            return
        try:
            figures = self.results.figures.items()
            drawings = {name: figure.file(".svg") for name, figure in figures}
            self.print = Print(app, self._meta(), drawings, self.build / TYPESET)
        except PdfError as error:
            logger.error("%s", error)

    def _meta(self) -> BookMeta:
        """The title page; notebooks are not printed."""
        found = self.app.env.found_docs
        return book_meta(self.root, frozenset(d for d in found if d.startswith(NOTEBOOKS)))

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Add figures, downloads and the PDF, and publish if nothing was wrong."""
        if not self.gate.passed() and exception is not None:
            raise SystemExit(1)  # that is why, and it was told
        if exception is not None or self.guard is None:
            return
        read_once.forget(app.env)
        self.guard.refuse_warnings()
        pages_of_book = {*app.env.found_docs, *theme.OWN, *addresses.moved()}
        self.guard.keep_only(map(app.builder.get_target_uri, pages_of_book))
        archive.data(self.guard.work / archive.DATA, self.root)
        citation_files.write(self.guard.work, self.root, app.config.html_baseurl)
        hover_cards.write(app, self.guard.work)
        meta = self._meta()
        self._copy_results(self.guard.work)
        with _told(), tempfile.TemporaryDirectory(prefix="press-factsheet-") as scratch:
            address, target = app.config.html_baseurl, self.guard.work / factsheet.FILE
            cache = self.build / TYPESET
            factsheet.write(self.results, meta, address, target, Path(scratch), cache)
        with _told():
            self._copy_prints(self.guard.work)
        with _told():  # the last, as Typst takes longest for it
            self.print.write(self.guard.work / self.pdf)
        addresses.write(app, self.guard.work, meta)
        origin = origins.of_results(self.results)
        facts = manifest.Facts(meta, self.edition, unchanged.LOCK, licences(self.root), origin)
        self.guard.publish(lambda book: crate.write(book, facts))
        unchanged.note(app, self.outset.made_from)
        # On its way out Python would look once more for garbage, in all that the build has made.
        gc.freeze()

    def _copy_results(self, target: Path) -> None:
        figures = target / FIGURES
        shutil.rmtree(figures, ignore_errors=True)
        figures.mkdir()
        for name, figure in self.results.figures.items():
            for ending in (".svg", "-smal.svg", ".csv"):
                shutil.copyfile(figure.file(ending), figures / f"{name}{ending}")
        shutil.rmtree(target / paths.DATA.name, ignore_errors=True)
        shutil.copytree(paths.DATA, target / paths.DATA.name)
        for docname in self.results.runs:
            shutil.copyfile(self.root / f"{docname}.ipynb", target / f"{docname}.ipynb")
        exports.write(self.results.runs.values(), self.build / DOWNLOADS, target)

    def _copy_prints(self, target: Path) -> None:
        for name in self.results.figures:
            for ending in figure_files.ENDINGS:
                file = self.prints.file(name, ending)
                shutil.copyfile(file, target / FIGURES / f"{name}{ending}")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (PdfError, MissingResult) as error:
        logger.error("%s", error)


def _for_book(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A run notebook with its downloads, in which figures are asked for by name."""
    notebook.cells[0].source += "\n\n```{notebookdownloads}\n```"
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = theme.plain_table(output.data["text/html"])
            if paths.FIGURE_MIME in output.get("data", {}):
                name = output.data[paths.FIGURE_MIME]["name"]
                output.data = {"text/markdown": f"```{{notebookfiguur}} {name}\n```"}
                cell.metadata["mystnb"] = {"markdown_format": "myst"}
    return notebook


def connect(app: Sphinx, outset: Outset) -> dict[str, object]:
    """Connect the press to Sphinx, after notebooks have begun to run."""
    # A build makes many objects and drops few: looking for garbage took a third of its time.
    gc.set_threshold(*GARBAGE)
    bibliography.register()
    app.press = press = Press(app, outset)
    # A change of the press itself makes every page again.
    app.add_config_value("press_digest", "", "env", str)

    app.add_node(nodes.number, html=(html_writer.visit_number, html_writer.depart_number))
    app.add_node(nodes.picture, html=(html_writer.visit_picture, html_writer.nothing))
    app.add_node(
        nodes.web_only, html=(html_writer.visit_block("web-only"), html_writer.depart_block)
    )
    app.add_node(
        nodes.figure_note, html=(html_writer.visit_block("figure-note"), html_writer.depart_block)
    )
    app.add_directive("figuur", figure_directives.FigureDirective)
    app.add_directive("figuurtabel", figure_directives.FigureTableDirective)
    app.add_directive("notebookfiguur", figure_directives.NotebookFigureDirective)
    app.add_directive("notebookdownloads", figure_directives.NotebookDownloadsDirective)
    app.add_directive("downloads", figure_directives.DownloadsDirective)
    app.add_directive("verwijsbestanden", figure_directives.CitationFilesDirective)
    app.add_directive("codeboek", codebook.CodebookDirective)
    app.add_role("getal", figure_directives.NumberRole())
    app.add_role("aantal", figure_directives.NumberRole(words=True))
    theme.register(app)
    addresses.register(app)
    search_index.register(app)
    colophon.register(app)
    read_once.register(app)
    notice.register(app)
    trail_pages.register(app)
    factsheet.register(app)
    appendices.register(app)
    selfscan.register(app)

    # After the table of contents is known, and before Sphinx loads what it read last time.
    app.connect("config-inited", press.prepare, priority=900)
    app.connect("builder-inited", press.start)
    app.connect("env-get-outdated", dependencies.outdated)
    app.connect("env-purge-doc", dependencies.purge)
    # After Sphinx has noted what else a page takes in.
    app.connect("doctree-read", dependencies.read, priority=900)
    app.connect("source-read", press.read)
    # Before documents are kept for the pages: the print resolves them in its own way.
    app.connect("write-started", press.begin_print, priority=400)
    app.connect("build-finished", press.finish)
    # Reading in parallel would lose track of who uses what.
    return {"parallel_read_safe": False, "parallel_write_safe": True}

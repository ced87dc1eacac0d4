"""What every build of the book does, whatever becomes of its pages, in the order of its events."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.util import logging

from press import labels, places
from press.build import (
    chapter_templates,
    citation_file,
    contents_file,
    digests,
    provenance,
    publishing,
    unchanged,
)
from press.chapters import (
    bibliography,
    colophon,
    domain,
    figure_directives,
    figure_lists,
    file_links,
    notice,
    numbers,
    reporting,
    sections,
    typed_numbers,
)
from press.downloads import figure_words, reader_tables
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
from press.notebooks import book_pages, exports
from press.notebooks.execution import Plan
from press.notebooks.outputs import FigureResult, MissingResult, Results, collect
from press.notebooks.starting import NOTEBOOKS
from press.patches import addresses_escaped_twice, documents_outside_source, documents_read_once
from press.pdf import attachments, figure_files, selection, title_page
from press.pdf.builder import BookPrint
from press.pdf.compiler import PdfError
from press.pdf.title_page import TitlePage
from press.review import citation_files
from press.review.releasing import archive
from press.translation import catalogue, task, translating
from press.web import (
    addresses,
    chooser,
    hover_cards,
    html_writer,
    raw_markup,
    search_index,
    streams,
    theme,
    untranslated,
)
from study import files, git, paths
from study.data import tables
from study.findings import recommendations
from study.language import spoken
from study.study_file import STUDY

logger = logging.getLogger(__name__)

GARBAGE_THRESHOLDS = (200_000, 50)
"""A build makes many objects and drops few: with Python's own thresholds (700 and 10), looking for
garbage took a third of its time."""

_PARTS = (
    *(bibliography, domain, figure_directives, file_links, numbers, notice, colophon),
    *(statements, ranking, factor_page, advice, codebook, appendices, selfscan, factsheet),
    *(reporting, statement_cards, policy_documents, factor_documents),
    *(selection, figure_lists, raw_markup, addresses_escaped_twice, untranslated),
    *(sections, streams, html_writer, chooser, theme, addresses, search_index, documents_read_once),
)
"""What adds roles, directives, nodes or event handlers of its own."""


class Making:
    """A book while it is made from the checkout and what its notebooks give."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.root = Path(app.srcdir)
        self.folder = unchanged.build(app)
        self.results = Results()
        self.print: BookPrint | None = None
        self.figure_files: figure_files.FigureFiles | None = None

    def connect(self) -> dict[str, object]:
        """Add all parts of the press to Sphinx, and what is done here; gives what Sphinx asks."""
        gc.set_threshold(*GARBAGE_THRESHOLDS)
        self.app.add_config_value("press_digest", "", "env", str)
        self.app.add_config_value("press_editions", (), "env", (tuple, list))
        for part in _PARTS:
            part.register(self.app)
        # After sphinx-external-toc has read the contents.
        self.app.connect("config-inited", self.config_inited, priority=900)
        self.app.connect("source-read", self.source_read)
        # Read in parallel, pages could not note what they use.
        return {"parallel_read_safe": False, "parallel_write_safe": True}

    @property
    def editions(self) -> tuple[str, ...]:
        """The languages of the editions that pages lead to."""
        return task.wanted()

    def config_inited(self, app: Sphinx, config) -> None:
        """Set what follows from the files of the book, before Sphinx loads what it read before."""
        if wrong := contents_file.problems(self.root / contents_file.FILE):
            publishing.stop(*wrong)
        citation = citation_file.read(self.root / places.CITATION.name)
        title = STUDY.itself.word("title", STUDY.editions[0])
        if citation.title != title:
            publishing.stop(
                f"{places.CITATION.name}: its title is not {title!r}, that of"
                f" data/{paths.STUDY.name}. Write the same in both, up to the first full stop."
            )
        self.citation = translating.citation(citation)
        config.project = config.html_title = self.citation.title
        # Every page shows something of these: a change in them makes all pages again. So does one
        # in the study's own code, by which pages put codes into words that no notebook has.
        shown = [places.CODE, paths.CODE, self.root / places.CITATION.name, paths.PACKAGE]
        shown.append(paths.STUDY)
        shown.append(tables.path("reporting_points"))
        config.press_digest = digests.digest(shown, paths.ROOT)
        config.press_editions = self.editions
        config.numfig_format = labels.part("numbering")
        translating.contents(config.external_site_map)
        chapter_templates.into_contents(config)
        factor_documents.into_contents(config.external_site_map)

    def take_results(self, plan: Plan) -> None:
        """Wait for the notebooks, so that chapters find figures and numbers when they are read.

        Raises:
            NotebookError: a notebook cannot be used.
            DuplicateResult: two notebooks make something of one name.
        """
        site_map, folder = self.app.config.external_site_map, self.folder / places.MADE_PAGES
        folder.mkdir(parents=True, exist_ok=True)
        pages = chapter_templates.made(self.root, folder, site_map, translating.page)
        if factor_documents.CHAPTER in site_map:
            pages |= factor_documents.write(folder)
        documents_outside_source.add(self.app, pages)
        self.results = collect(plan.finish(logger.info))
        book = domain.book(self.app.env)
        book.results, book.citation = self.results, self.citation

    def take_edition(self) -> None:
        """Note which edition of the checkout is made, and which advice its data do not bear."""
        self.provenance = provenance.of_checkout(self.root, self.citation)
        domain.book(self.app.env).provenance = self.provenance
        if reason := git.refusal(self.root):
            logger.info("edition: without its commit, so it cannot be verified: %s", reason)
        for line in recommendations.told_aside():
            logger.info(line)
        for found in self.results.trails.values():
            advice.report_unsupported(found.content)

    def source_read(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Refuse numbers typed by hand; fill in what the study file says; give Sphinx a notebook
        as it came out of its run.
        """
        path = Path(app.env.doc2path(docname))
        for place, digits in typed_numbers.typed_numbers_in(path):
            logger.warning(
                "%r is typed by hand: record it in a notebook and write {getal}`its name`",
                digits,
                location=f"{path}:{place}",
            )
        if docname in self.results.runs:
            domain.book(app.env).use("notebook", docname)
            notebook = translating.notebook(docname, self.results.runs[docname].executed())
            source[0] = nbformat.writes(book_pages.as_page(notebook))
        else:
            if path.is_relative_to(self.root) and not path.is_relative_to(self.folder):
                source[0] = translating.page(docname, source[0])
            try:
                source[0] = chapter_templates.filled(source[0])
            except chapter_templates.ChapterError as error:
                logger.error("%s", error, location=str(path))
        if translating.translates():
            app.env.note_dependency(str(catalogue.place(spoken.spoken(), docname)))

    def begin_figure_files(self) -> None:
        """Have PDF and PNG made of all figures, without waiting for them."""
        cache = self.folder / places.FIGURE_FILES
        self.figure_files = figure_files.FigureFiles(
            self.results.figures.values(), self._figure_words(), cache
        )

    def _figure_words(self) -> dict[str, figure_words.FigureWords]:
        """What each figure says of itself where it is downloaded, by its name."""
        works = bibliography.works(self.app.env)
        return {
            name: figure_words.of_figure(figure, works, self.citation)
            for name, figure in self.results.figures.items()
        }

    def _tables(self) -> dict[str, tuple[FigureResult, str]]:
        """Each figure with the table behind it as readers get it, by its name."""
        words = self._figure_words()
        return {
            name: (figure, reader_tables.as_csv(figure, words[name]))
            for name, figure in self.results.figures.items()
        }

    def begin_print(self) -> None:
        """Have the book set, without waiting for it."""
        try:
            figures = self.results.figures.items()
            drawings = {name: figure.file("-druk.svg") for name, figure in figures}
            cache = self.folder / places.TYPESET
            attached = attachments.of_book(self._tables().values())
            self.print = BookPrint(self.app, self._title_page(), drawings, cache, attached)
        except PdfError as error:
            logger.error("%s", error)

    def complete_pages(self, work: Path) -> None:
        """Add to ``work`` what its pages show, and take away pages that the book has no longer."""
        documents_read_once.end(self.app.env)
        pages = {*self.app.env.found_docs, *theme.OWN, *addresses.moved()}
        publishing.keep_only(work, map(self.app.builder.get_target_uri, pages))
        hover_cards.write(self.app, work)
        figures = work / places.FIGURES
        figures.mkdir(exist_ok=True)
        for name, figure in self.results.figures.items():
            for ending in (".svg", "-smal.svg"):
                shutil.copyfile(figure.file(ending), figures / f"{name}{ending}")
        words = self._figure_words()
        for name, (figure, table) in self._tables().items():
            files.write(figures / f"{name}.csv", table)
            book = reader_tables.workbook([(figure, words[name])])
            (figures / f"{name}.xlsx").write_bytes(book)
        shown = [(figure, words[name]) for name, figure in sorted(self.results.figures.items())]
        (work / places.WORKBOOK).write_bytes(reader_tables.workbook(shown))

    def add_downloads(self, work: Path) -> None:
        """Add to ``work`` what its pages offer, but for the whole book as a PDF."""
        address = self.app.config.html_baseurl
        archive.data(work / places.DATA_ARCHIVE, self.root)
        citation_files.write(work, self.citation, address)
        addresses.write(self.app, work, self.citation)
        shutil.copytree(paths.DATA, work / paths.DATA.name, dirs_exist_ok=True)
        for docname in self.results.runs:
            exports.write_source(self.root, docname, work)
        made_up = partial(notice.made_up, self.app)
        exports.write(self.results.runs.values(), self.folder / places.DOWNLOADS, work, made_up)
        with _logged(), tempfile.TemporaryDirectory(prefix="press-factsheet-") as scratch:
            content = factsheet_print.content(
                self.results,
                self._title_page(),
                self.citation,
                address,
                bibliography.works(self.app.env),
                tables.is_synthetic(),
            )
            cache = self.folder / places.TYPESET
            factsheet_print.write(content, work / places.FACTSHEET, Path(scratch), cache)
        with _logged():
            for name in self.results.figures:
                for ending in figure_files.ENDINGS:
                    content = self.figure_files.content(name, ending)
                    (work / places.FIGURES / f"{name}{ending}").write_bytes(content)

    def add_print(self, work: Path) -> None:
        """Wait for the book that was set, and add it to ``work``."""
        with _logged():
            self.print.write(work / domain.book(self.app.env).pdf)

    def _title_page(self) -> TitlePage:
        """Notebooks are not printed, nor what says that it is not."""
        found = self.app.env.found_docs
        unprinted = frozenset(
            docname
            for docname in found
            if docname.startswith(NOTEBOOKS)
            or selection.form(self.app.env, docname) == selection.LEFT_OUT
        )
        interviews = frozenset(filter(domain.book(self.app.env).shows_interviews, found))
        return title_page.of_book(self.citation, unprinted, interviews)


@contextmanager
def _logged() -> Iterator[None]:
    """Log what stops a part of the book, so that the other parts are tried too."""
    try:
        yield
    except (PdfError, MissingResult) as error:
        logger.error("%s", error)

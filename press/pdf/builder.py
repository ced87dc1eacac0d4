"""From Sphinx's documents to the Typst source of the printed book, and on to its PDF."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.tags import Tags

from press import labels, places
from press.patches import citations_resolved_twice, documents_read_once, notebook_outputs_in_print
from press.pdf import attachments, selection
from press.pdf.attachments import Attachment
from press.pdf.compiler import DOCUMENT_MARK, PdfError, compile_source
from press.pdf.images import TYPES, Images
from press.pdf.link_targets import SCHEME, LinkTargets
from press.pdf.order import book_order
from press.pdf.title_page import TitlePage
from press.pdf.translator import TypstTranslator
from press.pdf.typst_markup import array, call, content, expression, string, text
from study import files, paths

logger = logging.getLogger(__name__)

TEMPLATE_WORDS = ("contents", "page", "audience")
"""Labels that the template prints by itself."""

_HTML_TAGS = ("html", "builder_html", "format_html")
_OUTPUT_TYPES = [*TYPES[:3], "text/markdown", "text/plain"]
"""Mime types of a notebook's outputs that can be printed, the best first."""


class TypstBuilder(Builder):
    """The builder that post-transforms see while the printed book is resolved.

    It writes nothing itself; `write_source` does.
    """

    name = "typst"
    format = "typst"
    default_translator_class = TypstTranslator  # type: ignore[assignment]
    supported_image_types = TYPES
    # Claimed, so that Sphinx does not download such an image: the translator refuses it.
    supported_remote_images = True
    supported_data_uri_images = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        # The base class adds this builder's tags to the application's own.
        kept = app.tags
        app.tags = Tags([tag for tag in kept if tag not in _HTML_TAGS])
        try:
            super().__init__(app, env)
        finally:
            app.tags = kept

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give the address of a document within the book."""
        return SCHEME + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give the same address from everywhere: the book is one file."""
        return self.get_target_uri(to, typ)


class BookPrint:
    """The printed book while Typst compiles it in a second thread."""

    def __init__(
        self,
        app: Sphinx,
        title_page: TitlePage,
        drawings: Mapping[str, Path],
        cache: Path,
        attached: Iterable[Attachment] = (),
    ) -> None:
        """Begin with the book that ``app`` has just read; ``cache`` keeps PDFs.

        ``drawings`` gives the file of each ``picture`` by its name; the files ``attached`` go with
        the PDF. The environment and the builder
        of ``app`` are left unchanged.

        Raises:
            PdfError: the book cannot be printed: an unknown node, a reference that leads nowhere,
                an image without alternative text.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="press-pdf-")
        source = write_source(app, Path(self._folder.name), title_page, drawings, attached)
        pool = ThreadPoolExecutor(1)
        self._compiled = pool.submit(compile_source, source, title_page.timestamp, cache)
        pool.shutdown(wait=False)

    def write(self, destination: Path) -> None:
        """Wait for the PDF, and write it.

        Raises:
            PdfError: Typst refuses it.
        """
        compiled = self._compiled.result()
        self._folder.cleanup()
        logger.info("PDF: %s", "unchanged" if compiled.from_cache else "compiled")
        compiled.warn()
        files.write(destination, compiled.pdf)


def write_source(
    app: Sphinx,
    root: Path,
    title_page: TitlePage,
    drawings: Mapping[str, Path],
    attached: Iterable[Attachment] = (),
) -> Path:
    """Write ``book.typ``, its template and its images to the folder ``root``; gives its path."""
    chapters = list(book_order(app.env, title_page.exclude))
    with _printing(app):
        trees = {chapter.docname: _resolved(app, chapter.docname) for chapter in chapters}
    targets = LinkTargets()
    selection.keep_first_notice(trees.values())
    for docname, doctree in trees.items():
        gone = selection.left_out(doctree)
        targets.left_out.update(f"{docname}#{name}" for name in gone)
    for chapter in chapters:
        # Cards are many, in a fixed order, and named in one sentence: their pages would drown it.
        paged = chapter.form != selection.CARD
        targets.add(chapter.docname, trees[chapter.docname], paged)
    for docname, doctree in trees.items():
        targets.note_references(docname, doctree)
    images = Images(Path(app.srcdir), drawings, root)
    parts = ['#import "template.typ": *', _opening(title_page)]
    for place, chapter in enumerate(chapters):
        if place and chapter.depth == 0 and chapter.form != selection.RUNS_ON:
            parts.append(call("place.flush"))  # figures stay in their chapter
        parts.append(DOCUMENT_MARK + chapter.docname)
        if chapter.part:
            parts.append(call("part", body=text(chapter.part)))
        translator = TypstTranslator(
            app.env,
            title_page,
            targets,
            chapter.docname,
            images.path,
            chapter=chapter,
            made_up=chapter.docname in title_page.made_up,
        )
        parts.append(translator.translate(trees[chapter.docname]))
        if chapter.docname == app.config.root_doc:
            parts.append(call("contents"))
    for target in targets.by_key.values():
        if target.referenced and not target.printed:
            raise PdfError(f"a reference leads to '{target.label}', which is not printed")
    parts.append(attachments.markup(attached, root))
    write_template(root)
    source = root / "book.typ"
    source.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return source


def write_template(root: Path) -> None:
    """Write the template of the book to the folder ``root``, with the tokens and words it needs."""
    for part in (places.TYPST / "template.typ", paths.TOKENS):
        shutil.copyfile(part, root / part.name)
    words = {name: labels.text(f"pdf.{name}") for name in TEMPLATE_WORDS}
    files.write(root / "words.json", json.dumps(words, ensure_ascii=False))


def _resolved(app: Sphinx, docname: str) -> nodes.document:
    """A document with its references resolved for the current builder."""
    doctree = documents_read_once.own_copy(app.env, docname)
    app.env.apply_post_transforms(doctree, docname)
    return doctree


@contextmanager
def _printing(app: Sphinx) -> Iterator[None]:
    """Let post-transforms see a `TypstBuilder`, and undo their changes to the environment."""
    builder = app.builder
    app.builder = TypstBuilder(app, app.env)
    try:
        with (
            citations_resolved_twice.on_copies(app.env),
            notebook_outputs_in_print.in_order(app, TypstBuilder.name, _OUTPUT_TYPES),
            documents_read_once.shared(app.env),
        ):
            yield
    finally:
        app.builder = builder


def _opening(title_page: TitlePage) -> str:
    date = expression(
        "datetime",
        year=str(title_page.date.year),
        month=str(title_page.date.month),
        day=str(title_page.date.day),
    )
    book = expression(
        "book.with",
        lines=True,
        title=string(title_page.title),
        subtitle=string(title_page.subtitle) if title_page.subtitle else None,
        authors=array(map(string, title_page.authors)),
        date=date,
        language=string(title_page.language),
        banner=content(text(title_page.banner)) if title_page.banner else None,
        keywords=array(map(string, title_page.keywords)),
    )
    return f"#show: {book}"

"""The Sphinx side of the printed book: documents in order, images, Typst, the PDF."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.tags import Tags

from press.build import digests
from press.patches import read_once
from press.patches.resolved_documents import ResolvedDocuments
from press.pdf.meta import BookMeta, PdfError
from press.pdf.translator import SCHEME, Index, TypstTranslator
from press.pdf.typst_markup import array, call, content, expression, string, text
from study import paths

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("template.typ")
STANDARDS = ["ua-1", "a-2a"]
DOCUMENTS = "documents"
KEEP = 8
"""PDFs kept: those of the book and of the factsheet, for a few builds."""

_HTML_TAGS = ("html", "builder_html", "format_html")
# Newest first: what Typst can draw, in order of preference.
_IMAGE_TYPES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]
_IMAGE_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_DOCUMENT_MARK = "// document: "


class TypstBuilder(Builder):
    """What post-transforms see while the printed book is resolved.

    It writes nothing by itself: ``Print`` does.
    """

    name = "typst"
    format = "typst"
    default_translator_class = TypstTranslator  # type: ignore[assignment]
    supported_image_types = _IMAGE_TYPES
    # Not so, but Sphinx would download such an image; the translator refuses it instead.
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


@dataclass(frozen=True)
class Chapter:
    """A document at its place in the printed book."""

    docname: str
    depth: int = 0
    level: int = 1
    part: str | None = None
    """The caption of the part that this document opens."""


class Print:
    """The printed book while Typst sets it, which goes on beside what the build does meanwhile."""

    def __init__(
        self, app: Sphinx, meta: BookMeta, drawings: Mapping[str, Path], cache: Path
    ) -> None:
        """Begin with the book that ``app`` has just read; ``cache`` keeps what was set.

        ``drawings`` gives the file of each ``picture`` by its name.

        The environment and the builder are afterwards as they were.

        Raises:
            PdfError: the book cannot be printed: an unknown node, a reference that leads nowhere,
                an image without alternative text.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="press-pdf-")
        source, self._resolved = write_source(
            app, Path(self._folder.name), meta, drawings, cache / DOCUMENTS
        )
        pool = ThreadPoolExecutor(1)
        self._printed = pool.submit(compile_source, source, meta, cache)
        pool.shutdown(wait=False)

    def write(self, destination: Path) -> None:
        """Wait until the book is set, and write it.

        Raises:
            PdfError: Typst refuses it.
        """
        self._resolved.keep()  # while Typst is at work
        printed = self._printed.result()
        self._folder.cleanup()
        logger.info("PDF: %s", "as it was set before" if printed.kept else "set anew")
        printed.warn()
        _write(destination, printed.pdf)


@dataclass(frozen=True)
class Printed:
    """What Typst has set, now or (``kept``) in a build before, and what it warned of."""

    pdf: bytes
    warnings: tuple[str, ...] = ()
    kept: bool = False

    def warn(self) -> None:
        """Repeat the warnings in Sphinx's log."""
        for warning in self.warnings:
            logger.warning("Typst: %s", warning, type="pdf", subtype="typst")


def write_source(
    app: Sphinx, root: Path, meta: BookMeta, drawings: Mapping[str, Path], cache: Path
) -> tuple[Path, ResolvedDocuments]:
    """Write ``book.typ``, its template and its images to ``root``.

    Gives its path, and the documents that are worth keeping in ``cache``.
    """
    chapters = list(book_order(app.env, meta.exclude))
    with _printing(app):
        resolved = ResolvedDocuments(app, cache)
        trees = {chapter.docname: resolved.get(chapter.docname) for chapter in chapters}
    index = Index()
    for docname, doctree in trees.items():
        index.add(docname, doctree)
    for docname, doctree in trees.items():
        index.want(docname, doctree)
    images = Images(Path(app.srcdir), drawings, root)
    parts = ['#import "template.typ": *', _opening(meta)]
    for chapter in chapters:
        parts.append(_DOCUMENT_MARK + chapter.docname)
        if chapter.part:
            parts.append(call("part", body=text(chapter.part)))
        translator = TypstTranslator(
            app.env,
            meta,
            index,
            chapter.docname,
            images.path,
            depth=chapter.depth,
            level=chapter.level,
            after_part=chapter.part is not None,
        )
        parts.append(translator.translate(trees[chapter.docname]))
    for place in index.places.values():
        if place.wanted and not place.printed:
            raise PdfError(f"a reference leads to '{place.label}', which is not printed")
    for part in (TEMPLATE, paths.TOKENS):
        shutil.copyfile(part, root / part.name)
    source = root / "book.typ"
    source.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return source, resolved


def _compile(source: Path, meta: BookMeta) -> tuple[bytes, list[typst.TypstWarning]]:
    """Turn a Typst file into a PDF; it sees only its own folder."""
    root = source.parent
    try:
        return typst.compile_with_warnings(
            str(source),
            root=str(root),
            font_paths=[str(paths.FONTS)],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=meta.timestamp,
        )
    except typst.TypstError as problem:
        raise PdfError(_explain(problem, source)) from problem


def compile_source(source: Path, meta: BookMeta, cache: Path) -> Printed:
    """The PDF of a Typst file, from ``cache`` if it was set before from the very same things.

    Those are the folder it lies in, the typefaces, the moment on the title page, and Typst itself.
    What was warned of is not kept, so that it is said again. Raises PdfError for anything Typst
    refuses.
    """
    sha = hashlib.sha256(f"{importlib.metadata.version('typst')} {meta.timestamp}".encode())
    for folder in (source.parent, paths.FONTS):
        sha.update(digests.digest([folder], folder).encode())
    kept = cache / f"{sha.hexdigest()}.pdf"
    if kept.exists():
        return Printed(kept.read_bytes(), kept=True)
    pdf, warnings = _compile(source, meta)
    if warnings:
        return Printed(pdf, tuple(_explain(warning, source) for warning in warnings))
    cache.mkdir(parents=True, exist_ok=True)
    _write(kept, pdf)
    older = sorted(cache.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[KEEP:]:
        path.unlink(missing_ok=True)
    return Printed(pdf)


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def book_order(env: BuildEnvironment, exclude: frozenset[str]) -> Iterator[Chapter]:
    """Walk the tables of contents: front page, parts, chapters and the pages below chapters.

    Raises PdfError when a page is in the contents twice.
    """
    root = env.config.root_doc
    seen = {root}
    if root not in exclude:
        yield Chapter(root)
    for toctree in _toctrees(env, root):
        part = toctree.get("caption")
        level = 2 if part else 1
        for docname in _entries(env, toctree):
            for chapter in _below(env, docname, exclude, seen, depth=0, level=level):
                yield Chapter(chapter.docname, chapter.depth, chapter.level, part)
                part = None


def _below(
    env: BuildEnvironment,
    docname: str,
    exclude: frozenset[str],
    seen: set[str],
    *,
    depth: int,
    level: int,
) -> Iterator[Chapter]:
    if docname in seen:
        raise PdfError(f"'{docname}' is in the table of contents twice")
    seen.add(docname)
    step = 0
    if docname not in exclude:
        yield Chapter(docname, depth, level)
        step = 1
    for toctree in _toctrees(env, docname):
        for entry in _entries(env, toctree):
            yield from _below(env, entry, exclude, seen, depth=depth + step, level=level + step)


def _toctrees(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    return list(env.tocs[docname].findall(addnodes.toctree))


def _entries(env: BuildEnvironment, toctree: addnodes.toctree) -> Iterator[str]:
    for _, entry in toctree["entries"]:
        if entry in env.found_docs:
            yield entry


@contextmanager
def _printing(app: Sphinx) -> Iterator[None]:
    """Let post-transforms see a TypstBuilder, and undo all they leave behind."""
    builder = app.builder
    app.builder = TypstBuilder(app, app.env)
    try:
        with _fresh_citations(app.env), _mime_types(app), read_once.kept(app.env):
            yield
    finally:
        app.builder = builder


@contextmanager
def _fresh_citations(env: BuildEnvironment) -> Iterator[None]:
    """Give sphinxcontrib-bibtex empty citation nodes to fill.

    Its post-transform fills the nodes in the domain data itself, so a second run over the same
    environment would print each work twice.
    """
    filled: list[tuple[dict[str, nodes.Element], dict[str, nodes.Element]]] = []
    for value in env.domaindata.get("cite", {}).get("bibliographies", {}).values():
        filled.append((value.citation_nodes, dict(value.citation_nodes)))
        for key, node in value.citation_nodes.items():
            value.citation_nodes[key] = node.copy()
    try:
        yield
    finally:
        for current, original in filled:
            current.clear()
            current.update(original)


@contextmanager
def _mime_types(app: Sphinx) -> Iterator[None]:
    """Tell myst-nb, which knows no builder of this name, what to take from a cell's outputs."""
    key = "nb_mime_priority_overrides"
    if key not in app.config:
        yield
        return
    kept = app.config[key]
    wanted = [*_IMAGE_TYPES[:3], "text/markdown", "text/plain"]
    app.config[key] = [*kept, *(("typst", kind, 10 * i) for i, kind in enumerate(wanted, 1))]
    try:
        yield
    finally:
        app.config[key] = kept


class Images:
    """Copies the images of the book into the Typst root, each once."""

    def __init__(self, srcdir: Path, drawings: Mapping[str, Path], root: Path) -> None:
        self.srcdir = srcdir
        self.drawings = drawings
        self.root = root
        self.copied: dict[Path, str] = {}

    def path(self, docname: str, node: nodes.Element) -> str:
        """Copy the file an image or picture node shows, and give its path within the root.

        Raises PdfError when the file is elsewhere on the web, missing or of a kind Typst cannot
        draw.
        """
        source = self._source(docname, node)
        if source not in self.copied:
            # Numbered in reading order: two folders may hold files of one name.
            name = f"images/{len(self.copied) + 1:03d}-{source.name}"
            (self.root / "images").mkdir(exist_ok=True)
            shutil.copyfile(source, self.root / name)
            self.copied[source] = name
        return self.copied[source]

    def _source(self, docname: str, node: nodes.Element) -> Path:
        if "uri" not in node:
            return self.drawings[node["name"]]
        candidates = [*node.get("candidates", {}).values(), node["uri"]]
        usable = [name for name in candidates if name.lower().endswith(_IMAGE_SUFFIXES)]
        usable.sort(key=lambda name: _IMAGE_SUFFIXES.index(Path(name).suffix.lower()))
        if not usable or "://" in usable[0]:
            raise PdfError(f"{docname}: '{node['uri']}' is no image that can be printed")
        source = (self.srcdir / usable[0]).resolve()
        if not source.is_file():
            raise PdfError(f"{docname}: the image '{usable[0]}' does not exist")
        return source


def _opening(meta: BookMeta) -> str:
    date = expression(
        "datetime",
        year=str(meta.date.year),
        month=str(meta.date.month),
        day=str(meta.date.day),
    )
    book = expression(
        "book.with",
        lines=True,
        title=string(meta.title),
        subtitle=string(meta.subtitle) if meta.subtitle else None,
        authors=array(map(string, meta.authors)),
        version=string(meta.version) if meta.version else None,
        date=date,
        language=string(meta.language),
        banner=content(text(meta.banner)) if meta.banner else None,
        licence=content(text(meta.licence)) if meta.licence else None,
        keywords=array(map(string, meta.keywords)),
    )
    return f"#show: {book}"


def _explain(problem: typst.TypstError | typst.TypstWarning, source: Path) -> str:
    """Give Typst's message, with the document of the book it is about when that is known."""
    message = problem.message
    diagnostic = "\n".join([problem.diagnostic or "", *map(str, problem.trace)])
    found = re.search(rf"{re.escape(source.name)}:(\d+):\d+", diagnostic)
    if not found:
        return diagnostic.strip() or message
    number = int(found.group(1))
    lines = source.read_text(encoding="utf-8").splitlines()
    before = [line for line in lines[:number] if line.startswith(_DOCUMENT_MARK)]
    if before:
        message = f"{before[-1].removeprefix(_DOCUMENT_MARK)}: {message}"
    return "\n".join(
        [message, lines[number - 1].strip()[:200], *(f"hint: {hint}" for hint in problem.hints)]
    )

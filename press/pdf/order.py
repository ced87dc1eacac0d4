"""The order of the printed book: front page, parts, chapters and the pages below chapters."""

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from press.pdf.compiler import PdfError


@dataclass(frozen=True)
class Chapter:
    """A document at its place in the printed book."""

    docname: str
    depth: int = 0
    level: int = 1
    part: str | None = None
    """The caption of the part that this document opens."""


def book_order(env: BuildEnvironment, exclude: frozenset[str]) -> Iterator[Chapter]:
    """The documents in the order of the toctrees, without those in ``exclude``.

    Raises:
        PdfError: a page is in the contents twice.
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

"""The order of the printed book: colophon, front page, contents, then parts with chapters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_uppercase

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from press.pdf import selection
from press.pdf.compiler import PdfError


@dataclass(frozen=True)
class Chapter:
    """A document at its place in the printed book."""

    docname: str
    depth: int = 0
    level: int = 1
    part: str | None = None
    """The caption of the part that this document opens."""

    form: str | None = None
    """How it is printed (`selection.form`)."""

    letter: str | None = None
    """Of an appendix."""


def book_order(env: BuildEnvironment, exclude: frozenset[str]) -> Iterator[Chapter]:
    """The documents as they are printed, without those in ``exclude``.

    They are in the order of the toctrees, but for the colophon, which comes first, and what is
    printed behind the contents. Chapters in a part without numbers, behind parts with numbers, are
    appendices.

    Raises:
        PdfError: a page is in the contents twice.
    """
    chapters = list(_in_contents(env, exclude))
    early = {form: [] for form in (selection.COLOPHON, selection.AFTER_CONTENTS)}
    rest = []
    part = None
    for chapter in chapters:
        if chapter.form in early:
            early[chapter.form].append(replace(chapter, level=1, part=None))
            part = part or chapter.part
        elif part and chapter.part is None:
            rest.append(replace(chapter, part=part))
            part = None
        else:
            rest.append(chapter)
    letters = iter(ascii_uppercase)
    root = [chapter for chapter in rest if chapter.docname == env.config.root_doc]
    yield from early[selection.COLOPHON]
    yield from root
    yield from early[selection.AFTER_CONTENTS]
    for chapter in rest[len(root) :]:
        appendix = chapter.letter is not None
        yield replace(chapter, letter=next(letters)) if appendix else chapter


def _in_contents(env: BuildEnvironment, exclude: frozenset[str]) -> Iterator[Chapter]:
    root = env.config.root_doc
    seen = {root}
    if root not in exclude:
        yield Chapter(root)
    numbered = False
    for toctree in _toctrees(env, root):
        part = toctree.get("caption")
        level = 2 if part else 1
        numbered = numbered or bool(toctree.get("numbered"))
        appendix = numbered and not toctree.get("numbered")
        for docname in _entries(env, toctree):
            for chapter in _below(env, docname, exclude, seen, depth=0, level=level):
                letter = "" if appendix and chapter.depth == 0 else None
                form = selection.form(env, chapter.docname)
                yield replace(chapter, part=part, letter=letter, form=form)
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

"""From a Typst source file to a tagged PDF, by the Typst compiler or from the cache."""

import importlib.metadata
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import typst
from sphinx.errors import SphinxError
from sphinx.util import logging

from press.build import cached_files, digests
from press.pdf import finishing
from study import files, paths

logger = logging.getLogger(__name__)

STANDARDS = ["ua-1", "a-3a"]
"""Accessible (PDF/UA-1), and to be kept (PDF/A-3), which lets tables be attached."""

CACHED_PDFS = 8
"""Two to a build, book and factsheet, so those of the last builds."""

DOCUMENT_MARK = "// document: "
"""A comment in the source before each document, by which an error can name it."""

_NO_REST = "did not converge"
_NO_FONT = re.compile(r"the text `\"(.+?)\"` could not be displayed")


class PdfError(SphinxError):
    """The book cannot be printed as it is written; the message says where and why."""

    category = "PDF error"


@dataclass(frozen=True)
class Compiled:
    """A PDF with the warnings of Typst, compiled now or in an earlier build (``from_cache``)."""

    pdf: bytes
    warnings: tuple[str, ...] = ()
    from_cache: bool = False

    def warn(self) -> None:
        """Log the warnings as Sphinx's own."""
        for warning in self.warnings:
            logger.warning("Typst: %s", warning, type="pdf", subtype="typst")


def compile_source(source: Path, timestamp: int, cache: Path) -> Compiled:
    """The PDF of a Typst file, from ``cache`` if it was compiled before from the same inputs.

    Those are the folder that it lies in, the fonts, the ``timestamp`` (seconds since 1970), and the
    version of Typst. A PDF with warnings is not cached, so that the next build repeats them.

    Raises:
        PdfError: Typst refuses it.
    """
    made_from = [*map(importlib.metadata.version, ("typst", "pikepdf")), str(timestamp)]
    made_from.append(files.digest_of_all([Path(finishing.__file__).read_bytes()]))
    made_from += [digests.digest([folder], folder) for folder in (source.parent, paths.FONTS)]
    cached = cache / f"{files.digest_of_all(made_from)}.pdf"
    if (kept := cached_files.read(cached)) is not None:
        return Compiled(kept, from_cache=True)
    pdf, warnings = _compile(source, timestamp)
    pdf = finishing.finish(pdf)
    if warnings:
        return Compiled(pdf, tuple(_explain(warning, source) for warning in warnings))
    cached_files.keep(cached, pdf)
    newest_first = sorted(cache.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[CACHED_PDFS:]:
        files.throw_away(path)
    return Compiled(pdf)


def _compile(source: Path, timestamp: int) -> tuple[bytes, list[typst.TypstWarning]]:
    """Turn a Typst file into a PDF; it sees only its own folder.

    Where the pages do not come to rest, because a page number moves what it is the number of, once
    more with every number written.
    """
    pdf, warnings = _compile_with({}, source, timestamp)
    if any(_NO_REST in each.message for each in warnings):
        return _compile_with({"settled": "yes"}, source, timestamp)
    return pdf, warnings


def _compile_with(
    inputs: dict[str, str], source: Path, timestamp: int
) -> tuple[bytes, list[typst.TypstWarning]]:
    root = source.parent
    try:
        return typst.compile_with_warnings(
            str(source),
            root=str(root),
            font_paths=[str(paths.FONTS)],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=timestamp,
            sys_inputs=inputs,
        )
    except typst.TypstError as problem:
        raise PdfError(_explain(problem, source)) from problem


def _explain(problem: typst.TypstError | typst.TypstWarning, source: Path) -> str:
    """Typst's message, with the document of the book that it is about if that is known."""
    message = problem.message
    diagnostic = "\n".join([problem.diagnostic or "", *map(str, problem.trace)])
    found = re.search(rf"{re.escape(source.name)}:(\d+):\d+", diagnostic)
    if not found:
        return diagnostic.strip() or message
    number = int(found.group(1))
    lines = source.read_text(encoding="utf-8").splitlines()
    before = [line for line in lines[:number] if line.startswith(DOCUMENT_MARK)]
    document = before[-1].removeprefix(DOCUMENT_MARK).strip() if before else ""
    if sign := _NO_FONT.search(message):
        return _unknown_sign(document, sign[1])
    if document:
        message = f"{document}: {message}"
    return "\n".join(
        [message, lines[number - 1].strip()[:200], *(f"hint: {hint}" for hint in problem.hints)]
    )


def _unknown_sign(document: str, sign: str) -> str:
    """What to do about a sign that no typeface of the print has, with its line in the chapter."""
    chapter = paths.ROOT / f"{document}.md"
    place = document
    if chapter.is_file():
        lines = chapter.read_text(encoding="utf-8").splitlines()
        found = (number for number, line in enumerate(lines, start=1) if sign in line)
        place = ", line ".join([f"{document}.md", *map(str, islice(found, 1))])
    return f"{place}: the print has no letter for {sign!r}: write it in words, or leave it out"

"""Typst at work: from a source file to a tagged PDF, kept for as long as nothing in it changes."""

import importlib.metadata
import re
from dataclasses import dataclass
from pathlib import Path

import typst
from sphinx.errors import SphinxError
from sphinx.util import logging

from press.build import digests
from study import files, paths

logger = logging.getLogger(__name__)

STANDARDS = ["ua-1", "a-2a"]
KEEP = 8
"""PDFs kept: those of the book and of the factsheet, for a few builds."""

DOCUMENT_MARK = "// document: "
"""What the source says before each document, so that an error can name it."""


class PdfError(SphinxError):
    """The book cannot be printed as it is written; the message says where and why."""

    category = "PDF error"


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


def compile_source(source: Path, timestamp: int, cache: Path) -> Printed:
    """The PDF of a Typst file, from ``cache`` if it was set before from the very same things.

    Those are the folder that it lies in, the typefaces, the ``timestamp`` (seconds since 1970), and
    Typst itself. A PDF with warnings is not kept, so that the next build repeats them.

    Raises:
        PdfError: Typst refuses it.
    """
    made_from = [importlib.metadata.version("typst"), str(timestamp)]
    made_from += [digests.digest([folder], folder) for folder in (source.parent, paths.FONTS)]
    kept = cache / f"{files.digest_of_all(made_from)}.pdf"
    if kept.exists():
        return Printed(kept.read_bytes(), kept=True)
    pdf, warnings = _compile(source, timestamp)
    if warnings:
        return Printed(pdf, tuple(_explain(warning, source) for warning in warnings))
    files.write(kept, pdf)
    older = sorted(cache.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[KEEP:]:
        path.unlink(missing_ok=True)
    return Printed(pdf)


def _compile(source: Path, timestamp: int) -> tuple[bytes, list[typst.TypstWarning]]:
    """Turn a Typst file into a PDF; it sees only its own folder."""
    root = source.parent
    try:
        return typst.compile_with_warnings(
            str(source),
            root=str(root),
            font_paths=[str(paths.FONTS)],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=timestamp,
        )
    except typst.TypstError as problem:
        raise PdfError(_explain(problem, source)) from problem


def _explain(problem: typst.TypstError | typst.TypstWarning, source: Path) -> str:
    """Give Typst's message, with the document of the book it is about when that is known."""
    message = problem.message
    diagnostic = "\n".join([problem.diagnostic or "", *map(str, problem.trace)])
    found = re.search(rf"{re.escape(source.name)}:(\d+):\d+", diagnostic)
    if not found:
        return diagnostic.strip() or message
    number = int(found.group(1))
    lines = source.read_text(encoding="utf-8").splitlines()
    before = [line for line in lines[:number] if line.startswith(DOCUMENT_MARK)]
    if before:
        message = f"{before[-1].removeprefix(DOCUMENT_MARK)}: {message}"
    return "\n".join(
        [message, lines[number - 1].strip()[:200], *(f"hint: {hint}" for hint in problem.hints)]
    )

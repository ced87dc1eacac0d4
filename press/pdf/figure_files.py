"""Every figure as SVG, PDF and PNG for downloading, with its title and source, in a second thread.

Typst makes PDF and PNG from the SVG: ten times as fast as drawing it again, and only when the
drawing or its words changed. The PDF meets PDF/UA-1: it carries its title, its language and its
alternative text.
"""

import importlib.metadata
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import typst

from press.build import cached_files
from press.downloads import framed_drawings
from press.downloads.figure_words import FigureWords
from press.notebooks.outputs import FigureResult
from press.pdf.compiler import PdfError
from study.files import digest_of_all

PIXELS_PER_INCH = 200.0
STANDARD = "ua-1"

_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set text(lang: "nl")
#set page(width: auto, height: auto, margin: 0pt, fill: {fill})
#image("drawing.svg", alt: sys.inputs.alt)
"""


class FigureFiles:
    """The downloads of every figure, while they are being made."""

    def __init__(
        self, figures: Iterable[FigureResult], words: Mapping[str, FigureWords], cache: Path
    ) -> None:
        """Begin to make what is not in ``cache``, and delete from it what no figure needs.

        ``words`` are those of each figure, by its name.
        """
        files = {
            (figure.name, ending): (
                figure,
                words[figure.name],
                ending,
                cache / f"{_key(figure, words[figure.name])}{ending}",
            )
            for figure in figures
            for ending in _WRITERS
        }
        cached_files.keep_only(cache, [path for *_, path in files.values()])
        pool = ThreadPoolExecutor(1)
        self._files: dict[tuple[str, str], Future[bytes]] = {
            wanted: pool.submit(_make_once, *each) for wanted, each in files.items()
        }
        pool.shutdown(wait=False)

    def content(self, name: str, ending: str) -> bytes:
        """Wait for the file with this ending (one of `ENDINGS`) of the figure of this name.

        Raises:
            PdfError: Typst refuses it; a figure without alternative text, say.
        """
        return self._files[name, ending].result()


def pdf(drawing: bytes, title: str, alt: str) -> bytes:
    """The drawing (SVG) on a transparent page of its own size."""
    return _compile(drawing, "none", title, alt, format="pdf", pdf_standards=[STANDARD])


def png(drawing: bytes, title: str, alt: str) -> bytes:
    """The drawing (SVG) on white, at ``PIXELS_PER_INCH``; a PNG holds no title or alt text."""
    return _compile(drawing, "white", title, alt, format="png", ppi=PIXELS_PER_INCH)


def svg(drawing: bytes, title: str, alt: str) -> bytes:
    """The drawing (SVG) as it is: its title stands in it."""
    return drawing


_WRITERS = {"-los.svg": svg, ".pdf": pdf, ".png": png}
ENDINGS = tuple(_WRITERS)
"""Endings of the names of the files that a figure has here."""


def _compile(drawing: bytes, fill: str, title: str, alt: str, **output: object) -> bytes:
    return typst.compile(
        {"main.typ": _PAGE.format(fill=fill).encode(), "drawing.svg": drawing},
        ignore_system_fonts=True,
        sys_inputs={"title": title, "alt": alt},
        **output,
    )


def _key(figure: FigureResult, words: FigureWords) -> str:
    """Key of everything that a file depends on, what makes it and Typst included."""
    makers = (Path(__file__), Path(framed_drawings.__file__))
    made_with = (importlib.metadata.version("typst"), *(each.read_bytes() for each in makers))
    return digest_of_all((*made_with, figure.file(".svg").read_bytes(), repr(words), figure.alt))


def _make_once(figure: FigureResult, words: FigureWords, ending: str, path: Path) -> bytes:
    return cached_files.make_once(path, lambda: _content(figure, words, ending))


def _content(figure: FigureResult, words: FigureWords, ending: str) -> bytes:
    drawing = framed_drawings.framed(figure.file(".svg").read_bytes(), words)
    try:
        return _WRITERS[ending](drawing, words.title, figure.alt)
    except typst.TypstError as problem:
        message = f"{figure.docname}.ipynb: no {ending} can be made of the figure {figure.name!r}"
        raise PdfError(f"{message} ({problem.message})") from problem

"""Every drawing as PDF and PNG, made by Typst from its SVG beside what the build does meanwhile.

Ten times as fast as drawing it again, and made again only when the drawing or its words changed.
The PDF meets PDF/UA-1: it carries its title, its language and its alternative text.
"""

import importlib.metadata
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import typst

from press.build import kept_files
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
    """The PDF and PNG of every figure, from the moment they are asked for."""

    def __init__(self, figures: Iterable[FigureResult], cache: Path) -> None:
        """Begin to make what is not in ``cache``; what no figure needs any more leaves it."""
        files = {
            (figure.name, ending): (figure, cache / f"{_key(figure)}{ending}")
            for figure in figures
            for ending in _MAKE
        }
        kept_files.only(cache, [path for _, path in files.values()])
        pool = ThreadPoolExecutor(1)
        self._files: dict[tuple[str, str], Future[Path]] = {
            wanted: pool.submit(_made, figure, path) for wanted, (figure, path) in files.items()
        }
        pool.shutdown(wait=False)

    def file(self, name: str, ending: str) -> Path:
        """The ``.pdf`` or ``.png`` of the figure of this name, as soon as it is there.

        Raises:
            PdfError: Typst refuses it; a figure without alternative text, say.
        """
        return self._files[name, ending].result()


def pdf(drawing: bytes, title: str, alt: str) -> bytes:
    """A page of the size of the drawing (SVG), without a ground of its own."""
    return _set(drawing, "none", title, alt, format="pdf", pdf_standards=[STANDARD])


def png(drawing: bytes, title: str, alt: str) -> bytes:
    """The drawing (SVG) on white, at ``PIXELS_PER_INCH``; a PNG has no place for words."""
    return _set(drawing, "white", title, alt, format="png", ppi=PIXELS_PER_INCH)


_MAKE = {".pdf": pdf, ".png": png}
ENDINGS = tuple(_MAKE)
"""How their names end."""


def _set(drawing: bytes, fill: str, title: str, alt: str, **form: object) -> bytes:
    return typst.compile(
        {"main.typ": _PAGE.format(fill=fill).encode(), "drawing.svg": drawing},
        ignore_system_fonts=True,
        sys_inputs={"title": title, "alt": alt},
        **form,
    )


def _key(figure: FigureResult) -> str:
    """Key of all that a file is made from, and of what makes it."""
    recipe = (importlib.metadata.version("typst"), Path(__file__).read_bytes())
    return digest_of_all((*recipe, figure.file(".svg").read_bytes(), figure.caption, figure.alt))


def _made(figure: FigureResult, path: Path) -> Path:
    return kept_files.made(path, lambda: _compiled(figure, path.suffix))


def _compiled(figure: FigureResult, ending: str) -> bytes:
    drawing = figure.file(".svg").read_bytes()
    try:
        return _MAKE[ending](drawing, figure.caption, figure.alt)
    except typst.TypstError as problem:
        message = f"{figure.docname}.ipynb: no {ending} can be made of the figure {figure.name!r}"
        raise PdfError(f"{message} ({problem.message})") from problem

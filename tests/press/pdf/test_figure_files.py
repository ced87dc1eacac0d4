"""The prints of a figure show the figure, say what it shows, and are made when they must be."""

import io
from pathlib import Path

import matplotlib as mpl
import matplotlib.image
import numpy as np
import pikepdf
import pypdfium2
import pytest

from press.downloads.figure_words import FigureWords
from press.notebooks.outputs import FigureResult
from press.pdf import figure_files
from press.pdf.compiler import PdfError
from study import figures
from study.data import tables
from study.design import style
from tests.support.drawings import MAKE

A_LINE_BOXES_AND_MUCH_TEXT = ("registraties", "model", "tijdlijn")


def of_each_look(name: str):
    marks = () if name in A_LINE_BOXES_AND_MUCH_TEXT else pytest.mark.campaign
    return pytest.param(name, marks=marks)


@pytest.fixture(params=map(of_each_look, MAKE))
def figure(request):
    return MAKE[request.param]()


@pytest.fixture
def left(tmp_path) -> FigureResult:
    """A figure as its notebook left it."""
    made = figures.registraties(tables.read("registered_victims"))
    parts = ("statement", "alt", "caption", "note", "interviews")
    words = {key: getattr(made, key) for key in parts}
    (tmp_path / "registraties.svg").write_bytes(made.drawing)
    return FigureResult(
        made.name, "notebooks/x", tmp_path, sources=made.sources, synthetic=False, **words
    )


def test_a_figure_as_pdf_says_what_it_shows_and_not_when_it_was_made(left):
    found = figure_files.pdf(left.file(".svg").read_bytes(), left.caption, left.alt)
    with pikepdf.open(io.BytesIO(found)) as pdf:
        assert str(pdf.Root.Lang) == "nl" and pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == left.caption
        assert "/CreationDate" not in pdf.docinfo
        described = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        assert left.alt in [str(each.Alt) for each in described if "/Alt" in each]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_pdf_and_png_show_the_drawing_itself(figure):
    pdf, png = (make(figure.drawing, figure.caption, figure.alt) for make in _BOTH)
    pdf = pypdfium2.PdfDocument(pdf)
    assert len(pdf) == 1
    assert pdf[0].get_size()[0] == pytest.approx(style.WIDE.width * 72, abs=0.5)
    shown = pdf[0].render(scale=figure_files.PIXELS_PER_INCH / 72).to_numpy()[..., :3]
    png = mpl.image.imread(io.BytesIO(png))[..., :3]
    assert png.shape[1] == round(style.WIDE.width * figure_files.PIXELS_PER_INCH)
    height, width = min(shown.shape[0], png.shape[0]), min(shown.shape[1], png.shape[1])
    apart = np.abs(shown[:height, :width, ::-1] / 255 - png[:height, :width])
    assert apart.mean() < 0.02  # two programs smooth edges in two ways
    assert png.min() < 0.5  # something is drawn


_BOTH = (figure_files.pdf, figure_files.png)


def made(left: FigureResult, cache: Path) -> dict[str, bytes]:
    """Ask for its prints."""
    words = FigureWords(left.caption, "openbaar", "Bron: B, 2020.", "Uit het boek.")
    asked = figure_files.FigureFiles([left], {left.name: words}, cache)
    return {ending: asked.content(left.name, ending) for ending in figure_files.ENDINGS}


def written(cache: Path) -> dict[str, int]:
    """What is kept, and when it was written."""
    return {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}


def test_prints_are_kept_and_the_same_bytes_when_made_again(left, tmp_path):
    cache = tmp_path / "cache"
    first, kept = made(left, cache), written(cache)
    assert made(left, cache) == first and written(cache) == kept
    assert made(left, tmp_path / "other") == first


def test_a_damaged_print_is_made_again(left, tmp_path):
    cache = tmp_path / "cache"
    first = made(left, cache)
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[:-100])
    assert made(left, cache) == first


@pytest.mark.parametrize("part", ["drawing", "alt", "caption"])
def test_another_drawing_or_other_words_make_them_anew(left, tmp_path, part):
    cache = tmp_path / "cache"
    made(left, cache)
    before = written(cache)
    if part == "drawing":
        path = left.file(".svg")
        path.write_text(path.read_text(encoding="utf-8").replace("#", "#0", 1), encoding="utf-8")
    else:
        left = FigureResult(**(vars(left) | {part: "Anders."}))
    made(left, cache)
    assert not before.keys() & written(cache).keys() and len(written(cache)) == len(before)


def test_a_figure_that_cannot_be_printed_is_named(left, tmp_path):
    left.file(".svg").write_text("geen tekening", encoding="utf-8")
    with pytest.raises(PdfError, match=r"notebooks/x\.ipynb.*'registraties'"):
        made(left, tmp_path / "cache")

"""A figure says in words what it shows, from the same numbers, and is the same on every run."""

import re
import subprocess
import sys

import matplotlib as mpl
import pytest

from study import figures, paths
from study.data import tables
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from tests.support import demonstration
from tests.support.drawings import LAYOUTS, MAKE, figures_of, texts_of
from tests.support.tiers import sampled


@pytest.fixture(params=MAKE)
def figure(request) -> Figure:
    return MAKE[request.param]()


@pytest.fixture(params=sampled(3, MAKE))
def one_of_them(request) -> Figure:
    return MAKE[request.param]()


def test_every_figure_is_tested():
    made = set(MAKE) | {name.split("-")[0] for name in figures_of(demonstration.read())}
    assert made == set(figures.__all__), "of some there is one for each phase"


def test_numbers_in_the_words_stand_in_the_table(figure):
    cells = " ".join(str(cell) for cell in figure.table.to_numpy().ravel())
    known = {digits.lstrip("0") for digits in re.findall(r"\d+", cells)}
    for words in (figure.statement, figure.alt, figure.caption, figure.note):
        for digits in re.findall(r"\d[\d.]*", words):
            assert digits.strip(".").replace(".", "") in known, f"{digits} in {words!r}"


def test_a_figure_is_the_same_bytes_every_time(one_of_them):
    """On a telephone; the wide one is in the test of the reader's own settings."""
    assert one_of_them.render(style.NARROW) == one_of_them.render(style.NARROW)


def test_a_drawing_is_the_same_bytes_in_another_process():
    program = (
        "import sys; from tests.support import shipped; shipped.use();"
        "from study import figures; from study.design import style;"
        "sys.stdout.buffer.write(figures.model().render(style.NARROW))"
    )
    command = [sys.executable, "-c", program]
    alone = subprocess.run(command, cwd=paths.ROOT, check=True, capture_output=True).stdout
    MAKE["registraties"]().render(style.WIDE)
    assert figures.model().render(style.NARROW) == alone


def test_the_readers_own_matplotlib_settings_change_nothing(one_of_them, monkeypatch):
    before = one_of_them.render(style.WIDE)
    monkeypatch.setitem(mpl.rcParams, "font.size", 30)
    monkeypatch.setitem(mpl.rcParams, "axes.facecolor", "red")
    assert one_of_them.render(style.WIDE) == before


@LAYOUTS
def test_all_text_lies_inside_the_drawing_and_can_be_read(figure, layout):
    with style.applied():
        canvas = figure.draw(layout)
        canvas.draw_without_rendering()
        width, height = canvas.bbox.size
        texts = texts_of(canvas)
        assert texts
        for text in texts:
            box = text.get_window_extent()
            inside = box.x0 > -1 and box.y0 > -1 and box.x1 < width + 1 and box.y1 < height + 1
            assert inside, f"{text.get_text()!r} at {box}"
            assert text.get_fontsize() >= 8, text.get_text()


def test_a_changed_value_changes_drawing_words_and_table_together():
    table = tables.read("registered_victims")
    before = figures.registraties(table)
    row = (table["year"] == 2024) & (table["series"] == "rapporteur")
    after = figures.registraties(table.assign(value=table["value"].mask(row, 1999)))
    assert "1.999" in after.alt and "1.999" not in before.alt
    assert after.render(style.WIDE) != before.render(style.WIDE)
    assert 1999 in after.table["value"].tolist()


def test_a_part_that_is_largest_in_each_year_is_told_without_the_years():
    rows = tables.read("registered_breakdowns")
    assert figures.melders(rows).statement.endswith(": politie, in elk jaar.")
    other = (rows["year"] == 2019) & (rows["part"] == "labour_inspectorate")
    rows = rows.assign(value=rows["value"].mask(other, 10_000))
    assert "politie in 2016" in figures.melders(rows).statement


def test_registers_are_never_joined():
    with style.applied():
        axes = figures.registraties(tables.read("registered_victims")).draw(style.WIDE).axes[0]
        lines = [line for line in axes.lines if len(line.get_xdata()) > 2]
        joined = [line for line in lines if line.get_linestyle() == "-"]
    assert len(joined) == 1
    assert min(joined[0].get_xdata()) == 2014


def test_a_word_that_nearly_fits_is_not_broken():
    room = 15 * canvas.CHARACTER
    assert canvas.wrap("beleidsondernemer", room) == ["beleidsondernemer"]
    assert canvas.wrap("zicht op signalen", room) == ["zicht op", "signalen"]
    assert max(map(len, canvas.wrap("samenwerkingsverbanden", room))) == 15

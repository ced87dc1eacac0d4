"""Figures of the interviews hold for any study: nothing overflows, overlaps or is untrue."""

import re
from functools import cache

import pandas as pd
import pytest
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D

from study import measures
from study.data import counted, levels, tables
from study.data.coded import PHASES, Coded
from study.design import style
from study.figures.figure import Figure
from study.language import dutch, labels
from tests.support import demonstration
from tests.support.drawings import figures_of, texts_of, too_faint
from tests.support.studies import STUDIES, one_of_each, study


def _long_names() -> Coded:
    of = study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7})
    long = of.codebook["label_nl"] + " en wat daar verder nog bij hoort"
    return Coded(**{**vars(of), "codebook": of.codebook.assign(label_nl=long)})


MADE = {"demonstration": demonstration.read, **STUDIES, "long names": _long_names}


IN_COUNTS = ("demonstration", "three respondents", "nobody says anything")
"""Drawn from published counts as well, where less is drawn."""


def in_counts(name: str):
    few = name == "three respondents"
    return pytest.param(f"{name}, in counts", marks=() if few else pytest.mark.campaign)


CASES = [*one_of_each(MADE), *(in_counts(name) for name in IN_COUNTS)]


DRAWN_LIKE_OTHERS = ("all ties", "three respondents", "borgen not reached")
"""Of these, what is said differs; where it stands in the drawing, others show."""


def laid_out(case, layout: style.Layout):
    """A case in a layout; in the wide one, which has room, the longest names stand for the rest."""
    name, marks = (*getattr(case, "values", (case,)), getattr(case, "marks", ()))
    rare = name in DRAWN_LIKE_OTHERS or (layout is style.WIDE and name != "long names")
    marks = pytest.mark.campaign if rare else marks
    return pytest.param((name, layout), marks=marks, id=f"{layout.name}-{name}")


@cache
def figures_in(case: str) -> dict[str, Figure]:
    name, _, counts = case.partition(", ")
    return figures_of(MADE[name](), levels.COUNTS if counts else levels.ROWS)


@pytest.fixture(scope="module", params=CASES)
def drawn(request) -> dict[str, Figure]:
    return figures_in(request.param)


@pytest.fixture(
    scope="module",
    params=[laid_out(case, layout) for case in CASES for layout in (style.NARROW, style.WIDE)],
)
def canvases(request) -> dict[str, MplFigure]:
    """All figures of a study on their canvases, laid out once for the tests that look at them."""
    name, layout = request.param
    with style.applied():
        found = {name: figure.draw(layout) for name, figure in figures_in(name).items()}
        for canvas in found.values():
            canvas.draw_without_rendering()
    return found


def test_nothing_overflows_or_overlaps(canvases):
    for name, canvas in canvases.items():
        with style.applied():
            width, height = canvas.bbox.size
            boxes = [(text, text.get_window_extent()) for text in texts_of(canvas)]
        assert boxes, name
        for text, box in boxes:
            place = f"{name}: {text.get_text()!r} at {box}"
            assert box.x0 > -1 and box.y0 > -1, place
            assert box.x1 < width + 1 and box.y1 < height + 1, place
            assert text.get_fontsize() >= 8, place
        for number, (text, box) in enumerate(boxes):
            for other, other_box in boxes[number + 1 :]:
                across = min(box.x1, other_box.x1) - max(box.x0, other_box.x0)
                along = min(box.y1, other_box.y1) - max(box.y0, other_box.y0)
                overlap = across > 1 and along > 2.5
                assert not overlap, f"{name}: {text.get_text()!r}, {other.get_text()!r}"


def test_text_can_be_told_from_what_it_lies_on(canvases):
    with style.applied():
        found = {name: too_faint(canvas) for name, canvas in canvases.items()}
    assert not any(found.values()), found


def test_words_tell_numbers_of_the_table(drawn):
    groups = drawn["respondenten"].table
    municipal = groups.loc[groups["round"] == 2, "respondents"].sum()
    # With one of them borgen did not come up, in some of these studies.
    discussed = {float(n) for n in range(int(municipal) + 1)}
    for figure in drawn.values():
        cells = " ".join(str(cell) for cell in figure.table.to_numpy().ravel())
        known = {float(digits) for digits in re.findall(r"\d+(?:\.\d+)?", cells)}
        rounded = {round(number, 2) for number in known} | {float(round(n)) for n in known}
        rounded |= {float(len(figure.table)), float(figure.table.iloc[:, 1].nunique())}
        if figure.name == "factoren":
            rounded |= discussed
        if figure.name.startswith("richting"):
            rounded |= {float(municipal)}  # also where nobody names a factor
        counted = (
            "richting",
            "overzicht",
            "groepen",
            "landelijk",
            "verhouding",
            "nieuw",
            "overeenstemming",
        )
        statement = "" if figure.name.split("-")[0] in counted else figure.statement
        for words in (statement, figure.alt, figure.caption, figure.note):
            for digits in re.findall(r"\d+(?:,\d+)?", words.replace(".", "")):
                if figure.name.split("-")[0] in ("groepen", "overeenstemming"):
                    continue  # counts of rows, which the next tests look at
                assert float(digits.replace(",", ".")) in rounded, f"{figure.name}: {words}"


def of_so_many(some: pd.Series, named: str = "") -> str:
    """How a sentence says of how many factors something is true."""
    true, number = int(some.sum()), dutch.in_words(len(some))
    if len(some) == 1:
        return f"{'de enige' if true else 'geen enkele'} {named}factor"
    if true in (0, len(some)):
        return f"{'alle' if true else 'geen van de'} {number} {named}factoren"
    return f"{dutch.in_words(true)} van de {number} {named}factoren"


def test_statements_count_the_rows_of_their_table(drawn):
    for phase in PHASES:
        rows = drawn[f"richting-{phase}"].table
        if len(rows):
            helps, hinders = (rows["helps"] > rows["hinders"], rows["helps"] < rows["hinders"])
            statement = drawn[f"richting-{phase}"].statement
            assert f"Bij {of_so_many(helps, 'genoemde ')} zeggen" in statement
            opposite = dutch.in_words(int(hinders.sum())) if hinders.any() else "geen enkele"
            assert f"Andersom is het bij {opposite}." in statement
        rows = drawn[f"groepen-{phase}"].table
        everywhere = (rows["named"] > 0).groupby(rows["factor_name"]).all()
        statement = drawn[f"groepen-{phase}"].statement
        assert f"In elke groep genoemd: {of_so_many(everywhere)}" in statement
        rows = drawn[f"landelijk-{phase}"].table
        if {"national", "municipal"} <= set(rows):
            both = (rows["national"] > 0) & (rows["municipal"] > 0)
            statement = drawn[f"landelijk-{phase}"].statement
            assert f"In beide rondes genoemd: {of_so_many(both)}" in statement
    rows = drawn["verhouding"].table["between"]
    same = rows[rows != "only_coded"].isin(["carries", "stays_hindering", "both_ways"])
    assert drawn["verhouding"].statement.startswith(dutch.capital(of_so_many(same)))


def test_a_statement_has_no_number_nought_and_says_a_number_once():
    for name in ("all ties", "everything hinders", "nobody says anything", "one role"):
        for figure in figures_of(STUDIES[name]()).values():
            for sentence in re.split(r"(?<=[.])\s", f"{figure.statement} {figure.note}"):
                said = re.findall(r"\d+", sentence)
                assert "0" not in said, f"{name}, {figure.name}: {sentence}"
                assert len(said) == len(set(said)) or ":" in sentence, f"{name}: {sentence}"


def test_the_alternative_text_counts_rows_too():
    made = figures_of(demonstration.read())
    for phase in PHASES:
        codes = made[f"groepen-{phase}"].table["factor_name"].nunique()
        assert f"Raster met {codes} rijen" in made[f"groepen-{phase}"].alt
    known = made["overeenstemming"].table.iloc[1:]
    assert f"Voor {known['alpha'].notna().sum()} van de {len(known)}" in made["overeenstemming"].alt


def test_a_code_that_the_codebook_does_not_have_is_not_said_to_be_unnamed():
    of = demonstration.read()
    kept = of.codebook[of.codebook["code"] != "borgen.venster"].reset_index(drop=True)
    fewer = {"codebook": kept, "double_coding": of.double_coding.iloc[:0]}
    fewer["segments"] = of.segments[of.segments["code"].isin(kept["code"])]
    made = figures_of(Coded(**{**vars(of), **fewer}))
    assert "open venster geen code" in made["fasemodel"].alt
    rows = made["fasemodel"].table
    assert not ((rows["phase"] == "borgen") & (rows["stream"] == "window")).any()
    table = made["verhouding"].table.set_index("factor_name")
    assert table.at["open venster", "between"] == "only_coded"


def test_the_note_on_pairs_says_whether_the_table_has_more_than_are_drawn():
    of = demonstration.read()
    for level, more in ((levels.ROWS, True), (levels.COUNTS, False)):
        made = figures_of(of, level)["samenhang"]
        told = labels.text("samenhang.few", support=measures.MINIMUM_SUPPORT) in made.note
        assert told == more
        assert (made.table.groupby("phase").size().max() > counted.MOST_PAIRS) == more


def test_they_are_the_same_bytes_every_time():
    first, second = figures_in("demonstration"), figures_of(demonstration.read())
    for name in {name.partition("-")[0]: name for name in first}.values():
        assert first[name].render(style.NARROW) == second[name].render(style.NARROW), name


def test_while_the_study_is_a_demonstration_every_figure_says_so(monkeypatch):
    monkeypatch.setattr(tables, "is_synthetic", lambda: True)
    assert all(figure.synthetic for figure in figures_of(demonstration.read()).values())


def test_no_name_of_a_group_is_broken():
    for figure in figures_of(STUDIES["three respondents"]()).values():
        if figure.name.startswith("groepen"):
            with style.applied():
                said = [text.get_text() for text in texts_of(figure.draw(style.NARROW))]
            assert "ambtenaren" in said, said


def test_a_key_shows_what_is_drawn_for_few_people_and_for_many():
    few, many = (figures_of(STUDIES[n](), levels.ROWS) for n in ("one role", "two hundred"))
    name = next(name for name in few if name.startswith("groepen"))
    with style.applied():
        drawn = [figures[name].draw(style.WIDE) for figures in (few, many)]
    markers = [{line.get_marker() for line in each.findobj(Line2D)} & set("ox.") for each in drawn]
    assert markers == [set("ox."), set()]


@pytest.mark.parametrize("layout", [style.NARROW, style.WIDE], ids=lambda layout: layout.name)
def test_the_key_of_the_phases_shows_no_mark_that_is_not_drawn(layout):
    """The dash of who was not named was taken for the lines between the phases."""
    figure = figures_in("demonstration")["verhouding"]
    counts = figure.table.dropna()
    even = (counts["helps_agenderen"] == counts["hinders_agenderen"]) | (
        counts["helps_borgen"] == counts["hinders_borgen"]
    )
    assert len(counts) and not even.any()
    with style.applied():
        words = {text.get_text() for text in texts_of(figure.draw(layout))}
    assert {"helpt", "belemmert"} <= words
    assert not {"evenveel", "niet genoemd"} & words

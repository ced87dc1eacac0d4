"""Figures that divide registered victims and notifications by who reported them, or by form."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import dutch, labels

_VALUE = 0.5
"""Room for a value behind its bar, in inches."""
_YEAR = 0.65
"""Room for the name of a row that is a year, in inches."""
_THICK = canvas.ROW - 0.06
_GAP = 0.12


def melders(breakdowns: pd.DataFrame) -> Figure:
    """Possible victims (persons) per reporter, a bar for every year that is given.

    ``breakdowns`` is the table registered_breakdowns. A victim can have several reporters, so
    nothing is added up, and no remainder is drawn.
    """
    return _bars("melders", breakdowns[breakdowns["breakdown"] == "reporter"], "part", "year")


def vormen(breakdowns: pd.DataFrame) -> Figure:
    """Possible victims (persons) per form of exploitation, a group of bars for every year.

    ``breakdowns`` is the table registered_breakdowns. A form that is counted in another one too
    (``part_of``) has an open bar.
    """
    return _bars("vormen", breakdowns[breakdowns["breakdown"] == "form"], "year", "part")


def meldingen(notifications: pd.DataFrame) -> Figure:
    """Notifications to CoMensha per reporter and year, from the table notifications."""
    return _bars("meldingen", notifications, "part", "year")


def _bars(name: str, rows: pd.DataFrame, group: str, line: str) -> Figure:
    """Horizontal bars on one scale, ``line`` by ``line`` within each ``group``."""
    groups = list(rows.groupby(group, sort=False))
    most = int(rows["value"].max())
    years = {"first": rows["year"].min(), "last": rows["year"].max()}

    def draw(layout: style.Layout) -> Canvas:
        left = _YEAR if line == "year" else canvas.name_width(layout)
        wide = layout.width - left - _VALUE
        names = {part: [_word(line, value) for value in found[line]] for part, found in groups}
        tall = {part: canvas.heights(words, left - 0.25) for part, words in names.items()}
        deep = canvas.total([canvas.ROW + _GAP + canvas.total(rows) for rows in tall.values()])
        drawing = canvas.Drawing(layout, deep)
        y = 0.0
        for part, found in groups:
            drawing.heading(0, y, dutch.capital(_word(group, part)))
            y += canvas.ROW
            for row, words, height in zip(found.itertuples(), names[part], tall[part], strict=True):
                drawing.name(0.15, y, height, words, left - 0.25)
                length = wide * row.value / most
                within = pd.notna(getattr(row, "part_of", pd.NA))
                look = {"facecolor": style.PALE} if within else {}
                top = y + (height - _THICK) / 2
                drawing.bar(left, top, length, _THICK, style.BLUE, **look)
                drawing.quiet(left + length + 0.06, y + height / 2, dutch.number(row.value))
                y += height
            y += _GAP
        return drawing.finished()

    return Figure(
        name=name,
        draw=draw,
        statement=labels.text(f"{name}.statement", most=_most(rows)),
        alt=labels.text(
            f"{name}.alt", sentences=" ".join(_sentence(*each, group, line) for each in groups)
        ),
        caption=labels.text(f"{name}.caption", **years),
        note=labels.text(f"{name}.note", **years),
        table=rows,
        sources=tuple(dict.fromkeys(rows["source"])),
    )


def _word(column: str, value: object) -> str:
    return str(value) if column == "year" else labels.value("part", value)


def _most(rows: pd.DataFrame) -> str:
    """The largest part of each year, by part; what is counted in another part too is left out."""
    whole = rows[rows["part_of"].isna()] if "part_of" in rows else rows
    top = whole.loc[whole.groupby("year")["value"].idxmax()]
    if len(top) > 1 and top["part"].nunique() == 1:
        return labels.text("bars.most_each", part=_word("part", top["part"].iloc[0]))
    told = [
        labels.text(
            "bars.most",
            part=_word("part", part),
            years=dutch.enumerate_words([str(year) for year in found["year"]]),
        )
        for part, found in top.groupby("part", sort=False)
    ]
    return "; ".join(told)


def _sentence(part: object, found: pd.DataFrame, group: str, line: str) -> str:
    """All values of a group in words, for who cannot see the bars."""
    told = [
        labels.text(f"bars.{line}", word=_word(line, word), value=value)
        for word, value in zip(found[line], found["value"], strict=True)
    ]
    head = labels.text(f"bars.head_{group}", word=_word(group, part))
    return f"{dutch.capital(head)}: {dutch.enumerate_words(told)}."

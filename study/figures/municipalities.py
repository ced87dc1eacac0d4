"""Figures on what municipalities have in place and on the policy around them."""

import textwrap

import pandas as pd
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN

from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import dutch, labels, worded

PAD = 0.04
"""Margin around a drawing, in inches."""

_TICK_WORDS = {"color": style.MUTED, "fontsize": 9}


def gemeentebeleid(answers: pd.DataFrame) -> Figure:
    """What is known of municipal policy (percent of municipalities), one scale per question.

    ``answers`` is the table municipal_policy; undated rows come last. No line joins the dots,
    because no two rows ask the same.
    """
    ordered = answers.sort_values(["year", "value"], na_position="last", ignore_index=True)

    def moment(row) -> str:
        return labels.text("gemeentebeleid.undated") if pd.isna(row.year) else str(row.year)

    def value(row) -> str:
        return labels.text(f"gemeentebeleid.{row.relation}", value=row.value)

    def draw(layout: style.Layout) -> Canvas:
        texts = [
            textwrap.wrap(getattr(row, worded("definition")), 47 if layout.narrow else 95)
            for row in ordered.itertuples()
        ]
        line, row_height = 0.175, 0.76
        heights = [row_height + line * len(words) for words in texts]
        deep = canvas.total(heights)
        drawing = canvas.Drawing(
            layout,
            deep + 0.45,
            across=(-1.5, 101.5),
            down=(-0.05, deep - 0.2),
            margins=(0.08, 0.14, PAD, 0.31) if layout.narrow else (PAD, 0.1, PAD, 0.31),
        )
        y = 0.0
        for row, words, height in zip(ordered.itertuples(), texts, heights, strict=True):
            drawing.text(
                0, y, f"{moment(row)} · {getattr(row, worded('label'))}", va="top", fontweight=600
            )
            drawing.text(
                0,
                y + 0.19,
                "\n".join(words),
                va="top",
                fontsize=8.5,
                color=style.MUTED,
                linespacing=0.95,
            )
            scale = y + 0.19 + line * len(words) + 0.27
            drawing.line([0, 100], [scale, scale], color=style.RULE, linewidth=0.8)
            shape = ">" if row.relation in ("more_than", "at_least") else "o"
            drawing.mark(row.value, scale, marker=shape, color=style.BLUE, markersize=8)
            drawing.text(
                row.value,
                scale,
                value(row),
                shift=(-3, 6),
                va="bottom",
                color=style.BLUE,
                fontweight=600,
                fontsize=9,
            )
            y += height
        foot = deep - 0.2
        drawing.line([-1.5, 101.5], [foot, foot], color=style.RULE, linewidth=0.8)
        for tick in (0, 25, 50, 75, 100):
            drawing.mark(tick, foot, marker=TICKDOWN, color=style.MUTED, markersize=3)
            drawing.text(
                tick, foot, f"{tick}%", shift=(0, -6.5), va="top", ha="center", **_TICK_WORDS
            )
        return drawing.finished()

    return Figure(
        name="gemeentebeleid",
        draw=draw,
        statement=labels.text("gemeentebeleid.statement", count=len(ordered)),
        alt=labels.text(
            "gemeentebeleid.alt",
            count=len(ordered),
            sentences=" ".join(
                labels.text(
                    "gemeentebeleid.alt_sentence",
                    moment=dutch.capital(moment(row)),
                    value=value(row),
                    label=getattr(row, worded("label")),
                )
                for row in ordered.itertuples()
            ),
        ),
        caption=labels.text("gemeentebeleid.caption"),
        note=labels.text("gemeentebeleid.note"),
        table=ordered.drop(columns="id").rename(columns={"value": "percent"}),
        sources=tuple(dict.fromkeys(ordered["source"])),
    )


def zorgcoordinatie(coordination: pd.DataFrame) -> Figure:
    """Unit chart of care coordination: one dot per region or coordinator.

    ``coordination`` is the table care_coordination. Where the whole is known, the rest of it is
    drawn as open dots.
    """
    groups = list(coordination.groupby("indicator", sort=False))

    def value(row) -> str:
        key = "count" if pd.isna(row.out_of) else "share"
        return labels.text(f"zorgcoordinatie.{key}", value=row.value, out_of=row.out_of)

    def draw(layout: style.Layout) -> Canvas:
        # All rows of dots break at the same place, so that moments can be compared by eye.
        per_line = 18 if layout.narrow else 35
        lines = sum(-(-_whole(row) // per_line) for row in coordination.itertuples())
        deep = canvas.total([2.05 * len(groups), 2.05 * len(coordination), 0.95 * lines])
        drawing = canvas.Drawing(
            layout,
            2.9 if layout.narrow else 2.25,
            across=(-0.2, 35.5),
            down=(-0.1, deep - 0.6),
            margins=(PAD, 0.18 if layout.narrow else PAD, PAD, PAD),
        )
        y = 0.0
        for indicator, rows in groups:
            heading = labels.text(f"zorgcoordinatie.{indicator}")
            drawing.text(0, y, heading, va="top", fontweight=600)
            y += 1.55
            for row in rows.itertuples():
                drawing.text(
                    0,
                    y,
                    f"{getattr(row, worded('moment'))}: {value(row)}",
                    va="top",
                    color=style.MUTED,
                )
                y += 1.75
                total = _whole(row)
                for start in range(0, total, per_line):
                    dots = range(start, min(start + per_line, total))
                    width = 35 / per_line
                    for filled, face in ((True, style.BLUE), (False, "none")):
                        xs = [(i - start + 0.5) * width for i in dots if (i < row.value) == filled]
                        drawing.marks(
                            xs,
                            [y] * len(xs),
                            marker="o",
                            markerfacecolor=face,
                            markeredgecolor=style.BLUE,
                            markeredgewidth=0.8,
                            markersize=5.5,
                        )
                    y += 0.95
                y += 0.3
            y += 0.5
        return drawing.finished()

    shares = coordination[coordination["out_of"].notna()].iloc[-1]
    return Figure(
        name="zorgcoordinatie",
        draw=draw,
        statement=labels.text(
            "zorgcoordinatie.alt_share",
            moment=shares[worded("moment")],
            **shares[["value", "out_of"]].to_dict(),
        ),
        alt=labels.text(
            "zorgcoordinatie.alt",
            sentences=" ".join(
                labels.text(
                    f"zorgcoordinatie.alt_{'count' if pd.isna(row.out_of) else 'share'}",
                    moment=getattr(row, worded("moment"))
                    if not pd.isna(row.out_of)
                    else dutch.capital(getattr(row, worded("moment"))),
                    value=row.value,
                    out_of=row.out_of,
                )
                for row in coordination.itertuples()
            ),
        ),
        caption=labels.text("zorgcoordinatie.caption"),
        note=labels.text("zorgcoordinatie.note"),
        table=coordination,
        sources=tuple(dict.fromkeys(coordination["source"])),
    )


def _whole(row) -> int:
    return row.value if pd.isna(row.out_of) else row.out_of


_ACTORS = {
    "rijk": ("o", style.BLUE),
    "gemeenten": ("s", style.ORANGE),
    "samen": ("D", style.GREEN),
    "europa": ("^", style.PURPLE),
}


def tijdlijn(moments: pd.DataFrame) -> Figure:
    """Moments in policy from top to bottom, not to scale.

    ``moments`` is the table policy_timeline; dates are as precise as their source.
    """
    ordered = moments.sort_values("date", ignore_index=True)

    def draw(layout: style.Layout) -> Canvas:
        texts = [
            textwrap.wrap(getattr(row, worded("description")), 40 if layout.narrow else 82)
            for row in ordered.itertuples()
        ]
        # In inches: a heading, the lines of the description, and a margin. On a telephone the date
        # takes a line of its own.
        lead = 0.36 if layout.narrow else 0.205
        heights = [lead + 0.155 * len(words) + 0.155 for words in texts]
        deep = canvas.total(heights)
        drawing = canvas.Drawing(
            layout,
            deep + 0.45,
            down=(-0.08, deep),
            margins=(PAD, PAD, PAD, 0.61 if layout.narrow else 0.4),
        )
        spine, left = (0.1, 0.3) if layout.narrow else (1.45, 1.68)
        drawing.line([spine, spine], [0.05, deep - 0.2], color=style.RULE, linewidth=1)
        y = 0.0
        for row, words, height in zip(ordered.itertuples(), texts, heights, strict=True):
            shape, colour = _ACTORS[row.actor]
            drawing.mark(spine, y + 0.08, marker=shape, color=colour, markersize=7)
            if layout.narrow:
                drawing.text(left, y, dutch.moment(row.date), va="top", color=colour, fontsize=8.5)
            else:
                drawing.text(
                    spine - 0.18, y, dutch.moment(row.date), va="top", ha="right", color=colour
                )
            drawing.text(
                left,
                y + (lead - 0.19 if layout.narrow else 0),
                getattr(row, worded("title")),
                va="top",
                fontweight=600,
            )
            drawing.text(
                left,
                y + lead,
                "\n".join(words),
                va="top",
                fontsize=8.5,
                color=style.MUTED,
                linespacing=0.95,
            )
            y += height
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker=shape,
                color=colour,
                label=labels.text(f"tijdlijn.{actor}"),
            )
            for actor, (shape, colour) in _ACTORS.items()
        ]
        figure = drawing.finished()
        figure.legend(
            handles=handles,
            loc="lower left",
            ncols=2 if layout.narrow else 4,
            handletextpad=0.3,
            columnspacing=1.0,
            fontsize=8.5 if layout.narrow else 9,
        )
        return figure

    return Figure(
        name="tijdlijn",
        draw=draw,
        statement=labels.text(
            "tijdlijn.statement",
            count=len(ordered),
            first=dutch.moment(ordered["date"].iloc[0]),
            last=dutch.moment(ordered["date"].iloc[-1]),
        ),
        alt=labels.text(
            "tijdlijn.alt",
            sentences=" ".join(
                labels.text(
                    "tijdlijn.alt_sentence",
                    date=dutch.capital(dutch.moment(row.date)),
                    title=getattr(row, worded("title")),
                )
                for row in ordered.itertuples()
            ),
        ),
        caption=labels.text("tijdlijn.caption"),
        note=labels.text("tijdlijn.note"),
        table=ordered.drop(columns="id"),
        sources=tuple(dict.fromkeys(ordered["source"])),
    )

"""The figure on all factors at once: who says that one helps or hinders, phase beside phase."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study import measures
from study.data.coded import GROUPS, MUNICIPAL_ROUND, PHASES, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.findings import sentences
from study.language import dutch, labels

NAME = "overzicht"

_NARROWEST = 0.85
"""Inches that a phase needs beside the others; with less, phases stand below one another."""
_NUMBER = 0.2
_GAP = 0.12
_THICK = 0.13


def overzicht(counted: pd.DataFrame) -> Figure:
    """Helps against hinders, mirrored, of every factor in every phase; municipalities.

    ``counted`` is `measures.counts`. Factors stand by stream, and in it by how many name them in
    any phase; a factor that the codebook does not have in a phase has no bar there. The table has
    the same of every group by itself too.
    """
    order = _order(counted)
    told = measures.of_municipalities(counted).set_index(["factor", "phase"], drop=False)
    said = told[["named", "helps", "hinders"]].astype(int).to_dict("index")
    most = {
        side: max((row[side] for row in said.values()), default=0) for side in ("hinders", "helps")
    }

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        left, right = width + 0.1, layout.width - 0.05
        abreast = min(len(PHASES), max(int((right - left + _GAP) / (_NARROWEST + _GAP)), 1))
        room = (right - left - _GAP * (abreast - 1)) / abreast
        one = (room - 2 * _NUMBER) / max(sum(most.values()), 1)
        before = _NUMBER + one * most["hinders"] if any(most.values()) else room / 2
        bands = [PHASES[at : at + abreast] for at in range(0, len(PHASES), abreast)]
        heads = {phase: canvas.wrap(labels.value("phase", phase), 0.9 * room) for phase in PHASES}
        above = 0.1 + canvas.LINE * max(map(len, heads.values()))
        parts = [(stream, rows) for stream, rows in order.groupby("stream", sort=False)]
        tall = canvas.heights(list(order["label"]), width)
        band = above + canvas.total(tall) + canvas.ROW * len(parts) + 0.1
        key = 0.26
        drawing = canvas.Drawing(layout, key + band * len(bands))
        _key(drawing, left)
        y = key
        for phases in bands:
            zero = {
                phase: left + (room + _GAP) * place + before for place, phase in enumerate(phases)
            }
            for phase in phases:
                middle = zero[phase] - before + room / 2
                drawing.heading(middle, y + 0.04, "\n".join(heads[phase]), ha="center")
            y += above
            heights = iter(tall)
            for stream, rows in parts:
                words = labels.value("stream", stream) if stream else labels.text("overzicht.none")
                drawing.quiet(0.05, y + canvas.ROW / 2, words)
                drawing.rule([0.05, right], [y, y])
                top = y = y + canvas.ROW
                for row in rows.itertuples():
                    deep = next(heights)
                    drawing.name(0.05, y, deep, row.label, width)
                    for phase in phases:
                        here = said.get((row.factor, phase))
                        if here is not None:
                            _bars(drawing, zero[phase], y + deep / 2, here, one)
                    y += deep
                for at in zero.values():
                    drawing.rule([at, at], [top, y], color=style.INK)
            y += 0.1
        return drawing.finished()

    return Figure(
        name=NAME,
        draw=draw,
        statement=_statement(said),
        alt=labels.text(
            "overzicht.alt", most=" ".join(_most(told, order, phase) for phase in PHASES)
        ),
        caption=labels.text("overzicht.caption"),
        note=labels.text(
            "overzicht.note",
            out_of=int(told["out_of"].max()) if len(told) else 0,
            asked=" ".join(
                sentences.not_asked(rows, phase)
                for phase in PHASES
                if len(rows := told[told["phase"] == phase])
            ),
        ),
        table=_table(counted, order),
        sources=(),
        interviews=True,
    )


def _order(counted: pd.DataFrame) -> pd.DataFrame:
    """Factor, label and stream in the order of the rows."""
    municipal = measures.of_municipalities(counted)
    named = municipal.groupby("factor")["named"].max()
    rows = counted.drop_duplicates("factor")[["factor", "label", "stream"]]
    rows = rows.assign(
        place=rows["stream"].map({stream: n for n, stream in enumerate((*STREAMS, ""))}),
        named=rows["factor"].map(named).fillna(0),
    )
    rows = rows.sort_values(["place", "named"], ascending=[True, False], kind="stable")
    return rows[["factor", "label", "stream"]].reset_index(drop=True)


def _table(counted: pd.DataFrame, order: pd.DataFrame) -> pd.DataFrame:
    """Everything that is said of a factor, in a row for each phase and group.

    Where the places have one group, it is all of their people, and has no rows by itself.
    """
    roles = [role for number, role in GROUPS if number == MUNICIPAL_ROUND]
    alone = roles if len(roles) == 1 else []
    groups = [measures.TOGETHER, *(role for _, role in GROUPS if role not in alone)]
    names = order.set_index("factor")["label"]
    rows = counted[counted["role_group"].isin(groups)]
    places = (
        rows["role_group"].map({group: n for n, group in enumerate(groups)}),
        rows["phase"].map({phase: n for n, phase in enumerate(PHASES)}),
        rows["factor"].map({factor: n for n, factor in enumerate(order["factor"])}),
    )
    rows = rows.assign(group=places[0], moment=places[1], place=places[2])
    rows = rows.sort_values(["group", "moment", "place"], kind="stable")
    rows = rows.assign(factor_name=rows["factor"].map(names))
    shown = ["phase", "stream", "factor", "factor_name", "role_group"]
    numbers = ["named", "helps", "hinders", "neutral", "absent", "not_discussed", "out_of"]
    return rows[shown + numbers].reset_index(drop=True)


def _key(drawing: canvas.Drawing, x: float) -> None:
    for name, colour, options in (("hinders", style.ORANGE, _OPEN), ("helps", style.BLUE, {})):
        drawing.bar(x, 0.12 - _THICK / 2, 0.2, _THICK, colour, **options)
        words = labels.text(f"richting.{name}")
        drawing.quiet(x + 0.26, 0.12, words)
        x += 0.46 + 0.067 * len(words)


_OPEN = {"facecolor": "none", "hatch": "//////"}


def _bars(drawing: canvas.Drawing, zero: float, y: float, said: dict[str, int], one: float) -> None:
    against, helping = said["hinders"] * one, said["helps"] * one
    drawing.bar(zero - against, y - _THICK / 2, against, _THICK, style.ORANGE, **_OPEN)
    drawing.bar(zero, y - _THICK / 2, helping, _THICK, style.BLUE)
    drawing.quiet(zero - against - 0.04, y, dutch.number(said["hinders"]), ha="right")
    drawing.quiet(zero + helping + 0.04, y, dutch.number(said["helps"]))


def _statement(said: dict[tuple[str, str], dict[str, int]]) -> str:
    """Of how many named factors more people say that they help, in each phase with any."""
    parts = []
    for phase in PHASES:
        rows = [row for (_, where), row in said.items() if where == phase and row["named"]]
        helps = sum(row["helps"] > row["hinders"] for row in rows)
        if rows:
            helping = dutch.n_of(helps, len(rows), "named_factor")
            parts.append(labels.text("overzicht.leaning", phase=phase, helping=helping))
    if not parts:
        return labels.text("richting.nothing")
    return labels.text("overzicht.statement", phases=dutch.enumerate_words(parts))


def _most(told: pd.DataFrame, order: pd.DataFrame, phase: str) -> str:
    """A factor of the phase that nothing is named more often than, with its numbers."""
    rows = {
        row.label: told.loc[(row.factor, phase)]
        for row in order.itertuples()
        if (row.factor, phase) in told.index
    }
    best = max(rows, key=lambda label: rows[label]["named"], default=None)
    if best is None or not rows[best]["named"]:
        return labels.text("overzicht.nobody", phase=phase)
    row = rows[best]
    return labels.text(
        "overzicht.most",
        phase=phase,
        factor=best,
        people=dutch.count(int(row["named"]), "respondent"),
        helps=int(row["helps"]),
        hinders=int(row["hinders"]),
    )

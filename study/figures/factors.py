"""Figures on single factors: how many name them, which way they work, and who says so."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study import measures
from study.data.coded import GROUPS, NATIONAL, PHASES, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import dutch, labels

MARKS = 26
"""With more respondents than this, states are drawn as bars and not as a mark for each."""

_ASKED = tuple(f"asked_{phase}" for phase in PHASES)
_STREAMS = {stream: place for place, stream in enumerate((*STREAMS, ""))}


def factoren(compared: pd.DataFrame) -> Figure:
    """Paired dots: respondents naming a factor in either phase, largest fall first.

    ``compared`` is `measures.phases`: the same respondents of municipalities in both phases.
    """
    rows = compared.sort_values(["difference", "agenderen"], ascending=[True, False], kind="stable")
    rows = rows.reset_index(drop=True)
    most = int(rows["out_of"].max()) if len(rows) else 0

    def draw(layout: style.Layout) -> Canvas:
        if not most:
            return canvas.words_only(layout, "factoren.nothing")
        width = canvas.name_width(layout)
        tall = [max(height, 0.27) for height in canvas.heights(list(rows["label"]), width)]
        top = 0.34
        drawing = canvas.Drawing(layout, canvas.total(tall) + top + 0.42)
        left, right = width + 0.2, layout.width - 0.2
        bottom = top + canvas.total(tall)
        drawing.scale(
            left, right - left, top, bottom, most, labels.text("factoren.axis", most=most)
        )

        def x(n: int) -> float:
            return left + (right - left) * n / most

        key = 0.05 if layout.narrow else left
        for phase, place in zip(PHASES, (key, key + 1.1), strict=True):
            drawing.mark(place + 0.06, 0.14, **_MARK[phase])
            drawing.quiet(place + 0.18, 0.14, phase)
        y = top
        for row, height in zip(rows.itertuples(), tall, strict=True):
            drawing.name(0.05, y, height, row.label, width)
            middle = y + height / 2
            drawing.rule([x(row.agenderen), x(row.borgen)], [middle] * 2, linewidth=2)
            drawing.mark(x(row.agenderen), middle, **_MARK["agenderen"])
            drawing.mark(x(row.borgen), middle, **_MARK["borgen"])
            y += height
        return drawing.finished()

    fall = rows[rows["difference"] < 0]
    rise = rows[rows["difference"] > 0]
    return Figure(
        name="factoren",
        draw=draw,
        alt=labels.text(
            "factoren.alt",
            count=len(rows),
            fall=_top(fall, "fall"),
            rise=_top(rise.iloc[::-1], "rise"),
        ),
        caption=labels.text("factoren.caption"),
        note=labels.text(
            "factoren.note",
            most=most,
            **{asked: int(rows[asked].max()) if len(rows) else 0 for asked in _ASKED},
        ),
        table=rows.rename(columns={"label": "factor_name"})[
            ["factor_name", "stream", *PHASES, "difference", "p_holm", "out_of"]
        ],
        sources=("mcnemar1947", "holm1979"),
        interviews=True,
    )


_MARK = {
    "agenderen": {"marker": "o", "color": style.BLUE, "markersize": 8, "zorder": 3},
    "borgen": {
        "marker": "s",
        "color": style.ORANGE,
        "markerfacecolor": "white",
        "markeredgewidth": 1.8,
        "markersize": 6.5,
        "zorder": 4,
    },
}


def _top(rows: pd.DataFrame, key: str) -> str:
    if rows.empty:
        return labels.text(f"factoren.no_{key}")
    row = rows.iloc[0]
    return labels.text(
        f"factoren.{key}", factor=row["label"], agenderen=row["agenderen"], borgen=row["borgen"]
    )


def richting(counted: pd.DataFrame) -> Figure:
    """Helps against hinders, mirrored, for every factor in its phase; municipalities.

    ``counted`` is `measures.counts`. Ordered by stream, then by the number who name the factor.
    """
    rows = measures.of_municipalities(counted)
    rows = rows[rows["named"] > 0]
    rows = _in_order(rows)
    most = int(rows[["helps", "hinders"]].max(axis=None)) if len(rows) else 0

    def draw(layout: style.Layout) -> Canvas:
        if rows.empty:
            return canvas.words_only(layout, "richting.nothing")
        width = canvas.name_width(layout)
        blocks = [(phase, rows[rows["phase"] == phase]) for phase in PHASES]
        blocks = [(phase, part) for phase, part in blocks if len(part)]
        tall = {phase: canvas.heights(list(part["label"]), width) for phase, part in blocks}
        height = canvas.total([0.46 + canvas.total(tall[phase]) for phase, _ in blocks])
        drawing = canvas.Drawing(layout, height + 0.4)
        left, right = width + 0.1, layout.width - 0.1
        room = (right - left) / 2 - 0.32
        zero = left + 0.32 + room
        y = 0.04
        for phase, part in blocks:
            drawing.heading(0.05, y, labels.value("phase", phase).capitalize())
            drawing.quiet(zero - 0.08, y + 0.1, labels.text("richting.hinders"), ha="right")
            drawing.quiet(zero + 0.08, y + 0.1, labels.text("richting.helps"))
            y += 0.24
            start = y
            for row, deep in zip(part.itertuples(), tall[phase], strict=True):
                drawing.name(0.05, y, deep, row.label, width)
                thick = 0.14
                level = y + (deep - thick) / 2
                against, helping = (room * n / max(most, 1) for n in (row.hinders, row.helps))
                drawing.bar(
                    zero - against,
                    level,
                    against,
                    thick,
                    style.ORANGE,
                    facecolor="none",
                    hatch="//////",
                )
                drawing.bar(zero, level, helping, thick, style.BLUE)
                middle = y + deep / 2
                shown = dutch.number(row.hinders)
                drawing.quiet(zero - against - 0.05, middle, shown, ha="right")
                drawing.quiet(zero + helping + 0.05, middle, dutch.number(row.helps))
                y += deep
            drawing.rule([zero, zero], [start, y], color=style.INK)
            y += 0.22
        drawing.quiet(zero, y - 0.06, labels.text("richting.axis"), ha="center")
        return drawing.finished()

    leaning = rows[rows["hinders"] > rows["helps"]]
    return Figure(
        name="richting",
        draw=draw,
        alt=labels.text(
            "richting.alt",
            sentences=" ".join(
                _leaning(leaning[leaning["phase"] == phase], phase) for phase in PHASES
            ),
        ),
        caption=labels.text("richting.caption"),
        note=labels.text("richting.note", out_of=int(rows["out_of"].max()) if len(rows) else 0),
        table=rows.rename(columns={"label": "factor_name"})[
            ["phase", "stream", "factor_name", "named", "helps", "hinders", "neutral", "out_of"]
        ].reset_index(drop=True),
        sources=(),
        interviews=True,
    )


def _leaning(rows: pd.DataFrame, phase: str) -> str:
    names = list(rows["label"])
    key = "none" if not names else "one" if len(names) == 1 else "many"
    return labels.text(f"richting.alt_{key}", phase=phase, factors=dutch.enumerate_words(names))


def groepen(counted: pd.DataFrame) -> Figure:
    """Three states per factor and group: named, said to play no part, not discussed.

    ``counted`` is `measures.counts`. A mark for each respondent, sorted by state; with more than
    MARKS people, bars.
    """
    codes = _in_order(measures.of_municipalities(counted))
    counted = counted[counted["role_group"] != measures.TOGETHER].set_index(["code", "role_group"])
    roles = [role for _, role in GROUPS if (counted.index.get_level_values(1) == role).any()]
    sizes = {role: int(counted.xs(role, level=1)["out_of"].max()) for role in roles}
    told = counted.to_dict("index")
    if codes.empty:
        codes = _in_order(counted.reset_index())

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        names = [(phase, codes[codes["phase"] == phase]) for phase in PHASES]
        names = [(phase, part) for phase, part in names if len(part)]
        tall = {phase: canvas.heights(list(part["label"]), width) for phase, part in names}
        top = 0.52
        height = canvas.total([0.26 + canvas.total(tall[phase]) for phase, _ in names])
        drawing = canvas.Drawing(layout, top + height + 0.1)
        left, right = width + 0.12, layout.width - 0.05
        many = sum(sizes.values())
        gap = 0.12
        free = right - left - gap * (len(roles) - 1)
        # A group is as wide as its size asks, but wide enough for its name.
        shares = [max(sizes[role] / max(many, 1), 0.2) for role in roles]
        widths = [free * share / canvas.total(shares) for share in shares]
        _key(drawing)
        at = left
        places = {}
        for role, room in zip(roles, widths, strict=True):
            places[role] = (at, room)
            words = labels.text(f"groepen.{'narrow_' if layout.narrow else ''}{role}")
            drawing.quiet(at, 0.38, "\n".join(canvas.wrap(words, room)), fontsize=8)
            at += room + gap
        y = top
        for phase, part in names:
            drawing.heading(0.05, y + 0.02, phase.capitalize())
            y += 0.24
            for row, deep in zip(part.itertuples(), tall[phase], strict=True):
                drawing.name(0.05, y, deep, row.label, width)
                for role in roles:
                    states = told[row.code, role]
                    _states(drawing, *places[role], y + deep / 2, states, many <= MARKS)
                y += deep
            y += 0.02
        return drawing.finished()

    rows = counted.reset_index()
    rows["place"] = rows["code"].map({code: n for n, code in enumerate(codes["code"])})
    rows = rows.sort_values(["place", "round"], kind="stable")
    denied = rows[rows["absent"] > 0]
    return Figure(
        name="groepen",
        draw=draw,
        alt=labels.text(
            "groepen.alt",
            codes=len(codes),
            groups=dutch.enumerate_words([labels.value("role_group", role) for role in roles]),
            absent=dutch.enumerate_words(list(dict.fromkeys(denied["label"])))
            or labels.text("groepen.nobody"),
        ),
        caption=labels.text("groepen.caption"),
        note=labels.text("groepen.note"),
        table=rows.rename(columns={"label": "factor_name"})[
            ["phase", "factor_name", "role_group", *measures.STATES, "out_of"]
        ].reset_index(drop=True),
        sources=(),
        interviews=True,
    )


_STATE = {
    "named": {"marker": "o", "color": style.BLUE, "markersize": 5},
    "absent": {"marker": "x", "color": style.ORANGE, "markersize": 5, "markeredgewidth": 1.6},
    "not_discussed": {"marker": ".", "color": style.RULE, "markersize": 2.5},
}


def _key(drawing: canvas.Drawing) -> None:
    x = 0.08
    for state, marker in _STATE.items():
        drawing.mark(x, 0.12, **marker)
        words = labels.text(f"groepen.{state}")
        drawing.quiet(x + 0.1, 0.12, words)
        x += 0.26 + 0.067 * len(words)


def _states(
    drawing: canvas.Drawing, x: float, room: float, y: float, states: dict[str, int], marks: bool
) -> None:
    out_of = states["out_of"]
    if marks:
        step = min(room / max(out_of, 1), 0.16)
        at = x + step / 2
        for state, marker in _STATE.items():
            n = states[state]
            drawing.marks([at + step * i for i in range(n)], [y] * n, **marker)
            at += step * n
        return
    thick = 0.12
    named, absent = (room * states[state] / out_of for state in ("named", "absent"))
    drawing.bar(x, y - thick / 2, room, thick, style.RULE, facecolor="none", linewidth=0.5)
    drawing.bar(x, y - thick / 2, named, thick, style.BLUE)
    drawing.bar(
        x + named,
        y - thick / 2,
        absent,
        thick,
        style.ORANGE,
        facecolor="none",
        hatch="xxxxxx",
    )


def landelijk(counted: pd.DataFrame) -> Figure:
    """National organisations beside municipalities: who names what, each on a scale of its own.

    ``counted`` is `measures.counts`.
    """
    municipal = measures.of_municipalities(counted)
    national = counted[counted["role_group"] == NATIONAL]
    codes = _in_order(municipal if len(municipal) else national)
    panels = [
        (name, part.set_index("code"))
        for name, part in (("national", national), ("municipal", municipal))
        if len(part)
    ]
    told = {name: part.to_dict("index") for name, part in panels}

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        names = [(phase, codes[codes["phase"] == phase]) for phase in PHASES]
        names = [(phase, part) for phase, part in names if len(part)]
        tall = {phase: canvas.heights(list(part["label"]), width) for phase, part in names}
        top = 0.42
        height = canvas.total([0.26 + canvas.total(tall[phase]) for phase, _ in names])
        drawing = canvas.Drawing(layout, top + height + 0.32)
        left, gap = width + 0.15, 0.32
        room = (layout.width - 0.25 - left - gap * (len(panels) - 1)) / max(len(panels), 1)
        places = {name: left + (room + gap) * i for i, (name, _) in enumerate(panels)}
        for name, part in panels:
            most = int(part["out_of"].max())
            words = labels.text(f"landelijk.{name}", most=most)
            drawing.quiet(places[name], 0.2, "\n".join(canvas.wrap(words, room + 0.2)))
            drawing.scale(places[name], room, top, top + height, most)
        y = top
        for phase, rows in names:
            drawing.heading(0.05, y + 0.02, phase.capitalize())
            y += 0.24
            for row, deep in zip(rows.itertuples(), tall[phase], strict=True):
                drawing.name(0.05, y, deep, row.label, width)
                for name in told:
                    here = told[name][row.code]
                    colour = style.GREEN if name == "national" else style.BLUE
                    wide = room * here["named"] / max(here["out_of"], 1)
                    drawing.bar(places[name], y + deep / 2 - 0.06, wide, 0.12, colour)
                y += deep
            y += 0.02
        return drawing.finished()

    table = codes[["phase", "stream", "label", "code"]].copy()
    for name, part in panels:
        table[name] = part["named"].reindex(table["code"]).to_numpy()
        table[f"{name}_out_of"] = part["out_of"].reindex(table["code"]).to_numpy()
    both = {name: part["named"] for name, part in panels}
    return Figure(
        name="landelijk",
        draw=draw,
        alt=labels.text(
            "landelijk.alt",
            only_national=_only(codes, both, "national", "municipal"),
            only_municipal=_only(codes, both, "municipal", "national"),
        ),
        caption=labels.text("landelijk.caption"),
        note=labels.text("landelijk.note"),
        table=table.drop(columns="code").rename(columns={"label": "factor_name"}),
        sources=(),
        interviews=True,
    )


def _only(codes: pd.DataFrame, named: dict[str, pd.Series], one: str, other: str) -> str:
    if one not in named or other not in named:
        return labels.text("landelijk.none")
    rows = codes[codes["code"].map(named[one]).gt(0) & codes["code"].map(named[other]).eq(0)]
    names = [f"{row.label} ({row.phase})" for row in rows.itertuples()]
    return dutch.enumerate_words(names) or labels.text("landelijk.none")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By phase, then by stream, then by how many name the factor."""
    keys = pd.DataFrame(
        {
            "phase": rows["phase"].map({phase: place for place, phase in enumerate(PHASES)}),
            "stream": rows["stream"].map(_STREAMS),
            "named": -rows["named"],
        }
    )
    order = keys.sort_values(["phase", "stream", "named"], kind="stable").index
    return rows.loc[order].drop_duplicates("code").reset_index(drop=True)

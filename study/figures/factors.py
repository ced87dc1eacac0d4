"""Figures on single factors: how many name them, which way they work, and who says so."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study import measures
from study.data.coded import GROUPS, NATIONAL, NATIONAL_ROUND, PAIRS, PHASES
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.findings import sentences
from study.language import dutch, labels
from study.language.phase_pairs import words_of
from study.study_file import BETWEEN

MARKS = 26
"""With more respondents than this, states are drawn as bars and not as a mark for each."""


def factoren(compared: pd.DataFrame, name: str) -> Figure:
    """Paired dots: respondents naming a factor in either of two phases, largest fall first.

    ``compared`` is `measures.phases`: the same respondents of municipalities in both phases;
    ``name`` is that of the pair in ``PAIRS``.
    """
    pair = PAIRS[name]
    words = words_of(pair, len(PHASES))
    rows = compared.sort_values(["difference", "earlier"], ascending=[True, False], kind="stable")
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
        for phase, end, place in zip(pair, _MARK, (key, key + 1.1), strict=True):
            drawing.mark(place + 0.06, 0.14, **_MARK[end])
            drawing.quiet(place + 0.18, 0.14, labels.value("phase", phase))
        y = top
        for row, height in zip(rows.itertuples(), tall, strict=True):
            drawing.name(0.05, y, height, row.label, width)
            middle = y + height / 2
            drawing.rule([x(row.earlier), x(row.later)], [middle] * 2, linewidth=2)
            drawing.mark(x(row.earlier), middle, **_MARK["earlier"])
            drawing.mark(x(row.later), middle, **_MARK["later"])
            y += height
        return drawing.finished()

    fall = rows[rows["difference"] < 0]
    rise = rows[rows["difference"] > 0]
    said = {"fall": _top(fall, "fall", pair), "rise": _top(rise.iloc[::-1], "rise", pair)}
    return Figure(
        name=name.replace(BETWEEN, "factoren"),
        draw=draw,
        statement=" ".join(said.values()) if most else labels.text("factoren.nothing"),
        alt=labels.text("factoren.alt", count=len(rows), **words, **said),
        caption=labels.text("factoren.caption", **words),
        note=labels.text("factoren.note", most=most, **words, asked=_asked(rows, most, words)),
        table=rows.rename(
            columns={"label": "factor_name", **dict(zip(("earlier", "later"), pair, strict=True))}
        )[["factor_name", "stream", *pair, "difference", "p_holm", "out_of"]],
        sources=("mcnemar1947", "holm1979"),
        interviews=True,
    )


def _asked(rows: pd.DataFrame, most: int, words: dict[str, str]) -> str:
    """With how many either phase came up, unless it did with everybody."""
    asked = {
        column: int(rows[column].max()) if len(rows) else 0
        for column in ("asked_earlier", "asked_later")
    }
    return "" if set(asked.values()) == {most} else labels.text("factoren.asked", **words, **asked)


_MARK = {
    "earlier": {"marker": "o", "color": style.BLUE, "markersize": 8, "zorder": 3},
    "later": {
        "marker": "s",
        "color": style.ORANGE,
        "markerfacecolor": "white",
        "markeredgewidth": 1.8,
        "markersize": 6.5,
        "zorder": 4,
    },
}


def _top(rows: pd.DataFrame, key: str, pair: tuple[str, str]) -> str:
    if rows.empty:
        return labels.text(f"factoren.no_{key}", later=pair[1])
    row = rows.iloc[0]
    alike = rows[rows["difference"] == row["difference"]]
    if len(alike) > 1:
        people = dutch.count(abs(int(row["difference"])), "respondent")
        return labels.text(
            f"factoren.{key}_tie", count=len(alike), factor=row["label"], people=people
        )
    return labels.text(
        f"factoren.{key}",
        factor=row["label"],
        first=dutch.count(int(row["earlier"]), "respondent"),
        then=dutch.in_words(int(row["later"])),
    )


def richting(counted: pd.DataFrame, phase: str) -> Figure:
    """Helps against hinders, mirrored, for every factor of a phase; municipalities.

    ``counted`` is `measures.counts`. Ordered by how many name the factor.
    """
    coded = _of_phase(measures.of_municipalities(counted), phase)
    rows = coded[coded["named"] > 0].reset_index(drop=True)
    most = int(rows[["helps", "hinders"]].max(axis=None)) if len(rows) else 0

    def draw(layout: style.Layout) -> Canvas:
        if rows.empty:
            return canvas.words_only(layout, "richting.nothing")
        width = canvas.name_width(layout)
        tall = canvas.heights(list(rows["label"]), width)
        top = 0.24
        drawing = canvas.Drawing(layout, top + canvas.total(tall) + 0.34)
        left, right = width + 0.1, layout.width - 0.1
        room = (right - left) / 2 - 0.32
        zero = left + 0.32 + room
        drawing.quiet(zero - 0.08, 0.12, labels.text("richting.hinders"), ha="right")
        drawing.quiet(zero + 0.08, 0.12, labels.text("richting.helps"))
        y = top
        for row, deep in zip(rows.itertuples(), tall, strict=True):
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
        drawing.rule([zero, zero], [top, y], color=style.INK)
        drawing.quiet(zero, y + 0.16, labels.text("richting.axis"), ha="center")
        return drawing.finished()

    helping, hindering = rows["helps"] > rows["hinders"], rows["hinders"] > rows["helps"]
    return Figure(
        name=f"richting-{phase}",
        draw=draw,
        statement=labels.text(
            "richting.statement",
            helping=dutch.n_of(int(helping.sum()), len(rows), "named_factor"),
            hindering=dutch.in_words(int(hindering.sum()))
            if hindering.any()
            else labels.text("richting.none"),
        )
        if len(rows)
        else labels.text("richting.nothing"),
        alt=labels.text("richting.alt", phase=phase, sentence=_leaning(rows[hindering], phase)),
        caption=labels.text("richting.caption", phase=phase),
        note=labels.text(
            "richting.note",
            out_of=int(coded["out_of"].max()) if len(coded) else 0,
            asked=sentences.not_asked(coded, phase),
        ),
        table=rows.rename(columns={"label": "factor_name"})[
            ["phase", "stream", "factor_name", "named", "helps", "hinders", "neutral", "out_of"]
        ],
        sources=(),
        interviews=True,
    )


def _leaning(rows: pd.DataFrame, phase: str) -> str:
    names = list(rows["label"])
    key = "none" if not names else "one" if len(names) == 1 else "many"
    return labels.text(f"richting.alt_{key}", phase=phase, factors=dutch.enumerate_words(names))


def groepen(counted: pd.DataFrame, phase: str) -> Figure:
    """Three states per factor of a phase and group: named, said to play no part, not discussed.

    ``counted`` is `measures.counts`. A mark for each respondent, sorted by state; with more than
    MARKS people, bars. Somebody who named a factor and said that it played no part has named it.
    Ordered by how many name the factor.
    """
    municipal = measures.of_municipalities(counted)
    codes = _of_phase(municipal if len(municipal) else counted, phase)
    told = counted[
        (counted["role_group"] != measures.TOGETHER) & (counted["phase"] == phase)
    ].assign(silent=lambda rows: rows["out_of"] - rows["named"] - rows["not_discussed"])
    roles = [role for _, role in GROUPS if (told["role_group"] == role).any()]
    sizes = {role: int(told.loc[told["role_group"] == role, "out_of"].max()) for role in roles}
    states = told.set_index(["code", "role_group"]).to_dict("index")

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        tall = canvas.heights(list(codes["label"]), width)
        top = 0.52
        drawing = canvas.Drawing(layout, top + canvas.total(tall) + 0.1)
        left, right = width + 0.12, layout.width - 0.05
        many = sum(sizes.values())
        gap = 0.12
        free = right - left - gap * (len(roles) - 1)
        # A group is as wide as its size asks, but wide enough for its name.
        least = 0.28 if layout.narrow else 0.2
        shares = [max(sizes[role] / max(many, 1), least) for role in roles]
        widths = [free * share / canvas.total(shares) for share in shares]
        _key(drawing, marks=many <= MARKS)
        at = left
        places = {}
        for role, room in zip(roles, widths, strict=True):
            places[role] = (at, room)
            # The heads of a print have one line.
            words = dutch.names.of(role, "many" if layout == style.WIDE else "short")
            drawing.quiet(at, 0.38, "\n".join(canvas.wrap(words, room + 0.8 * gap)), fontsize=8)
            at += room + gap
        y = top
        for row, deep in zip(codes.itertuples(), tall, strict=True):
            drawing.name(0.05, y, deep, row.label, width)
            for role in roles:
                here = states[row.code, role]
                _states(drawing, *places[role], y + deep / 2, here, many <= MARKS)
            y += deep
        return drawing.finished()

    place = {code: number for number, code in enumerate(codes["code"])}
    rows = told.assign(place=told["code"].map(place)).sort_values(["place", "round"], kind="stable")
    denied = rows[rows["absent"] > 0]
    everywhere = (told["named"] > 0).groupby(told["code"]).all()
    return Figure(
        name=f"groepen-{phase}",
        draw=draw,
        statement=labels.text(
            "groepen.statement",
            phase=phase,
            named=dutch.n_of(int(everywhere.sum()), len(codes), "factor"),
        ),
        alt=labels.text(
            "groepen.alt",
            codes=len(codes),
            phase=phase,
            groups=dutch.enumerate_words([labels.value("role_group", role) for role in roles]),
            absent=dutch.enumerate_words(list(dict.fromkeys(denied["label"])))
            or labels.text("groepen.nobody"),
        ),
        caption=labels.text("groepen.caption", phase=phase),
        note=labels.text("groepen.note"),
        table=rows.rename(columns={"label": "factor_name"})[
            ["phase", "factor_name", "role_group", *measures.STATES, "out_of"]
        ].reset_index(drop=True),
        sources=(),
        interviews=True,
    )


_STATE = {
    "named": {"marker": "o", "color": style.BLUE, "markersize": 5},
    "silent": {"marker": "x", "color": style.ORANGE, "markersize": 5, "markeredgewidth": 1.6},
    "not_discussed": {"marker": ".", "color": style.RULE, "markersize": 2.5},
}


def _key(drawing: canvas.Drawing, marks: bool) -> None:
    x = 0.08
    for state, marker in _STATE.items():
        if marks:
            drawing.mark(x, 0.12, **marker)
        else:
            one = {each: int(each == state) for each in _STATE}
            _bars(drawing, x - 0.06, 0.12, 0.12, one | {"out_of": 1})
        words = labels.text(f"groepen.{state}")
        drawing.quiet(x + 0.1, 0.12, words)
        x += 0.26 + 0.067 * len(words)


def _states(
    drawing: canvas.Drawing, x: float, room: float, y: float, states: dict[str, int], marks: bool
) -> None:
    if not marks:
        _bars(drawing, x, room, y, states)
        return
    step = min(room / max(states["out_of"], 1), 0.16)
    at = x + step / 2
    for state, marker in _STATE.items():
        n = states[state]
        drawing.marks([at + step * i for i in range(n)], [y] * n, **marker)
        at += step * n


def _bars(drawing: canvas.Drawing, x: float, room: float, y: float, states: dict[str, int]) -> None:
    thick = 0.12
    named, silent = (room * states[state] / states["out_of"] for state in ("named", "silent"))
    drawing.bar(x, y - thick / 2, room, thick, style.RULE, facecolor="none", linewidth=0.5)
    if named:
        drawing.bar(x, y - thick / 2, named, thick, style.BLUE)
    if silent:
        hatched = {"facecolor": "none", "hatch": "xxxxxx"}
        drawing.bar(x + named, y - thick / 2, silent, thick, style.ORANGE, **hatched)


def landelijk(counted: pd.DataFrame, phase: str) -> Figure:
    """National organisations beside municipalities in a phase: who names what.

    Each has a scale of its own, over all of the group. ``counted`` is `measures.counts`. At the top
    stands what is named by a larger share nationally.
    """
    here = counted[counted["phase"] == phase]
    groups = {
        "national": here[here["round"] == NATIONAL_ROUND].set_index("code"),
        "municipal": measures.of_municipalities(here).set_index("code"),
    }
    groups = {name: part for name, part in groups.items() if len(part)}
    first = counted["round"] == NATIONAL_ROUND
    codes = _of_phase(counted[first | (counted["role_group"] == measures.TOGETHER)], phase)
    table = codes[["phase", "stream", "label", "code"]].copy()
    for name, part in groups.items():
        table[name] = part["named"].reindex(table["code"]).to_numpy()
        table[f"{name}_out_of"] = part["out_of"].reindex(table["code"]).to_numpy()
    if len(groups) == 2:
        share = {name: table[name] / table[f"{name}_out_of"] for name in groups}
        order = (share["municipal"] - share["national"]).sort_values(kind="stable").index
        table = table.loc[order].reset_index(drop=True)

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        tall = canvas.heights(list(table["label"]), width)
        top, height = 0.42, canvas.total(tall)
        drawing = canvas.Drawing(layout, top + height + 0.46)
        left, gap = width + 0.15, 0.32
        room = (layout.width - 0.25 - left - gap * (len(groups) - 1)) / max(len(groups), 1)
        places = {name: left + (room + gap) * place for place, name in enumerate(groups)}
        for name, part in groups.items():
            most = int(part["out_of"].max())
            words = labels.text(f"landelijk.{name}", national=NATIONAL)
            drawing.quiet(places[name], 0.2, "\n".join(canvas.wrap(words, room + 0.2)))
            axis = labels.text("landelijk.axis", most=most)
            drawing.scale(places[name], room, top, top + height, most, axis)
        y = top
        for row, deep in zip(table.to_dict("records"), tall, strict=True):
            drawing.name(0.05, y, deep, row["label"], width)
            for name in groups:
                colour = style.GREEN if name == "national" else style.BLUE
                wide = room * row[name] / max(row[f"{name}_out_of"], 1)
                drawing.bar(places[name], y + deep / 2 - 0.06, wide, 0.12, colour)
            y += deep
        return drawing.finished()

    if len(groups) == 2:
        in_both = int(((table["national"] > 0) & (table["municipal"] > 0)).sum())
        named = dutch.n_of(in_both, len(table), "factor")
        statement = labels.text("landelijk.statement", phase=phase, named=named)
        alone = " ".join(
            labels.text(f"landelijk.alt_{one}", factors=names, national=NATIONAL)
            for one, other in (("national", "municipal"), ("municipal", "national"))
            if (names := _only(table, one, other))
        )
    else:
        statement, alone = labels.text("landelijk.one_round"), ""
    return Figure(
        name=f"landelijk-{phase}",
        draw=draw,
        statement=statement,
        alt=" ".join([labels.text("landelijk.alt", phase=phase, national=NATIONAL), alone]).strip(),
        caption=labels.text("landelijk.caption", phase=phase, national=NATIONAL),
        note=labels.text("landelijk.note"),
        table=table.drop(columns="code").rename(columns={"label": "factor_name"}),
        sources=(),
        interviews=True,
    )


def _only(table: pd.DataFrame, one: str, other: str) -> str:
    return dutch.enumerate_words(list(table.loc[(table[one] > 0) & (table[other] == 0), "label"]))


def _of_phase(rows: pd.DataFrame, phase: str) -> pd.DataFrame:
    """A row for each code of a phase, those that most people name first."""
    here = rows[rows["phase"] == phase].sort_values("named", ascending=False, kind="stable")
    return here.drop_duplicates("code").reset_index(drop=True)

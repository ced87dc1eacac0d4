"""Figures on how things relate: the phases to each other, and factors among themselves."""

from collections import Counter

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Canvas

from study import measures
from study.data.coded import MUNICIPAL_ROUND, PHASES, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.figures.framework import model_drawing
from study.language import dutch, labels

_ORDER = ("turns", "carries", "stays_hindering", "mixed", "ends", "new", "silent")


def fasemodel(streamed: pd.DataFrame, windowed: pd.DataFrame) -> Figure:
    """The two-phase model with what respondents of municipalities named laid over it.

    ``streamed`` is `measures.streams`, ``windowed`` is `measures.windows`. The national
    organisations stand beside them in the table, never added.
    """
    here = streamed[streamed["round"] == MUNICIPAL_ROUND]
    open_windows = windowed[windowed["round"] == MUNICIPAL_ROUND].set_index("phase")
    found = {
        (row.phase, row.stream): labels.text("fasemodel.of", n=row.named, out_of=row.out_of)
        for row in here.itertuples()
    }
    for phase, row in open_windows.iterrows():
        found[phase, "window"] = labels.text(
            "fasemodel.of", n=int(row["window"]), out_of=int(row["out_of"])
        )

    def draw(layout: style.Layout) -> Canvas:
        return model_drawing(layout, found)

    rows = [
        (row.phase, row.stream, row.round, row.named, row.out_of) for row in streamed.itertuples()
    ]
    rows += [
        (row.phase, part, row.round, getattr(row, part), row.out_of)
        for row in windowed.itertuples()
        for part in ("window", "entrepreneur")
    ]
    table = pd.DataFrame(rows, columns=["phase", "stream", "round", "named", "out_of"])
    return Figure(
        name="fasemodel",
        draw=draw,
        alt=labels.text("fasemodel.alt", sentences=" ".join(_of_phase(found, p) for p in PHASES)),
        caption=labels.text("fasemodel.caption"),
        note=labels.text("fasemodel.note"),
        table=table.sort_values(["phase", "round"], kind="stable").reset_index(drop=True),
        sources=("kingdon1984", "olijve2020"),
        interviews=True,
    )


def _of_phase(found: dict[tuple[str, str], str], phase: str) -> str:
    parts = {
        part: found.get((phase, part), labels.text("fasemodel.nobody"))
        for part in (*STREAMS, "window")
    }
    return labels.text("fasemodel.alt_sentence", phase=phase, **parts)


def verhouding(relations: pd.DataFrame) -> Figure:
    """What each factor does in either phase: carries over, turns, ends, or is new.

    ``relations`` is `measures.relation`. A mark per phase says where most voices lean; beside it
    stand those who say that it helps and that it hinders.
    """
    place = {relation: number for number, relation in enumerate(_ORDER)}
    rows = relations.assign(
        place=relations["relation"].map(place), size=-(relations["agenderen"] + relations["borgen"])
    )
    rows = rows.sort_values(["place", "size"], kind="stable").reset_index(drop=True)

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        groups = [(key, part) for key, part in rows.groupby("place", sort=True)]
        words = {key: labels.text(f"verhouding.{_ORDER[key]}") for key, _ in groups}
        lines = {key: canvas.wrap(text, layout.width - 0.15) for key, text in words.items()}
        tall = {key: canvas.heights(list(part["label"]), width) for key, part in groups}
        heights = [0.1 + 0.17 * len(lines[key]) + canvas.total(tall[key]) for key, _ in groups]
        drawing = canvas.Drawing(layout, canvas.total(heights) + 0.6)
        columns = (width + 0.3, (width + layout.width) / 2 + 0.35)
        _leaning_key(drawing, layout)
        y = 0.32
        for phase, x in zip(PHASES, columns, strict=True):
            drawing.heading(x - 0.06, y, phase)
        y += 0.24
        for key, part in groups:
            drawing.heading(0.05, y, "\n".join(lines[key]), color=style.MUTED)
            y += 0.17 * len(lines[key]) + 0.03
            for row, deep in zip(part.to_dict("records"), tall[key], strict=True):
                drawing.name(0.05, y, deep, row["label"], width)
                middle = y + deep / 2
                if row["agenderen"] and row["borgen"]:
                    drawing.rule([columns[0] + 0.62, columns[1] - 0.12], [middle] * 2)
                for phase, x in zip(PHASES, columns, strict=True):
                    _leaning(drawing, x, middle, row, phase)
                y += deep
            y += 0.07
        return drawing.finished()

    told = [
        labels.text(
            f"verhouding.alt_{relation}",
            factors=dutch.enumerate_words(list(rows.loc[rows["relation"] == relation, "label"])),
        )
        for relation in _ORDER
        if (rows["relation"] == relation).any()
    ]
    columns = [f"{said}_{phase}" for phase in PHASES for said in ("helps", "hinders")]
    return Figure(
        name="verhouding",
        draw=draw,
        alt=labels.text("verhouding.alt", sentences=" ".join(told)),
        caption=labels.text("verhouding.caption"),
        note=labels.text("verhouding.note"),
        table=rows.rename(columns={"label": "factor_name", "relation": "between"})[
            ["factor_name", "between", *PHASES, *columns]
        ],
        sources=(),
        interviews=True,
    )


_LEAN = {
    "helps": {"marker": "^", "color": style.BLUE, "markersize": 7},
    "hinders": {
        "marker": "v",
        "color": style.ORANGE,
        "markerfacecolor": "white",
        "markeredgewidth": 1.6,
        "markersize": 7,
    },
    "even": {"marker": "D", "color": style.MUTED, "markersize": 5},
    "nobody": {"marker": "_", "color": style.RULE, "markersize": 6},
}


def _leaning(drawing: canvas.Drawing, x: float, y: float, row: dict, phase: str) -> None:
    helps, hinders = row[f"helps_{phase}"], row[f"hinders_{phase}"]
    if not row[phase]:
        drawing.mark(x, y, **_LEAN["nobody"])
        return
    lean = "helps" if helps > hinders else "hinders" if hinders > helps else "even"
    drawing.mark(x, y, **_LEAN[lean])
    words = labels.text("verhouding.both", helps=helps, hinders=hinders)
    drawing.quiet(x + 0.12, y, words)


def _leaning_key(drawing: canvas.Drawing, layout: style.Layout) -> None:
    x, y = 0.1, 0.13
    for lean, marker in _LEAN.items():
        words = labels.text(f"verhouding.key_{lean}")
        drawing.mark(x, y, **marker)
        drawing.quiet(x + 0.1, y, words, fontsize=8)
        x += 0.22 + (0.055 if layout.narrow else 0.06) * len(words)


def samenhang(pairs: dict[str, pd.DataFrame], most: int | None = None) -> Figure:
    """Heatmap of factors that the same respondents name, per phase.

    ``pairs`` is `measures.cooccurrence` per phase. Only factors in a pair with enough support, and
    no more than ``most`` pairs in a phase where that many are published.
    """
    shown = {phase: table for phase, table in pairs.items() if len(table)}
    blocks = {phase: _members(table) for phase, table in shown.items()}

    def draw(layout: style.Layout) -> Canvas:
        if not blocks:
            return canvas.words_only(layout, "samenhang.nothing")
        width = (1.3 if layout.narrow else 2.0) + 0.05
        side = {
            phase: min((layout.width - width - 0.1) / max(len(names), 1), 0.3)
            for phase, names in blocks.items()
        }
        heights = [
            0.5 + canvas.total([_deep(name, width, side[phase]) for name in names.values()])
            for phase, names in blocks.items()
        ]
        drawing = canvas.Drawing(layout, canvas.total(heights) + 0.3)
        y = 0.04
        for phase, names in blocks.items():
            drawing.heading(0.05, y, phase.capitalize())
            y = _triangle(drawing, shown[phase], names, y + 0.24, width, side[phase])
            y += 0.26
        _shades(drawing, layout, y - 0.06)
        return drawing.finished()

    parts = [
        table.assign(phase=phase)[["phase", "label_a", "label_b", "together", "either", "jaccard"]]
        for phase, table in pairs.items()
    ]
    top = [
        labels.text(
            "samenhang.alt_sentence",
            phase=phase,
            a=table.iloc[0]["label_a"],
            b=table.iloc[0]["label_b"],
            together=int(table.iloc[0]["together"]),
            either=int(table.iloc[0]["either"]),
        )
        for phase, table in shown.items()
    ]
    return Figure(
        name="samenhang",
        draw=draw,
        alt=labels.text(
            "samenhang.alt", sentences=" ".join(top) or labels.text("samenhang.nothing")
        ),
        caption=labels.text("samenhang.caption"),
        note=labels.text(
            "samenhang.note",
            left_out=labels.text("samenhang.few", support=measures.MINIMUM_SUPPORT)
            if most is None
            else labels.text("samenhang.most_alike", most=most),
        ),
        table=pd.concat(parts, ignore_index=True),
        sources=("jaccard1912",),
        interviews=True,
    )


def _members(table: pd.DataFrame) -> dict[str, str]:
    """Codes in any pair with their names, those with the strongest ties first."""
    names = dict(zip(table["code_a"], table["label_a"], strict=True))
    names |= dict(zip(table["code_b"], table["label_b"], strict=True))
    strength: Counter[str] = Counter()
    for code in ("code_a", "code_b"):
        strength.update(table.groupby(code)["together"].sum().to_dict())
    return {code: names[code] for code in sorted(names, key=lambda code: -strength[code])}


def _deep(name: str, width: float, side: float) -> float:
    return max(side, canvas.heights([name], width - 0.1)[0])


def _triangle(
    drawing: canvas.Drawing,
    table: pd.DataFrame,
    names: dict[str, str],
    top: float,
    width: float,
    side: float,
) -> float:
    known = {
        frozenset((row.code_a, row.code_b)): (row.jaccard, row.together)
        for row in table.itertuples()
    }
    codes = list(names)
    y = top
    for row, code in enumerate(codes):
        deep = _deep(names[code], width, side)
        drawing.name(0.05, y, deep, names[code], width - 0.1)
        for column, other in enumerate(codes[:row]):
            x = width + 0.05 + side * column
            jaccard, together = known.get(frozenset((code, other)), (None, None))
            colour = "none" if jaccard is None else _shade(jaccard)
            drawing.bar(x, y, side, deep, colour, edgecolor=style.PALE, linewidth=0.6)
            if jaccard is not None and side >= 0.2 and together < 100:
                ink = "white" if jaccard > 0.55 else style.INK
                drawing.text(
                    x + side / 2,
                    y + deep / 2,
                    dutch.number(together),
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=ink,
                )
        x = width + 0.05 + side * row
        drawing.text(
            x + side / 2, y + deep / 2, "•", ha="center", va="center", fontsize=8, color=style.RULE
        )
        y += deep
    return y


def _shade(jaccard: float) -> tuple[float, float, float]:
    """From near white to the book's blue."""
    pale, full = to_rgb(style.TINT), to_rgb(style.BLUE)
    return tuple(p + (f - p) * jaccard for p, f in zip(pale, full, strict=True))


def _shades(drawing: canvas.Drawing, layout: style.Layout, y: float) -> None:
    words = labels.text("samenhang.scale")
    drawing.quiet(0.05, y, labels.text("samenhang.low"))
    x = 0.05 + 0.068 * len(labels.text("samenhang.low")) + 0.05
    for step in range(5):
        drawing.bar(x + 0.16 * step, y - 0.06, 0.16, 0.12, _shade(step / 4), linewidth=0)
    drawing.quiet(x + 0.86, y, labels.text("samenhang.high"))
    if not layout.narrow:
        drawing.quiet(layout.width - 0.05, y, words, ha="right")

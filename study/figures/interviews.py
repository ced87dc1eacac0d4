"""Figures on the interviews themselves: who was asked, what more of them add, how coders agree."""

import math

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study.data.coded import GROUPS, MUNICIPAL_ROLES, MUNICIPAL_ROUND, PHASES, ROUNDS
from study.data.counted import FEW_INTERVIEWS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.language import dutch, labels, worded

_ROUND = {1: "first", 2: "second"}
BOUNDS = (0.667, 0.8)
"""From the first alpha on conclusions are tentative, from the second sound (Krippendorff 2018)."""
_LOOKS = ((style.BLUE, "o"), (style.ORANGE, "s"), (style.GREEN, "^"))
"""Of the groups of a round, in their order."""
DOTS = 60
"""More people than this in a group are drawn as a bar."""


def respondenten(groups: pd.DataFrame) -> Figure:
    """Who was interviewed: a dot for every respondent, by round and role group.

    ``groups`` is the table of counts of the same name. Above DOTS people in a group, bars.
    """
    sizes = groups.groupby(["round", "role_group"])["respondents"].max()
    rows = [(number, role, int(sizes.get((number, role), 0))) for number, role in GROUPS]
    most = max(n for _, _, n in rows)

    def draw(layout: style.Layout) -> Canvas:
        per_line = 15 if layout.narrow else 30
        step = 0.19
        lines = [1 if most > DOTS else max(-(-n // per_line), 1) for _, _, n in rows]
        blocks = [0.3 + step * count for count in lines]
        headings = 0.22 * len(ROUNDS) if len(ROUNDS) > 1 else 0
        drawing = canvas.Drawing(layout, canvas.total(blocks) + headings)
        y, seen = 0.04, None
        for (number, role, n), count in zip(rows, lines, strict=True):
            if number != seen:
                if len(ROUNDS) > 1:
                    heading = labels.text(f"respondenten.round_{_ROUND[number]}")
                    drawing.heading(0.05, y, heading)
                    y += 0.22
                seen = number
            drawing.quiet(0.05, y + 0.08, dutch.count(n, role))
            y += 0.28
            place = MUNICIPAL_ROLES.index(role) if number == MUNICIPAL_ROUND else 0
            colour, shape = _LOOKS[place % len(_LOOKS)]
            if most > DOTS:
                drawing.bar(0.05, y - 0.06, (layout.width - 0.1) * n / most, 0.13, colour)
            else:
                xs = [0.12 + step * (i % per_line) for i in range(n)]
                ys = [y + step * (i // per_line) for i in range(n)]
                drawing.marks(xs, ys, marker=shape, color=colour, markersize=8)
            y += step * count + 0.02
        return drawing.finished()

    table = pd.DataFrame(rows, columns=["round", "role_group", "named"]).rename(
        columns={"named": "respondents"}
    )
    return Figure(
        name="respondenten",
        draw=draw,
        statement=labels.text(
            "respondenten.statement",
            groups=dutch.enumerate_words([dutch.count(n, role) for _, role, n in rows if n])
            or labels.text("respondenten.nobody"),
        ),
        alt=labels.text(
            "respondenten.alt",
            sentences=dutch.enumerate_words([dutch.count(n, r) for _, r, n in rows]),
        ),
        caption=labels.text(f"respondenten.caption{'_one' if len(ROUNDS) == 1 else ''}"),
        note=labels.text("respondenten.note"),
        table=table,
        sources=(),
        interviews=True,
    )


def nieuw(
    curves: pd.DataFrame, origins: pd.DataFrame, places: pd.DataFrame | None = None
) -> Figure:
    """Codes found against interviews held, per group, and when in an interview codes came up.

    ``curves`` is `saturation.per_group`, ``origins`` is `measures.origins`, ``places`` is
    `published.places`. Without places, which only rows tell, that part is left out, and the note
    says why; so is the band around a curve without bounds.
    """
    groups = [(role, part) for role, part in curves.groupby("role_group", sort=False)]
    order = {role: place for place, (_, role) in enumerate(GROUPS)}
    groups.sort(key=lambda group: order[group[0]])
    placed = None
    if places is not None:
        placed = origins.merge(places, on="code")
        placed = placed[placed["first"].notna()]

    def draw(layout: style.Layout) -> Canvas:
        columns = 1 if layout.narrow else max(len(groups), 1)
        lines = len(groups) if layout.narrow else 1
        panel = 1.9
        strip = 0.0 if placed is None else _strip_height(placed, layout)
        drawing = canvas.Drawing(layout, lines * panel + strip + 0.2)
        width = (layout.width - 0.1) / columns
        for place, (role, part) in enumerate(groups):
            left = 0.05 + width * (place % columns)
            _curve(drawing, role, part, left, panel * (place // columns), width)
        if placed is not None:
            _strip(drawing, placed, layout, lines * panel + 0.12)
        return drawing.finished()

    last = [(role, part.iloc[-1]) for role, part in groups]
    rows = [
        {
            "role_group": role,
            "interviews": int(row.interviews),
            "expected": float(row.expected),
            "low": row.low,
            "high": row.high,
            "codes": int(row.codes),
        }
        for role, part in groups
        for row in part.itertuples()
    ]
    known = bool((origins["origin"] != "").any())
    new = list(dict.fromkeys(origins.loc[origins["origin"] == "inductive", "label"]))
    named = dutch.enumerate_words(new) or labels.text("nieuw.no_new")
    marks = ["nieuw.note_marks"] if placed is not None and known else []
    return Figure(
        name="nieuw",
        draw=draw,
        statement=_came_up(last, len(origins)),
        alt=labels.text(
            "nieuw.alt" if placed is not None else "nieuw.alt_of_counts",
            sentences=" ".join(
                labels.text(
                    "nieuw.alt_sentence",
                    group=labels.value("role_group", role),
                    n=int(row["interviews"]),
                    found=round(float(row["expected"])),
                    codes=int(row["codes"]),
                )
                for role, row in last
            ),
        )
        + (f" {labels.text('nieuw.alt_new', new=named)}" if known else ""),
        caption=labels.text("nieuw.caption" if placed is not None else "nieuw.caption_of_counts"),
        note=" ".join(
            map(
                labels.text,
                ["nieuw.note" if placed is not None else "nieuw.note_of_counts", *marks],
            )
        ),
        table=pd.DataFrame(
            rows, columns=["role_group", "interviews", "expected", "low", "high", "codes"]
        ).astype({"low": "Int64", "high": "Int64"}),
        sources=("guest2020",),
        interviews=True,
    )


def _came_up(last: list[tuple[str, pd.Series]], codes: int) -> str:
    """How many codes came up in each group after its last interview."""
    found = {labels.value("role_group", role): round(float(row["expected"])) for role, row in last}
    if not found:
        return labels.text("nieuw.nobody")
    if set(found.values()) == {codes}:
        groups = dutch.enumerate_words(list(found))
        every = dutch.capital(dutch.n_of(codes, codes, "code"))
        return labels.text("nieuw.statement_all", all=every, codes=codes, groups=groups)
    parts = [
        labels.text("nieuw.found", group=group, found=n)
        if n
        else labels.text("nieuw.found_none", group=group)
        for group, n in found.items()
    ]
    return labels.text("nieuw.statement", codes=codes, groups=dutch.enumerate_words(parts))


def _curve(
    drawing: canvas.Drawing, role: str, part: pd.DataFrame, left: float, top: float, width: float
) -> None:
    x0, x1 = left + 0.3, left + width - 0.15
    y0, y1 = top + 1.42, top + 0.46
    total, most = int(part["codes"].iloc[0]), int(part["interviews"].max())

    def x(n):
        return x0 + (x1 - x0) * (n - 1) / max(most - 1, 1)

    def y(codes):
        return y0 + (y1 - y0) * codes / max(total, 1)

    drawing.heading(left, top + 0.02, labels.value("role_group", role))
    drawing.quiet(left, top + 0.28, labels.text("nieuw.codes"))
    for codes in (0, total):
        drawing.rule([x0, x1], [y(codes)] * 2, color=style.HAIR)
        drawing.quiet(x0 - 0.06, y(codes), dutch.number(codes), ha="right")
    xs = [x(n) for n in part["interviews"]]
    if part["low"].notna().all():
        low, high = ([y(codes) for codes in part[end].astype(float)] for end in ("low", "high"))
        drawing.band(xs, low, high, style.PALE)
    line = [y(float(codes)) for codes in part["expected"]]
    shape = "o" if most <= 30 else "none"
    drawing.line(xs, line, color=style.BLUE, marker=shape, markersize=3.5)
    for n in canvas.ticks(most)[1:] if most > 1 else [1]:
        drawing.quiet(x(n), y0 + 0.11, dutch.number(n), ha="center")
    drawing.quiet((x0 + x1) / 2, y0 + 0.29, labels.text("nieuw.interviews"), ha="center")


def _strip_height(placed: pd.DataFrame, layout: style.Layout) -> float:
    new = placed[placed["origin"] == "inductive"]
    lines = sum(len(canvas.wrap(label, layout.width - 0.2)) for label in new["label"])
    return 0.62 + 0.36 * len(PHASES) + 0.17 * lines


def _strip(drawing: canvas.Drawing, placed: pd.DataFrame, layout: style.Layout, top: float) -> None:
    drawing.heading(0.05, top, labels.text("nieuw.when"))
    left, right = 0.85, layout.width - 0.25
    y = top + 0.42
    for phase in PHASES:
        here = placed[placed["phase"] == phase]
        drawing.quiet(0.05, y, labels.value("phase", phase))
        drawing.rule([left, right], [y, y], color=style.HAIR)
        theory = here[here["origin"] != "inductive"]["first"]
        drawing.marks(
            left + (right - left) * theory,
            [y] * len(theory),
            marker="o",
            color=style.RULE,
            markerfacecolor="none",
            markersize=5.5,
        )
        for row in here[here["origin"] == "inductive"].itertuples():
            at = left + (right - left) * row.first
            drawing.mark(at, y, marker="D", color=style.ORANGE, markersize=6.5)
            for line in canvas.wrap(row.label, layout.width - 0.2):
                y += 0.17
                start = canvas.fit(line, at - 0.05, 0.05, layout.width - 0.1)
                drawing.quiet(start, y, line, color=style.ORANGE)
        y += 0.36
    drawing.quiet(left, y - 0.08, labels.text("nieuw.start"), ha="left")
    drawing.quiet(right, y - 0.08, labels.text("nieuw.end"), ha="right")


def overeenstemming(agreed: pd.DataFrame, codebook: pd.DataFrame) -> Figure:
    """Krippendorff's alpha per factor with its interval, the highest first, or why there is none.

    ``agreed`` is the table of counts of that name; ``codebook`` gives the factors their names. The
    bounds above which agreement is tentative, or enough, are those of Krippendorff (2018).
    """
    names = codebook.drop_duplicates("factor").set_index("factor")[worded("label")]
    rows = agreed.copy()
    rows["label"] = [
        labels.text("overeenstemming.overall") if row.level == "overall" else names[row.name]
        for row in rows[["level", "name"]].itertuples(index=False)
    ]
    rows = pd.concat(
        [rows.iloc[:1], rows.iloc[1:].sort_values("alpha", ascending=False, kind="stable")]
    )
    known = rows[rows["alpha"].notna()]
    lowest = float(known[["alpha", "alpha_low"]].min(axis=None)) if len(known) else 0.0
    least = min(0.0, math.floor(10 * lowest) / 10)

    def draw(layout: style.Layout) -> Canvas:
        width = canvas.name_width(layout)
        tall = canvas.heights(list(rows["label"]), width)
        top = 0.3
        drawing = canvas.Drawing(layout, canvas.total(tall) + top + 0.42)
        left, right = width + 0.15, layout.width - 0.3
        bottom = top + canvas.total(tall)

        def x(alpha: float) -> float:
            return left + (right - left) * (alpha - least) / (1 - least)

        for bound, word in zip(BOUNDS, ("tentative", "enough"), strict=True):
            drawing.rule([x(bound)] * 2, [top - 0.04, bottom], color=style.MUTED)
            end = {"tentative": "right", "enough": "left"}[word]
            drawing.quiet(x(bound), 0.14, labels.text(f"overeenstemming.{word}"), ha=end)
        for tick in [t / 2 for t in range(math.ceil(2 * least), 3)]:
            drawing.rule([x(tick)] * 2, [top, bottom], color=style.HAIR)
            drawing.quiet(x(tick), bottom + 0.1, dutch.number(tick, 1), ha="center")
        drawing.quiet(
            (left + right) / 2,
            bottom + 0.27,
            labels.text("overeenstemming.axis"),
            ha="center",
        )
        y = top
        for row, height in zip(rows.itertuples(), tall, strict=True):
            drawing.name(0.05, y, height, row.label, width)
            middle = y + height / 2
            if pd.isna(row.alpha):
                reason = labels.text(f"overeenstemming.{_reason(row.note)}")
                drawing.quiet(left, middle, reason, bbox=_PAPER)
            else:
                if not pd.isna(row.alpha_low):
                    ends = [x(float(row.alpha_low)), x(float(row.alpha_high))]
                    drawing.line(ends, [middle] * 2, color=style.BLUE, linewidth=1.6)
                shape = "D" if row.level == "overall" else "o"
                drawing.mark(
                    x(float(row.alpha)), middle, marker=shape, color=style.BLUE, markersize=6
                )
            y += height
        return drawing.finished()

    overall = rows.iloc[0]
    if pd.isna(overall["alpha"]):
        verdict = "unknown"
    else:
        verdict = ("low", "tentative", "enough")[sum(overall["alpha"] >= b for b in BOUNDS)]
    return Figure(
        name="overeenstemming",
        draw=draw,
        statement=labels.text(f"overeenstemming.statement_{verdict}"),
        alt=labels.text(
            "overeenstemming.alt",
            overall=labels.text("overeenstemming.none")
            if pd.isna(overall["alpha"])
            else dutch.number(float(overall["alpha"]), 2),
            known=int(rows.iloc[1:]["alpha"].notna().sum()),
            factors=len(rows) - 1,
        ),
        caption=labels.text("overeenstemming.caption"),
        note=labels.text(
            "overeenstemming.note" if len(rows) > 1 else "overeenstemming.note_of_counts"
        ),
        table=rows.rename(columns={"label": "factor_name", "ac1": "gwet"})[
            [
                "factor_name",
                "units",
                "prevalence",
                "raw",
                "alpha",
                "alpha_low",
                "alpha_high",
                "gwet",
            ]
        ].reset_index(drop=True),
        sources=("krippendorff2018", "gwet2008"),
        interviews=True,
    )


_PAPER = {"facecolor": "none", "edgecolor": "none", "pad": 0}


def _reason(note: object) -> str:
    reasons = {
        "one coder": "none",
        "never used": "never_used",
        FEW_INTERVIEWS: "few_interviews",
    }
    return reasons.get(str(note), "same_value")

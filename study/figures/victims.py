"""Figures on registered and estimated victims."""

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from study.design import style
from study.figures.figure import Figure
from study.findings import public_figures
from study.language import dutch, labels, worded

_THOUSANDS = FuncFormatter(lambda value, _: dutch.number(value))


def registraties(registered: pd.DataFrame) -> Figure:
    """Registered possible victims (persons) by year, the two registers kept apart.

    ``registered`` is the table registered_victims. Rows of one register with another basis are
    not joined; revised values carry a ring.
    """
    rapporteur = public_figures.latest(registered, "rapporteur")
    comensha = public_figures.latest(registered, "comensha")
    revised = registered.loc[registered["edition"] == "earlier", "year"]
    parts = [part for _, part in rapporteur.groupby("basis", sort=False)]

    def draw(layout: style.Layout) -> Canvas:
        margins = (0.37, 0.05, 0.86, 0.31) if layout.narrow else (0.37, 0.04, 0.62, 0.31)
        figure, axes = _axes(layout, 3.4 if layout.narrow else 3.3, margins)
        for part in parts:
            current = part is parts[-1]
            axes.plot(
                part["year"].astype(int),
                part["value"].astype(int),
                "o-" if _consecutive(part["year"]) else "o",
                color=style.BLUE,
                alpha=1 if current else 0.5,
            )
        axes.plot(
            comensha["year"].astype(int),
            comensha["value"].astype(int),
            "s",
            markersize=9,
            markerfacecolor="none",
            markeredgecolor=style.ORANGE,
            markeredgewidth=1.3,
        )
        rings = rapporteur[rapporteur["year"].isin(revised)]
        axes.plot(
            rings["year"].astype(int),
            rings["value"].astype(int),
            "o",
            markersize=12,
            markerfacecolor="none",
            markeredgecolor=style.MUTED,
            markeredgewidth=0.9,
        )
        for before, after in itertools.pairwise(parts):
            middle = (before["year"].iloc[-1] + after["year"].iloc[0]) / 2
            axes.axvline(middle, color=style.RULE, linewidth=0.9, linestyle=(0, (2, 3)))
            axes.text(
                middle - 0.25,
                0.02,
                labels.text("registraties.break"),
                transform=axes.get_xaxis_transform(),
                rotation=90,
                ha="right",
                va="bottom",
                color=style.MUTED,
                fontsize=8,
            )
        _label_values(axes, rapporteur, layout)
        _label_series(figure, axes, layout)
        top = max(rapporteur["value"].max(), comensha["value"].max())
        axes.set_ylim(0, top * 1.22)
        axes.set_xlim(rapporteur["year"].min() - 0.8, rapporteur["year"].max() + 0.8)
        axes.yaxis.set_major_formatter(_THOUSANDS)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
        axes.xaxis.set_major_locator(MultipleLocator(4 if layout.narrow else 2))
        axes.set_title(labels.text("registraties.persons"), loc="left", color=style.MUTED)
        return figure

    numbers = {
        name.removeprefix("registraties."): number.value
        for name, number in public_figures.registrations(registered).items()
    }
    points = {
        "start": "begin",
        "bottom": "laagste",
        "after": "erna",
        "last": "laatste",
    }
    told = {word: numbers[name] for word, name in points.items()}
    told |= {f"{word}_year": numbers[f"{name}.jaar"] for word, name in points.items()}
    return Figure(
        name="registraties",
        draw=draw,
        statement=labels.text("registraties.statement", **told),
        alt=labels.text(
            "registraties.alt",
            **told,
            comensha_years=dutch.enumerate_words([str(year) for year in comensha["year"]]),
        ),
        caption=labels.text(
            "registraties.caption",
            first_year=registered["year"].min(),
            last_year=registered["year"].max(),
        ),
        note=labels.text(
            "registraties.note",
            old_last=parts[0]["year"].max(),
            new_first=parts[-1]["year"].min(),
            revised=dutch.enumerate_words([str(year) for year in sorted(revised)]),
        ),
        table=registered,
        sources=tuple(dict.fromkeys(registered["source"])),
    )


def _axes(
    layout: style.Layout, height: float, margins: tuple[float, float, float, float]
) -> tuple[Canvas, Axes]:
    """Axes with room around them for their words: inches left, right, above and below."""
    figure = style.canvas(layout, height)
    left, right, above, below = margins
    wide, high = layout.width - left - right, height - above - below
    place = (left / layout.width, below / height, wide / layout.width, high / height)
    return figure, figure.add_axes(place)


def _consecutive(years: pd.Series) -> bool:
    return bool((years.diff().dropna() == 1).all())


def _label_values(axes, rows: pd.DataFrame, layout: style.Layout) -> None:
    values = rows["value"].astype(int).tolist()
    for index, row in enumerate(rows.itertuples()):
        around = values[max(0, index - 1) : index + 2]
        turning = row.value in (max(around), min(around))
        if layout.narrow and not turning:
            continue
        below = row.value == min(around) and 0 < index < len(values) - 1
        axes.annotate(
            dutch.number(row.value),
            (int(row.year), int(row.value)),
            xytext=(0, -9 if below else 9),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=8.5,
            color=style.BLUE,
        )


def _label_series(figure: Canvas, axes, layout: style.Layout) -> None:
    handles = [
        axes.plot([], [], "o-", color=style.BLUE, label=labels.text("registraties.rapporteur"))[0],
        axes.plot(
            [],
            [],
            "s",
            markersize=8,
            markerfacecolor="none",
            markeredgecolor=style.ORANGE,
            markeredgewidth=1.3,
            label=labels.text("registraties.comensha"),
        )[0],
        axes.plot(
            [],
            [],
            "o",
            markersize=10,
            markerfacecolor="none",
            markeredgecolor=style.MUTED,
            markeredgewidth=0.9,
            label=labels.text("registraties.revised"),
        )[0],
    ]
    figure.legend(
        handles=handles,
        loc="upper left",
        ncols=2 if layout.narrow else 3,
        handletextpad=0.5,
        columnspacing=1.4,
    )


def schattingen(estimated: pd.DataFrame, registered: pd.DataFrame) -> Figure:
    """Estimates per year with their range, above the registrations in the same years (persons).

    ``estimated`` is the table victim_estimates, ``registered`` the table registered_victims.
    """
    rapporteur = public_figures.latest(registered, "rapporteur")
    rows = []
    for estimate, group in estimated.groupby("estimate"):
        bounds = group.set_index("bound")["value"].astype(int).to_dict()
        start, end = int(group["period_start"].iloc[0]), int(group["period_end"].iloc[0])
        inside = rapporteur[rapporteur["year"].between(start, end)]
        rows.append({"estimate": estimate, "start": start, "end": end, "inside": inside, **bounds})

    def registered_text(inside: pd.DataFrame) -> str:
        return dutch.enumerate_words(
            [
                labels.text("schattingen.registered_value", value=row.value, year=row.year)
                for row in inside.itertuples()
            ]
        )

    def draw(layout: style.Layout) -> Canvas:
        figure, axes = _axes(layout, 2.9, (0.07, 0.04, 0.04, 0.55))
        for level, row in enumerate(rows):
            y = -level * 2.0
            high = row.get("high_narrow", row["high"])
            axes.barh(y, high - row["low"], 0.34, row["low"], color=style.BLUE, alpha=0.35)
            axes.barh(y, row["high"] - high, 0.34, high, color=style.BLUE, alpha=0.15)
            axes.plot(row["point"], y, "o", color=style.BLUE, markersize=7)
            axes.plot(
                row["inside"]["value"].astype(int),
                [y - 0.85] * len(row["inside"]),
                "s",
                markerfacecolor="none",
                markeredgecolor=style.ORANGE,
                markeredgewidth=1.4,
                markersize=6,
            )
            lines = (
                (y + 0.32, style.BLUE, labels.text("schattingen.estimated", **_plain(row))),
                (
                    y - 0.55,
                    style.ORANGE,
                    labels.text("schattingen.registered", values=registered_text(row["inside"])),
                ),
            )
            for height, colour, words in lines:
                axes.text(0, height, words, color=colour, va="bottom", fontsize=9)
        axes.set_ylim(-2.0 * len(rows) + 0.75, 0.85)
        axes.set_xlim(0, max(row["high"] for row in rows) * 1.05)
        axes.set_yticks([])
        axes.grid(True, axis="x")
        axes.xaxis.set_major_formatter(_THOUSANDS)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4 if layout.narrow else 8))
        axes.set_xlabel(labels.text("schattingen.persons"), color=style.MUTED)
        return figure

    doubled = next(row for row in rows if "high_narrow" in row)
    return Figure(
        name="schattingen",
        draw=draw,
        statement=labels.text("schattingen.statement"),
        alt=labels.text(
            "schattingen.alt",
            sentences=" ".join(
                labels.text(
                    "schattingen.alt_sentence",
                    estimate=row["estimate"],
                    registered=registered_text(row["inside"]),
                    **_plain(row),
                )
                for row in rows
            ),
        ),
        caption=labels.text("schattingen.caption"),
        note=labels.text(
            "schattingen.note",
            alternative=doubled["estimate"],
            narrow=doubled["high_narrow"],
            wide=doubled["high"],
        ),
        table=_with_registrations(estimated, rows),
        sources=tuple(
            dict.fromkeys([*estimated["source"], *(s for r in rows for s in r["inside"]["source"])])
        ),
    )


def _plain(row: dict) -> dict:
    return {name: row[name] for name in ("start", "end", "point", "low", "high")}


def _with_registrations(estimated: pd.DataFrame, rows: list[dict]) -> pd.DataFrame:
    """One row per number that is drawn: the estimates, then the registrations beside them."""
    periods = estimated["period_start"].astype(str) + "–" + estimated["period_end"].astype(str)
    shown = [
        pd.DataFrame(
            {
                "period": periods,
                "bound": estimated["bound"],
                "value": estimated["value"],
                worded("definition"): estimated[worded("definition")],
                "definition_en": estimated["definition_en"],
                "source": estimated["source"],
                "confidence": estimated["confidence"],
                worded("note"): estimated[worded("note")],
                "note_en": estimated["note_en"],
            }
        )
    ]
    for row in rows:
        inside = row["inside"]
        shown.append(
            pd.DataFrame(
                {
                    "period": inside["year"].astype(str),
                    "bound": "registered",
                    "value": inside["value"],
                    worded("definition"): inside[worded("definition")],
                    "definition_en": inside["definition_en"],
                    "source": inside["source"],
                    "confidence": inside["confidence"],
                    worded("note"): inside[worded("note")],
                    "note_en": inside["note_en"],
                }
            )
        )
    return pd.concat(shown, ignore_index=True)

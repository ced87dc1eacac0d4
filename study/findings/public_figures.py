"""Numbers in the text that come from the package's tables of public figures, and from itself."""

from typing import Any

import pandas as pd

from study.data import levels
from study.findings.number import Number
from study.measures.participants import ORGANISATIONS, PLACES, RESPONDENTS

Numbers = dict[str, Number]


def latest(registered: pd.DataFrame, series: str) -> pd.DataFrame:
    """Rows of one register in their latest edition, ordered by year.

    ``registered`` is the table registered_victims (value: persons).
    """
    rows = registered[(registered["series"] == series) & (registered["edition"] == "latest")]
    return rows.sort_values("year")


def registrations(registered: pd.DataFrame) -> Numbers:
    """Registered possible victims (persons): every year of both registers, and some of the current.

    Begin, lowest and last are taken within one basis only, because rows with another basis are
    not counted in the same way.
    """
    rapporteur = latest(registered, "rapporteur")
    comensha = latest(registered, "comensha")
    numbers = {f"registraties.{row.year}": _of(row) for row in rapporteur.itertuples()}
    numbers |= {f"comensha.{row.year}": _of(row) for row in comensha.itertuples()}

    earlier = registered[registered["edition"] == "earlier"]
    numbers |= {f"registraties.eerder.{row.year}": _of(row) for row in earlier.itertuples()}

    numbers |= _turns(rapporteur[rapporteur["basis"] == rapporteur["basis"].iloc[-1]])

    both = rapporteur.merge(comensha, on="year", suffixes=("", "_comensha"))
    for row in both.itertuples():
        numbers[f"registraties.verschil.{row.year}"] = Number(
            int(row.value_comensha - row.value), "count", (row.source, row.source_comensha)
        )
    return numbers


def _turns(rows: pd.DataFrame) -> Numbers:
    """Where a series without breaks starts, its lowest year, the year after it, and its end."""
    lowest = int(rows["value"].to_numpy().argmin())
    start, bottom, last = rows.iloc[0], rows.iloc[lowest], rows.iloc[-1]
    numbers = {
        "begin.jaar": _year(start),
        "begin": _of(start),
        "laagste.jaar": _year(bottom),
        "laagste": _of(bottom),
        "daling.procent": _percent(start.value - bottom.value, start.value, start, bottom),
        "laatste.jaar": _year(last),
        "laatste": _of(last),
        "laatste.procent_van_begin": _percent(last.value, start.value, last, start),
    }
    if lowest + 1 < len(rows):
        after = rows.iloc[lowest + 1]
        rest = rows.iloc[lowest + 1 :]
        again = rest.iloc[int(rest["value"].to_numpy().argmin())]
        numbers |= {
            "erna.jaar": _year(after),
            "erna": _of(after),
            "erna.maal": Number(
                round(after.value / bottom.value, 1), "decimal", (bottom.source, after.source)
            ),
            "later_laagste.jaar": _year(again),
            "later_laagste": _of(again),
        }
    return {f"registraties.{name}": number for name, number in numbers.items()}


def breakdowns(parts: pd.DataFrame) -> Numbers:
    """Registered possible victims (persons) per reporter, form or age, as the sources give them.

    ``parts`` is the table registered_breakdowns. Nothing is added up: parts overlap.
    """
    names = {"reporter": "melders", "form": "vormen", "age": "leeftijd"}
    return {f"{names[row.breakdown]}.{row.part}.{row.year}": _of(row) for row in parts.itertuples()}


def notifications(notified: pd.DataFrame) -> Numbers:
    """Notifications to CoMensha per reporter and year, from the table notifications."""
    return {f"meldingen.{row.part}.{row.year}": _of(row) for row in notified.itertuples()}


def estimates(estimated: pd.DataFrame, registered: pd.DataFrame) -> Numbers:
    """Estimated victims per year (persons), and how they compare with the registrations.

    ``schatting.<year>.procent`` is the highest registration in the estimate's period as a
    percentage of its point: registrations over estimates, not a chance.
    """
    names = {"point": "punt", "low": "laag", "high": "hoog", "high_narrow": "hoog_krap"}
    numbers = {
        f"schatting.{row.estimate}.{names[row.bound]}": _of(row) for row in estimated.itertuples()
    }
    rapporteur = latest(registered, "rapporteur")
    for row in estimated[estimated["bound"] == "point"].itertuples():
        inside = rapporteur[rapporteur["year"].between(row.period_start, row.period_end)]
        if inside.empty:
            continue
        for name, end in (("meest", inside["value"].idxmax()), ("minst", inside["value"].idxmin())):
            numbers[f"schatting.{row.estimate}.procent_{name}"] = _percent(
                inside.loc[end, "value"], row.value, inside.loc[end], row
            )
    return numbers


def policy(answers: pd.DataFrame) -> Numbers:
    """Percentages of municipalities, one per question; never to be compared with one another."""
    return {f"gemeentebeleid.{row.id}": _of(row) for row in answers.itertuples()}


def care(coordination: pd.DataFrame) -> Numbers:
    """Regions with a contact point (of all regions) and coordinators (persons), per year."""
    names = {"regions": "regios", "coordinators": "coordinatoren"}
    numbers = {}
    for row in coordination.itertuples():
        numbers[f"zorg.{names[row.indicator]}.{row.year}"] = _of(row)
        if not pd.isna(row.out_of):
            numbers[f"zorg.{names[row.indicator]}.totaal"] = Number(
                int(row.out_of), "count", (row.source,)
            )
    return numbers


def timeline(moments: pd.DataFrame) -> Numbers:
    """The date of every moment, as precise as its source."""
    return {
        f"datum.{row.id}": Number(row.date, "date", (row.source,)) for row in moments.itertuples()
    }


def design(rounds: pd.DataFrame) -> Numbers:
    """Size of the interview rounds, and the number of places; from `participants.spoken_with`."""
    names = {ORGANISATIONS: "organisaties", RESPONDENTS: "respondenten", PLACES: "gemeenten"}
    return {
        f"opzet.{names[row.unit]}": Number(
            int(row.value), "count", () if pd.isna(row.source) else (row.source,)
        )
        for row in rounds.itertuples()
    }


def context(figures: pd.DataFrame) -> Numbers:
    """Single figures by their own name."""
    return {f"context.{row.id}": _of(row) for row in figures.itertuples()}


def thresholds(package: dict[str, Any]) -> Numbers:
    """What the release gate asks, as the data package states it."""
    return {
        "drempel.k": Number(package["thresholds"]["k"], "count", ()),
        "drempel.grootste_twee": Number(package[levels.TWO_LARGEST], "count", ()),
    }


def _of(row) -> Number:
    return Number(int(row.value), "count", (row.source,))


def _year(row) -> Number:
    return Number(int(row.year), "year", (row.source,))


def _percent(part: int, whole: int, *rows) -> Number:
    return Number(round(100 * part / whole), "count", tuple(dict.fromkeys(r.source for r in rows)))

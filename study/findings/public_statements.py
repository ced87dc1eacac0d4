"""What public texts say helps or hinders: what both codings agree on, and an example of each.

The statements were found and not sampled. Nothing here counts them per factor, phase or direction,
because how many were found says nothing about how often or how much a factor matters.
"""

import math

import pandas as pd

from study.findings.number import Number
from study.language import sentence
from study.measures import reliability

DIRECTIONS = ("helps", "hinders", "neutral")
CODED = ("phase", "factor", "direction")
"""What a coding says of a statement; the table has each once per coding, with ``_1`` and ``_2``."""

WHOLE_PAGE = "whole_page"
UNCLEAR = "unclear"
"""In the place of a phase, where a coder could not tell it."""


def fitting(statements: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """The statements that were coded with this codebook: both codings name factors that it has.

    Those coded with another are set aside: nothing can be said of them here.
    """
    known = set(codebook["factor"])
    phases = {*codebook["phase"], UNCLEAR}
    coded = pd.Series(True, index=statements.index)
    for coder in (1, 2):
        coded &= statements[f"phase_{coder}"].isin(phases)
        coded &= statements[f"factor_{coder}"].isin(known)
    return statements[coded].reset_index(drop=True)


def agreed(statements: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """The statements whose two codings are the same in everything, each with that coding once.

    ``statements`` is the table statements, ``codebook`` has columns phase and factor; a statement
    on a code that the codebook lacks is left out. Returns the columns of ``statements`` with
    ``phase``, ``factor`` and ``direction`` in the place of both codings, without doubts.

    Rows stand in the order of the codebook, then what helps before what hinders before what does
    neither, and of one code and direction in the order in which one would be chosen: read as a
    whole page before read in its opening only, then the latest certain year, then by id.
    """
    statements = fitting(statements, codebook)
    chosen = statements[_same(statements)].rename(columns={f"{name}_1": name for name in CODED})
    chosen = chosen.drop(columns=["doubt_1", "doubt_2", *(f"{name}_2" for name in CODED)])
    order = {code: place for place, code in enumerate(_codes(codebook))}
    place = pd.Series([order.get(code) for code in _codes(chosen)], index=chosen.index)
    chosen = chosen.assign(
        place=place,
        turn=chosen["direction"].map(DIRECTIONS.index),
        part=chosen["read"] != WHOLE_PAGE,
        age=-chosen["year"],
    ).dropna(subset="place")
    by = ["place", "turn", "part", "age", "id"]
    return chosen.sort_values(by, na_position="last", ignore_index=True).drop(columns=by[:-1])


def rest(statements: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """The statements that `agreed` leaves out, with both codings, in the order of the table."""
    used = agreed(statements, codebook)["id"]
    statements = fitting(statements, codebook)
    return statements[~statements["id"].isin(used)].reset_index(drop=True)


def examples(chosen: pd.DataFrame) -> pd.DataFrame:
    """One statement for each phase, factor and direction of `agreed`, in the same order."""
    return chosen.drop_duplicates(list(CODED), ignore_index=True)


def numbers(
    table: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> dict[str, Number]:
    """How much was found and read, and how far both codings of the statements agree.

    ``table`` and ``documents`` are the tables statements and documents. Counted are the statements
    that are `fitting`, and apart (``elders``) those that are not; without any there is nothing to
    say of them. Agreement is on the phase, the factor, both together, and the direction: percentage
    that is the same, Krippendorff's alpha with its interval, and Gwet's AC1
    (`reliability.nominal`).
    """
    read = {"documenten.alle": Number(len(documents), "count", ())}
    statements = fitting(table, codebook)
    if statements.empty:
        return read
    same = _same(statements)
    counts = {
        "uitspraken.alle": len(statements),
        "uitspraken.elders": len(table) - len(statements),
        "uitspraken.teksten": statements["source"].nunique(),
        "uitspraken.heel": int((statements["read"] == WHOLE_PAGE).sum()),
        "uitspraken.begin": int((statements["read"] != WHOLE_PAGE).sum()),
        "uitspraken.gelijk": int(same.sum()),
        "uitspraken.verschil": int((~same).sum()),
    }
    found = read | {name: Number(count, "count", ()) for name, count in counts.items()}
    for name, parts in _QUESTIONS.items():
        answers = pd.DataFrame(
            {
                coder: statements[[f"{part}_{coder}" for part in parts]].agg(".".join, axis=1)
                for coder in (1, 2)
            }
        )
        found |= _agreement(f"uitspraken.{name}", reliability.nominal(answers))
    return found


_QUESTIONS = {
    "fase": ("phase",),
    "factor": ("factor",),
    "code": ("phase", "factor"),
    "richting": ("direction",),
}


_PARTS = {"alfa": "alpha", "onder": "alpha_low", "boven": "alpha_high", "gwet": "ac1"}


def _agreement(name: str, row: dict[str, float]) -> dict[str, Number]:
    """One question's measures; those that there are not have no numbers."""
    return {f"{name}.procent": Number(round(100 * row["raw"]), "count", ())} | {
        f"{name}.{part}": Number(row[column], "coefficient", ())
        for part, column in _PARTS.items()
        if not math.isnan(row.get(column, math.nan))
    }


def measures(found: dict[str, Number]) -> dict[str, Number]:
    """Alpha with its interval, and Gwet's measure, of each question, as `numbers` has them.

    In words where there is no such measure, so that a table of them has no hole.
    """
    said = {}
    for name in _QUESTIONS if "uitspraken.alle" in found else ():
        parts = {
            part: number.text
            for part in _PARTS
            if (number := found.get(f"uitspraken.{name}.{part}"))
        }
        form = "undefined" if "alfa" not in parts else "interval" if "onder" in parts else "alpha"
        alpha = sentence(f"coded_statements.{form}", **parts)
        gwet = parts.get("gwet") or sentence("coded_statements.undefined")
        said[f"uitspraken.{name}.alfa_marge"] = Number(alpha, "words", ())
        said[f"uitspraken.{name}.gwet_maat"] = Number(gwet, "words", ())
    return said


def _same(statements: pd.DataFrame) -> pd.Series:
    """Whether both codings of a statement are the same in everything."""
    return pd.concat(
        [statements[f"{name}_1"] == statements[f"{name}_2"] for name in CODED], axis=1
    ).all(axis=1)


def _codes(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(table["phase"], table["factor"], strict=True))

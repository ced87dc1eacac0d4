"""In how many municipalities each factor was named."""

import pandas as pd

from study.data.coded import COLUMNS, EITHER, PHASES, municipal
from study.privacy import disclosure
from study.privacy.disclosure import Cell


def municipality_counts(
    segments: pd.DataFrame, people: pd.DataFrame, codebook: pd.DataFrame, smallest: int
) -> pd.DataFrame:
    """In how many municipalities each factor was named, with small counts hidden."""
    places = people[people["municipality"].notna()]
    out_of = places["municipality"].nunique()
    rows = []
    for factor, cells in cells_of(segments, municipal(people), codebook, places).items():
        hidden = disclosure.hide(cells, smallest, out_of) if smallest > 1 else cells
        rows += [(factor, c.phase, c.count, out_of, c.count is None) for c in hidden]
    return pd.DataFrame(rows, columns=list(COLUMNS["municipality_counts"])).astype(
        {"municipalities": "Int64", "out_of": "Int64", "hidden": "bool"}
    )


def cells_of(
    segments: pd.DataFrame,
    respondents: pd.DataFrame,
    codebook: pd.DataFrame,
    places: pd.DataFrame | None = None,
) -> dict[str, list[Cell]]:
    """For every factor its counts per phase: respondents and, with ``places``, municipalities.

    ``places`` has columns ``respondent`` and ``municipality``; without it counts are None.
    """
    named = segments[segments["direction"] != "absent"][["respondent", "code"]].drop_duplicates()
    named = named.astype("object")
    named = named[named["respondent"].isin(respondents["respondent"])]
    named = named.merge(codebook[["code", "factor", "phase"]].astype("object"), on="code")
    if places is not None:
        municipality = dict(zip(places["respondent"], places["municipality"], strict=True))
        named["municipality"] = named["respondent"].map(municipality)
    found: dict[str, list[Cell]] = {}
    for factor, rows in codebook.groupby("factor", sort=False):
        phases = [phase for phase in PHASES if phase in set(rows["phase"])]
        of_factor = named[named["factor"] == factor]
        parts = {phase: of_factor[of_factor["phase"] == phase] for phase in phases}
        if len(phases) > 1:
            parts[EITHER] = of_factor
        found[str(factor)] = [
            Cell(
                phase,
                None if places is None else int(part["municipality"].nunique()),
                int(part["respondent"].nunique()),
            )
            for phase, part in parts.items()
        ]
    return found

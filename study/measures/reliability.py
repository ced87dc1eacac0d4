"""How far coders agree: raw agreement, Krippendorff's alpha and Gwet's AC1, on nominal data."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

DRAWS = 2000
DECIMALS = 4
SEED = 20200507
INTERVAL = (0.025, 0.975)
# As many as lie outside the interval. With more, the bounds would not be those of these draws.
UNDEFINED_DRAWS = 0.05

ONE_CODER = "one coder"
NEVER_USED = "never used"
ALWAYS_THE_SAME = "always the same value"
TOO_RARE = "too rare for an interval"
DRAWS_ALIKE = "draws do not differ"

COLUMNS = {
    "level": "string",
    "name": "string",
    "units": "Int64",
    "ratings": "Int64",
    "prevalence": "Float64",
    "raw": "Float64",
    "alpha": "Float64",
    "alpha_low": "Float64",
    "alpha_high": "Float64",
    "ac1": "Float64",
    "note": "string",
}


def is_known(agreed: pd.DataFrame) -> bool:
    """Whether `agreement` tells anything: one person coded all, or what it tells is left out."""
    return bool((agreed.loc[agreed["level"] == "overall", "units"] > 0).any())


def agreement(double_coding: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """Agreement between coders per code, per factor and overall.

    ``double_coding`` has columns unit, coder and code, one row per code that a coder gave to a
    unit (a passage); a single row without code says that the coder saw the unit and gave none.
    A coder without any row for a unit did not see it. ``codebook`` has columns code and factor;
    its codes are the questions, each answered yes or no by every coder who saw the unit.

    Returns one row per code and per factor, in the codebook's order, and one overall:

    - ``level`` is code, factor or overall and ``name`` which one. A coder says yes to a factor by
      giving any of its codes, of whatever phase. Overall, every (unit, code) is a rated thing.
    - ``units``: units seen by at least two coders. Nothing else counts in any column.
    - ``ratings``: answers given to those; ``prevalence``: the share of yes in them.
    - ``raw``, ``alpha`` and ``ac1``: see `raw_agreement`, `krippendorff_alpha` and `gwet_ac1`,
      with yes and no as the categories.
    - ``alpha_low`` and ``alpha_high``: 95 % percentile bootstrap of alpha over units (2,000 draws
      with a fixed seed, the same for every row, so that a row depends on its own data only). Units
      are drawn with all their codes, also overall. Draws without variation have no alpha and are
      left out.
    - ``note`` says why something is missing: ``one coder`` (no unit was seen by two: no statistic),
      ``never used`` or ``always the same value`` (without variation alpha is not defined; it is
      not 1), ``too rare for an interval`` (more than 5 % of the draws have no variation) and
      ``draws do not differ`` (without any disagreement, or with one unit, every draw gives the
      same alpha; that says nothing about its certainty).

    Statistics are not rounded. Raises ValueError for a code that is not in the codebook.
    """
    codes = pd.Index(codebook["code"])
    code = codes.get_indexer(double_coding["code"])
    unknown = double_coding["code"][(code < 0) & double_coding["code"].notna().to_numpy()]
    if len(unknown):
        raise ValueError(f"not in the codebook: {', '.join(sorted(set(unknown)))}")

    unit, units = pd.factorize(double_coding["unit"])
    coder, coders = pd.factorize(double_coding["coder"])
    saw = pd.unique(unit * len(coders) + coder) // max(len(coders), 1)
    seen_by = np.bincount(saw, minlength=len(units))

    given = (code >= 0) & (seen_by[unit] >= 2)
    position = np.cumsum(seen_by >= 2) - 1
    unit, coder, code = position[unit[given]], coder[given], code[given]
    seen_by = seen_by[seen_by >= 2]

    factor, factors = pd.factorize(codebook["factor"])
    by_code = _votes(code, unit, coder)
    by_factor = _votes(factor[code], unit, coder)
    rows = [
        *(_row("code", name, _single(by_code, i, seen_by)) for i, name in enumerate(codes)),
        *(_row("factor", name, _single(by_factor, i, seen_by)) for i, name in enumerate(factors)),
        _row("overall", "overall", _together(by_code, len(codes), seen_by)),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def summary(double_coding: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """`agreement` as a table of counts holds it: overall and per factor, to four decimals."""
    table = agreement(double_coding, codebook)
    table = table[table["level"] != "code"]
    table = pd.concat([table[table["level"] == "overall"], table[table["level"] == "factor"]])
    return table.round(DECIMALS).reset_index(drop=True)


def nominal(ratings: pd.DataFrame) -> dict[str, Any]:
    """Agreement on one question with any number of answers.

    ``ratings`` has a row per unit and a column per coder; a missing value says that the coder did
    not see the unit. Returns ``units`` (seen by at least two), ``raw``, ``alpha`` and ``ac1``, and
    ``alpha_low`` and ``alpha_high``, drawn as in `agreement`; without variation alpha is nan, and
    where there is no interval a ``note`` says why.
    """
    answers, _ = pd.factorize(ratings.to_numpy(dtype=object).ravel())
    cases = _cases(np.where(answers < 0, np.nan, answers).reshape(ratings.shape))
    return {
        "units": len(cases.number),
        "raw": float(_raw(cases, cases.number)),
        "alpha": float(_alpha(cases, cases.number)),
        "ac1": float(_ac1(cases, cases.number)),
    } | _interval(cases)


def krippendorff_alpha(ratings: np.ndarray) -> float:
    """Krippendorff's alpha for nominal data (Krippendorff 2004, 2018).

    ``ratings`` is units x coders, with nan where a coder did not see the unit; equal values are
    the same category. Any number of coders and categories. Units with fewer than two ratings do
    not count; every other unit counts by its number of ratings. nan where there is no variation
    at all, or nothing to compare.
    """
    cases = _cases(ratings)
    return float(_alpha(cases, cases.number))


def gwet_ac1(ratings: np.ndarray) -> float:
    """Gwet's AC1 for any number of coders (Gwet 2008); ``ratings`` as in `krippendorff_alpha`.

    Chance agreement is estimated from the mean share of each category over units. Only units with
    two or more ratings count, for that too: Gwet's own software lets units with a single rating
    count for the shares. The categories are those found in the ratings, and at least two, so that
    AC1 is 1 where all ratings are the same; nan where there is nothing to compare.
    """
    cases = _cases(ratings)
    return float(_ac1(cases, cases.number))


def raw_agreement(ratings: np.ndarray) -> float:
    """Share of agreeing pairs of coders per unit, averaged over units (as in Gwet 2008).

    ``ratings`` as in `krippendorff_alpha`. Every unit with two or more ratings counts the same;
    the observed agreement inside alpha counts a unit by its number of ratings instead, so the two
    differ where units were seen by different numbers of coders. nan with nothing to compare.
    """
    cases = _cases(ratings)
    return float(_raw(cases, cases.number))


@dataclass(frozen=True)
class _Cases:
    """Units with the same ratings, counted: all that the statistics need to know of them.

    Arrays have one entry per case: ``number`` of units, ``coders`` who saw such a unit (two or
    more), ``totals`` of its ratings per category (cases x categories) and ``differing``, the
    ordered pairs of ratings of the same thing that differ. A unit holds ``things`` rated things;
    a whole passage holds one per code.
    """

    number: np.ndarray
    coders: np.ndarray
    totals: np.ndarray
    differing: np.ndarray
    things: int = 1


def _cases(ratings: np.ndarray) -> _Cases:
    ratings = np.asarray(ratings, dtype=float)
    ratings = ratings[(~np.isnan(ratings)).sum(axis=1) >= 2]
    categories = np.unique(ratings[~np.isnan(ratings)])
    totals = (ratings[:, :, None] == categories).sum(axis=1)
    coders = totals.sum(axis=1)
    return _Cases(np.ones(len(ratings)), coders, totals, coders**2 - (totals**2).sum(axis=1))


def _raw(cases: _Cases, number: np.ndarray) -> np.ndarray:
    """Raw agreement for each row of ``number``, how often every case was drawn."""
    pairs = cases.coders * (cases.coders - 1)
    with np.errstate(invalid="ignore"):
        return 1 - number @ (cases.differing / pairs) / (cases.things * number.sum(axis=-1))


def _alpha(cases: _Cases, number: np.ndarray) -> np.ndarray:
    """Krippendorff's alpha for each row of ``number``; nan where there is no variation."""
    totals = number @ cases.totals
    ratings = totals.sum(axis=-1)
    expected = ratings**2 - (totals**2).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return 1 - (ratings - 1) * (number @ (cases.differing / (cases.coders - 1))) / expected


def _ac1(cases: _Cases, number: np.ndarray) -> np.ndarray:
    """Gwet's AC1 for each row of ``number``."""
    raw = _raw(cases, number)
    units = number.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        shares = number @ (cases.totals / cases.coders[:, None]) / (cases.things * units)
    chance = (shares * (1 - shares)).sum(axis=-1) / max(cases.totals.shape[1] - 1, 1)
    return (raw - chance) / (1 - chance)


@dataclass(frozen=True)
class _Votes:
    """How many coders said yes: one entry per (thing, unit) with any yes, ordered by thing."""

    thing: np.ndarray
    unit: np.ndarray
    yes: np.ndarray


def _votes(thing: np.ndarray, unit: np.ndarray, coder: np.ndarray) -> _Votes:
    """Votes from one row per yes; rows that say the same thing twice count once."""
    units, coders = (1 + numbers.max(initial=0) for numbers in (unit, coder))
    distinct = pd.unique((thing * units + unit) * coders + coder)
    key, yes = np.unique(distinct // coders, return_counts=True)
    return _Votes(key // units, key % units, yes)


def _single(votes: _Votes, thing: int, seen_by: np.ndarray) -> _Cases:
    """Cases of one thing, as rated in every unit; ``seen_by``: coders per unit."""
    here = slice(*np.searchsorted(votes.thing, [thing, thing + 1]))
    yes = np.zeros_like(seen_by)
    yes[votes.unit[here]] = votes.yes[here]
    return _counted(seen_by, yes, 2 * yes * (seen_by - yes), 1)


def _together(votes: _Votes, things: int, seen_by: np.ndarray) -> _Cases:
    """Cases of whole units with all their things.

    A unit adds to every statistic only through its coders, its yeses and its differing pairs.
    Drawing units by these three is therefore the same as drawing whole passages.
    """
    yes, differing = np.zeros_like(seen_by), np.zeros_like(seen_by)
    np.add.at(yes, votes.unit, votes.yes)
    np.add.at(differing, votes.unit, 2 * votes.yes * (seen_by[votes.unit] - votes.yes))
    return _counted(seen_by, yes, differing, things)


def _counted(coders: np.ndarray, yes: np.ndarray, differing: np.ndarray, things: int) -> _Cases:
    """Units that are alike in all three arrays as one case."""
    yeses, pairs = (1 + values.max(initial=0) for values in (yes, differing))
    key, number = np.unique((coders * yeses + yes) * pairs + differing, return_counts=True)
    rest, differing = np.divmod(key, pairs)
    coders, yes = np.divmod(rest, yeses)
    totals = np.column_stack([coders * things - yes, yes])
    return _Cases(number.astype(float), coders, totals, differing, things)


def _row(level: str, name: str, cases: _Cases) -> dict[str, Any]:
    """A row of the table of agreement; what is left out of it is missing."""
    no, yes = (cases.number @ cases.totals).tolist()
    row = {
        "level": level,
        "name": name,
        "units": int(cases.number.sum()),
        "ratings": int(no + yes),
    }
    if not row["units"]:
        return row | {"note": ONE_CODER}
    row |= {
        "prevalence": yes / (no + yes),
        "raw": float(_raw(cases, cases.number)),
        "ac1": float(_ac1(cases, cases.number)),
    }
    if not yes or not no:
        return row | {"note": ALWAYS_THE_SAME if yes else NEVER_USED}
    return row | {"alpha": float(_alpha(cases, cases.number))} | _interval(cases)


def _interval(cases: _Cases) -> dict[str, Any]:
    """Bounds of alpha by drawing units, or a note why there are none.

    Drawing units with replacement is drawing the numbers of the cases from a multinomial.
    """
    units = int(cases.number.sum())
    random = np.random.Generator(np.random.PCG64(SEED))
    drawn = random.multinomial(units, cases.number / units, size=DRAWS).astype(float)
    alphas = _alpha(cases, drawn)
    defined = alphas[~np.isnan(alphas)]
    if len(defined) < (1 - UNDEFINED_DRAWS) * DRAWS:
        return {"note": TOO_RARE}
    if defined.min() == defined.max():
        return {"note": DRAWS_ALIKE}
    low, high = np.quantile(defined, INTERVAL)
    return {"alpha_low": float(low), "alpha_high": float(high)}

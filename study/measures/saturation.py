"""How much new each further interview brings: saturation of codes, over all orders of interviews.

The order in which people were interviewed is not published, because it could identify them. What
holds for one order (Guest, Namey & Chen 2020) is therefore given for many random ones, and what
can be computed for all orders at once (rarefaction) is.

New information after Guest, Namey & Chen (2020): the first BASE interviews are the base. Runs of
RUN interviews start right after it and move up by one interview at a time, so that they overlap. A
run's ratio is the number of codes that no interview before it had, divided by the number of codes
in the base. The threshold is met by the first run with a ratio of at most THRESHOLD; with a run of
two after six interviews the paper writes that as "6+2", and it took eight interviews.
"""

import numpy as np
import pandas as pd

from study.data.coded import Coded, place_among
from study.data.counted import Counts

BASE, RUN, THRESHOLD = 4, 2, 0.05
ORDERS = 1000
SEED = 20200505
BAND = (0.025, 0.975)

TOO_FEW = "too few respondents"

CURVE = {
    "interviews": "Int64",
    "expected": "Float64",
    "low": "Int64",
    "high": "Int64",
    "reached": "Float64",
    "note": "string",
}
PER_GROUP = {"round": "Int64", "role_group": "string", "codes": "Int64"} | CURVE


def rarefaction(has: np.ndarray, orders: int = ORDERS, seed: int = SEED) -> pd.DataFrame:
    """How many codes to expect of so many interviews, whatever their order.

    ``has`` is respondents x codes: whether the respondent had the code.

    Returns one row per number of interviews, from 1 to all of them:

    - ``expected``: mean number of distinct codes over all choices of that many respondents, exact
      (Hurlbert 1971; for whole samples Colwell, Mao & Chang 2004).
    - ``low`` and ``high``: between these lie the codes found in 95 % of ``orders`` random orders
      of the interviews (2.5 and 97.5 % points; codes). This shows what the order does among these
      respondents; it is no confidence interval for others. At the end it closes.
    - ``reached``: share of those orders in which a run that ends within these interviews met the
      threshold. An order that meets it at 6+2 counts from eight interviews on; one whose base has
      no codes never does. Missing below BASE + RUN interviews.
    - ``note``: ``too few respondents`` where all of them are fewer than BASE + RUN.

    The result depends on who had which codes and on ``seed``, not on the order given.
    """
    has = has[:, has.any(axis=0)]
    has = has[np.lexsort(has.T)] if has.size else has
    total = len(has)
    random = np.random.Generator(np.random.PCG64(seed))
    places = random.permuted(np.tile(np.arange(total), (orders, 1)), axis=1)
    found = _found(_first_seen(has, places), total)
    low, high = np.quantile(found[:, 1:], BAND, axis=0, method="inverted_cdf")
    curve = pd.DataFrame(
        {
            "interviews": np.arange(1, total + 1),
            "expected": _expected(has.sum(axis=0), total),
            "low": low,
            "high": high,
        }
    )
    curve["reached"] = pd.Series(_reached_by(found), dtype="Float64")
    curve["note"] = TOO_FEW if total < BASE + RUN else None
    return curve.astype(CURVE)


def per_group(of: Counts, rows: Coded | None = None) -> pd.DataFrame:
    """Curves for each round and role group, because the groups were asked as such.

    Segments count whatever their direction: somebody who says that a factor played no part has
    brought up the code, and it would not be new in a later interview. Respondents without segments
    count as interviews without codes.

    Returns the columns of `rarefaction` after ``round``, ``role_group`` and ``codes``, the number
    of codes in the codebook. ``expected`` is the mean over all orders, for which it is enough to
    know how many people brought up each code. ``low``, ``high`` and ``reached`` depend on who
    brought up what: they are missing without ``rows``.
    """
    sizes = of.groups.drop_duplicates(["round", "role_group"])
    silent = of.factor_counts.groupby(["round", "role_group"])["not_discussed"]
    has = None if rows is None else _has(rows)
    curves = []
    for group in sizes.itertuples():
        key = (group.round, group.role_group)
        if has is None:
            total = int(group.respondents)
            curve = mean_curve(total - silent.get_group(key).to_numpy(dtype=int), total)
        else:
            people = rows.respondents
            own = (people["round"] == group.round) & (people["role_group"] == group.role_group)
            curve = rarefaction(has[own.to_numpy(dtype=bool)])
        described = {"round": key[0], "role_group": key[1], "codes": len(of.codebook)}
        curves.append(curve.assign(**described))
    table = (
        pd.concat(curves, ignore_index=True) if curves else pd.DataFrame(columns=list(PER_GROUP))
    )
    return table[list(PER_GROUP)].astype(PER_GROUP)


def mean_curve(people: np.ndarray, total: int) -> pd.DataFrame:
    """`rarefaction` as far as it follows from how many of ``total`` people had each code."""
    curve = pd.DataFrame(
        {"interviews": np.arange(1, total + 1), "expected": _expected(people, total)}
    )
    note = TOO_FEW if total < BASE + RUN else None
    return curve.assign(low=pd.NA, high=pd.NA, reached=pd.NA, note=note).astype(CURVE)


def _has(rows: Coded) -> np.ndarray:
    """Respondents x codes: whether anything of the code came up."""
    has = np.zeros((len(rows.respondents), len(rows.codebook)), dtype=bool)
    who = place_among(rows.segments["respondent"], rows.respondents["respondent"])
    # Sorted, so that the random orders do not depend on the order of the codebook.
    has[who, place_among(rows.segments["code"], sorted(rows.codebook["code"]))] = True
    return has


def _first_seen(has: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Orders x codes: the place of the first interview with the code, from 0.

    ``places`` is orders x respondents: the place of each respondent in each order.
    """
    # Respondents first, because the minima below are over them: twice as quick with thousands.
    of_each = np.ascontiguousarray(places.T)
    first = [of_each[own].min(axis=0) for own in has.T]
    return np.array(first, dtype=int).reshape(has.shape[1], len(places)).T


def _found(first: np.ndarray, interviews: int) -> np.ndarray:
    """Orders x (interviews + 1): distinct codes after 0, 1, 2 ... interviews."""
    orders = len(first)
    cells = first + 1 + (interviews + 1) * np.arange(orders)[:, None]
    new = np.bincount(cells.ravel(), minlength=orders * (interviews + 1))
    return new.reshape(orders, interviews + 1).cumsum(axis=1)


def _reached_by(found: np.ndarray) -> np.ndarray:
    """Share of orders in which the threshold was met within 1, 2, 3 ... interviews."""
    after = found[:, BASE + RUN :]
    new = after - found[:, BASE : BASE + after.shape[1]]
    in_base = np.broadcast_to(found[:, BASE : BASE + 1], new.shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(in_base > 0, new / in_base, np.nan)
    share = np.full(found.shape[1] - 1, np.nan)
    share[BASE + RUN - 1 :] = np.logical_or.accumulate(ratio <= THRESHOLD, axis=1).mean(axis=0)
    return share


def _expected(people: np.ndarray, total: int) -> np.ndarray:
    """Expected distinct codes for 1, 2, 3 ... of ``total`` respondents, without replacement.

    ``people`` holds how many had each code. A code that k of N have is missed by n of them with
    chance C(N - k, n) / C(N, n): the product of (N - k - i) / (N - i) for i below n, which stays
    exact where binomials would overflow.
    """
    i = np.arange(total)
    without = (total - people)[:, None]
    missed = np.cumprod(np.clip(without - i, 0, None) / (total - i), axis=1)
    return (1 - missed).sum(axis=0)

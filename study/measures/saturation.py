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

from study.data.coded import place_among

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
            "expected": _expected(has),
            "low": low,
            "high": high,
        }
    )
    curve["reached"] = pd.Series(_reached_by(found), dtype="Float64")
    curve["note"] = TOO_FEW if total < BASE + RUN else None
    return curve.astype(CURVE)


def per_group(
    segments: pd.DataFrame, respondents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """`rarefaction` for each round and role group, because the groups were asked as such.

    ``respondents`` has columns respondent, round and role_group; ``segments`` has respondent and
    code; ``codebook`` has code. Segments count whatever their direction: somebody who says that a
    factor played no part has brought up the code, and it would not be new in a later interview.
    Respondents without segments count as interviews without codes.

    Returns the columns of `rarefaction` after ``round``, ``role_group`` and ``codes``, the number
    of codes in the codebook. Raises ValueError for segments with a code that is not in the
    codebook or a respondent who is not in the respondents.
    """
    for column, known in (("code", codebook), ("respondent", respondents)):
        unknown = set(segments[column].unique()) - set(known[column])
        if unknown:
            raise ValueError(f"{column} of segments not known: {', '.join(sorted(unknown))}")

    codes = sorted(codebook["code"])
    has = np.zeros((len(respondents), len(codes)), dtype=bool)
    who = place_among(segments["respondent"], respondents["respondent"])
    has[who, place_among(segments["code"], codes)] = True
    curves = []
    rows = respondents.reset_index(drop=True)
    for (number, role_group), members in rows.groupby(["round", "role_group"]):
        curve = rarefaction(has[members.index])
        curves.append(curve.assign(round=number, role_group=role_group, codes=len(codebook)))
    table = (
        pd.concat(curves, ignore_index=True) if curves else pd.DataFrame(columns=list(PER_GROUP))
    )
    return table[list(PER_GROUP)].astype(PER_GROUP)


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


def _expected(has: np.ndarray) -> np.ndarray:
    """Expected distinct codes for 1, 2, 3 ... of the respondents, drawn without replacement.

    A code that k of N have is missed by n of them with chance C(N - k, n) / C(N, n): the product
    of (N - k - i) / (N - i) for i below n, which stays exact where binomials would overflow.
    """
    total = len(has)
    i = np.arange(total)
    without = (total - has.sum(axis=0))[:, None]
    missed = np.cumprod(np.clip(without - i, 0, None) / (total - i), axis=1)
    return (1 - missed).sum(axis=0)

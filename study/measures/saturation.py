"""How much new each further interview brings: saturation of codes, over all orders of interviews.

The order in which people were interviewed is not published, because it could identify them. What
holds for one order (Guest, Namey & Chen 2020) is therefore given for many random ones, and what
can be computed for all orders at once (rarefaction) is.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from study.data.coded import place_among

BASE = 4
RUN = 2
THRESHOLD = 0.05
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
GROUPS = {"round": "Int64", "role_group": "string", "codes": "Int64"} | CURVE


def ratio(order: Sequence[Collection[str]], base: int = BASE, run: int = RUN) -> pd.DataFrame:
    """New information in every run of interviews (Guest, Namey & Chen 2020).

    ``order`` holds the codes of each interview, in the order of the interviews. The first ``base``
    interviews are the base, and stay so. Runs of ``run`` interviews start right after the base and
    move up by one interview at a time, so that they overlap.

    Returns one row per run: ``interviews`` before the run (the paper's n in "n + run"),
    ``with_run`` (with those of the run), ``new`` (codes in the run that no interview before it
    had), ``in_base`` (codes in the base) and ``ratio``, new / in_base, missing where the base has
    no codes. No rows with fewer than base + run interviews.
    """
    found = _found(_first_seen(matrix(order), np.arange(len(order))[None, :]), len(order))
    new, in_base, share = (values[0] for values in _ratios(found, base, run))
    interviews = base + np.arange(len(new))
    return pd.DataFrame(
        {
            "interviews": interviews,
            "with_run": interviews + run,
            "new": new,
            "in_base": in_base,
            "ratio": share,
        }
    ).astype({"interviews": int, "with_run": int, "new": int, "in_base": int, "ratio": "Float64"})


def reached(
    order: Sequence[Collection[str]],
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> int | None:
    """Interviews before the first run whose ratio is at most ``threshold``, or None.

    This is n in the paper's notation: 6 with a run of two is "6+2" (the 2 as an exponent) and took
    eight interviews.
    """
    runs = ratio(order, base, run)
    met = runs.loc[(runs["ratio"] <= threshold).fillna(False), "interviews"]
    return None if met.empty else int(met.iloc[0])


def rarefaction(has: np.ndarray, orders: int = ORDERS, seed: int = SEED) -> pd.DataFrame:
    """How many codes to expect of so many interviews, whatever their order.

    ``has`` is respondents x codes: whether the respondent had the code (see `matrix`).

    Returns one row per number of interviews, from 1 to all of them:

    - ``expected``: mean number of distinct codes over all choices of that many respondents, exact
      (Hurlbert 1971; for whole samples Colwell, Mao & Chang 2004).
    - ``low`` and ``high``: between these lie the codes found in 95 % of ``orders`` random orders
      of the interviews (2.5 and 97.5 % points; codes). This shows what the order does among these
      respondents; it is no confidence interval for others. At the end it closes.
    - ``reached``: share of those orders in which a run that ends within these interviews met the
      threshold (see `ratio`: base 4, run 2, at most 5 % new). An order that reaches it at 6+2
      counts from eight interviews on; one whose base has no codes never does. Missing below
      base + run interviews.
    - ``note``: ``too few respondents`` where all of them are fewer than base + run.

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
    table = pd.concat(curves, ignore_index=True) if curves else pd.DataFrame(columns=list(GROUPS))
    return table[list(GROUPS)].astype(GROUPS)


def matrix(codes_by_respondent: Sequence[Collection[str]]) -> np.ndarray:
    """Respondents x codes: whether the respondent had the code. Only codes that somebody had."""
    codes = sorted(set().union(*codes_by_respondent))
    place = {code: i for i, code in enumerate(codes)}
    has = np.zeros((len(codes_by_respondent), len(codes)), dtype=bool)
    for respondent, own in enumerate(codes_by_respondent):
        has[respondent, [place[code] for code in own]] = True
    return has


def _first_seen(has: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Orders x codes: the place of the first interview with the code, from 0.

    ``places`` is orders x respondents: the place of each respondent in each order.
    """
    of_each = np.ascontiguousarray(places.T)  # what is taken together lies together
    first = [of_each[own].min(axis=0) for own in has.T]
    return np.array(first, dtype=int).reshape(has.shape[1], len(places)).T


def _found(first: np.ndarray, interviews: int) -> np.ndarray:
    """Orders x (interviews + 1): distinct codes after 0, 1, 2 ... interviews."""
    orders = len(first)
    cells = first + 1 + (interviews + 1) * np.arange(orders)[:, None]
    new = np.bincount(cells.ravel(), minlength=orders * (interviews + 1))
    return new.reshape(orders, interviews + 1).cumsum(axis=1)


def _ratios(found: np.ndarray, base: int, run: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """New codes, codes in the base, and their ratio (nan without any), each orders x runs."""
    after = found[:, base + run :]
    new = after - found[:, base : base + after.shape[1]]
    in_base = np.broadcast_to(found[:, base : base + 1], new.shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        return new, in_base, np.where(in_base > 0, new / in_base, np.nan)


def _reached_by(found: np.ndarray) -> np.ndarray:
    """Share of orders in which the threshold was met within 1, 2, 3 ... interviews."""
    share = np.full(found.shape[1] - 1, np.nan)
    met = np.logical_or.accumulate(_ratios(found, BASE, RUN)[2] <= THRESHOLD, axis=1)
    share[BASE + RUN - 1 :] = met.mean(axis=0)
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

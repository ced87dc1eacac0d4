"""What the interviews say, in counts of respondents: from the coded tables to tables of measures.

Every count is of respondents (or, where it says so, municipalities), never of segments: who speaks
longest must not weigh most. Rounds are never added up, because they were asked as different groups.
The people were chosen and not drawn at random, so no interval around a count would mean anything;
only the comparison of two phases within the same people has a test (see `phases`).
"""

import math

import numpy as np
import pandas as pd

from study.data.coded import DIRECTIONS, MUNICIPAL_ROUND, PHASES, Coded, place_among

TOGETHER = "samen"
"""The role group that stands for both roles of round 2."""

STREAMS = ("probleem", "beleid", "politiek")
STATES = ("named", "absent", "not_discussed")
SAID = ("helps", "hinders", "neutral")
MINIMUM_SUPPORT = 3
"""Respondents who must join two factors before the pair is shown."""


def states(coded: Coded) -> pd.DataFrame:
    """One row per respondent and code: whether and how the code came up.

    Columns respondent, round, role_group, code, factor, label, phase, stream, kind, origin;
    ``asked`` (the phase was discussed), ``state``: named, absent (said to play no part, and not
    named) or not_discussed; ``helps``, ``hinders`` and ``neutral`` (said at least once; more than
    one may be true); ``first`` (place of the first naming among the passages of that interview,
    0 to 1, missing where not named) and ``segments`` (rows).
    """
    people, codes = coded.respondents, coded.codebook
    segments = coded.segments
    who = place_among(segments["respondent"], people["respondent"])
    what = place_among(segments["code"], codes["code"])
    direction = place_among(segments["direction"], DIRECTIONS)
    cell = who * len(codes) + what
    size = len(people) * len(codes)
    kinds = len(DIRECTIONS)
    each = np.bincount(cell * kinds + direction, minlength=size * kinds).reshape(size, kinds)
    rows = dict(zip(DIRECTIONS, each.T, strict=True))

    position = segments["position"].to_numpy(dtype=float)
    last = np.zeros(len(people))
    np.maximum.at(last, who, position)
    naming = direction != DIRECTIONS.index("absent")
    first = np.full(size, np.inf)
    np.minimum.at(first, cell[naming], position[naming])
    # A lone passage is at the start of its interview.
    first = (first - 1) / np.repeat(np.maximum(last - 1, 1), len(codes))

    named = np.isfinite(first)
    absent = ~named & (rows["absent"] > 0)
    table = pd.DataFrame(
        {
            column: np.repeat(people[column].to_numpy(), len(codes))
            for column in ("respondent", "round", "role_group")
        }
    )
    renamed = codes.rename(columns={"label_nl": "label"})
    for column in ("code", "factor", "label", "phase", "stream", "kind", "origin"):
        values = renamed[column].fillna("") if column == "stream" else renamed[column]
        table[column] = np.tile(values.to_numpy(dtype=object), len(people))
    discussed = coded.coverage[coded.coverage["state"] == "discussed"]
    asked = pd.MultiIndex.from_frame(discussed[["respondent", "phase"]].astype("string"))
    table["asked"] = pd.MultiIndex.from_frame(table[["respondent", "phase"]]).isin(asked)
    table["state"] = np.select([named, absent], ["named", "absent"], "not_discussed")
    for name in SAID:
        table[name] = rows[name] > 0
    table["first"] = np.where(named, first, np.nan)
    table["segments"] = sum(rows.values())
    return table


def counts(found: pd.DataFrame) -> pd.DataFrame:
    """Respondents per code and group, from `states`.

    Groups are the role groups of each round, and for the municipalities also both roles together
    (``samen``). Columns code, factor, label, phase, stream, kind, origin, round, role_group;
    ``out_of`` (respondents in the group), ``asked`` (of these, with whom the phase was discussed),
    ``named`` + ``absent`` + ``not_discussed`` = out_of, ``helps``, ``hinders``, ``neutral`` and
    ``both`` (said that it helps and that it hinders). A role that nobody has, has no rows.
    """
    municipal = found[found["round"] == MUNICIPAL_ROUND].assign(role_group=TOGETHER)
    everyone = pd.concat([found, municipal], ignore_index=True)
    told = pd.DataFrame(
        {
            "out_of": 1,
            "asked": everyone["asked"].astype(int),
            **{state: (everyone["state"] == state).astype(int) for state in STATES},
            **{name: everyone[name].astype(int) for name in SAID},
            "both": (everyone["helps"] & everyone["hinders"]).astype(int),
        }
    )
    keys = ["code", "factor", "label", "phase", "stream", "kind", "origin", "round", "role_group"]
    return told.groupby([everyone[key] for key in keys], sort=False).sum().reset_index()


def of_municipalities(counted: pd.DataFrame) -> pd.DataFrame:
    """Rows of `counts` for the respondents of municipalities, both roles together."""
    chosen = (counted["round"] == MUNICIPAL_ROUND) & (counted["role_group"] == TOGETHER)
    return counted[chosen].reset_index(drop=True)


def phases(found: pd.DataFrame) -> pd.DataFrame:
    """Both phases beside each other, for factors that the codebook has in both.

    Only respondents of municipalities with whom both phases were discussed (``both_asked``), so
    that the same people are compared with themselves. Columns factor, label, stream, both_asked,
    ``agenderen`` and ``borgen`` (named), ``only_agenderen``, ``only_borgen``, ``difference``
    (borgen less agenderen, respondents), ``p`` (McNemar's test, exact and two-sided: McNemar 1947)
    and ``p_holm`` (the same, held against all factors compared: Holm 1979). The test takes
    respondents to be independent, which two from one municipality are not quite; it says what
    chance alone would do within this group, not what holds elsewhere.
    """
    municipal = found[found["round"] == MUNICIPAL_ROUND]
    asked = municipal.groupby("respondent")[["asked"]].all()
    both = municipal[municipal["respondent"].isin(asked.index[asked["asked"]])]
    named = both.assign(named=both["state"] == "named").pivot_table(
        index="factor", columns=["phase", "respondent"], values="named", aggfunc="any", sort=False
    )
    rows = []
    for factor, label, stream in _shared(found).itertuples(index=False):
        if factor not in named.index:
            rows.append((factor, label, stream, 0, 0, 0, 0, 0))
            continue
        one, two = (named.loc[factor, phase].to_numpy(dtype=bool) for phase in PHASES)
        numbers = (len(one), one.sum(), two.sum(), (one & ~two).sum(), (two & ~one).sum())
        rows.append((factor, label, stream, *map(int, numbers)))
    columns = ["factor", "label", "stream", "both_asked", *PHASES]
    table = pd.DataFrame(rows, columns=[*columns, "only_agenderen", "only_borgen"])
    table["difference"] = table["borgen"] - table["agenderen"]
    table["p"] = [
        mcnemar(row.only_agenderen, row.only_borgen) for row in table.itertuples(index=False)
    ]
    return table.assign(p_holm=holm(table["p"].to_numpy(dtype=float)))


def _shared(found: pd.DataFrame) -> pd.DataFrame:
    """Factors with a code in every phase: factor, label, stream."""
    codes = found.drop_duplicates("code")
    in_both = codes.groupby("factor", sort=False)["phase"].nunique() == len(PHASES)
    shared = codes[codes["factor"].isin(in_both.index[in_both])]
    return shared.drop_duplicates("factor")[["factor", "label", "stream"]]


def mcnemar(only_one: int, only_other: int) -> float:
    """Exact two-sided probability of so uneven a split of those who differ (McNemar 1947)."""
    differ = only_one + only_other
    tail = sum(math.comb(differ, k) for k in range(min(only_one, only_other) + 1))
    return min(1.0, 2 * tail / 2**differ)


def holm(p: np.ndarray) -> np.ndarray:
    """Probabilities adjusted for the number of comparisons (Holm 1979)."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


RELATIONS = ("carries", "stays_hindering", "turns", "new", "ends", "mixed", "silent")


def relation(counted: pd.DataFrame) -> pd.DataFrame:
    """How a factor's part in one phase relates to its part in the other, in the municipalities.

    From `counts`. Columns factor, label, stream, kind, ``only_coded`` (the phase, where the
    codebook has the factor in one phase only; else empty), per phase the respondents who named it
    (``agenderen``, ``borgen``) and who said that it helps or hinders (``helps_agenderen`` ...), and
    ``relation``:

    - ``silent``: named in neither; ``ends``: named for agenderen only; ``new``: for borgen only;
    - ``carries``: in both more say that it helps than that it hinders; ``stays_hindering``: the
      reverse in both; ``turns``: more helps in one, more hinders in the other;
    - ``mixed``: named in both, and in one of them as many say the one as the other.
    """
    municipal = of_municipalities(counted)
    codes = counted.drop_duplicates("factor")[["factor", "label", "stream", "kind"]]
    table = codes.set_index("factor")
    coded = counted.groupby("factor")["phase"].agg(frozenset)
    table["only_coded"] = [
        next(iter(coded[factor])) if len(coded[factor]) == 1 else "" for factor in table.index
    ]
    for phase in PHASES:
        of_phase = municipal[municipal["phase"] == phase].set_index("factor")
        for column, name in (("named", phase), *((s, f"{s}_{phase}") for s in SAID[:2])):
            table[name] = of_phase[column].reindex(table.index, fill_value=0).astype(int)
    table = table.reset_index()
    table["relation"] = [_relation(row) for row in table.to_dict("records")]
    return table


def _relation(row: dict[str, int]) -> str:
    if not row["agenderen"] and not row["borgen"]:
        return "silent"
    if not row["borgen"]:
        return "ends"
    if not row["agenderen"]:
        return "new"
    leanings = {
        (row[f"helps_{phase}"] > row[f"hinders_{phase}"])
        - (row[f"helps_{phase}"] < row[f"hinders_{phase}"])
        for phase in PHASES
    }
    if 0 in leanings:
        return "mixed"
    if len(leanings) > 1:
        return "turns"
    return "carries" if leanings == {1} else "stays_hindering"


def cooccurrence(found: pd.DataFrame, phase: str) -> pd.DataFrame:
    """Pairs of factors that the same people of municipalities named, in one phase.

    The unit is a respondent. Columns code_a, code_b, label_a, label_b, ``together`` (respondents
    who named both), ``either`` (who named at least one of the two), ``jaccard`` (together / either,
    Jaccard 1912). Only pairs with at least MINIMUM_SUPPORT respondents; most alike first.
    """
    here = found[(found["phase"] == phase) & (found["round"] == MUNICIPAL_ROUND)]
    codes = here.drop_duplicates("code")[["code", "label"]]
    has = (here["state"] == "named").to_numpy().reshape(-1, max(len(codes), 1)).astype(int)
    both = has.T @ has
    alone = np.diag(both)
    a, b = np.triu_indices(len(codes), k=1)
    together = both[a, b]
    kept = together >= MINIMUM_SUPPORT
    a, b, together = a[kept], b[kept], together[kept]
    either = alone[a] + alone[b] - together
    names, labels = codes["code"].to_numpy(object), codes["label"].to_numpy(object)
    table = pd.DataFrame(
        {
            "code_a": names[a],
            "code_b": names[b],
            "label_a": labels[a],
            "label_b": labels[b],
            "together": together,
            "either": either,
            "jaccard": together / either,
        }
    )
    return table.sort_values(["jaccard", "together"], ascending=False, kind="stable").reset_index(
        drop=True
    )


def streams(found: pd.DataFrame) -> pd.DataFrame:
    """Respondents who named at least one factor of a stream, per phase and group.

    Columns phase, stream, round, role_group (``landelijk`` or ``samen``), named, out_of.
    """
    rows = []
    for (number, role_group), members in _by_round(found):
        named = members[members["state"] == "named"]
        for phase in PHASES:
            for stream in STREAMS:
                of_stream = named[(named["phase"] == phase) & (named["stream"] == stream)]
                rows.append((phase, stream, number, role_group, of_stream["respondent"].nunique()))
    table = pd.DataFrame(rows, columns=["phase", "stream", "round", "role_group", "named"])
    return table.merge(_sizes(found), on=["round", "role_group"])


def windows(found: pd.DataFrame) -> pd.DataFrame:
    """Respondents who named a window, an entrepreneur and all three streams, per phase and group.

    Columns phase, round, role_group, ``window``, ``entrepreneur``, ``all_streams`` (a factor of
    each), ``window_and_streams`` (both), out_of.
    """
    rows = []
    for (number, role_group), members in _by_round(found):
        named = members[members["state"] == "named"]
        for phase in PHASES:
            here = named[named["phase"] == phase]
            window = set(here.loc[here["kind"] == "venster", "respondent"])
            entrepreneur = set(here.loc[here["kind"] == "ondernemer", "respondent"])
            per = [set(here.loc[here["stream"] == stream, "respondent"]) for stream in STREAMS]
            full = set.intersection(*per)
            sizes = map(len, (window, entrepreneur, full, window & full))
            rows.append((phase, number, role_group, *sizes))
    columns = ["phase", "round", "role_group", "window", "entrepreneur", "all_streams"]
    table = pd.DataFrame(rows, columns=[*columns, "window_and_streams"])
    return table.merge(_sizes(found), on=["round", "role_group"])


def origins(found: pd.DataFrame) -> pd.DataFrame:
    """Where each code came from and when it came up.

    Columns code, factor, label, phase, stream, origin, ``named_round_1``, ``named_round_2``
    (respondents), ``first_round`` (missing where nobody named it) and ``first`` (median place of
    the first naming in the interviews of municipalities, 0 to 1).
    """
    named = found[found["state"] == "named"]
    table = found.drop_duplicates("code")[["code", "factor", "label", "phase", "stream", "origin"]]
    table = table.reset_index(drop=True)
    sizes = named.groupby(["code", "round"])["respondent"].nunique()
    for number in (1, MUNICIPAL_ROUND):
        table[f"named_round_{number}"] = [int(sizes.get((c, number), 0)) for c in table["code"]]
    table["first_round"] = pd.array(
        [
            1 if row.named_round_1 else (MUNICIPAL_ROUND if row.named_round_2 else pd.NA)
            for row in table.itertuples()
        ],
        dtype="Int64",
    )
    late = named[named["round"] == MUNICIPAL_ROUND].groupby("code")["first"].median()
    return table.assign(first=table["code"].map(late).astype(float))


def _by_round(found: pd.DataFrame):
    """Round and group with its rows: the national organisations, and both municipal roles."""
    for number, members in found.groupby("round"):
        together = number == MUNICIPAL_ROUND
        yield (int(number), TOGETHER if together else "landelijk"), members


def _sizes(found: pd.DataFrame) -> pd.DataFrame:
    rows = [(*group, members["respondent"].nunique()) for group, members in _by_round(found)]
    return pd.DataFrame(rows, columns=["round", "role_group", "out_of"])

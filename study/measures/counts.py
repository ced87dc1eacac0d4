"""How many respondents name a factor, a stream or a window, and what they say of it."""

import numpy as np
import pandas as pd

from study.data.coded import (
    DIRECTIONS,
    MUNICIPAL_ROUND,
    NATIONAL,
    PHASES,
    ROUNDS,
    STREAMS,
    Coded,
    place_among,
)

TOGETHER = "samen"
"""The role group that stands for both roles of round 2."""

STATES = ("named", "absent", "not_discussed")
SAID = ("helps", "hinders", "neutral")


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
    # In an interview of one passage, that passage is at the start.
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
    for number in ROUNDS:
        table[f"named_round_{number}"] = [int(sizes.get((c, number), 0)) for c in table["code"]]
    table["first_round"] = pd.array(
        [
            next((n for n in ROUNDS if row[f"named_round_{n}"]), pd.NA)
            for row in table.to_dict("records")
        ],
        dtype="Int64",
    )
    late = named[named["round"] == MUNICIPAL_ROUND].groupby("code")["first"].median()
    return table.assign(first=table["code"].map(late).astype(float))


def _by_round(found: pd.DataFrame):
    """Round and group with its rows: the national organisations, and both municipal roles."""
    for number, members in found.groupby("round"):
        together = number == MUNICIPAL_ROUND
        yield (int(number), TOGETHER if together else NATIONAL), members


def _sizes(found: pd.DataFrame) -> pd.DataFrame:
    rows = [(*group, members["respondent"].nunique()) for group, members in _by_round(found)]
    return pd.DataFrame(rows, columns=["round", "role_group", "out_of"])

"""From rows of respondents to tables of counts: the only place where people are counted."""

import numpy as np
import pandas as pd

from study.data import counted
from study.data.coded import (
    DIRECTIONS,
    GROUPS,
    MUNICIPAL_ROUND,
    PAIRS,
    PHASES,
    ROUNDS,
    STREAMS,
    Coded,
    place_among,
)
from study.data.counted import Counts
from study.language import worded
from study.measures import reliability

STATES = ("named", "absent", "not_discussed")
"""What a count may be of: who names a factor, says that it played no part, or does neither."""
SAID = ("helps", "hinders", "neutral")
MINIMUM_SUPPORT = 3
"""Respondents who must join two factors before the pair is counted."""


def tally(rows: Coded) -> Counts:
    """The tables of counts of a study, with every pair of factors that enough people join."""
    found = states(rows)
    return Counts(
        codebook=rows.codebook,
        groups=_groups(rows),
        factor_counts=_factor_counts(found),
        stream_counts=_stream_counts(found, rows),
        both_phases=_both_phases(found),
        cooccurrence=_cooccurrence(found),
        agreement=reliability.summary(rows.double_coding, rows.codebook),
    )


def states(coded: Coded) -> pd.DataFrame:
    """One row per respondent and code: whether and how the code came up.

    Columns respondent, round, role_group, code, factor, label, phase, stream, kind, origin;
    ``asked`` (the phase was discussed), ``state``: named, absent (said to play no part, and not
    named) or not_discussed; ``helps``, ``hinders``, ``neutral`` and ``absent`` (said at least once;
    more than one may be true); ``first`` (place of the first naming among the passages of that
    interview, 0 to 1, missing where not named) and ``segments`` (rows).
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
    renamed = codes.rename(columns={worded("label"): "label"})
    for column in ("code", "factor", "label", "phase", "stream", "kind", "origin"):
        optional = column in ("stream", "origin")
        values = renamed[column].fillna("") if optional else renamed[column]
        table[column] = np.tile(values.to_numpy(dtype=object), len(people))
    discussed = coded.coverage[coded.coverage["state"] == "discussed"]
    asked = pd.MultiIndex.from_frame(discussed[["respondent", "phase"]].astype("string"))
    table["asked"] = pd.MultiIndex.from_frame(table[["respondent", "phase"]]).isin(asked)
    table["state"] = np.select([named, absent], ["named", "absent"], "not_discussed")
    for name in DIRECTIONS:
        table[name] = rows[name] > 0
    table["first"] = np.where(named, first, np.nan)
    table["segments"] = sum(rows.values())
    return table


def _groups(rows: Coded) -> pd.DataFrame:
    """Respondents per group and phase, and those with whom the phase was discussed."""
    discussed = rows.coverage[rows.coverage["state"] == "discussed"]
    pairs = set(discussed[["respondent", "phase"]].astype("object").itertuples(index=False))
    found = []
    for number, role in GROUPS:
        people = rows.respondents
        chosen = (people["round"] == number) & (people["role_group"] == role)
        members = people.loc[chosen, "respondent"]
        for phase in PHASES if len(members) else ():
            asked = sum((member, phase) in pairs for member in members)
            found.append((number, role, phase, len(members), asked))
    return _typed("groups", found)


def _factor_counts(found: pd.DataFrame) -> pd.DataFrame:
    told = pd.DataFrame(
        {
            **{state: (found["state"] == state).astype(int) for state in STATES},
            **{said: found[said].astype(int) for said in DIRECTIONS},
            "both": (found["helps"] & found["hinders"]).astype(int),
        }
    )
    keys = [found[key] for key in ("code", "round", "role_group")]
    summed = told.groupby(keys, sort=False).sum().reset_index()
    # In the order of the codebook, and of the groups within a code.
    group = pd.MultiIndex.from_tuples(GROUPS).get_indexer_for(
        pd.MultiIndex.from_frame(summed[["round", "role_group"]])
    )
    code = pd.Index(found["code"].unique()).get_indexer(summed["code"])
    return _typed("factor_counts", summed.iloc[np.lexsort((group, code))])


def _stream_counts(found: pd.DataFrame, rows: Coded) -> pd.DataFrame:
    """Respondents of each round who named a stream, a window, or what `counted.PARTS` says."""
    named = found[found["state"] == "named"]
    present = [number for number in ROUNDS if (rows.respondents["round"] == number).any()]
    told = []
    for phase in PHASES:
        for number in present:
            here = named[(named["phase"] == phase) & (named["round"] == number)]
            naming = {
                stream: set(here.loc[here["stream"] == stream, "respondent"]) for stream in STREAMS
            }
            full = set.intersection(*naming.values())
            window = set(here.loc[here["kind"] == "venster", "respondent"])
            naming |= {
                counted.ALL_STREAMS: full,
                counted.WINDOW: window,
                counted.ENTREPRENEUR: set(here.loc[here["kind"] == "ondernemer", "respondent"]),
                counted.WINDOW_AND_STREAMS: window & full,
            }
            told += [(phase, number, part, len(naming[part])) for part in counted.PARTS]
    return _typed("stream_counts", told)


def _both_phases(found: pd.DataFrame) -> pd.DataFrame:
    """Respondents of municipalities who named a factor in a phase and in the next.

    Counted are all of them, also those with whom one phase did not come up: the difference with a
    count of the others would be what those few said.
    """
    codes = found.drop_duplicates("code")
    coded = set(zip(codes["factor"], codes["phase"], strict=True))
    named = found[(found["round"] == MUNICIPAL_ROUND) & (found["state"] == "named")]
    told = []
    for earlier, later in PAIRS.values():
        of_pair = named[named["phase"].isin((earlier, later))]
        phases = of_pair.groupby(["factor", "respondent"])["phase"].nunique()
        both = phases[phases == 2].groupby("factor").size()
        told += [
            (earlier, later, factor, int(both.get(factor, 0)))
            for factor in codes["factor"].unique()
            if {(factor, earlier), (factor, later)} <= coded
        ]
    return _typed("both_phases", told)


def _cooccurrence(found: pd.DataFrame) -> pd.DataFrame:
    """Pairs of one phase that at least MINIMUM_SUPPORT respondents of municipalities join.

    Within a phase those come first that are named together by the largest share of those who name
    either (Jaccard 1912).
    """
    municipal = found[found["round"] == MUNICIPAL_ROUND]
    parts = []
    for phase in PHASES:
        here = municipal[municipal["phase"] == phase]
        codes = here["code"].unique()
        has = (here["state"] == "named").to_numpy().reshape(-1, max(len(codes), 1)).astype(int)
        together = has.T @ has
        alone = np.diag(together)
        a, b = np.triu_indices(len(codes), k=1)
        both = together[a, b]
        kept = both >= MINIMUM_SUPPORT
        a, b, both = a[kept], b[kept], both[kept]
        table = pd.DataFrame({"code_a": codes[a], "code_b": codes[b], "together": both})
        order = np.lexsort((-both, -both / (alone[a] + alone[b] - both)))
        parts.append(table.iloc[order].assign(phase=phase))
    return _typed("cooccurrence", pd.concat(parts))


def _typed(name: str, rows: pd.DataFrame | list[tuple]) -> pd.DataFrame:
    """A table of counts with its columns in order, as it is read from a file."""
    table = pd.DataFrame(rows, columns=list(counted.COLUMNS[name])).reset_index(drop=True)
    texts = (
        "code",
        "role_group",
        "phase",
        "earlier",
        "later",
        "part",
        "factor",
        "code_a",
        "code_b",
    )
    return table.astype(
        {column: "string" if column in texts else "Int64" for column in table.columns}
    )

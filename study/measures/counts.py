"""How many respondents name a factor, a stream or a window, and what they say of it."""

from collections.abc import Iterator

import pandas as pd

from study.data import counted
from study.data.coded import MUNICIPAL_ROUND, NATIONAL, ROUNDS, STREAMS
from study.data.counted import Counts
from study.language import worded
from study.measures.tally import SAID, STATES

TOGETHER = "samen"
"""The role group that stands for both roles of round 2."""


def counts(of: Counts) -> pd.DataFrame:
    """Respondents per code and group, with what the codebook says of the code.

    Groups are the role groups of each round, and for the municipalities also both roles together
    (``samen``). Columns code, factor, label, phase, stream, kind, origin, round, role_group;
    ``out_of`` (respondents in the group), ``asked`` (of these, with whom the phase was discussed),
    ``named``, ``absent`` (said that it played no part; somebody may say both), ``not_discussed``
    (said neither), ``helps``, ``hinders``, ``neutral`` and
    ``both`` (said that it helps and that it hinders). A role that nobody has, has no rows.
    """
    codes = of.codebook.rename(columns={worded("label"): "label"})
    codes = codes[["code", "factor", "label", "phase", "stream", "kind", "origin"]]
    given = {column: codes[column].fillna("") for column in ("stream", "origin")}
    codes = codes.astype("object").assign(**given)
    groups = of.groups.rename(columns={"respondents": "out_of", "discussed": "asked"})
    keys = ["phase", "round", "role_group"]
    table = of.factor_counts.astype({"code": "object"}).merge(codes, on="code")
    table = table.astype({"phase": "string"}).merge(groups, on=keys)
    numbers = ["out_of", "asked", *STATES, *SAID, "both"]
    table = table[[*codes.columns, "round", "role_group", *numbers]]
    table = table.astype(dict.fromkeys(numbers, "int64") | {"round": "int64"})
    texts = dict.fromkeys((*codes.columns, "role_group"), "object")
    table = table.astype(texts)
    municipal = table[table["round"] == MUNICIPAL_ROUND]
    described = [*codes.columns, "round"]
    together = municipal.groupby(described, sort=False)[numbers].sum().reset_index()
    together = together.assign(role_group=TOGETHER)
    return pd.concat([table, together[table.columns]], ignore_index=True)


def of_municipalities(told: pd.DataFrame) -> pd.DataFrame:
    """Rows of `counts` for the respondents of municipalities, both roles together."""
    chosen = (told["round"] == MUNICIPAL_ROUND) & (told["role_group"] == TOGETHER)
    return told[chosen].reset_index(drop=True)


def streams(of: Counts) -> pd.DataFrame:
    """Respondents who named at least one factor of a stream, per phase and group.

    Columns phase, stream, round, role_group (``landelijk`` or ``samen``), named, out_of.
    """
    rows = [
        (phase, part, number, role, named, out_of)
        for phase, number, role, parts, out_of in _by_round(of)
        for part, named in parts.items()
        if part in STREAMS
    ]
    return pd.DataFrame(rows, columns=["phase", "stream", "round", "role_group", "named", "out_of"])


def windows(of: Counts) -> pd.DataFrame:
    """Respondents who named a window, an entrepreneur and all three streams, per phase and group.

    Columns phase, round, role_group, ``window``, ``entrepreneur``, ``all_streams`` (a factor of
    each), ``window_and_streams`` (both), out_of.
    """
    shown = [
        counted.WINDOW,
        counted.ENTREPRENEUR,
        counted.ALL_STREAMS,
        counted.WINDOW_AND_STREAMS,
    ]
    rows = [
        (phase, number, role, *(parts[part] for part in shown), out_of)
        for phase, number, role, parts, out_of in _by_round(of)
    ]
    return pd.DataFrame(rows, columns=["phase", "round", "role_group", *shown, "out_of"])


def origins(of: Counts) -> pd.DataFrame:
    """Where each code came from and in which round it came up.

    Columns code, factor, label, phase, stream, origin, per round ``named_round_<number>``
    (respondents) and ``first_round`` (missing where nobody named it).
    """
    told = counts(of)
    told = told[told["role_group"] != TOGETHER]
    table = told.drop_duplicates("code")[["code", "factor", "label", "phase", "stream", "origin"]]
    table = table.reset_index(drop=True)
    sizes = told.groupby(["code", "round"])["named"].sum()
    for number in ROUNDS:
        table[f"named_round_{number}"] = [int(sizes.get((c, number), 0)) for c in table["code"]]
    first = [
        next((n for n in ROUNDS if row[f"named_round_{n}"]), pd.NA)
        for row in table.to_dict("records")
    ]
    return table.assign(first_round=pd.array(first, dtype="Int64"))


def _by_round(of: Counts) -> Iterator[tuple[str, int, str, dict[str, int], int]]:
    """Per phase and round: the group's name, who named which part, and out of how many."""
    sizes = of.groups.groupby(["phase", "round"])["respondents"].sum()
    for (number, phase), part in of.stream_counts.groupby(["round", "phase"], sort=False):
        named = dict(zip(part["part"], part["respondents"].astype(int), strict=True))
        role = TOGETHER if number == MUNICIPAL_ROUND else NATIONAL
        yield str(phase), int(number), role, named, int(sizes[phase, number])

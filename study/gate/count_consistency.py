"""Whether tables of counts can be what they say: complete, and no count larger than its whole."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from study.data import counted
from study.data.coded import GROUPS, PAIRS, PHASES, STREAMS
from study.data.counted import Counts
from study.data.problems import Problem
from study.gate.consistency import codes
from study.gate.release import problem, table_path
from study.measures import MINIMUM_SUPPORT, counts, of_municipalities

_AGAIN = "Run python -m study anonymise again"


def agreeing(of: Counts, citation_keys: set[str] | None) -> list[Problem]:
    """Codes that are defined and used, rows that lack, and counts that contradict one another.

    ``citation_keys`` are those of the bibliography; None leaves sources unchecked.
    """
    told = of.factor_counts
    used = set(told.loc[told["named"] + told["absent"] > 0, "code"])
    return [*codes(of.codebook, used, citation_keys)] or possible(of)


def possible(of: Counts) -> list[Problem]:
    """Rows that lack, and counts that contradict one another."""
    found = [*_complete(of)]
    if found:
        return found
    return [*_groups(of), *_factors(of), *_streams(of), *_both_phases(of), *_pairs(of)]


def _complete(of: Counts) -> Iterator[Problem]:
    """A row for every group, code and part of the model, no more and no fewer."""
    present = {(row.round, row.role_group) for row in of.groups.itertuples()}
    groups = [group for group in GROUPS if group in present]
    rounds = list(dict.fromkeys(number for number, _ in groups))
    codes = of.codebook
    in_phases = codes.groupby("factor", sort=False)["phase"].nunique()
    wanted = {
        "groups": [(*group, phase) for group in groups for phase in PHASES],
        "factor_counts": [(code, *group) for code in codes["code"] for group in groups],
        "stream_counts": [
            (phase, number, part) for phase in PHASES for number in rounds for part in counted.PARTS
        ],
        "both_phases": [
            (*pair, factor)
            for pair in PAIRS.values()
            for factor in in_phases.index
            if {f"{phase}.{factor}" for phase in pair} <= set(codes["code"])
        ],
        "agreement": [("overall", "overall"), *(("factor", name) for name in in_phases.index)],
    }
    for name, keys in wanted.items():
        table = getattr(of, name)
        columns = list(counted.COLUMNS[name])[: len(keys[0]) if keys else 1]
        found = list(table[columns].itertuples(index=False, name=None))
        # Agreement per factor is left out where few interviews were coded double, and a factor of
        # both phases where it would tell of a few people.
        fewer = (name == "agreement" and found == keys[:1]) or (
            name == "both_phases" and found == [key for key in keys if key in set(found)]
        )
        if found != keys and not fewer:
            message = "has other rows, or in another order, than the codebook and the groups ask"
            yield problem(table_path(name), None, None, "closure", message, _AGAIN)


def _impossible(name: str, table: pd.DataFrame, wrong: pd.Series, message: str):
    where = partial(problem, table_path(name))
    for index in table.index[wrong.to_numpy(dtype=bool)]:
        yield where(int(index), None, "closure", message, _AGAIN)


def _groups(of: Counts) -> Iterator[Problem]:
    wrong = (of.groups["discussed"] > of.groups["respondents"]) | (of.groups["respondents"] < 1)
    message = "discusses a phase with more people than the group has"
    yield from _impossible("groups", of.groups, wrong, message)
    sizes = of.groups.groupby(["round", "role_group"])["respondents"].transform("nunique")
    message = "gives the group another size than another row does"
    yield from _impossible("groups", of.groups, sizes > 1, message)


def _factors(of: Counts) -> Iterator[Problem]:
    table = of.factor_counts
    phase = dict(zip(of.codebook["code"], of.codebook["phase"], strict=True))
    groups = of.groups.set_index(["round", "role_group", "phase"])
    keys = [
        (row.round, row.role_group, phase[row.code])
        for row in table[["code", "round", "role_group"]].itertuples()
    ]
    size, asked = (
        groups.loc[keys, column].to_numpy(dtype="int64") if keys else []
        for column in ("respondents", "discussed")
    )
    numbers = table[list(counted.COLUMNS["factor_counts"][3:])].astype("int64")
    told = numbers["helps"] + numbers["hinders"] + numbers["neutral"]
    spoke = size - numbers["not_discussed"]
    checks = {
        "does not add up to the group": (spoke > numbers["named"] + numbers["absent"])
        | (spoke < numbers[["named", "absent"]].max(axis=1)),
        "counts more people than the phase was discussed with": spoke > asked,
        "has more people in one direction than name the factor": numbers[
            ["helps", "hinders", "neutral"]
        ].max(axis=1)
        > numbers["named"],
        "leaves somebody who names the factor without a direction": told - numbers["both"]
        < numbers["named"],
        "has more people who say both than say one of the two": numbers["both"]
        > numbers[["helps", "hinders"]].min(axis=1),
    }
    for message, wrong in checks.items():
        yield from _impossible("factor_counts", table, wrong, message)


def _streams(of: Counts) -> Iterator[Problem]:
    """Parts of the model against the factors in them, and against one another."""
    table = of.stream_counts
    sizes = of.groups.groupby(["phase", "round"])["respondents"].sum()
    codes = of.codebook.set_index("code")
    named = of.factor_counts.groupby(["code", "round"])["named"].sum()
    part_of = {
        **{stream: codes.index[codes["stream"] == stream] for stream in STREAMS},
        counted.WINDOW: codes.index[codes["kind"] == "venster"],
        counted.ENTREPRENEUR: codes.index[codes["kind"] == "ondernemer"],
    }
    told = table.set_index(["phase", "round", "part"])["respondents"].astype(int)
    wrong = []
    for row in table.itertuples():
        size = int(sizes[row.phase, row.round])
        at = partial(lambda part, row: int(told[row.phase, row.round, part]), row=row)
        if row.part in part_of:
            own = [c for c in part_of[row.part] if codes.at[c, "phase"] == row.phase]
            each = [int(named[code, row.round]) for code in own]
            low, high = max(each, default=0), min(sum(each), size)
        elif row.part == counted.ALL_STREAMS:
            parts = [at(stream) for stream in STREAMS]
            low, high = max(0, sum(parts) - (len(parts) - 1) * size), min(parts)
        else:
            parts = [at(counted.ALL_STREAMS), at(counted.WINDOW)]
            low, high = max(0, sum(parts) - size), min(parts)
        wrong.append(not low <= row.respondents <= high)
    message = "cannot be, with what the factors of this part say"
    yield from _impossible("stream_counts", table, pd.Series(wrong, dtype=bool), message)


def _both_phases(of: Counts) -> Iterator[Problem]:
    everyone = of_municipalities(counts(of))
    by_factor = everyone.groupby("factor")
    wrong = []
    for row in of.both_phases.itertuples():
        if row.factor not in by_factor.groups:
            wrong.append(row.respondents != 0)
            continue
        part = by_factor.get_group(row.factor)
        part = part[part["phase"].isin((row.earlier, row.later))]
        size = int(part["out_of"].max())
        low = max(0, int(part["named"].sum()) - size * (len(part) - 1))
        wrong.append(not low <= row.respondents <= int(part["named"].min()))
    message = "cannot be, with how many name the factor in each phase"
    yield from _impossible("both_phases", of.both_phases, pd.Series(wrong, dtype=bool), message)


def _pairs(of: Counts) -> Iterator[Problem]:
    table = of.cooccurrence
    everyone = of_municipalities(counts(of)).set_index("code")
    place = {code: number for number, code in enumerate(of.codebook["code"])}
    phase = dict(zip(of.codebook["code"], of.codebook["phase"], strict=True))
    wrong = []
    for row in table.itertuples():
        alone = [int(everyone["named"].get(code, 0)) for code in (row.code_a, row.code_b)]
        size = int(everyone["out_of"].max()) if len(everyone) else 0
        low = max(MINIMUM_SUPPORT, sum(alone) - size)
        in_order = place[row.code_a] < place[row.code_b]
        in_phase = phase[row.code_a] == phase[row.code_b] == row.phase
        wrong.append(not (in_order and in_phase and low <= row.together <= min(alone)))
    message = "cannot be, with how many name each of the two"
    yield from _impossible("cooccurrence", table, pd.Series(wrong, dtype=bool), message)

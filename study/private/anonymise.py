"""From a private project and its mapping to tables that may be published."""

import os
import random
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from study.data.coded import COLUMNS, DIRECTIONS, MUNICIPAL_ROUND, PHASES, Coded
from study.private import ledger
from study.private.code_meanings import Numbers, resolve
from study.private.mapping import LEAVE_OUT, Mapping
from study.private.project import Project

Entropy = Callable[[int], bytes]
"""Gives that many random bytes: the operating system's, except for the demonstration."""

# Without vowels, so that no identifier spells a word, and without characters that look alike.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 6
IDENTIFIER = rf"r[{ALPHABET}]{{{LENGTH}}}"
"""What a published identifier looks like."""
COVERED = {True: "discussed", False: "not_discussed"}


class Drawn:
    """Random bytes that can be had again, in the same order: ``parts``, draw by draw.

    Those of ``before`` are given first, as long as they are of the size that is asked for.
    """

    def __init__(self, entropy: Entropy, before: Sequence[bytes] = ()) -> None:
        self._entropy = entropy
        self._before = iter(before)
        self.parts: list[bytes] = []

    def __call__(self, count: int) -> bytes:
        known = next(self._before, b"")
        if len(known) != count:
            self._before = iter(())
            known = self._entropy(count)
        self.parts.append(known)
        return known

    def again(self) -> Entropy:
        """Gives what was drawn, draw by draw; other draws than before are an error."""
        drawn = iter(self.parts)

        def replay(count: int) -> bytes:
            known = next(drawn)
            if len(known) != count:
                raise ValueError(f"{count} bytes are drawn where {len(known)} were before")
            return known

        return replay


def with_places_shuffled(mapping: Mapping, seed: int = 1) -> Mapping:
    """The mapping with the municipalities dealt out anew among the respondents of round 2.

    Each municipality keeps its number of respondents.
    """
    people = [r for r in mapping.respondents if r.round == MUNICIPAL_ROUND]
    places = [r.municipality for r in people]
    random.Random(seed).shuffle(places)
    dealt = iter(places)
    respondents = tuple(
        replace(r, municipality=next(dealt)) if r.round == MUNICIPAL_ROUND else r
        for r in mapping.respondents
    )
    return replace(mapping, respondents=respondents)


@dataclass(frozen=True)
class Anonymised:
    """The rows, the key that stays private (name, respondent, municipality), and the rest.

    ``units`` stays private too: whose passage each unit of the double coding is (unit, name).
    ``coded_double`` is how many interviews were coded by more than one. ``fates`` (private) is
    what became of each coding of the project.
    """

    coded: Coded
    key: pd.DataFrame
    units: pd.DataFrame
    coded_double: int
    fates: pd.DataFrame

    @property
    def two_largest(self) -> int:
        """How many respondents the two largest municipalities have together."""
        return int(self.key["municipality"].value_counts().iloc[:2].sum())


def anonymise(
    project: Project,
    mapping: Mapping,
    codebook: pd.DataFrame,
    entropy: Entropy = os.urandom,
    identifiers: Table[str, str] = MappingProxyType({}),
) -> Anonymised:
    """The rows of a project: no text, names, dates, places or tool's own identifiers.

    Who works in which municipality stands in the key and changes nothing else. Identifiers and
    orders are drawn once: drawn again because somebody could be found, they would tell that. Who
    is in ``identifiers``, by name, has one already.
    """
    people = _people(mapping, entropy, identifiers)
    numbers = Numbers(project, mapping, codebook)
    resolved = resolve(numbers, project)
    respondents = people[["respondent", "round", "role_group"]]
    segments, published = _segments(resolved.rows, numbers, people, mapping, codebook, entropy)
    double_coding, double = _double_coding(
        project, resolved.rows, numbers, mapping, codebook, entropy
    )
    coded = Coded(
        codebook=codebook,
        respondents=respondents,
        coverage=_coverage(respondents, segments, codebook),
        segments=segments,
        double_coding=double_coding[list(COLUMNS["double_coding"])],
    )
    key = people[["name", "respondent", "municipality"]]
    coded_double = sum(len(r.read_by) > 1 for r in mapping.respondents)
    units = double_coding[["unit", "name"]].drop_duplicates()
    fates = ledger.fates(numbers, mapping, resolved, published, double)
    return Anonymised(coded, key, units, coded_double, fates)


def _shuffled(length: int, entropy: Entropy) -> np.ndarray:
    """The numbers below ``length`` in random order."""
    return np.frombuffer(entropy(8 * length), dtype="<u8").argsort(kind="stable")


def _identifiers(count: int, entropy: Entropy) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        drawn = np.frombuffer(entropy(8 * LENGTH * count), dtype="<u8").reshape(count, LENGTH)
        for row in drawn % len(ALPHABET):
            found["r" + "".join(ALPHABET[digit] for digit in row)] = None
    return list(found)[:count]


def _people(mapping: Mapping, entropy: Entropy, identifiers: Table[str, str]) -> pd.DataFrame:
    """One row per respondent, in random order, with a random identifier."""
    rows = [
        {
            "name": r.name,
            "round": r.round,
            "role_group": r.role,
            "municipality": r.municipality if r.round == MUNICIPAL_ROUND else None,
        }
        for r in mapping.respondents
    ]
    columns = ["name", "round", "role_group", "municipality"]
    people = pd.DataFrame(rows, columns=columns).astype(
        {"name": "string", "round": "Int64", "role_group": "string", "municipality": "string"}
    )
    people = people.iloc[_shuffled(len(people), entropy)].reset_index(drop=True)
    # As many as there are people whoever has one, so that what is drawn depends on nothing else.
    drawn = _identifiers(len(people), entropy)
    known = {name: identifiers[name] for name in people["name"] if name in identifiers}
    fresh = (each for each in drawn if each not in known.values())
    own = [known[name] if name in known else next(fresh) for name in people["name"]]
    people["respondent"] = pd.array(own, dtype="string")
    return people


def _segments(
    resolved: pd.DataFrame,
    numbers: Numbers,
    people: pd.DataFrame,
    mapping: Mapping,
    codebook: pd.DataFrame,
    entropy: Entropy,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The main coders' segments, one per passage, code and direction, in random order.

    With them the rows of ``resolved`` that went into them, and by which coding each segment stands.
    """
    source = resolved["source"].to_numpy()
    main = numbers.main[source]
    counted = (numbers.person[source] >= 0) & ((main < 0) | (main == resolved["coder"]))
    if mapping.without_direction == LEAVE_OUT:
        counted &= resolved["direction"] >= 0
    rows = resolved[counted]
    # Each coding becomes one number that sorts by person, part of the interview, passage, code and
    # direction. Sorted, nothing is left of the tool's order, and the random one below decides.
    passage = (numbers.person[rows["source"]], numbers.part[rows["source"]], rows["order"])
    direction = rows["direction"].where(rows["direction"] >= 0, DIRECTIONS.index("neutral"))
    columns = [np.asarray(column) for column in (*passage, rows["code"], direction)]
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    numbered = np.ravel_multi_index(columns, sizes)
    sorting = np.argsort(numbered, kind="stable")
    numbered, rows = numbered[sorting], rows.iloc[sorting]
    first = np.diff(numbered, prepend=-1) != 0
    codings = rows["coding"].to_numpy()
    published = rows[["coding", "phase_from", "direction_from"]].assign(
        by=codings[first][np.cumsum(first) - 1]
    )
    numbered = numbered[first]
    person, *_, code, direction = np.unravel_index(numbered, sizes)
    passages = np.cumsum(np.diff(numbered // (sizes[-1] * sizes[-2]), prepend=-1) != 0)
    position = passages - passages[np.searchsorted(person, person)] + 1
    order = _shuffled(len(person), entropy)
    respondent = people.set_index("name")["respondent"]
    names = [respondent[r.name] for r in mapping.respondents]
    segments = pd.DataFrame(
        {
            "segment": np.arange(1, len(order) + 1),
            "respondent": pd.Categorical.from_codes(person[order], names),
            "position": position[order],
            "code": pd.Categorical.from_codes(code[order], list(codebook["code"])),
            "direction": pd.Categorical.from_codes(direction[order], list(DIRECTIONS)),
        }
    )
    return segments, published


def _coverage(
    respondents: pd.DataFrame, segments: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """Whether each phase came up in each interview."""
    seen = phases_seen(segments, codebook)
    rows = [
        (respondent, phase, COVERED[(respondent, phase) in seen])
        for respondent in respondents["respondent"]
        for phase in PHASES
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["coverage"]))


def phases_seen(segments: pd.DataFrame, codebook: pd.DataFrame) -> set[tuple[str, str]]:
    """Pairs of a respondent and a phase that segments tell of."""
    pairs = segments[["respondent", "code"]].drop_duplicates()
    phase = dict(zip(codebook["code"], codebook["phase"], strict=True))
    return {(respondent, phase.get(code)) for respondent, code in pairs.itertuples(index=False)}


def _double_coding(
    project: Project,
    resolved: pd.DataFrame,
    numbers: Numbers,
    mapping: Mapping,
    codebook: pd.DataFrame,
    entropy: Entropy,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What every coder gave to each passage of the interviews that several coders read.

    Column ``name``, whose passage it is, stays private. With it come the rows of ``resolved`` that
    went into it, and by which coding each row stands.
    """
    sources, coders = numbers.sources.categories, numbers.coders.categories
    readers = pd.DataFrame(
        [
            (sources.get_loc(source), coders.get_loc(coder))
            for r in mapping.respondents
            if len(r.read_by) > 1
            for source in r.sources
            if source in sources
            for coder in r.read_by
        ],
        columns=["source", "coder"],
        dtype=np.int64,
    )
    passages = _passages(project.codings, numbers, set(readers["source"]))
    units = int(passages["unit"].max()) + 1 if len(passages) else 0
    renumbered = _shuffled(units, entropy) + 1
    letters = np.zeros(len(coders), dtype=np.int64)
    letters[sorted(set(readers["coder"]))] = _shuffled(readers["coder"].nunique(), entropy)

    seen = passages[["source", "unit"]].drop_duplicates().merge(readers, on="source")
    seen = seen[["unit", "coder"]]
    unit_of = pd.Series(passages["unit"].to_numpy(), index=passages["selection"].to_numpy())
    given = resolved[resolved["selection"].isin(unit_of.index)]
    given = given.assign(unit=unit_of.reindex(given["selection"]).to_numpy())
    given = seen.merge(given, on=["unit", "coder"])
    cell = ["unit", "coder", "code"]
    given["by"] = given.groupby(cell)["coding"].transform("first")
    rows = seen.merge(given[cell].drop_duplicates(), on=["unit", "coder"], how="left")
    rows["code"] = rows["code"].fillna(-1).astype(np.int64)
    rows["unit"] = renumbered[rows["unit"].to_numpy()]
    rows["coder"] = letters[rows["coder"].to_numpy()]
    whose = numbers.person[passages.drop_duplicates("unit")["source"].to_numpy()]
    names = pd.Series([mapping.respondents[person].name for person in whose], renumbered)
    rows = rows.sort_values(["unit", "coder", "code"])
    alphabet = [chr(ord("A") + place) for place in range(max(1, readers["coder"].nunique()))]
    table = pd.DataFrame(
        {
            "unit": rows["unit"].to_numpy(),
            "coder": pd.Categorical.from_codes(rows["coder"], alphabet),
            "code": pd.Categorical.from_codes(rows["code"], list(codebook["code"])),
            "name": pd.array(names.reindex(rows["unit"]), dtype="string"),
        }
    )
    return table, given[["coding", "phase_from", "by"]]


def _passages(codings: pd.DataFrame, numbers: Numbers, sources: set[int]) -> pd.DataFrame:
    """Selections of some sources and the passage each lies in: overlapping ones are one passage.

    Where a tool gives no positions every selection is its own.
    """
    source = numbers.sources.codes.to_numpy(dtype=np.int64)
    rows = codings[["selection", "start", "end"]].assign(source=source)
    rows = rows[rows["source"].isin(sources)].drop_duplicates("selection")
    rows = rows.astype({"selection": np.int64})
    rows = rows.sort_values(["source", "start", "end", "selection"]).reset_index(drop=True)
    reached = rows.groupby("source")["end"].cummax()
    before = reached.shift().where(rows["source"] == rows["source"].shift())
    joined = (rows["start"] < before).fillna(False)
    return rows.assign(unit=((~joined).cumsum() - 1).astype(np.int64))

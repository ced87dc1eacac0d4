"""From a private project and its mapping to tables that may be published."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from study.data.coded import COLUMNS, DIRECTIONS, EITHER, MUNICIPAL_ROUND, PHASES, Coded, municipal
from study.privacy import disclosure
from study.privacy.disclosure import Cell
from study.private.mapping import Mapping, paths_of
from study.private.project import LeftOut, Project

Entropy = Callable[[int], bytes]
"""Gives that many random bytes: the operating system's, for everything but a demonstration."""

# Without vowels and look-alikes, so that no identifier spells a word or is mistaken in reading.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 6
COVERED = {True: "discussed", False: "not_discussed"}


@dataclass(frozen=True)
class Anonymised:
    """The tables, the key that stays private (name, respondent, municipality), and the rest."""

    coded: Coded
    key: pd.DataFrame
    left_out: tuple[LeftOut, ...]


def anonymise(
    project: Project,
    mapping: Mapping,
    codebook: pd.DataFrame,
    smallest_count: int,
    entropy: Entropy = os.urandom,
) -> Anonymised:
    """The published tables of a project: no text, names, dates, places or tool's own identifiers.

    ``smallest_count`` is the least number of municipalities that is published.
    """
    people = _people(mapping, entropy)
    numbers = _Numbers(project, mapping, codebook)
    resolved, left_out = resolve(project, mapping, codebook, numbers)
    respondents = people[["respondent", "round", "role_group"]]
    segments = _segments(resolved, numbers, people, mapping, codebook, entropy)
    coded = Coded(
        codebook=codebook,
        respondents=respondents,
        coverage=_coverage(respondents, segments, codebook),
        segments=segments,
        double_coding=_double_coding(project, resolved, numbers, mapping, codebook, entropy),
        municipality_counts=municipality_counts(segments, people, codebook, smallest_count),
    )
    return Anonymised(coded, people[["name", "respondent", "municipality"]], tuple(left_out))


class _Numbers:
    """The texts of a project as small numbers, so that a million codings stay quick to handle.

    Small in memory too: of ten million rows, fetching their memory takes longer than counting.

    Arrays by source (``person``, ``part``, ``main``: -1 is nobody) and by code of the tool
    (``factor``, ``phase``, ``direction``: -1 is left open; ``ignored``).
    """

    def __init__(self, project: Project, mapping: Mapping, codebook: pd.DataFrame) -> None:
        codings = project.codings
        self.sources = codings["source"].astype("category").cat
        self.coders = codings["coder"].astype("category").cat
        self.codes = codings["code"].astype("category").cat
        self.factors = list(codebook["factor"].unique())
        by_source = {
            source: (person, part, r.read_by[0] if r.read_by else None)
            for person, r in enumerate(mapping.respondents)
            for part, source in enumerate(r.sources)
        }
        nobody = (-1, 0, None)
        rows = [by_source.get(source, nobody) for source in self.sources.categories]
        self.person = np.array([row[0] for row in rows], dtype=np.int32)
        self.part = np.array([row[1] for row in rows], dtype=np.int32)
        self.main = self.coders.categories.get_indexer([row[2] for row in rows])
        paths = paths_of(project.codes)
        meanings = [mapping.codes.get(paths[code]) for code in self.codes.categories]
        self.ignored = np.array([m is None for m in meanings], dtype=bool)
        self.factor = _ranks([m and m.factor for m in meanings], self.factors)
        self.phase = _ranks([m and m.phase for m in meanings], PHASES)
        self.direction = _ranks([m and m.direction for m in meanings], DIRECTIONS)
        self.code = np.full((len(PHASES), len(self.factors)), -1, dtype=np.int16)
        for row, (phase, factor) in enumerate(
            zip(codebook["phase"], codebook["factor"], strict=True)
        ):
            self.code[PHASES.index(phase), self.factors.index(factor)] = row


def _ranks(values: list[str | None], known: Sequence[str]) -> np.ndarray:
    places = {value: place for place, value in enumerate(known)}
    return np.array([places.get(value, -1) for value in values], dtype=np.int16)


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


def _people(mapping: Mapping, entropy: Entropy) -> pd.DataFrame:
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
    people["respondent"] = pd.array(_identifiers(len(people), entropy), dtype="string")
    return people


def resolve(
    project: Project, mapping: Mapping, codebook: pd.DataFrame, numbers: "_Numbers"
) -> tuple[pd.DataFrame, list[LeftOut]]:
    """Codings as codes of the codebook, with numbers for all texts.

    A part that a code leaves open (phase, direction) is taken from the other codes that the same
    coder gave to the same passage; several answers give several rows. A direction that is open
    all the same is -1.
    """
    given = numbers.codes.codes.to_numpy()
    codings = pd.DataFrame(
        {
            "source": numbers.sources.codes.to_numpy(),
            "selection": project.codings["selection"].to_numpy(dtype=np.int64),
            "order": project.codings["order"].to_numpy(dtype=np.int64),
            "coder": numbers.coders.codes.to_numpy(),
            "factor": numbers.factor[given],
            "phase": numbers.phase[given],
            "direction": numbers.direction[given],
        }
    )[~numbers.ignored[given]]
    left_out = []

    def leave_out(rows: pd.Series, why: str) -> None:
        if count := int(rows.sum()):
            left_out.append(LeftOut("codings", count, why))

    leave_out(pd.Series(numbers.ignored[given]), "the mapping ignores their code")
    found = codings[codings["factor"] >= 0]
    for part in ("phase", "direction"):
        lacking = found[part] < 0
        if not lacking.any():
            continue
        modifiers = codings[(codings["factor"] < 0) & (codings[part] >= 0)]
        modifiers = modifiers[["selection", "coder", part]].drop_duplicates()
        completed = found[lacking].drop(columns=part)
        completed = completed.merge(modifiers, on=["selection", "coder"], how="left")
        completed[part] = completed[part].fillna(-1).astype(found[part].dtype)
        found = pd.concat([found[~lacking], completed[found.columns]], ignore_index=True)
    leave_out(found["phase"] < 0, "no code on the passage tells their phase")
    found = found[found["phase"] >= 0]
    found = found.assign(code=numbers.code[found["phase"], found["factor"]])
    leave_out(found["code"] < 0, "the codebook has no such factor in that phase")
    found = found[found["code"] >= 0]
    if mapping.without_direction == "leave_out":
        leave_out(found["direction"] < 0, "no code on the passage tells their direction")
    return found, left_out


def _segments(
    resolved: pd.DataFrame,
    numbers: "_Numbers",
    people: pd.DataFrame,
    mapping: Mapping,
    codebook: pd.DataFrame,
    entropy: Entropy,
) -> pd.DataFrame:
    """The main coders' segments, one per passage, code and direction, in random order."""
    source = resolved["source"].to_numpy()
    main = numbers.main[source]
    counted = (numbers.person[source] >= 0) & ((main < 0) | (main == resolved["coder"]))
    if mapping.without_direction == "leave_out":
        counted &= resolved["direction"] >= 0
    rows = resolved[counted]
    # In one number, whose order is that of the parts: from one order whatever the tool's was, so
    # that chance alone decides.
    passage = (numbers.person[rows["source"]], numbers.part[rows["source"]], rows["order"])
    direction = rows["direction"].where(rows["direction"] >= 0, DIRECTIONS.index("neutral"))
    columns = [np.asarray(column) for column in (*passage, rows["code"], direction)]
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    numbered = np.sort(np.ravel_multi_index(columns, sizes))
    numbered = numbered[np.diff(numbered, prepend=-1) != 0]
    person, *_, code, direction = np.unravel_index(numbered, sizes)
    passages = np.cumsum(np.diff(numbered // (sizes[-1] * sizes[-2]), prepend=-1) != 0)
    position = passages - passages[np.searchsorted(person, person)] + 1
    order = _shuffled(len(person), entropy)
    published = people.set_index("name")["respondent"]
    names = [published[r.name] for r in mapping.respondents]
    return pd.DataFrame(
        {
            "segment": np.arange(1, len(order) + 1),
            "respondent": pd.Categorical.from_codes(person[order], names),
            "position": position[order],
            "code": pd.Categorical.from_codes(code[order], list(codebook["code"])),
            "direction": pd.Categorical.from_codes(direction[order], list(DIRECTIONS)),
        }
    )


def _coverage(
    respondents: pd.DataFrame, segments: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """Which phases came up in each interview."""
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
    numbers: "_Numbers",
    mapping: Mapping,
    codebook: pd.DataFrame,
    entropy: Entropy,
) -> pd.DataFrame:
    """What every coder gave to each passage of the interviews that several coders read."""
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
    given = given[["unit", "coder", "code"]].drop_duplicates()
    rows = seen.merge(given, on=["unit", "coder"], how="left")
    rows["code"] = rows["code"].fillna(-1).astype(np.int64)
    rows["unit"] = renumbered[rows["unit"].to_numpy()]
    rows["coder"] = letters[rows["coder"].to_numpy()]
    rows = rows.sort_values(["unit", "coder", "code"])
    alphabet = [chr(ord("A") + place) for place in range(max(1, readers["coder"].nunique()))]
    return pd.DataFrame(
        {
            "unit": rows["unit"].to_numpy(),
            "coder": pd.Categorical.from_codes(rows["coder"], alphabet),
            "code": pd.Categorical.from_codes(rows["code"], list(codebook["code"])),
        }
    )


def _passages(codings: pd.DataFrame, numbers: "_Numbers", sources: set[int]) -> pd.DataFrame:
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


def municipality_counts(
    segments: pd.DataFrame, people: pd.DataFrame, codebook: pd.DataFrame, smallest: int
) -> pd.DataFrame:
    """In how many municipalities each factor was named, with small counts hidden."""
    places = people[people["municipality"].notna()]
    out_of = places["municipality"].nunique()
    rows = []
    for factor, cells in cells_of(segments, municipal(people), codebook, places).items():
        hidden = disclosure.hide(cells, smallest, out_of) if smallest > 1 else cells
        rows += [(factor, c.phase, c.count, out_of, c.count is None) for c in hidden]
    return pd.DataFrame(rows, columns=list(COLUMNS["municipality_counts"])).astype(
        {"municipalities": "Int64", "out_of": "Int64", "hidden": "bool"}
    )


def cells_of(
    segments: pd.DataFrame,
    respondents: pd.DataFrame,
    codebook: pd.DataFrame,
    places: pd.DataFrame | None = None,
) -> dict[str, list[Cell]]:
    """For every factor its counts per phase: respondents and, with ``places``, municipalities.

    ``places`` has columns ``respondent`` and ``municipality``; without it counts are None.
    """
    named = segments[segments["direction"] != "absent"][["respondent", "code"]].drop_duplicates()
    named = named.astype("object")
    named = named[named["respondent"].isin(respondents["respondent"])]
    named = named.merge(codebook[["code", "factor", "phase"]].astype("object"), on="code")
    if places is not None:
        municipality = dict(zip(places["respondent"], places["municipality"], strict=True))
        named["municipality"] = named["respondent"].map(municipality)
    found: dict[str, list[Cell]] = {}
    for factor, rows in codebook.groupby("factor", sort=False):
        phases = [phase for phase in PHASES if phase in set(rows["phase"])]
        of_factor = named[named["factor"] == factor]
        parts = {phase: of_factor[of_factor["phase"] == phase] for phase in phases}
        if len(phases) > 1:
            parts[EITHER] = of_factor
        found[str(factor)] = [
            Cell(
                phase,
                None if places is None else int(part["municipality"].nunique()),
                int(part["respondent"].nunique()),
            )
            for phase, part in parts.items()
        ]
    return found

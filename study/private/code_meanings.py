"""What the codings of a project mean, in codes of the codebook."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from study.data.coded import DIRECTIONS, PHASES
from study.private.mapping import Mapping, paths_of
from study.private.project import LeftOut, Project


class Numbers:
    """The texts of a project as numbers, so that a million codings stay quick to handle.

    The numbers are of small types, because with ten million rows it is memory that takes the time.

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


def resolve(
    project: Project, mapping: Mapping, codebook: pd.DataFrame, numbers: Numbers
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

"""What the codings of a project mean, in codes of the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from study.data.coded import DIRECTIONS, PHASES
from study.private.mapping import MAIN_CODER, Mapping, paths_of
from study.private.project import Project

NOBODY = -1
PARTS = ("phase", "direction")

WITHOUT_PHASE = "no code on the passage tells their phase"
WITHOUT_CODE = "the codebook has no such factor in that phase"


class Numbers:
    """The texts of a project as numbers, so that a million codings stay quick to handle.

    The numbers are of small types, because with ten million rows it is memory that takes the time.

    Arrays by source (``person``, ``part``, ``main``: -1 is nobody), by source and coder
    (``reads``), by code of the tool (``factor``, ``phase``, ``direction``: -1 is left open;
    ``ignored``), and by coding (``coder``: the person behind the account, -1 is not known).
    """

    def __init__(self, project: Project, mapping: Mapping, codebook: pd.DataFrame) -> None:
        codings = project.codings
        self.sources = codings["source"].astype("category").cat
        accounts = list(project.coders["coder"])
        # `astype` would keep the order that the categories have, which says whose a coding is.
        self.coders = pd.Series(pd.Categorical(codings["coder"], categories=accounts)).cat
        self.codes = codings["code"].astype("category").cat
        self.factors = list(codebook["factor"].unique())
        by_source = {
            source: (person, part, r.read_by)
            for person, r in enumerate(mapping.respondents)
            for part, source in enumerate(r.sources)
        }
        nobody: tuple[int, int, tuple[str, ...]] = (NOBODY, 0, ())
        rows = [by_source.get(source, nobody) for source in self.sources.categories]
        self.person = np.array([row[0] for row in rows], dtype=np.int32)
        self.part = np.array([row[1] for row in rows], dtype=np.int32)
        people = [mapping.same_coder.get(account, account) for account in accounts]
        place = {account: number for number, account in enumerate(accounts)}
        readers = [[place[reader] for reader in row[2] if reader in place] for row in rows]
        self.main = np.array([row[0] if row else NOBODY for row in readers], dtype=np.int32)
        self.reads = np.zeros((len(rows), len(accounts) + 1), dtype=bool)
        for source, row in enumerate(readers):
            self.reads[source, row] = True
        counted_as = np.array([*(place.get(person, own) for own, person in enumerate(people)), -1])
        self.coder = counted_as[self.coders.codes.to_numpy()].astype(np.int32)
        if mapping.unsigned == MAIN_CODER:
            unsigned = self.coder == NOBODY
            self.coder[unsigned] = self.main[self.sources.codes.to_numpy()[unsigned]]
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


@dataclass(frozen=True)
class Resolved:
    """What codings mean, in codes of the codebook, with numbers for all texts.

    - ``rows``: one row per coding and answer, with ``coding`` (its row in the project's codings),
      ``source``, ``selection``, ``order``, ``coder``, ``code``, ``direction`` (-1 is open), and the
      codings that tell its phase and direction (``phase_from``, ``direction_from``: -1 is itself).
    - ``lost``: the same without ``code``, for answers that are none (``why``: ``WITHOUT_PHASE`` or
      ``WITHOUT_CODE``).
    - ``parts``: the codings of a code that is but a part of one, with ``selection`` and ``coder``,
      and per part (``phase``, ``direction``) the coding that tells it on that passage.
    """

    rows: pd.DataFrame
    lost: pd.DataFrame
    parts: pd.DataFrame


def resolve(numbers: Numbers, project: Project) -> Resolved:
    """Codings as codes of the codebook.

    A part that a code leaves open (phase, direction) is taken from the other codes that the same
    coder gave to the same passage; several answers give several rows. A direction that is open
    all the same is -1.
    """
    given = numbers.codes.codes.to_numpy()
    codings = pd.DataFrame(
        {
            "coding": np.arange(len(given), dtype=np.int32),
            "source": numbers.sources.codes.to_numpy(),
            "selection": project.codings["selection"].to_numpy(dtype=np.int32),
            "order": project.codings["order"].to_numpy(dtype=np.int32),
            "coder": numbers.coder,
            "factor": numbers.factor[given],
            "phase": numbers.phase[given],
            "direction": numbers.direction[given],
        }
    )[~numbers.ignored[given]]
    found = codings[codings["factor"] >= 0]
    found = found.assign(phase_from=np.int32(-1), direction_from=np.int32(-1))
    parts = codings[codings["factor"] < 0]
    parts = parts[["coding", "selection", "coder", *PARTS]]
    place = ["selection", "coder"]
    for part in PARTS:
        telling = parts[parts[part] >= 0]
        # Of codes that tell the same of one passage the first speaks for all.
        first = telling.groupby([*place, part])["coding"].transform("first")
        parts = parts.assign(**{f"{part}_by": first.reindex(parts.index, fill_value=-1)})
        lacking = found[part] < 0
        if not lacking.any() or telling.empty:
            continue
        told = telling[telling["coding"] == first][[*place, part, "coding"]]
        told = told.rename(columns={"coding": f"{part}_from"})
        completed = found[lacking].drop(columns=[part, f"{part}_from"])
        completed = completed.merge(told, on=place, how="left")
        for column in (part, f"{part}_from"):
            completed[column] = completed[column].fillna(-1).astype(found[column].dtype)
        found = pd.concat([found[~lacking], completed[found.columns]], ignore_index=True)
    phaseless = found["phase"] < 0
    lost = [found[phaseless].assign(why=WITHOUT_PHASE)]
    found = found[~phaseless]
    found = found.assign(code=numbers.code[found["phase"], found["factor"]])
    unknown = found["code"] < 0
    lost.append(found[unknown].drop(columns="code").assign(why=WITHOUT_CODE))
    return Resolved(
        rows=found[~unknown].drop(columns=["factor", "phase"]),
        lost=pd.concat(lost, ignore_index=True),
        parts=parts.drop(columns=list(PARTS)),
    )

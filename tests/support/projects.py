"""Private projects of any size, with answers: for what must hold whoever works where."""

import random
from collections.abc import Sequence

import pandas as pd

from study.data.coded import DEMONSTRATION, DIRECTIONS, MUNICIPAL_ROLES, NATIONAL
from study.private import project
from study.private.mapping import Mapping, Meaning, Respondent
from study.private.project import Project

NATIONALS = 5


def a_project(
    sizes: Sequence[int], codebook: pd.DataFrame, seed: int = 1
) -> tuple[Project, Mapping]:
    """Interviews in municipalities of these sizes, and with five national organisations.

    What people say is drawn at random, and has nothing to do with where they work.
    """
    rng = random.Random(seed)
    places = [f"plaats {number}" for number, size in enumerate(sizes) for _ in range(size)]
    people = [
        Respondent(f"N{n}", (f"n{n}",), 1, NATIONAL, None, ("a", "b") if n < 5 else ("a",))
        for n in range(NATIONALS)
    ]
    people += [
        Respondent(f"R{n}", (f"s{n}",), 2, MUNICIPAL_ROLES[n % 2], place, ("a",))
        for n, place in enumerate(places)
    ]
    codes = [f"{code} {direction}" for code in codebook["code"] for direction in DIRECTIONS[:3]]
    codings = []
    for person in people:
        for order, code in enumerate(sorted(rng.sample(codes, 20)), start=1):
            number = len(codings) + 1
            codings += [
                (person.sources[0], number, order, 10 * order, 10 * order + 5, code, coder)
                for coder in person.read_by
            ]
    made = Project(
        name="P",
        tool=DEMONSTRATION,
        counting="open",
        names=(),
        left_out=(),
        sources=project.table(
            [(p.sources[0], p.sources[0], "text", pd.NA) for p in people], project.SOURCES
        ),
        coders=project.table([(coder, coder) for coder in "ab"], project.CODERS),
        codes=project.table([(code, code, None, True, None) for code in codes], project.CODES),
        codings=project.table(codings, project.CODINGS),
        cases=project.table([], project.CASES),
        case_sources=project.table([], project.CASE_SOURCES),
        variables=project.table([], project.VARIABLES),
    )
    meanings = {
        code: Meaning(code.split()[0].split(".")[1], code.split(".")[0], code.split()[1])
        for code in codes
    }
    return made, Mapping(tuple(people), meanings, "neutral")


def named(sources: Sequence[str]) -> Project:
    """A project without interviews, of which the sources are called so."""
    return Project(
        name="P",
        tool=DEMONSTRATION,
        counting="open",
        names=(),
        left_out=(),
        sources=project.table(
            [(f"s{n}", name, "text", pd.NA) for n, name in enumerate(sources)], project.SOURCES
        ),
        coders=project.table([], project.CODERS),
        codes=project.table([], project.CODES),
        codings=project.table([], project.CODINGS),
        cases=project.table([], project.CASES),
        case_sources=project.table([], project.CASE_SOURCES),
        variables=project.table([], project.VARIABLES),
    )

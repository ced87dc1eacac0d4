"""The demonstration study: a private project as a researcher would have it, from one fixed seed.

Everything in it is made up: people, places, numbers and what is said. It has the design that the
study file says and, on purpose, structure worth finding; none of that structure is a finding.
"""

import csv
import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from study import paths
from study.data.coded import (
    DEMONSTRATION,
    DIRECTIONS,
    MUNICIPAL_ROLES,
    NATIONAL,
    NATIONAL_ROUND,
    PHASES,
    ROLES,
    ROUND_OF,
)
from study.intake import refi
from study.language import dutch
from study.private import project as tables
from study.private.mapping import IGNORE, OPEN
from study.private.project import Project
from study.private.public_names import FIELD
from study.study_file import STUDY

SEED = 20201
FILE = "demonstratie.qdpx"
WHEN = "2020-01-01T00:00:00Z"
MINUTES = (48, 92)
"""Length of the shortest and the longest interview."""


_TABLE = tomllib.loads(paths.DEMONSTRATION_WORDS.read_text(encoding="utf-8"))
MUNICIPALITIES: list[str] = _TABLE["municipalities"][: STUDY.places]
CODERS: dict[str, str] = _TABLE["coders"]
UNMAPPED: list[str] = _TABLE["unmapped"]
PLANTED = [*_TABLE["planted_before"], *MUNICIPALITIES, *_TABLE["planted_after"]]
"""Names, numbers and addresses that interviews hold and no published table may."""


@dataclass(frozen=True)
class Pattern:
    """How often a code comes up.

    ``named`` gives the respondents per role (of 5, 9 and 7), ``said`` the proportion of each
    direction in what they say. A ``late`` code comes up in the second half of the interviews only,
    near their end.
    """

    named: dict[str, int]
    said: dict[str, int]
    late: bool = False


OF_A_NEW_CODE = Pattern(
    {role: 1 if ROUND_OF[role] == NATIONAL_ROUND else 3 for role in ROLES},
    dict(zip(DIRECTIONS, (2, 1, 1, 0), strict=True)),
)
"""Pattern of a code that has none of its own: named by a few, so that it shows."""


def patterns() -> dict[str, Pattern]:
    """The pattern of each code, from ``patterns.csv``.

    One to find of every kind: a factor of one phase only (gebeurtenis, routines), one that turns
    (bestuurswisseling), one on which the roles differ (netwerk), a late one (regio), one that all
    name (steun), a rare one (stemming), one that nobody names (waarden).
    """
    with paths.DEMONSTRATION_PATTERNS.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Pattern(
                {role: int(row.get(role, OF_A_NEW_CODE.named[role])) for role in ROLES},
                {direction: int(row[direction]) for direction in DIRECTIONS},
                row["late"] == "true",
            )
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True)
class _Person:
    number: int
    role: str
    municipality: str | None
    name: str

    @property
    def source(self) -> str:
        return f"s{self.number:02d}"


@dataclass
class _Interview:
    """A text as it grows, and the passages in it: start, end, codes, direction."""

    text: str
    passages: list[tuple[int, int, tuple[str, ...], str]]

    def say(self, line: str) -> None:
        self.text += line + "\n"

    def answer(self, speaker: str, sentence: str, codes: tuple[str, ...], direction: str) -> None:
        self.text += f"{speaker}: "
        start = len(self.text)
        self.text += sentence
        self.passages.append((start, len(self.text), codes, direction))
        self.text += ".\n"


def write(path: Path, codebook: pd.DataFrame, seed: int = SEED) -> None:
    """Write the demonstration's private project as REFI-QDA; the same bytes for the same seed."""
    refi.write(build(codebook, seed), path, when=WHEN)


def finish(draft: str) -> str:
    """The drafted mapping with the answers that the tool could not give."""
    finished = draft.replace(f'without_direction: "{OPEN}"', "without_direction: neutral")
    for name in UNMAPPED:
        finished = finished.replace(f'"{name}": "{OPEN}"', f'"{name}": {IGNORE}')
    # What is written as JSON is YAML as well.
    public = json.dumps(_TABLE[FIELD], ensure_ascii=False)
    return finished.replace(f"{FIELD}: {{}}", f"{FIELD}: {public}")


def build(codebook: pd.DataFrame, seed: int = SEED) -> Project:
    """The private project in tables, for any codebook."""
    rng = random.Random(seed)
    people = _people(rng)
    said = _said(people, codebook, rng)
    labels = codebook.set_index("code")["label_nl"]
    planted = _dealt(PLANTED, len(people), rng)
    interviews = {
        person.source: _interview(person, said[person.source], labels, planted[index], rng)
        for index, person in enumerate(people)
    }
    codings = _codings(people, interviews, list(codebook["code"]), rng)
    return Project(
        name=_TABLE["project"],
        tool=DEMONSTRATION,
        sources=tables.table(
            [
                (p.source, f"INT-{p.number:02d} {p.name}", "text", interviews[p.source].text)
                for p in people
            ],
            tables.SOURCES,
        ),
        coders=tables.table(list(CODERS.items()), tables.CODERS),
        codes=_codes(codebook),
        codings=codings,
        cases=tables.table([(place, place) for place in MUNICIPALITIES], tables.CASES),
        case_sources=tables.table(
            [(p.municipality, p.source) for p in people if p.municipality], tables.CASE_SOURCES
        ),
        variables=_variables(people, rng),
        counting="characters",
        names=(),
        left_out=(),
    )


def _people(rng: random.Random) -> list[_Person]:
    """Those of the first round, then two per place, of one role in the last of them."""
    last = _TABLE["surnames"]
    names = [f"{name} {last[int(rng.random() * len(last))]}" for name in _TABLE["given_names"]]
    sizes = {one.number: one.spoken_with or 0 for one in STUDY.rounds}
    first = min(sizes.get(NATIONAL_ROUND, 0), len(names) - 2 * len(MUNICIPALITIES))
    people = [_Person(n, NATIONAL, None, names[n - 1]) for n in range(1, first + 1)]
    for index, place in enumerate(MUNICIPALITIES):
        one, other = (MUNICIPAL_ROLES[(2 * index + turn) % len(MUNICIPAL_ROLES)] for turn in (0, 1))
        second = one if index == len(MUNICIPALITIES) - 1 else other
        for role in (one, second):
            number = len(people) + 1
            people.append(_Person(number, role, place, names[number - 1]))
    return people


def _drawn(items: Sequence, count: int, rng: random.Random) -> list:
    """So many items in random order, alike on every version of Python."""
    return [
        item for _, item in sorted(((rng.random(), item) for item in items), key=lambda x: x[0])
    ][:count]


def _dealt(items: Sequence[str], hands: int, rng: random.Random) -> list[list[str]]:
    shuffled = _drawn(items, len(items), rng)
    return [shuffled[hand::hands] for hand in range(hands)]


def _said(
    people: list[_Person], codebook: pd.DataFrame, rng: random.Random
) -> dict[str, list[tuple[str, str, bool]]]:
    """Per source the codes that come up with their direction, and whether late."""
    found: dict[str, list[tuple[str, str, bool]]] = {p.source: [] for p in people}
    silent = people[-3].source  # One interview never came to the last of several phases.
    unreached = f"{PHASES[-1]}." if len(PHASES) > 1 else None
    known = patterns()
    for code in codebook["code"]:
        pattern = known.get(code, OF_A_NEW_CODE)
        directions = [direction for direction, n in pattern.said.items() for _ in range(n)]
        for role, count in pattern.named.items():
            able = [p for p in people if p.role == role]
            if pattern.late:
                able = [p for p in able if p.number > len(people) // 2]
            named = _drawn(able, count, rng)
            # At least one says that it helps: the gate refuses a group that agrees on one answer.
            dealt = _drawn(directions, len(directions), rng) * count
            for index, person in enumerate(named):
                if unreached and person.source == silent and code.startswith(unreached):
                    continue
                direction = dealt[index]
                if index == 0 and len(named) > 1 and pattern.said["helps"]:
                    direction = "helps"
                found[person.source].append((code, direction, pattern.late))
    return found


def _interview(
    person: _Person,
    said: list[tuple[str, str, bool]],
    labels: pd.Series,
    planted: list[str],
    rng: random.Random,
) -> _Interview:
    place = person.municipality or _TABLE["national"]
    interview = _Interview(
        _TABLE["opening"].format(name=person.name, place=place, years=2 + int(rng.random() * 12)),
        [],
    )
    asides, left = _TABLE["asides"], list(planted)
    for phase in PHASES:
        of_phase = [item for item in said if item[0].startswith(f"{phase}.")]
        early = _drawn([item for item in of_phase if not item[2]], len(of_phase), rng)
        order = early + [item for item in of_phase if item[2]]
        while order:
            if rng.random() < 0.4:
                questions = _TABLE["questions"].get(phase) or [dutch.names.of(phase, "asked")]
                interview.say(questions[int(rng.random() * len(questions))])
            code, direction, _ = order.pop(0)
            codes = [code]
            # Now and then an answer is about two factors.
            if order and order[0][1] == direction and rng.random() < 0.3:
                codes.append(order.pop(0)[0])
            for _ in range(1 + int(rng.random() * 2.2)):
                theme = _TABLE["and"].join(labels[c].lower() for c in codes)
                answers = _TABLE["answers"][direction]
                sentence = answers[int(rng.random() * len(answers))].format(theme=theme)
                interview.answer(person.name, sentence, tuple(codes), direction)
            if left and rng.random() < 0.5:
                aside = asides[int(rng.random() * len(asides))]
                interview.say(f"{person.name}: {aside.format(planted=left.pop())}")
    for each in left:
        interview.say(f"{person.name}: {asides[0].format(planted=each)}")
    return interview


def _codings(
    people: list[_Person],
    interviews: dict[str, _Interview],
    codes: list[str],
    rng: random.Random,
) -> pd.DataFrame:
    """What the first coder gave to every passage, and the second to a quarter of the interviews."""
    double = {p.source for p in people if p.number in (2, 7, 11, 14, 18)}
    marks: list[tuple[str, int, int, str, str]] = []
    for person in people:
        source = person.source
        for start, end, given, direction in interviews[source].passages:
            marks += [(source, start, end, code, "c1") for code in (*given, direction)]
            if rng.random() < 0.08:
                marks.append((source, start, end, UNMAPPED[int(rng.random() * 2)], "c1"))
            if source not in double or rng.random() < 0.06:
                continue
            # The second coder takes a little less of the text, and sometimes another code.
            shorter = end - int(rng.random() * 4)
            for code in given:
                chance = rng.random()
                phase = code.split(".")[0]
                near = [other for other in codes if other.startswith(phase) and other != code]
                if chance > 0.18:
                    marks.append((source, start, shorter, code, "c2"))
                elif chance > 0.08 and near:
                    other = near[int(rng.random() * len(near))]
                    marks.append((source, start, shorter, other, "c2"))
            marks.append((source, start, shorter, direction, "c2"))
    marks = list(dict.fromkeys(marks))
    places = sorted({(source, start, end) for source, start, end, _, _ in marks})
    selection = {place: number for number, place in enumerate(places, start=1)}
    order: dict[tuple[str, int, int], int] = {}
    for source, start, end in places:
        order[source, start, end] = 1 + sum(1 for known in order if known[0] == source)
    return tables.table(
        [
            (source, selection[source, start, end], order[source, start, end], start, end, *rest)
            for source, start, end, *rest in sorted(marks)
        ],
        tables.CODINGS,
    )


def _codes(codebook: pd.DataFrame) -> pd.DataFrame:
    """The tool's code tree: phase, stream and label; directions and what else a project has."""
    rows: list[tuple] = []
    for phase, of_phase in codebook.groupby("phase", sort=False):
        name = dutch.capital(dutch.names.of(phase, "name"))
        rows.append((f"h.{phase}", name, None, False, None))
        for stream in of_phase["stream"].dropna().unique():
            name = dutch.capital(dutch.names.of(stream, "name"))
            rows.append((f"h.{phase}.{stream}", name, f"h.{phase}", False, None))
        for row in of_phase.itertuples():
            parent = f"h.{phase}" if pd.isna(row.stream) else f"h.{phase}.{row.stream}"
            rows.append((row.code, row.label_nl, parent, True, row.definition_nl))
    rows.append(("h.richting", _TABLE["direction"], None, False, None))
    rows += [(code, name, "h.richting", True, None) for code, name in _TABLE["directions"].items()]
    rows += [(name, name, None, True, None) for name in UNMAPPED]
    return tables.table(rows, tables.CODES)


def _variables(people: list[_Person], rng: random.Random) -> pd.DataFrame:
    rows = []
    for person in people:
        values = {
            "ronde": str(ROUND_OF[person.role]),
            "rol": person.role,
            "datum": f"2020-0{1 + int(rng.random() * 6)}-{10 + int(rng.random() * 18)}",
            "duur": str(MINUTES[0] + int(rng.random() * (MINUTES[1] - MINUTES[0]))),
        }
        if person.municipality:
            values["gemeente"] = person.municipality
        rows += [("source", person.source, name, value) for name, value in values.items()]
    rows += [
        ("case", place, "inwoners", _TABLE["sizes"][int(rng.random() * 3)])
        for place in MUNICIPALITIES
    ]
    return tables.table(rows, tables.VARIABLES)

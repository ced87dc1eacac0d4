"""Other studies than the demonstration, as tables: for what must hold whatever people said."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from study import measures, paths, staging
from study.data import coded, levels
from study.data.coded import COLUMNS, DEMONSTRATION, DIRECTIONS, PAIRS, PHASES, ROUND_OF, Coded
from study.data.counted import Counts
from study.findings import publication, sentences, support
from study.findings.statement import Statement
from study.findings.voice import Voice
from study.gate import linking, release, release_record
from study.measures import saturation
from study.measures.published import Published
from study.private import store
from study.private.anonymise import ALPHABET, LENGTH
from study.private.publishable import publishable

TWO_LARGEST = 4
"""Respondents of the two largest municipalities of every study here, together."""


def study(
    people: dict[str, int],
    says=lambda respondent, code, rng: rng.choice(["", *DIRECTIONS]),
    seed: int = 1,
    undiscussed: frozenset[tuple[int, str]] = frozenset(),
) -> Coded:
    """A study with so many respondents per role group.

    ``says`` gives the direction in which a respondent (number) speaks of a code (row of the
    codebook), or nothing. ``undiscussed`` holds respondents (numbers) and phases that their
    interview did not reach.
    """
    rng = np.random.default_rng(seed)
    codebook = coded.read_table("codebook").fillna({"stream": ""})
    codebook["stream"] = codebook["stream"].replace("", pd.NA)
    roles = [role for role, number in people.items() for _ in range(number)]
    respondents = pd.DataFrame(
        {
            "respondent": [_identifier(number) for number in range(len(roles))],
            "round": [ROUND_OF[role] for role in roles],
            "role_group": roles,
        },
        columns=list(COLUMNS["respondents"]),
    ).astype({"respondent": "string", "round": "Int64", "role_group": "string"})
    coverage = pd.DataFrame(
        [
            (name, phase, "not_discussed" if (number, phase) in undiscussed else "discussed")
            for number, name in enumerate(respondents["respondent"])
            for phase in PHASES
        ],
        columns=list(COLUMNS["coverage"]),
    )
    rows = []
    for number, name in enumerate(respondents["respondent"]):
        position = 0
        for code in codebook.itertuples():
            direction = says(number, code, rng)
            if direction and (number, code.phase) not in undiscussed:
                position += 1
                rows.append((len(rows) + 1, name, position, code.code, direction))
    segments = pd.DataFrame(rows, columns=list(COLUMNS["segments"])).astype(
        {"respondent": "category", "code": "category", "direction": "category"}
    )
    double = pd.DataFrame(columns=list(COLUMNS["double_coding"]))
    return Coded(codebook, respondents, coverage, segments, double)


def _identifier(number: int) -> str:
    """An identifier in the form that is published."""
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "r" + "".join(letters)


def _always(respondent, code, rng) -> str:
    return "helps"


def some(respondent, code, rng) -> str:
    return str(rng.choice(["", "", *DIRECTIONS]))


def _never_hinders(respondent, code, rng) -> str:
    return some(respondent, code, rng).replace("hinders", "neutral")


def without_readings(of: Coded, *kinds: str) -> Coded:
    """The same interviews under a codebook with no words for what helps, or for what hinders."""
    columns = [f"{kind}_{language}" for kind in kinds for language in ("nl", "en")]
    empty = of.codebook.assign(**dict.fromkeys(columns, pd.NA))
    return Coded(**{**vars(of), "codebook": empty.astype(of.codebook.dtypes.to_dict())})


def with_segments(of: Coded, rows: pd.DataFrame, **tables: pd.DataFrame) -> Coded:
    """The same people who say something else: rows with respondent, code and direction."""
    rows = rows[["respondent", "code", "direction"]].astype(str).sort_values("respondent")
    rows = rows.assign(
        segment=range(1, len(rows) + 1), position=rows.groupby("respondent").cumcount() + 1
    )
    segments = rows[list(COLUMNS["segments"])].reset_index(drop=True)
    segments = segments.astype(dict.fromkeys(("respondent", "code", "direction"), "category"))
    return Coded(**{**vars(of), "segments": segments, **tables})


def both_ways(of: Coded) -> Coded:
    """Whoever says that something helps says that it hinders too, and the other way round."""
    rows = of.segments.astype(str)
    turned = rows["direction"].map({"helps": "hinders", "hinders": "helps"})
    return with_segments(of, pd.concat([rows, rows.assign(direction=turned).dropna()]))


def with_one_factor(of: Coded, factor: str) -> Coded:
    """The same interviews under a codebook of one factor."""
    codebook = of.codebook[of.codebook["factor"] == factor].reset_index(drop=True)
    rows = of.segments[of.segments["code"].isin(codebook["code"])]
    return with_segments(of, rows, codebook=codebook)


STUDIES = {
    "another seed": lambda: study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, some, 7),
    "all ties": lambda: study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, _always),
    "a phase without one factor": lambda: study(
        {"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7},
        lambda r, c, g: "" if c.code == "borgen.steun" else some(r, c, g),
    ),
    "three respondents": lambda: study({"landelijk": 1, "ambtenaar": 1, "ketenpartner": 1}, some),
    "two hundred": lambda: study({"landelijk": 40, "ambtenaar": 90, "ketenpartner": 70}, some),
    "one role": lambda: study({"landelijk": 5, "ambtenaar": 9}, some),
    "one phase": lambda: study(
        {"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7},
        lambda r, c, g: some(r, c, g) if c.phase == "agenderen" else "",
    ),
    "no municipalities": lambda: study({"landelijk": 5}, some),
    "nobody says anything": lambda: study({"ambtenaar": 3, "ketenpartner": 3}, lambda *_: ""),
    "one voice": lambda: study({"ambtenaar": 1}, some),
    "everything hinders": lambda: study(
        {"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, lambda *_: "hinders"
    ),
    "no words for what hinders": lambda: without_readings(
        study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, _never_hinders, 3), "hinders"
    ),
    "helps and hinders": lambda: both_ways(
        study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, _always)
    ),
    "one factor": lambda: with_one_factor(
        study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, some, 4), "middelen"
    ),
    "borgen not reached": lambda: study(
        {"landelijk": 2, "ambtenaar": 3, "ketenpartner": 2},
        some,
        undiscussed=frozenset((number, "borgen") for number in range(7)),
    ),
}


QUICK = ("all ties", "three respondents", "nobody says anything", "borgen not reached")


def one_of_each(names: Iterable[str]) -> list:
    """Names of studies as parameters: those that are most unlike others, the rest in campaigns."""
    more = STUDIES.keys() - QUICK
    return [pytest.param(n, marks=pytest.mark.campaign) if n in more else n for n in names]


def with_phases_that_came_up(of: Coded) -> Coded:
    """The same with the phases that somebody said something of, as the program works them out."""
    phases = of.segments["code"].astype("string").str.split(".").str[0]
    spoken = set(zip(of.segments["respondent"].astype("string"), phases, strict=True))
    state = [
        "discussed" if key in spoken else "not_discussed"
        for key in zip(of.coverage["respondent"], of.coverage["phase"], strict=True)
    ]
    return Coded(**{**vars(of), "coverage": of.coverage.assign(state=state)})


def publish(of: Coded, data: Path, level: str = levels.ROWS) -> Coded:
    """Put a study in the place of the published one, as its maintainers would release it.

    Thresholds go as low as they can: these people are nobody, and small groups are the point.
    Returns the rows as they were released, or would have been.
    """
    descriptor = data / paths.PACKAGE.name
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["thresholds"] = {"k": 1, "l": 1}
    package = levels.described(package, level, TWO_LARGEST)
    staging.describe(package, data)
    used = set(of.segments["code"])
    status = of.codebook["code"].isin(used).map({True: "used", False: "unused"})
    released = with_phases_that_came_up(of)
    for table in (data / paths.CODED).glob("*.csv"):
        table.unlink()
    of.codebook.assign(status=status)[list(COLUMNS["codebook"])].to_csv(
        data / paths.CODED / paths.CODEBOOK, index=False, lineterminator="\n"
    )
    published_of(released, level).write(data / paths.CODED)
    _put_on_record(data, DEMONSTRATION)
    return released


def call_real(data: Path) -> None:
    """Say of a folder with the demonstration that its interviews were held with people."""
    descriptor = data / paths.PACKAGE.name
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package |= {"synthetic": False, "thresholds": {"k": 5, "l": 2}}
    staging.describe(levels.described(package, package["level"], package["two_largest"]), data)
    _put_on_record(data, "another tool")


def _put_on_record(data: Path, tool: str) -> None:
    secrets = store.Secrets((), np.array([], dtype=np.uint64))
    key = pd.DataFrame({"name": [], "respondent": [], "municipality": []}, dtype="string")
    loaded = release.load(data, store.Held(secrets, key, tool))
    release_record.put_on_record(loaded, linking.TRIED)


def published_of(of: Coded, level: str) -> Coded | Counts:
    """The tables of a level."""
    return of if level == levels.ROWS else publishable(measures.tally(of), 0, 5)


def read_at(of: Coded, level: str = levels.ROWS) -> Published:
    """A study as the book reads it where it is published at that level."""
    if level == levels.ROWS:
        return Published(measures.tally(of), of, TWO_LARGEST)
    return Published(published_of(of, level), None, TWO_LARGEST)


ADVICE_COLUMNS = [
    *("recommendation", "audience", "phase", "what"),
    *("why", "rests_on", "first_step", "grounds", "firmness"),
]


def advice(*rests_on: list[str]) -> pd.DataFrame:
    """A table of recommendations, one for each list of the findings it rests on."""
    rows = [
        (f"advies-{number}", "college", "borgen", "Doe dit.", "Omdat.", names, "Begin.", [], "none")
        for number, names in enumerate(rests_on)
    ]
    return pd.DataFrame(rows, columns=ADVICE_COLUMNS)


def statements_of(
    of: Coded, synthetic: bool = True, level: str = levels.ROWS
) -> dict[str, Statement]:
    """Every statement of the book, by name."""
    return statements_of_published(read_at(of, level), synthetic)


def statements_of_published(interviews: Published, synthetic: bool = True) -> dict[str, Statement]:
    """The same, of interviews as they are published."""
    voice = Voice(synthetic)
    counts = interviews.counts
    per_group = measures.counts(counts)
    curves = saturation.per_group(counts, interviews.rows)
    enough = support.least(interviews)
    made = [
        *sentences.discussed(per_group),
        *(s for phase in PHASES for s in sentences.of_phase(counts, phase, enough, voice)),
        *(
            each
            for name, pair in PAIRS.items()
            for each in sentences.between(
                name,
                support.between(per_group, enough, pair),
                measures.phases(counts, pair),
                voice,
            )
        ),
        *sentences.new(measures.origins(counts), counts.groups, voice),
        *sentences.saturation(curves),
        *sentences.agreement(counts.agreement, voice),
        *sentences.roles(per_group, voice),
        *sentences.levels(per_group, voice),
        *sentences.conclusion(enough),
        *publication.publication(interviews, voice),
    ]
    assert len({statement.name for statement in made}) == len(made)
    return {statement.name: statement for statement in made}

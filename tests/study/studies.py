"""Other studies than the demonstration, as tables: for what must hold whatever people said."""

import numpy as np
import pandas as pd

from study import coded
from study.coded import COLUMNS, DIRECTIONS, EITHER, PHASES, Coded


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
            "respondent": [f"r{number:05d}" for number in range(len(roles))],
            "round": [1 if role == "landelijk" else 2 for role in roles],
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
        for code in codebook.itertuples(index=False):
            direction = says(number, code, rng)
            if direction and (number, code.phase) not in undiscussed:
                position += 1
                rows.append((len(rows) + 1, name, position, code.code, direction))
    segments = pd.DataFrame(rows, columns=list(COLUMNS["segments"])).astype(
        {"respondent": "category", "code": "category", "direction": "category"}
    )
    places = [
        (factor, phase, pd.NA, 8, True)
        for factor, of_factor in codebook.groupby("factor", sort=False)
        for phase in (*of_factor["phase"], *([EITHER] if len(of_factor) > 1 else []))
    ]
    counts = pd.DataFrame(places, columns=list(COLUMNS["municipality_counts"])).astype(
        {"municipalities": "Int64", "out_of": "Int64"}
    )
    double = pd.DataFrame(columns=list(COLUMNS["double_coding"]))
    return Coded(codebook, respondents, coverage, segments, double, counts)


def _always(respondent, code, rng) -> str:
    return "helps"


def _some(respondent, code, rng) -> str:
    return str(rng.choice(["", "", *DIRECTIONS]))


STUDIES = {
    "another seed": lambda: study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, _some, 7),
    "all ties": lambda: study({"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7}, _always),
    "a phase without one factor": lambda: study(
        {"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7},
        lambda r, c, g: "" if c.code == "borgen.steun" else _some(r, c, g),
    ),
    "three respondents": lambda: study({"landelijk": 1, "ambtenaar": 1, "ketenpartner": 1}, _some),
    "two hundred": lambda: study({"landelijk": 40, "ambtenaar": 90, "ketenpartner": 70}, _some),
    "one role": lambda: study({"landelijk": 5, "ambtenaar": 9}, _some),
    "one phase": lambda: study(
        {"landelijk": 5, "ambtenaar": 9, "ketenpartner": 7},
        lambda r, c, g: _some(r, c, g) if c.phase == "agenderen" else "",
    ),
    "no municipalities": lambda: study({"landelijk": 5}, _some),
    "nobody says anything": lambda: study({"ambtenaar": 3, "ketenpartner": 3}, lambda *_: ""),
    "one voice": lambda: study({"ambtenaar": 1}, _some),
    "borgen not reached": lambda: study(
        {"landelijk": 2, "ambtenaar": 3, "ketenpartner": 2},
        _some,
        undiscussed=frozenset((number, "borgen") for number in range(7)),
    ),
}

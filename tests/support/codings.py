"""Projects of a few codings and their mapping, for tests of what becomes of each coding."""

import pandas as pd

from study.data.coded import DEMONSTRATION
from study.private import project
from study.private.mapping import Mapping, Meaning, Respondent

CODEBOOK = pd.DataFrame(
    {
        "code": ["agenderen.steun", "borgen.steun", "borgen.regels"],
        "phase": ["agenderen", "borgen", "borgen"],
        "factor": ["steun", "steun", "regels"],
    }
)


def made(codings: list[tuple], sources: int = 1, codes: tuple[str, ...] = ()) -> project.Project:
    """A project of codings (source, selection, start, end, code, coder)."""
    rows = [(s, n, n, a, b, code, coder) for s, n, a, b, code, coder in codings]
    names = sorted({*codes, *(row[5] for row in rows)})
    coders = sorted({row[6] for row in rows if row[6]})
    return project.Project(
        name="P", tool=DEMONSTRATION, counting="open", names=(), left_out=(),
        sources=project.table(
            [(f"s{n}", f"s{n}", "text", pd.NA) for n in range(1, sources + 1)], project.SOURCES
        ),
        coders=project.table([(c, c) for c in coders], project.CODERS),
        codes=project.table([(c, c, None, True, None) for c in names], project.CODES),
        codings=project.table(rows, project.CODINGS),
        cases=project.table([], project.CASES),
        case_sources=project.table([], project.CASE_SOURCES),
        variables=project.table([], project.VARIABLES),
    )  # fmt: skip


MEANINGS = {
    "steun": Meaning(factor="steun"),
    "regels": Meaning(factor="regels", phase="borgen"),
    "eerst": Meaning(phase="agenderen"),
    "later": Meaning(phase="borgen"),
    "plus": Meaning(direction="helps"),
    "min": Meaning(direction="hinders"),
}


def answers(people: int = 1, readers: tuple[str, ...] = ("a",), **other) -> Mapping:
    respondents = tuple(
        Respondent(f"R{n}", (f"s{n}",), 2, "ambtenaar", f"place {n % 2}", readers)
        for n in range(1, people + 1)
    )
    return Mapping(
        **({"respondents": respondents, "codes": MEANINGS, "without_direction": "neutral"} | other)
    )

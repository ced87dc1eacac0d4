"""Whether the tables agree on codes, respondents and phases, and counters only count."""

import pandas as pd

from study.data.coded import Coded
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.private import anonymise


def agreeing(coded: Coded, citation_keys: set[str] | None) -> list[Problem]:
    """Codes that are defined and used, respondents that exist, phases that are accounted for.

    ``citation_keys`` are those of the bibliography; None leaves sources unchecked.
    """
    found = []
    codebook, segments = coded.codebook, coded.segments
    used = set(segments["code"].unique())
    for index, code in enumerate(codebook.itertuples()):
        if code.code != f"{code.phase}.{code.factor}":
            found.append(
                problem(
                    table_path("codebook"),
                    index,
                    "code",
                    "closure",
                    "is not its phase and its factor with a dot between",
                    "Correct one of the three",
                )
            )
        if (code.kind == "factor") == pd.isna(code.stream):
            found.append(
                problem(
                    table_path("codebook"),
                    index,
                    "stream",
                    "closure",
                    "does not go with kind",
                    "A factor has a stream; window and entrepreneur have none",
                )
            )
        if (code.status == "used") != (code.code in used):
            found.append(
                problem(
                    table_path("codebook"),
                    index,
                    "status",
                    "closure",
                    "does not say what the segments say",
                    f"Write {'used' if code.code in used else 'unused'}",
                )
            )
        unknown = set(str(code.source).split(";")) - (citation_keys or set())
        if citation_keys is not None and unknown:
            found.append(
                problem(
                    table_path("codebook"),
                    index,
                    "source",
                    "closure",
                    f"{', '.join(sorted(unknown))} is not in references.bib",
                    "Add the source to references.bib, or correct the key",
                )
            )
    known = {
        "respondent": (set(coded.respondents["respondent"]), "respondents.csv"),
        "code": (set(codebook["code"]), "codebook.csv"),
    }
    for name, table in (
        ("segments", segments),
        ("coverage", coded.coverage),
        ("double_coding", coded.double_coding),
    ):
        for column in set(known) & set(table):
            values, where = known[column]
            lost = table[table[column].notna() & ~table[column].isin(values)]
            found += [
                problem(
                    table_path(name), index, column, "closure", f"stands in no row of {where}",
                    "Correct it, or run python -m study anonymise again",
                )
                for index in lost.index
            ]  # fmt: skip
    return found or _coverage(coded)


def _coverage(coded: Coded) -> list[Problem]:
    """Every respondent has both phases, and each is marked as what the segments say."""
    seen = anonymise.phases_seen(coded.segments, coded.codebook)
    found = []
    for index, line in enumerate(coded.coverage.itertuples()):
        state = anonymise.COVERED[(line.respondent, line.phase) in seen]
        if line.state != state:
            found.append(
                problem(
                    table_path("coverage"),
                    index,
                    "state",
                    "closure",
                    "does not say what the segments say",
                    f"Write {state}",
                )
            )
    complete = coded.coverage.groupby("respondent", observed=True)["phase"].nunique()
    for index, person in enumerate(coded.respondents["respondent"]):
        if complete.get(person, 0) != 2:
            found.append(
                problem(
                    table_path("respondents"),
                    index,
                    "respondent",
                    "closure",
                    "has not both phases in coverage.csv",
                    "Add a row per phase: discussed or not_discussed",
                )
            )
    return found


def counters(coded: Coded) -> list[Problem]:
    """Counters must count and nothing else: no place in a text, no number of the tool."""
    found = []
    segments = coded.segments
    wrong = segments.index[segments["segment"] != segments.index + 1]
    if len(wrong):
        found.append(
            problem(
                table_path("segments"),
                wrong[0],
                "segment",
                "ordinal",
                "is not the number of the row",
                "Number the rows from 1; any other number may lead back to the tool",
            )
        )
    places = segments.groupby("respondent", observed=True)["position"]
    extent = places.agg(["min", "max", "nunique"])
    gaps = extent[(extent["min"] != 1) | (extent["max"] != extent["nunique"])]
    if len(gaps):
        found.append(
            problem(
                table_path("segments"),
                segments.index[segments["respondent"].isin(gaps.index)][0],
                "position",
                "ordinal",
                f"does not count from 1 without a gap, for {len(gaps)} respondents",
                "Publish ranks only: a place in a text leads back to it",
            )
        )
    units = coded.double_coding["unit"].drop_duplicates()
    if len(units) and (units.min() != 1 or units.max() != len(units)):
        found.append(
            problem(
                table_path("double_coding"),
                0,
                "unit",
                "ordinal",
                "does not count from 1 without a gap",
                "Number the passages at random from 1",
            )
        )
    doubled = coded.double_coding.index[coded.double_coding.duplicated()]
    if len(doubled):
        found.append(
            problem(
                table_path("double_coding"),
                doubled[0],
                None,
                "closure",
                "stands there twice",
                "Keep one of the rows",
            )
        )
    roles = coded.respondents
    for index in roles.index[(roles["role_group"] == "landelijk") != (roles["round"] == 1)]:
        found.append(
            problem(
                table_path("respondents"),
                index,
                "role_group",
                "group",
                "does not go with the round",
                "Round 1 appears as one group, landelijk, and nothing else",
            )
        )
    return found

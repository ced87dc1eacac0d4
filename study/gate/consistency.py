"""Whether rows agree on codes, respondents and phases, and counters only count."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from study import paths
from study.data.coded import GROUPS, PHASES, ROUND_OF, Coded
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.private import anonymise

_SEGMENTS_SAY = "does not say what the segments say"


def agreeing(coded: Coded, citation_keys: set[str] | None) -> list[Problem]:
    """Codes that are defined and used, respondents that exist, phases that are accounted for.

    ``citation_keys`` are those of the bibliography; None leaves sources unchecked.
    """
    segments = coded.segments
    used = set(segments["code"].unique())
    found = [*codes(coded.codebook, used, citation_keys), *_lost(coded)]
    return found or list(_coverage(coded))


def codes(
    codebook: pd.DataFrame, used: set[str], citation_keys: set[str] | None
) -> Iterator[Problem]:
    """Codes whose columns contradict each other, what came up or the bibliography.

    ``used`` are the codes that came up.
    """
    wrong = partial(problem, table_path("codebook"))
    for index, code in enumerate(codebook.itertuples()):
        if code.code != f"{code.phase}.{code.factor}":
            message = "is not its phase and its factor with a dot between"
            yield wrong(index, "code", "closure", message, "Correct one of the three")
        if (code.kind == "factor") == pd.isna(code.stream):
            remedy = "A factor has a stream; window and entrepreneur have none"
            yield wrong(index, "stream", "closure", "does not go with kind", remedy)
        if (code.status == "used") != (code.code in used):
            remedy = f"Write {'used' if code.code in used else 'unused'}"
            yield wrong(index, "status", "closure", "does not say whether it came up", remedy)
        named = set() if pd.isna(code.source) else set(str(code.source).split(";"))
        unknown = named - (citation_keys or set())
        if citation_keys is not None and unknown:
            message = f"{', '.join(sorted(unknown))} is not in references.bib"
            remedy = "Add the source to references.bib, or correct the key"
            yield wrong(index, "source", "closure", message, remedy)


def _lost(coded: Coded) -> Iterator[Problem]:
    """Respondents and codes that no table defines."""
    known = {
        "respondent": (set(coded.respondents["respondent"]), "respondents.csv"),
        "code": (set(coded.codebook["code"]), "codebook.csv"),
    }
    remedy = "Correct it, or run python -m study anonymise again"
    for name in ("segments", "coverage", "double_coding"):
        table = getattr(coded, name)
        for column in set(known) & set(table):
            values, where = known[column]
            message = f"stands in no row of {where}"
            lost = table[table[column].notna() & ~table[column].isin(values)]
            for index in lost.index:
                yield problem(table_path(name), index, column, "closure", message, remedy)


def _coverage(coded: Coded) -> Iterator[Problem]:
    """Every respondent has all phases, and each is marked as what the segments say."""
    seen = anonymise.phases_seen(coded.segments, coded.codebook)
    wrong = partial(problem, table_path("coverage"))
    for index, line in enumerate(coded.coverage.itertuples()):
        state = anonymise.COVERED[(line.respondent, line.phase) in seen]
        if line.state != state:
            yield wrong(index, "state", "closure", _SEGMENTS_SAY, f"Write {state}")
    wrong = partial(problem, table_path("respondents"))
    complete = coded.coverage.groupby("respondent", observed=True)["phase"].nunique()
    for index, person in enumerate(coded.respondents["respondent"]):
        if complete.get(person, 0) != len(PHASES):
            message = "has not all phases in coverage.csv"
            remedy = "Add a row per phase: discussed or not_discussed"
            yield wrong(index, "respondent", "closure", message, remedy)


def counters(coded: Coded) -> list[Problem]:
    """Counters must count and nothing else: no place in a text, no number of the tool."""
    return [*_segment_counters(coded), *_unit_counters(coded), *_rounds(coded)]


def _segment_counters(coded: Coded) -> Iterator[Problem]:
    segments = coded.segments
    wrong = partial(problem, table_path("segments"))
    misnumbered = segments.index[segments["segment"] != segments.index + 1]
    if len(misnumbered):
        remedy = "Number the rows from 1; any other number may lead back to the tool"
        message = "is not the number of the row"
        yield wrong(misnumbered[0], "segment", "ordinal", message, remedy)
    places = segments.groupby("respondent", observed=True)["position"]
    extent = places.agg(["min", "max", "nunique"])
    gaps = extent[(extent["min"] != 1) | (extent["max"] != extent["nunique"])]
    if len(gaps):
        first = segments.index[segments["respondent"].isin(gaps.index)][0]
        message = f"does not count from 1 without a gap, for {len(gaps)} respondents"
        remedy = "Publish ranks only: a place in a text leads back to it"
        yield wrong(first, "position", "ordinal", message, remedy)


def _unit_counters(coded: Coded) -> Iterator[Problem]:
    wrong = partial(problem, table_path("double_coding"))
    units = coded.double_coding["unit"].drop_duplicates()
    if len(units) and (units.min() != 1 or units.max() != len(units)):
        remedy = "Number the passages at random from 1"
        yield wrong(0, "unit", "ordinal", "does not count from 1 without a gap", remedy)
    doubled = coded.double_coding.index[coded.double_coding.duplicated()]
    if len(doubled):
        yield wrong(doubled[0], None, "closure", "stands there twice", "Keep one of the rows")


def _rounds(coded: Coded) -> Iterator[Problem]:
    people = coded.respondents
    mixed = people["role_group"].map(ROUND_OF) != people["round"]
    told = "; ".join(f"round {number}: {role}" for number, role in GROUPS)
    remedy = f"As {paths.DATA.name}/{paths.STUDY.name} has them ({told})"
    for index in people.index[mixed]:
        file, message = table_path("respondents"), "does not go with the round"
        yield problem(file, index, "role_group", "group", message, remedy)

"""The recommendations: ours, each with the public ground it stands on and findings of the data.

How firm a recommendation is, is the best kind of its grounds, and never how many there are: the
public texts were found and not sampled.
"""

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.data import demonstrated, tables
from study.data.coded import PAIRS, PHASES
from study.data.problems import Problem, row
from study.findings import public_statements
from study.findings.support import LEANINGS, RELATIONS
from study.language import spoken, worded

RECOMMENDATIONS = "recommendations"
GROUNDS = "grounds"
AUDIENCES = ("college", "ambtenaren", "ketenpartners", "landelijk")

LAW, GUIDANCE, STATEMENT, THEORY = "law", "guidance", "statement", "theory"
KINDS = (LAW, GUIDANCE, STATEMENT, THEORY)
"""Kinds of ground, the firmest first: a law or agreement, official guidance or an evaluation, a
public statement, theory."""

UNGROUNDED = "none"
"""How firm a recommendation is that has no ground at all."""


def read(data: Path = paths.DATA) -> pd.DataFrame:
    """The recommendations that fit the codebook, the firmest first, then in its order.

    ``rests_on`` is a list of findings. Added are ``grounds``, a list of what `_grounds` and
    `_theory` give, the firmest first, and ``firmness``, the kind of the first of them, or
    ``UNGROUNDED`` where there is none.
    """
    codebook = tables.read("codebook", data)
    table, aside = _fitting(codebook, data)
    table["rests_on"] = [_split(cell) for cell in table["rests_on"]]
    given = _grounds(data, codebook, aside)
    table["grounds"] = [
        given.get(name, []) + _theory(findings, codebook)
        for name, findings in zip(table["recommendation"], table["rests_on"], strict=True)
    ]
    table["firmness"] = [
        grounds[0]["kind"] if grounds else UNGROUNDED for grounds in table["grounds"]
    ]
    ranks = (*KINDS, UNGROUNDED)
    order = [(ranks.index(row.firmness), _place(row, codebook)) for row in table.itertuples()]
    return table.iloc[sorted(range(len(table)), key=order.__getitem__)].reset_index(drop=True)


def are_there(data: Path = paths.DATA) -> bool:
    """Whether any recommendation fits the codebook: `read` is for who asks which."""
    return not _fitting(tables.read("codebook", data), data)[0].empty


def _fitting(codebook: pd.DataFrame, data: Path) -> tuple[pd.DataFrame, list[str]]:
    """The rows of the recommendations that fit the codebook, and those that are set aside."""
    table = tables.read_in_words(RECOMMENDATIONS, data)
    aside = set_aside(table, codebook)
    return table[~table["recommendation"].isin(aside)].reset_index(drop=True), aside


def _grounds(
    data: Path, codebook: pd.DataFrame, aside: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """Per recommendation its grounds in public texts, the firmest kind first.

    Each has ``kind``, ``source`` (keys in the bibliography), ``says`` (what the source says, in our
    own words), and for a statement ``statement`` (its id), ``speaker`` (a role) and ``year`` (None
    where it is not certain).
    """
    given = tables.read("statements", data)
    other = _of_another_codebook(given, codebook)
    statements = public_statements.agreed(given, codebook).set_index("id")
    found: dict[str, list[dict[str, Any]]] = {}
    for ground in tables.read_in_words(GROUNDS, data).itertuples():
        if ground.recommendation in aside or ground.statement in other:
            continue
        if ground.kind == STATEMENT:
            said = statements.loc[ground.statement]
            made = {
                "kind": STATEMENT,
                "statement": ground.statement,
                "source": [said["source"]],
                "says": said[worded("paraphrase")],
                "speaker": said[worded("speaker")],
                "year": None if pd.isna(said["year"]) else int(said["year"]),
            }
        else:
            made = {"kind": ground.kind, "source": [ground.source], "says": ground.says}
        found.setdefault(ground.recommendation, []).append(made)
    for grounds in found.values():
        grounds.sort(key=lambda ground: KINDS.index(ground["kind"]))
    return found


def _theory(findings: list[str], codebook: pd.DataFrame) -> list[dict[str, Any]]:
    """The works from which the codes behind these findings were taken, as one ground or none."""
    deductive = codebook[codebook["origin"] == "deductive"].set_index("code")
    codes = [code for name in findings for code in _codes_of(name) if code in deductive.index]
    keys = dict.fromkeys(key for code in codes for key in _split(deductive.loc[code, "source"]))
    return [{"kind": THEORY, "source": list(keys), "says": ""}] if keys else []


def _codes_of(finding: str) -> list[str]:
    phase, factor, _ = finding.split(".")
    return [f"{each}.{factor}" for each in PAIRS.get(phase, (phase,))]


def _place(recommendation: Any, codebook: pd.DataFrame) -> int:
    """Where the codebook has the first code it rests on, in its own phase where there is one."""
    codes = codebook["code"].tolist()
    rests_on = [code for name in recommendation.rests_on for code in _codes_of(name)]
    known = [code for code in rests_on if code in codes]
    own = [code for code in known if code.startswith(f"{recommendation.phase}.")]
    return codes.index((own or known)[0]) if known else len(codes)


def set_aside(table: pd.DataFrame, codebook: pd.DataFrame) -> list[str]:
    """The recommendations that came with the demonstration and do not fit this codebook.

    Those are meant for a phase, or rest on a code, that the demonstration has and this study has
    not. They are not in the book. What neither has is a slip of the pen, and `problems` says so.
    """
    coded = _coded(codebook)
    return [
        row.recommendation
        for row in table[["recommendation", "phase", "rests_on"]].itertuples()
        if _of_the_demonstration(row, coded)
    ]


def told_aside(data: Path = paths.DATA) -> list[str]:
    """A line on advice and statements that are set aside, if there are any."""
    codebook = tables.read("codebook", data)
    advice = tables.read(RECOMMENDATIONS, data)
    statements = tables.read("statements", data)
    fitting = public_statements.fitting(statements, codebook)
    counts = {
        "recommendations": (len(set_aside(advice, codebook)), len(advice)),
        "public statements": (len(statements) - len(fitting), len(statements)),
    }
    parts = [f"{n} of the {of} {what}" for what, (n, of) in counts.items() if n]
    if not parts:
        return []
    return [
        f"Set aside, because they rest on codes that this codebook has not: {' and '.join(parts)}."
        " The book is made without them."
    ]


def _coded(codebook: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(codebook["phase"], codebook["factor"], strict=True))


def _of_the_demonstration(row: Any, coded: set[tuple[str, str]]) -> bool:
    shipped = demonstrated.read()
    if row.phase in shipped.phases and row.phase not in PHASES:
        return True
    names = [name.split(".")[:2] for name in _split(row.rests_on) if name.count(".") == 2]
    return any(
        shipped.has(phase, factor) and not _is_coded(phase, factor, coded)
        for phase, factor in names
    )


def _is_coded(phase: str, factor: str, coded: set[tuple[str, str]]) -> bool:
    """Whether the codebook has a factor in a phase, or in one of a pair of phases."""
    return any((each, factor) in coded for each in PAIRS.get(phase, (phase,)))


def problems(file: str, table: pd.DataFrame, codebook: pd.DataFrame) -> list[Problem]:
    """Names in ``rests_on`` that are no finding on a factor of the codebook.

    ``table`` holds text, as in the file; ``codebook`` has columns phase and factor. What is
    `set_aside` is not held to this.
    """
    coded = _coded(codebook)
    found = []
    table = table[~table["recommendation"].isin(set_aside(table, codebook))]
    for index in table.index[~table["phase"].isin(PHASES)]:
        what, remedy = "is no phase of the study", f"Use one of: {', '.join(PHASES)}"
        found.append(Problem(file, row(index), "phase", what, remedy))
    for index, cell in table["rests_on"].items():
        names = _split(cell)
        if not names:
            found.append(_problem(file, index, "rests on nothing", "Name at least one finding"))
        for name in names:
            if wrong := _wrong(name, coded):
                found.append(_problem(file, index, f"{name!r} {wrong[0]}", wrong[1]))
    return found


def _wrong(name: str, coded: set[tuple[str, str]]) -> tuple[str, str] | None:
    """What is wrong with the name of a finding, and what to do about it."""
    parts = name.split(".")
    phases = (*PHASES, *PAIRS)
    if len(parts) != 3 or parts[0] not in phases:
        form = f"<{'|'.join(phases)}>.<factor>.<claim>"
        return "is no name of a finding", f"Write it as {form}"
    phase, factor, claim = parts
    if not _is_coded(phase, factor, coded):
        factors = sorted({known for each, known in coded if each in PAIRS.get(phase, (phase,))})
        similar = difflib.get_close_matches(factor, factors, n=2)
        return (
            f"names a factor that the codebook has not in {phase}",
            f"Did you mean {' or '.join(similar)}?"
            if similar
            else f"Use one of: {', '.join(factors)}",
        )
    claims = RELATIONS if phase in PAIRS else tuple(LEANINGS)
    if claim not in claims:
        return "claims something that is no finding", f"Write one of {', '.join(claims)}"
    return None


def ground_problems(
    file: str, grounds: pd.DataFrame, data: Path, codebook: pd.DataFrame
) -> list[Problem]:
    """Grounds without a source or statement of their own, or with one that may not be used.

    ``grounds`` holds text, as in its file; the tables of recommendations and of statements are
    read from ``data``. A statement counts as a ground only where both codings agree on it, and only
    for a recommendation on the phase and factor that they give it; where that compares two phases,
    on the one that the recommendation is meant for.
    """
    recommended, statements = (
        pd.read_csv(tables.path(name, data), dtype="string", encoding="utf-8")
        for name in (RECOMMENDATIONS, "statements")
    )
    aside = set_aside(recommended, codebook)
    grounds = grounds[~grounds["recommendation"].isin(aside)]
    rests_on = {
        row.recommendation: [
            code for finding in _split(row.rests_on) for code in _safe(finding, row.phase)
        ]
        for row in recommended.itertuples()
    }
    agreed = public_statements.agreed(statements.astype({"year": "Int64"}), codebook)
    grounds = grounds[~grounds["statement"].isin(_of_another_codebook(statements, codebook))]
    coded = dict(zip(agreed["id"], agreed["phase"] + "." + agreed["factor"], strict=True))
    found = []
    for ground in grounds.itertuples():
        if wrong := _wrong_ground(ground, rests_on.get(ground.recommendation, []), coded):
            found.append(Problem(file, row(ground.Index), *wrong))
    return found


def _of_another_codebook(statements: pd.DataFrame, codebook: pd.DataFrame) -> set[str]:
    """Statements that are set aside, and ground nothing here."""
    return set(statements["id"]) - set(public_statements.fitting(statements, codebook)["id"])


def _wrong_ground(
    ground: Any, codes: list[str], coded: dict[str, str]
) -> tuple[str, str, str] | None:
    """The column that is wrong, what is wrong with it, and what to do about it."""
    if ground.kind != STATEMENT:
        for column in ("source", spoken.written("says")):
            if pd.isna(getattr(ground, column)):
                return column, f"is empty for a ground of kind {ground.kind}", "Fill it in"
        if not pd.isna(ground.statement):
            return "statement", f"is filled in for a ground of kind {ground.kind}", "Leave it empty"
        return None
    for column in ("source", spoken.written("says")):
        if not pd.isna(getattr(ground, column)):
            remedy = "Leave it empty: it is taken from the table of statements"
            return column, "is filled in for a statement", remedy
    name = ground.statement
    if pd.isna(name):
        return "statement", "is empty", "Take an id from data/public/statements.csv"
    if name not in coded:
        return "statement", f"{name!r} is one on which both codings differ", "Take another"
    if codes and coded[name] not in codes:
        said, asked = coded[name], " and ".join(codes)
        return "statement", f"{name!r} is about {said}, and not about {asked}", "Take another"
    return None


def _safe(finding: str, phase: str) -> list[str]:
    """The codes of a finding; none if its name is wrong, which is said elsewhere.

    Of two phases that are compared, the one that the recommendation is meant for, if it is one.
    """
    codes = _codes_of(finding) if finding.count(".") == 2 else []
    own = [code for code in codes if code.startswith(f"{phase}.")]
    return own or codes


def _problem(file: str, index: int, what: str, remedy: str) -> Problem:
    return Problem(file, row(index), "rests_on", what, remedy)


def _split(cell: object) -> list[str]:
    return [] if pd.isna(cell) else [part.strip() for part in str(cell).split(";") if part.strip()]

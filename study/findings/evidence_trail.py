"""From recommendation to finding to factor to rows: what rests on what, and how firmly.

A finding is a claim about one factor that the data bear out or not. Nobody types it: it is computed
from the counts, so other data give other findings.
"""

import difflib
import itertools
from typing import Any

import numpy as np
import pandas as pd

from study import measures
from study.data.coded import (
    DIRECTIONS,
    MUNICIPAL_ROUND,
    PAIRS,
    PHASES,
    ROLES,
    Coded,
    place_among,
)
from study.data.counted import Counts
from study.findings import support
from study.language import dutch, sentence, worded
from study.language.phase_pairs import words_of
from study.measures.published import Published

FIRM_ONLY = ("carries", "stays_hindering", "turns")
"""Relations that are said to hold only where enough people say so; with fewer they seem to."""


class UnknownFinding(LookupError):
    """A recommendation rests on a finding that the codebook does not have."""


def trail(of: Published, recommendations: pd.DataFrame) -> dict[str, Any]:
    """All that links a recommendation to rows of the data, and back.

    ``recommendations`` is as `recommendations.read` gives it.

    Returns ``floor`` (respondents), ``table`` (the one whose rows the trail ends at), ``factors``
    (per factor its phases, with the words of the codebook, counts per group and numbers of rows of
    that table), ``findings`` (by name: ``<phase>.<factor>.<helps|hinders>`` or
    ``<pair>.<factor>.<relation>``, such as ``verhouding.steun.turns``) and ``recommendations``, all
    fit for JSON. ``n`` of a finding is how many say what it claims, and ``says`` the same per
    phase.

    Raises:
        UnknownFinding: a recommendation names a finding on a factor, phase or claim there is not.
    """
    counted = measures.counts(of.counts)
    enough = support.least(of)
    factors = _factors(of, counted)
    findings = _leanings(support.claims(counted, enough), factors, of.two_largest)
    for name, pair in PAIRS.items():
        findings |= _between(name, support.between(counted, enough, pair), factors)
    advice = []
    for row in recommendations.to_dict("records"):
        for name in row["rests_on"]:
            if name not in findings:
                raise UnknownFinding(_unknown(row["recommendation"], name, findings))
            findings[name]["recommendations"].append(row["recommendation"])
        ranks = [support.STATUSES.index(findings[name]["status"]) for name in row["rests_on"]]
        advice.append(
            {
                "id": row["recommendation"],
                **{key: row[key] for key in ("audience", "phase", "what", "why", "first_step")},
                **{key: row[key] for key in ("grounds", "firmness")},
                "findings": list(row["rests_on"]),
                "status": support.STATUSES[max(ranks, default=len(support.STATUSES) - 1)],
            }
        )
    return {
        "floor": enough,
        "table": "factor_counts" if of.rows is None else "segments",
        "factors": factors,
        "findings": findings,
        "recommendations": advice,
    }


def _unknown(recommendation: str, name: str, findings: dict[str, Any]) -> str:
    similar = difflib.get_close_matches(name, findings, n=3)
    hint = f" Did you mean {' or '.join(similar)}?" if similar else ""
    return (
        f"recommendation {recommendation!r} rests on {name!r}, which is no finding on a factor of"
        f" the codebook.{hint}"
    )


def _factors(of: Published, counted: pd.DataFrame) -> dict[str, Any]:
    codes = of.counts.codebook.set_index("code")
    numbers = _segments(of.rows) if of.rows is not None else _rows_of_counts(of.counts)
    groups_of: dict[str, dict[tuple[int, str], dict[str, Any]]] = {}
    for row in counted.to_dict("records"):
        groups_of.setdefault(row["code"], {})[row["round"], row["role_group"]] = row
    found: dict[str, Any] = {}
    for code, groups in groups_of.items():
        row = codes.loc[code]
        factor = found.setdefault(
            row["factor"],
            {
                "label": row[worded("label")],
                "stream": "" if pd.isna(row["stream"]) else row["stream"],
                "kind": row["kind"],
                "origin": _or(row["origin"], ""),
                "phases": {},
            },
        )
        together = _group(groups, MUNICIPAL_ROUND, measures.TOGETHER)
        factor["phases"][row["phase"]] = {
            "code": code,
            "definition": row[worded("definition")],
            "helps_reading": _or(row[worded("helps")], row[worded("label")]),
            "hinders_reading": _or(
                row[worded("hinders")], sentence("reading.hinders", label=row[worded("label")])
            ),
            "helps_meaning": _or(row[worded("meaning")], row[worded("definition")]),
            "hinders_meaning": _or(row[worded("against")], row[worded("definition")]),
            "question": _or(row[worded("question")], ""),
            "status": row["status"],
            **{key: together[key] for key in ("out_of", *measures.STATES, *measures.SAID)},
            "in_three": support.in_three_municipalities(together["named"], of.two_largest),
            "groups": [
                {
                    "round": int(number),
                    "role_group": role,
                    **_group(groups, number, role),
                    "rows": {
                        said: numbers.get((code, role, said), [])
                        for said in (*measures.SAID, "absent")
                    },
                }
                for number, role in groups
                if role != measures.TOGETHER
            ],
        }
    return found


def _or(words: Any, other: str) -> str:
    """The words of a cell that may be empty, or others in their place."""
    return other if pd.isna(words) else words


def _group(groups: dict[tuple[int, str], dict[str, Any]], number: int, role: str) -> dict[str, int]:
    row = groups.get((number, role), {})
    keys = ("out_of", "asked", *measures.STATES, *measures.SAID)
    return {key: int(row.get(key, 0)) for key in keys}


def _segments(coded: Coded) -> dict[tuple[str, str, str], list[int]]:
    """Numbers of the segments, by code, role group and direction."""
    segments, codes, people = coded.segments, coded.codebook["code"], coded.respondents
    role_of = place_among(people["role_group"], ROLES)
    role = role_of[place_among(segments["respondent"], people["respondent"])]
    code = place_among(segments["code"], codes)
    direction = place_among(segments["direction"], DIRECTIONS)
    key = (code * len(ROLES) + role) * len(DIRECTIONS) + direction
    kinds = len(codes) * len(ROLES) * len(DIRECTIONS)
    order = np.lexsort((segments["segment"], key.astype(np.min_scalar_type(kinds))))
    ends = np.cumsum(np.bincount(key, minlength=kinds))[:-1]
    numbers = np.split(segments["segment"].to_numpy()[order], ends)
    names = itertools.product(codes, ROLES, DIRECTIONS)
    return {name: part.tolist() for name, part in zip(names, numbers, strict=True)}


def _rows_of_counts(counts: Counts) -> dict[tuple[str, str, str], list[int]]:
    """Numbers of the rows of ``factor_counts`` in which somebody says so; the header is row 1."""
    return {
        (row["code"], row["role_group"], said): [number] if row[said] else []
        for number, row in enumerate(counts.factor_counts.to_dict("records"), start=2)
        for said in (*measures.SAID, "absent")
    }


def _leanings(claimed: pd.DataFrame, factors: dict[str, Any], two_largest: int) -> dict[str, Any]:
    found = {}
    for row in claimed.to_dict("records"):
        phase, claim, n, out_of = row["phase"], row["claim"], int(row["n"]), int(row["out_of"])
        found[f"{phase}.{row['factor']}.{claim}"] = {
            "factor": row["factor"],
            "phase": phase,
            "claim": claim,
            "n": n,
            "says": {phase: n},
            "out_of": out_of,
            "status": row["status"],
            "in_three": support.in_three_municipalities(n, two_largest),
            "text": sentence(
                f"finding.{claim}",
                who=dutch.capital(dutch.n_of(n, out_of)),
                say=dutch.verb(n, "say"),
                reading=factors[row["factor"]]["phases"][phase][f"{claim}_reading"],
                phase=phase,
            ),
            "recommendations": [],
        }
    return found


def _between(name: str, relations: pd.DataFrame, factors: dict[str, Any]) -> dict[str, Any]:
    found = {}
    pair = PAIRS[name]
    for row in relations.to_dict("records"):
        phases = factors[row["factor"]]["phases"]
        out_of = max(phases[phase]["out_of"] for phase in pair if phase in phases)
        for relation in support.RELATIONS:
            n = int(row[relation])
            says = {phase: int(row[column]) for phase, column in support.says(relation, row, pair)}
            found[f"{name}.{row['factor']}.{relation}"] = {
                "factor": row["factor"],
                "phase": name,
                "claim": relation,
                "n": n,
                "says": says if n else {},
                "out_of": out_of,
                "status": row[f"{relation}_status"],
                # Of a finding on both phases it is not counted who says it of both.
                "in_three": False,
                "text": relation_text(row, relation, says if n else {}, pair),
                "recommendations": [],
            }
    return found


def relation_text(
    row: dict[str, Any], relation: str, says: dict[str, int], pair: tuple[str, str]
) -> str:
    """What is claimed of a factor in two phases, with how many say so in each; or that it is not.

    ``row`` is one of `support.between`; ``says`` is empty where the claim does not hold.
    """
    words = words_of(pair, len(PHASES))
    if row["only_coded"]:
        only = words["only_earlier" if row["only_coded"] == pair[0] else "only_later"]
        return sentence("relation.only_coded", factor=row["label"], only_coded=only)
    if not says:
        return sentence(f"relation.not_{relation}", factor=row["label"], **words)
    tentative = relation in FIRM_ONLY and row[f"{relation}_status"] == support.TENTATIVE
    key = f"relation.{relation}_tentative" if tentative else f"relation.{relation}"
    claim = sentence(key, factor=row["label"], **words)
    numbers = sorted(says.values())
    said = [
        sentence("relation.said", phase=phase, n=dutch.in_words(n)) for phase, n in says.items()
    ]
    if len(said) > 1 and numbers[0] == numbers[-1]:
        said = [sentence("relation.said_alike", n=dutch.in_words(numbers[0]))]
    return sentence("relation.somebody", claim=claim, said=dutch.enumerate_words(said))

"""From recommendation to finding to factor to rows: what rests on what, and how firmly.

A finding is a claim about one factor that the data bear out or not. Nobody types it: it is computed
from the counts, so other data give other findings.
"""

import difflib
import itertools
import math
from typing import Any

import numpy as np
import pandas as pd

from study import measures
from study.data.coded import (
    DIRECTIONS,
    MUNICIPAL_ROUND,
    NATIONAL,
    NATIONAL_ROUND,
    PHASES,
    ROLES,
    Coded,
    place_among,
)
from study.data.counted import Counts
from study.findings.voice import Voice
from study.language import dutch, sentence
from study.measures.published import Published

FLOOR_SHARE = 0.25
FLOOR_RESPONDENTS = 3
"""A finding that fewer people bear out, or a smaller share of them, is tentative."""

SUPPORTED, TENTATIVE, NONE = "supported", "tentative", "none"
STATUSES = (SUPPORTED, TENTATIVE, NONE)
BETWEEN = "verhouding"
LEANINGS = {"helps": "hinders", "hinders": "helps"}
RELATIONS = ("carries", "stays_hindering", "turns", "new", "ends")


class UnknownFinding(LookupError):
    """A recommendation rests on a finding that the codebook does not have."""


def floor(out_of: int, two_largest: int) -> int:
    """How many of ``out_of`` respondents must say something before it counts as supported.

    More than the two largest municipalities have together, so that it comes from at least three;
    and at least a quarter.
    """
    return max(FLOOR_RESPONDENTS, two_largest + 1, math.ceil(FLOOR_SHARE * out_of))


def trail(of: Published, recommendations: pd.DataFrame, voice: Voice) -> dict[str, Any]:
    """All that links a recommendation to rows of the data, and back.

    ``recommendations`` has columns recommendation, audience, phase, what, why, rests_on (list),
    first_step and source (list); ``voice`` says how sentences speak of the interviews.

    Returns ``floor`` (respondents), ``table`` (the one whose rows the trail ends at), ``factors``
    (per factor its phases, counts per group and numbers of rows of that table), ``findings`` (by
    name: ``<phase>.<factor>.<helps|hinders>`` or ``verhouding.<factor>.<relation>``) and
    ``recommendations``, all fit for JSON.

    Raises:
        UnknownFinding: a recommendation names a finding on a factor, phase or claim there is not.
    """
    counted = measures.counts(of.counts)
    everyone = measures.of_municipalities(counted)
    size = int(everyone["out_of"].max()) if len(everyone) else 0
    least = floor(size, of.two_largest)
    factors = _factors(of, counted)
    findings = _leanings(factors, least, voice)
    findings |= _between(measures.relation(counted), factors, least, voice)
    for finding in findings.values():
        # Of a finding on both phases it is not counted who says it of both.
        said_by_all = finding["phase"] != BETWEEN
        finding["in_three"] = said_by_all and in_three_municipalities(finding["n"], of.two_largest)
    advice = []
    for row in recommendations.to_dict("records"):
        for name in row["rests_on"]:
            if name not in findings:
                raise UnknownFinding(_unknown(row["recommendation"], name, findings))
            findings[name]["recommendations"].append(row["recommendation"])
        ranks = [STATUSES.index(findings[name]["status"]) for name in row["rests_on"]]
        advice.append(
            {
                "id": row["recommendation"],
                **{key: row[key] for key in ("audience", "phase", "what", "why", "first_step")},
                "source": list(row["source"]),
                "findings": list(row["rests_on"]),
                "status": STATUSES[max(ranks, default=len(STATUSES) - 1)],
            }
        )
    return {
        "floor": least,
        "table": "factor_counts" if of.rows is None else "segments",
        "factors": factors,
        "findings": findings,
        "recommendations": advice,
    }


def in_three_municipalities(n: int, two_largest: int) -> bool:
    """Whether ``n`` respondents of municipalities come from at least three, by counting alone."""
    return n > two_largest > 0


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
                "label": row["label_nl"],
                "stream": "" if pd.isna(row["stream"]) else row["stream"],
                "kind": row["kind"],
                "origin": row["origin"],
                "phases": {},
            },
        )
        together = _group(groups, MUNICIPAL_ROUND, measures.TOGETHER)
        national = _group(groups, NATIONAL_ROUND, NATIONAL)
        factor["phases"][row["phase"]] = {
            "code": code,
            "definition": row["definition_nl"],
            "status": row["status"],
            **{key: together[key] for key in ("named", "absent", "out_of", *measures.SAID)},
            "in_three": in_three_municipalities(together["named"], of.two_largest),
            "national": national["named"],
            "national_out_of": national["out_of"],
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


def _leanings(factors: dict[str, Any], least: int, voice: Voice) -> dict[str, Any]:
    found = {}
    for name, factor in factors.items():
        for phase, here in factor["phases"].items():
            for claim, opposite in LEANINGS.items():
                n, against = here[claim], here[opposite]
                status = _status(n > against, [n], least)
                found[f"{phase}.{name}.{claim}"] = {
                    "factor": name,
                    "phase": phase,
                    "claim": claim,
                    "n": n,
                    "against": against,
                    "out_of": here["out_of"],
                    "status": status,
                    "text": leaning_text(voice, factor["label"], phase, claim, here),
                    "recommendations": [],
                }
    return found


def leaning_text(voice: Voice, label: str, phase: str, claim: str, here: dict[str, Any]) -> str:
    """How many say that a factor helps (or hinders) in a phase, and how many the opposite."""
    n, against, out_of = here[claim], here[LEANINGS[claim]], here["out_of"]
    nobody = sentence("finding.nobody")
    return voice.say(
        f"finding.{claim}",
        who=dutch.n_of(n, out_of),
        say=dutch.verb(n, "say"),
        against=dutch.n_of(against, out_of) if against else nobody,
        say_against=dutch.verb(against, "say"),
        factor=label,
        phase=phase,
    )


def _between(
    relations: pd.DataFrame, factors: dict[str, Any], least: int, voice: Voice
) -> dict[str, Any]:
    found = {}
    for row in relations.to_dict("records"):
        phases = factors[row["factor"]]["phases"]
        here = [phase for phase in PHASES if row[phase]]
        n = min((row[phase] for phase in here), default=0)
        out_of = max(phase["out_of"] for phase in phases.values())
        for relation in RELATIONS:
            # A factor that the codebook has in one phase only was not looked for in the other.
            holds = row["relation"] == relation and not row["only_coded"]
            found[f"{BETWEEN}.{row['factor']}.{relation}"] = {
                "factor": row["factor"],
                "phase": BETWEEN,
                "claim": relation,
                "n": n if holds else 0,
                "against": 0 if holds else n,
                "out_of": out_of,
                "status": _status(holds, [n], least),
                "text": relation_text(voice, row),
                "recommendations": [],
            }
    return found


def relation_text(voice: Voice, row: dict[str, Any]) -> str:
    """What a row of `measures.relation` says, in a sentence."""
    key = row["relation"]
    if row["only_coded"] and key != "silent":
        key = f"only_{row['only_coded']}"
    return voice.say(f"relation.{key}", factor=row["label"])


def _status(holds: bool, support: list[int], least: int) -> str:
    if not holds or not all(support):
        return NONE
    return SUPPORTED if min(support) >= least else TENTATIVE

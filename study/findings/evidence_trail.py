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
from study.findings.voice import Voice
from study.language import dutch, sentence

FLOOR_SHARE = 0.25
FLOOR_RESPONDENTS = 3
FLOOR_MUNICIPALITIES = 3
"""A finding that fewer people, or people in fewer municipalities, bear out is tentative."""

SUPPORTED, TENTATIVE, NONE = "supported", "tentative", "none"
STATUSES = (SUPPORTED, TENTATIVE, NONE)
BETWEEN = "verhouding"
LEANINGS = {"helps": "hinders", "hinders": "helps"}
RELATIONS = ("carries", "stays_hindering", "turns", "new", "ends")


class UnknownFinding(LookupError):
    """A recommendation rests on a finding that the codebook does not have."""


def floor(out_of: int) -> dict[str, int]:
    """The floor of support in a group of that size: respondents and municipalities."""
    share = math.ceil(FLOOR_SHARE * out_of)
    return {
        "respondents": max(FLOOR_RESPONDENTS, share),
        "municipalities": FLOOR_MUNICIPALITIES,
    }


def trail(
    coded: Coded, counted: pd.DataFrame, recommendations: pd.DataFrame, voice: Voice
) -> dict[str, Any]:
    """All that links a recommendation to rows of the data, and back.

    ``counted`` is `measures.counts` of the same data; ``recommendations`` has columns
    recommendation, audience, phase, what, why, rests_on (list), first_step and source (list);
    ``voice`` says how sentences speak of the interviews.

    Returns ``floor``, ``factors`` (per factor its phases, counts per group and numbers of the
    segments' rows), ``findings`` (by name: ``<phase>.<factor>.<helps|hinders>`` or
    ``verhouding.<factor>.<relation>``) and ``recommendations``, all fit for JSON.

    Raises:
        UnknownFinding: a recommendation names a finding on a factor, phase or claim there is not.
    """
    everyone = measures.of_municipalities(counted)
    size = int(everyone["out_of"].max()) if len(everyone) else 0
    limits = floor(size)
    factors = _factors(coded, counted)
    findings = _leanings(factors, limits, voice)
    findings |= _between(measures.relation(counted), factors, limits, voice)
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
    return {"floor": limits, "factors": factors, "findings": findings, "recommendations": advice}


def _unknown(recommendation: str, name: str, findings: dict[str, Any]) -> str:
    similar = difflib.get_close_matches(name, findings, n=3)
    hint = f" Did you mean {' or '.join(similar)}?" if similar else ""
    return (
        f"recommendation {recommendation!r} rests on {name!r}, which is no finding on a factor of"
        f" the codebook.{hint}"
    )


def _factors(coded: Coded, counted: pd.DataFrame) -> dict[str, Any]:
    codes = coded.codebook.set_index("code")
    numbers = _segments(coded)
    places = coded.municipality_counts.set_index(["factor", "phase"])
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
        place = (row["factor"], row["phase"])
        municipalities = places.loc[place] if place in places.index else None
        factor["phases"][row["phase"]] = {
            "code": code,
            "definition": row["definition_nl"],
            "status": row["status"],
            **{key: together[key] for key in ("named", "absent", "out_of", *measures.SAID)},
            "national": national["named"],
            "national_out_of": national["out_of"],
            "municipalities": _or_none(municipalities, "municipalities"),
            "municipalities_out_of": _or_none(municipalities, "out_of"),
            "groups": [
                {
                    "round": int(number),
                    "role_group": role,
                    **_group(groups, number, role),
                    "segments": {
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


def _or_none(row: pd.Series | None, column: str) -> int | None:
    return None if row is None or pd.isna(row[column]) else int(row[column])


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


def _leanings(factors: dict[str, Any], limits: dict[str, int], voice: Voice) -> dict[str, Any]:
    found = {}
    for name, factor in factors.items():
        for phase, here in factor["phases"].items():
            for claim, opposite in LEANINGS.items():
                n, against = here[claim], here[opposite]
                status = _status(n > against, [n], [here["municipalities"]], limits)
                found[f"{phase}.{name}.{claim}"] = {
                    "factor": name,
                    "phase": phase,
                    "claim": claim,
                    "n": n,
                    "against": against,
                    "out_of": here["out_of"],
                    "municipalities": here["municipalities"],
                    "municipalities_out_of": here["municipalities_out_of"],
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
    relations: pd.DataFrame, factors: dict[str, Any], limits: dict[str, int], voice: Voice
) -> dict[str, Any]:
    found = {}
    for row in relations.to_dict("records"):
        phases = factors[row["factor"]]["phases"]
        here = [phase for phase in PHASES if row[phase]]
        n = min((row[phase] for phase in here), default=0)
        places = [phases[phase]["municipalities"] for phase in here]
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
                "municipalities": None,
                "municipalities_out_of": None,
                "status": _status(holds, [n], places, limits),
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


def _status(
    holds: bool, support: list[int], places: list[int | None], limits: dict[str, int]
) -> str:
    if not holds or not all(support):
        return NONE
    enough = min(support) >= limits["respondents"] and all(
        place is not None and place >= limits["municipalities"] for place in places
    )
    return SUPPORTED if enough else TENTATIVE

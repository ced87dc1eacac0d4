"""What needs a test, or many orders of interviews."""

import math
import random
from functools import cache
from itertools import combinations

from tests.support.sceptic.evidence import Evidence

BASE, RUN, THRESHOLD = 4, 2, 0.05
"""Guest, Namey and Chen (2020): four interviews as a base, runs of two, at most five percent new."""
ORDERS = 4000
KNOWN = 3
"""Things that somebody is taken to know of a respondent."""


@cache
def meets_threshold(evidence: Evidence, group: str) -> float | None:
    """In which share of orders a run brings at most so much; nothing of groups without a run."""
    if not evidence.has("segments") or evidence.size(group) < BASE + RUN:
        return None
    by_person = evidence.codes_by_person(group)
    people, draw, met = sorted(by_person), random.Random(1), 0
    for _ in range(ORDERS):
        draw.shuffle(people)
        seen = set().union(*(by_person[p] for p in people[:BASE]))
        base = len(seen)
        for start in range(BASE, len(people) - RUN + 1):
            new = set().union(*(by_person[p] for p in people[start : start + RUN]))
            before = set().union(*(by_person[p] for p in people[:start]))
            if base and len(new - before) / base <= THRESHOLD:
                met += 1
                break
    return met / ORDERS


def paired(evidence: Evidence, pair: tuple[str, str]) -> dict[str, float]:
    """McNemar's exact test between two phases per factor, after Holm."""
    raw = {}
    for factor in evidence.shared(pair):
        both = evidence.named_in_both(factor, pair)
        if both is None:
            continue
        first, last = (evidence.count("named", phase, factor) - both for phase in pair)
        trials, fewer = first + last, min(first, last)
        tail = sum(math.comb(trials, k) for k in range(fewer + 1)) / 2**trials
        raw[factor] = min(1.0, 2 * tail)
    adjusted, most = {}, 0.0
    for rank, factor in enumerate(sorted(raw, key=raw.get)):
        most = max(most, min(1.0, raw[factor] * (len(raw) - rank)))
        adjusted[factor] = most
    return adjusted


def recognised(evidence: Evidence, known: int, knows: str, of: str = "municipal") -> float:
    """How often so many things that somebody named, and the role, leave one row."""
    hits = tries = 0.0
    for group in evidence.members(of):
        named = evidence.named_by_person(group, knows)
        for person, codes in named.items():
            sets = list(combinations(sorted(codes), known))
            if not sets:
                continue
            alone = sum(
                not any(set(chosen) <= others for other, others in named.items() if other != person)
                for chosen in sets
            )
            hits += alone / len(sets)
            tries += 1
    return hits / tries if tries else math.nan

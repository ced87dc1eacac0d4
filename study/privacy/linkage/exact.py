"""All divisions weighed, without going through them: a programme over sets of people."""

from collections.abc import Iterator
from math import comb, prod

import numpy as np

from study.privacy.linkage.model import Evidence

MOST_PEOPLE = 22
MOST_STEPS = 2**27
"""About two seconds, for instance twenty people in ten pairs. Above this, divisions are sampled."""


def possible(composed: np.ndarray) -> bool:
    """Whether `posterior` can be computed in seconds for this composition."""
    if composed.sum() > MOST_PEOPLE:
        return False
    number = composed.sum(axis=0).tolist()
    steps = 0
    for _, _, others in _kinds(composed):
        placed = [0] * len(number)
        for block in others.tolist():
            sets = prod(map(comb, number, placed))
            placed = [a + b for a, b in zip(placed, block, strict=True)]
            steps += sets * prod(map(comb, number, block))
    return steps <= MOST_STEPS


def posterior(
    evidence: Evidence, composed: np.ndarray, role: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For any two people, what a division drawn from the posterior does with them.

    Returns two matrices of people x people, as `model.by_chance` does of roles: the chance that
    they are colleagues; and that, asked for a colleague of the first, it gives the second.
    All divisions with this composition are equally likely beforehand. For each kind of
    municipality, one of that kind is kept to the last. The others are filled one after the other:
    for each set of people, the sum over all ways in which they fill the first municipalities
    follows from the sums for smaller sets. Sets of people are bits of a number.
    """
    count = len(role)
    number_of, place = _roles_in(role, composed.shape[1])
    together = np.zeros((count, count))
    given = np.zeros((count, count))
    for kind, repeated, others in _kinds(composed):
        if kind.sum() == 1:
            continue
        logs = np.full(1 << count, -np.inf)
        logs[0] = 0.0
        filled = np.zeros_like(kind)
        for block in others:
            sets = np.flatnonzero(number_of == filled @ place)
            blocks = np.flatnonzero(number_of == block @ place)
            _fill(logs, sets, blocks, evidence.of_members(_members(blocks, count)))
            filled = filled + block
        last = np.flatnonzero(number_of == kind @ place)
        members = _members(last, count)
        weight = evidence.of_members(members) + logs[(1 << count) - 1 - last]
        chance = np.exp(weight - weight.max())
        chance *= repeated / chance.sum()
        pairs = members.T @ (members * chance[:, None])
        together += pairs
        given += pairs / (kind.sum() - 1)
    apart = 1 - np.eye(count)
    return together * apart, given * apart


def likeliest(evidence: Evidence, composed: np.ndarray, role: np.ndarray) -> np.ndarray:
    """The likeliest division: of each person the place of their municipality in ``composed``.

    Which of equally likely ones it is depends on the order of the people.
    """
    count = len(role)
    number_of, place = _roles_in(role, composed.shape[1])
    logs = np.full(1 << count, -np.inf)
    logs[0] = 0.0
    filled_last = np.zeros(1 << count, dtype=np.int64)
    filled = np.zeros_like(composed[0])
    for block in composed:
        sets = np.flatnonzero(number_of == filled @ place)
        blocks = np.flatnonzero(number_of == block @ place)
        weights = evidence.of_members(_members(blocks, count))
        for before, added, which in _beside(sets, blocks):
            union = before | added
            log = logs[before] + weights[which]
            filled_last[union] = np.where(log > logs[union], added, filled_last[union])
            logs[union] = np.maximum(logs[union], log)
        filled = filled + block
    division = np.zeros(count, dtype=np.int64)
    left = (1 << count) - 1
    for number in reversed(range(len(composed))):
        own = filled_last[left]
        division[_members(own[None], count)[0] == 1] = number
        left ^= own
    return division


def _roles_in(role: np.ndarray, roles: int) -> tuple[np.ndarray, np.ndarray]:
    """For each set how many of each role it has, as one number, and what one of a role counts."""
    count = len(role)
    number_of = np.zeros(1 << count, dtype=np.int64)
    every = np.arange(1 << count, dtype=np.int64)
    for code in range(roles):
        own = sum(1 << int(person) for person in np.flatnonzero(role == code))
        number_of = number_of * (count + 1) + np.bitwise_count(every & own)
    return number_of, (count + 1) ** np.arange(roles)[::-1]


def _kinds(composed: np.ndarray) -> list[tuple[np.ndarray, int, np.ndarray]]:
    """Each kind of municipality, how many there are, and all municipalities but one of them."""
    kinds, first, repeated = np.unique(composed, axis=0, return_index=True, return_counts=True)
    return [
        (kind, int(number), np.delete(composed, index, axis=0))
        for kind, index, number in zip(kinds, first, repeated, strict=True)
    ]


def _members(sets: np.ndarray, count: int) -> np.ndarray:
    """Sets x people: 1 where the person is in the set."""
    return (sets[:, None] >> np.arange(count)) & 1


def _fill(logs: np.ndarray, sets: np.ndarray, blocks: np.ndarray, weights: np.ndarray) -> None:
    """Add to ``logs`` all ways to fill one municipality more: a set and a block outside it."""
    for before, added, which in _beside(sets, blocks):
        union = before | added
        logs[union] = np.logaddexp(logs[union], logs[before] + weights[which])


def _beside(
    sets: np.ndarray, blocks: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """All pairs of a set and a block outside it: sets, blocks, and the places of these blocks.

    Different sets with the same block give different unions, and so do different blocks with the
    same set, so that either can be done at once; of those that come together no union is another.
    """
    if len(blocks) <= len(sets):
        for number, block in enumerate(blocks):
            yield sets[sets & block == 0], block, np.asarray(number)
    else:
        for before in sets:
            which = np.flatnonzero(blocks & before == 0)
            yield before, blocks[which], which

"""The posterior over divisions that are too many to sum over: Metropolis sampling.

Metropolis, Rosenbluth, Rosenbluth, Teller and Teller (1953). Several starts are walked from, each
by many walkers at once, and the true division is one of them: where a walk is too short to forget
its start, the starts disagree, and the answer is not to be trusted.
"""

import time
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from study.privacy.linkage.model import Evidence

MOST_PEOPLE = 2000
MOST_TOGETHER = 250
"""People in all, and in one municipality: some minutes and a gigabyte. More are not tried."""
STARTS = 4
"""Divisions that are walked from: the true one, and others drawn at random."""
WALKERS = 64
"""Walkers from each start."""
SWEEPS = 240
"""Steps of each walker, per person."""
FORGOTTEN = 60
"""The first of these, which are not counted."""
LOOKS = 8
"""How often a walker is looked at per sweep."""
SEED = 20190322


@dataclass(frozen=True)
class Sampled:
    """What the walks found: people right on average from each start, highest of the true pairs.

    ``finished`` is False where the time was over before the last step; the rest is then of the
    steps that were made.
    """

    right: np.ndarray
    highest_pair: float
    finished: bool

    @property
    def apart(self) -> float:
        """How many people right the starts differ by."""
        return float(np.ptp(self.right))


def possible(composed: np.ndarray) -> bool:
    """Whether `posterior` can be sampled in minutes for this composition."""
    return bool(composed.sum() <= MOST_PEOPLE and composed.sum(axis=1).max() <= MOST_TOGETHER)


def proposals(
    random: np.random.Generator, role: np.ndarray, shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Two people to change places, of the same role, so that each municipality keeps its roles.

    The first is anyone, the second anyone of the same role, so that any two people are proposed
    as often in one order as in the other, whatever the division: the proposal is symmetric. The
    two may be one person or colleagues, and then nothing changes.
    """
    by_role = np.argsort(role, kind="stable")
    number = np.bincount(role)
    before = np.cumsum(number) - number
    first = random.integers(len(role), size=shape)
    of_role = role[first]
    return first, by_role[before[of_role] + random.integers(number[of_role])]


def posterior(evidence: Evidence, truth: np.ndarray, role: np.ndarray, seconds: float) -> Sampled:
    """People right in a division drawn from the posterior, estimated from each start.

    ``truth`` is the true division: it is the first start, and what is right. All divisions with
    its composition are equally likely beforehand. ``seconds`` bounds the time; all else, the
    random numbers too, depends on the arguments alone.
    """
    random = np.random.Generator(np.random.PCG64(SEED))
    starts = np.array([truth, *(_shuffled(random, truth, role) for _ in range(STARTS - 1))])
    walk = Walk(evidence, np.repeat(starts, WALKERS, axis=0), role, random)
    one, other = np.nonzero(np.triu(truth[:, None] == truth[None, :], k=1))
    sizes = np.bincount(truth)
    # Colleagues in a division are right for both of them.
    weight = 2 / np.maximum(sizes - 1, 1)
    right = np.zeros(len(walk.division))
    together = np.zeros(len(one))
    looks = 0
    end = time.monotonic() + seconds
    steps = -(-len(truth) // LOOKS)
    walk.go(steps * LOOKS * FORGOTTEN, end)
    for _ in range(LOOKS * (SWEEPS - FORGOTTEN)):
        if time.monotonic() > end:
            break
        walk.go(steps, end)
        at = walk.division[:, one]
        same = at == walk.division[:, other]
        right += (weight[at] * same).sum(axis=1)
        together += same.sum(axis=0)
        looks += 1
    of_start = right.reshape(STARTS, WALKERS).mean(axis=1) / max(looks, 1)
    highest = together.max(initial=0) / max(looks * len(walk.division), 1)
    return Sampled(of_start, float(highest), looks == LOOKS * (SWEEPS - FORGOTTEN))


def likeliest(evidence: Evidence, truth: np.ndarray, role: np.ndarray) -> np.ndarray:
    """The likeliest division found by walkers that only go up, from divisions drawn at random.

    ``truth`` gives the composition and nothing else.
    """
    random = np.random.Generator(np.random.PCG64(SEED))
    starts = [_shuffled(random, truth, role) for _ in range(STARTS * WALKERS)]
    walk = Walk(evidence, np.array(starts), role, random, climbs=True)
    walk.go(SWEEPS * len(truth), np.inf)
    return walk.division[walk.logs.sum(axis=1).argmax()]


def _shuffled(random: np.random.Generator, division: np.ndarray, role: np.ndarray) -> np.ndarray:
    """The division with the people of each role in any order."""
    shuffled = division.copy()
    for code in range(role.max() + 1):
        own = np.flatnonzero(role == code)
        shuffled[own] = division[random.permutation(own)]
    return shuffled


class Walk:
    """Walkers over divisions, all one step at a time: two people of one role change places.

    ``division`` is walkers x people and ``logs`` walkers x municipalities, the log likelihood
    ratio of each. A walker takes a step with chance min(1, likelihood after / before); one that
    climbs takes it only if the likelihood goes up.
    """

    AT_ONCE = 256
    """Steps for which random numbers are drawn together."""

    def __init__(
        self,
        evidence: Evidence,
        division: np.ndarray,
        role: np.ndarray,
        random: np.random.Generator,
        climbs: bool = False,
    ) -> None:
        self.evidence, self.role, self.random, self.climbs = evidence, role, random, climbs
        self.division = division.copy()
        walkers, people = division.shape
        each = np.arange(walkers)
        shape = (walkers, division.max() + 1, evidence.rows.shape[1])
        self.sums = np.zeros(shape, dtype=np.int64) + evidence.columns
        for person in range(people):
            self.sums[each, division[:, person]] += evidence.rows[person]
        self.logs = evidence.of_sums(self.sums)

    def go(self, steps: int, end: float) -> None:
        """Make so many steps, or as many as fit before ``end`` on the monotonic clock."""
        while steps > 0 and time.monotonic() < end:
            batch = min(steps, self.AT_ONCE)
            steps -= batch
            shape = (batch, len(self.division))
            first, second = proposals(self.random, self.role, shape)
            least = np.zeros(shape) if self.climbs else np.log1p(-self.random.random(shape))
            moved = False
            for one, other, limit in zip(first, second, least, strict=True):
                moved |= self._step(one, other, limit)
            if self.climbs and not moved and self._at_their_tops():
                return

    def _at_their_tops(self) -> bool:
        """Whether nobody can go up any more; not looked at where that takes longer than walking."""
        one, other = np.nonzero(np.triu(self.role[:, None] == self.role[None, :], k=1))
        everybody = np.ones(len(self.division), dtype=int)
        return len(one) <= self.AT_ONCE and not any(
            (self._exchanged(a * everybody, b * everybody).gain > 0).any()
            for a, b in zip(one, other, strict=True)
        )

    def _step(self, one: np.ndarray, other: np.ndarray, least: np.ndarray) -> bool:
        """Exchange two people in each division where that gains more than ``least``, if in any."""
        after = self._exchanged(one, other)
        taken = np.flatnonzero(after.gain > least)
        here, there = after.here[taken], after.there[taken]
        self.division[taken, one[taken]] = there
        self.division[taken, other[taken]] = here
        self.sums[taken, here] = after.sums_here[taken]
        self.sums[taken, there] = after.sums_there[taken]
        self.logs[taken, here] = after.logs_here[taken]
        self.logs[taken, there] = after.logs_there[taken]
        return bool(len(taken))

    def _exchanged(self, one: np.ndarray, other: np.ndarray) -> "_Exchange":
        """What it would be in each division to exchange two people there."""
        each = np.arange(len(self.division))
        here, there = self.division[each, one], self.division[each, other]
        change = self.evidence.rows[other] - self.evidence.rows[one]
        sums_here = self.sums[each, here] + change
        sums_there = self.sums[each, there] - change
        logs_here = self.evidence.of_sums(sums_here)
        logs_there = self.evidence.of_sums(sums_there)
        gain = logs_here + logs_there - self.logs[each, here] - self.logs[each, there]
        # Colleagues, or one person twice: nothing to exchange.
        gain[here == there] = -np.inf
        return _Exchange(here, there, sums_here, sums_there, logs_here, logs_there, gain)


class _Exchange(NamedTuple):
    """Municipalities of two people, and their sums and logs after these changed places."""

    here: np.ndarray
    there: np.ndarray
    sums_here: np.ndarray
    sums_there: np.ndarray
    logs_here: np.ndarray
    logs_there: np.ndarray
    gain: np.ndarray

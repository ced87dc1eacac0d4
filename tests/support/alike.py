"""Studies in which colleagues talk as alike as was planted, to try the attack on."""

from collections.abc import Sequence

import numpy as np


def study(
    random: np.random.Generator, shares: np.ndarray, sizes: Sequence[int], likeness: float
) -> tuple[np.ndarray, np.ndarray]:
    """Answers (people x questions, 0 or 1) and the municipality of each person.

    ``shares`` is the chance of yes per question, ``sizes`` the people of each municipality.
    """
    municipality = np.repeat(np.arange(len(sizes)), sizes)
    shared = random.random((len(sizes), len(shares))) < shares
    own = random.random((len(municipality), len(shares))) < shares
    return _taken(random, shared[municipality], own, likeness).astype(np.int8), municipality


def directions(
    random: np.random.Generator,
    said: np.ndarray,
    municipality: np.ndarray,
    shares: np.ndarray,
    likeness: float,
) -> np.ndarray:
    """A direction, numbered from 0, for each answer; -1 where the code was not said.

    ``shares`` is codes x directions: each row sums to 1.
    """
    until = shares.cumsum(axis=1)
    drawn = random.random((municipality.max() + 1, said.shape[1]))
    own = random.random(said.shape)
    value = _taken(random, drawn[municipality], own, likeness)
    direction = (value[:, :, None] >= until).sum(axis=2).clip(max=shares.shape[1] - 1)
    return np.where(said == 1, direction, -1)


def _taken(
    random: np.random.Generator, shared: np.ndarray, own: np.ndarray, likeness: float
) -> np.ndarray:
    return np.where(random.random(own.shape) < np.sqrt(likeness), shared, own)

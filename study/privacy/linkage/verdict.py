"""The attacker held against the truth: may rows be published, or only counts?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from study.privacy.linkage import exact, model, sampler

LIKENESS = 0.10
"""How alike the attacker takes colleagues to be at least: the correlation of their answers."""
MOST_ALIKE = 0.9
"""How alike the attacker takes them to be at most."""
MOST_RIGHT = 0.5
"""People right above chance, on average, up to which rows may be published."""
MOST_CERTAIN = 0.5
"""Posterior of a true pair up to which rows may be published."""
STARTS_AGREE = 0.1
"""People right by which the sampler's starts may differ."""
SECONDS = 600.0
DIGITS = 6
"""Results are rounded to so many decimals, so that they are the same on every machine."""


@dataclass(frozen=True)
class Outcome:
    """What an attacker gets from the rows. For the private side only.

    - ``right``: people for whom a colleague drawn from the attacker's division is one; mean over
      divisions drawn from the posterior.
    - ``chance``: the same for a division drawn at random with these sizes (and roles).
    - ``highest_pair``: highest posterior that two people who are colleagues are colleagues; 0
      where nobody has a colleague.
    - ``method``: ``exact`` or ``sampled``; ``none`` where there are too many people, and then
      ``right`` and ``highest_pair`` are nan.
    - ``likeness``: what the attacker assumed (see `attack`).
    - ``allowed``: whether rows may be published; else counts only.
    - ``reason``: why, in one line.
    """

    right: float
    chance: float
    highest_pair: float
    method: str
    likeness: float
    allowed: bool
    reason: str


@dataclass(frozen=True)
class Guesses:
    """How many people single best guesses get right; luck for the most part, and decides nothing.

    - ``most_alike``: each person with the one most likely to be a colleague; ties count by the
      share of them that is right.
    - ``best_division``: the likeliest division, or the likeliest found where there are too many;
      one colleague of each person drawn from it.
    """

    most_alike: float
    best_division: float


def attack(
    answers: np.ndarray,
    municipality: Sequence[object],
    role: Sequence[object] | None = None,
    *,
    likeness: float = LIKENESS,
    seconds: float = SECONDS,
) -> Outcome:
    """Whether rows may be published, as far as they tell by themselves who works with whom.

    ``answers`` is people x questions: 1 yes, 0 no, -1 not known (see `said_or_not`). Only people
    of municipalities are given. ``municipality`` names the true one of each; the attacker knows
    how many people each has, and scores are held against it. With ``role`` the attacker knows
    besides how many of each role each municipality has. All divisions of this kind are equally
    likely beforehand.

    The attacker takes colleagues to be ``likeness`` alike (see `model`), or as alike as they are
    in these answers if that is more. Nobody outside can measure that, but somebody may guess it.

    Rows are allowed if a division drawn from the posterior has on average at most 0.5 people right
    above chance, and no true pair has a posterior above one half. The posterior is exact where
    that takes seconds (sixteen people in eight municipalities: 2,027,025 divisions), else sampled.
    Rows are not allowed where the sampler's starts differ by more than 0.1 people after all steps,
    where these are not done within ``seconds``, or where there are too many people to sample (over
    2,000, or over 250 in one municipality).

    Where the sizes (and roles) leave one division only, rows add nothing: ``right`` is ``chance``.
    With everybody in one municipality that is certainty, and rows are not allowed, because each
    true pair is certain; leaving them out cannot help, and the reason says so. With everybody
    alone there is nobody to link, and rows are allowed.

    The outcome depends neither on the order of people nor on the names of municipalities.

    Raises:
        ValueError: a municipality or a role is missing, the lengths or the answers do not fit, or
            the likeness is not from 0 up to, but not including, 1.
    """
    answers, truth, role_of = _in_order(*_checked(answers, municipality, role, likeness))
    if not len(truth):
        return Outcome(0.0, 0.0, 0.0, "exact", likeness, True, "Rows: there is nobody to link")
    composed = model.composition(truth, role_of)
    together, given = model.by_chance(composed)
    pairs = model.pairs(composed)
    chance = _rounded((pairs * given).sum())
    beforehand = _rounded(together[pairs > 0].max(initial=0))
    right, highest, method, unsure = chance, beforehand, "exact", None
    if model.divisions(composed) > 1:
        likeness = max(likeness, min(_rounded(model.measured(answers, truth)), MOST_ALIKE))
        if exact.possible(composed):
            evidence = model.evidence(answers, composed, likeness)
            together, given = exact.posterior(evidence, composed, role_of)
            same = truth[:, None] == truth
            right, highest = _rounded(given[same].sum()), _rounded(together[same].max())
        elif sampler.possible(composed):
            method = "sampled"
            evidence = model.evidence(answers, composed, likeness)
            sampled = sampler.posterior(evidence, truth, role_of, seconds)
            right, highest = _rounded(sampled.right.mean()), _rounded(sampled.highest_pair)
            unsure = _unsure(sampled, seconds)
        else:
            right = highest = np.nan
            method, unsure = "none", "there are too many people to try an attack"
    refusal = unsure or _refusal(right, chance, highest, beforehand)
    reason = (
        f"Counts only: {refusal}"
        if refusal
        else f"Rows: an attacker rightly links {right:.2f} people, where chance gives {chance:.2f}"
    )
    return Outcome(right, chance, highest, method, likeness, refusal is None, reason)


def _unsure(sampled: sampler.Sampled, seconds: float) -> str | None:
    """Why the sampler's answer is not to be trusted, if it is not."""
    if not sampled.finished:
        return f"the sampler was not done within {seconds:g} seconds"
    if _rounded(sampled.apart) > STARTS_AGREE:
        return (
            f"the sampler's starts differ by {sampled.apart:.2f} people, more than {STARTS_AGREE},"
            " so that what an attacker gets is not known"
        )
    return None


def _refusal(right: float, chance: float, highest: float, beforehand: float) -> str | None:
    """Which bound is passed, if one is; ``beforehand`` is the highest pair without any rows."""
    if beforehand > MOST_CERTAIN:
        return (
            "what is known of each municipality's size, or roles, makes two people colleagues with"
            f" a chance of {beforehand:.2f}, more than {MOST_CERTAIN}, whatever is published"
        )
    if right - chance > MOST_RIGHT:
        return (
            f"an attacker rightly links {right - chance:.2f} people above the {chance:.2f} of"
            f" chance, more than {MOST_RIGHT}"
        )
    if highest > MOST_CERTAIN:
        return (
            f"an attacker gives two people who are colleagues a chance of {highest:.2f} to be so,"
            f" more than {MOST_CERTAIN}"
        )
    return None


def best_guesses(
    answers: np.ndarray,
    municipality: Sequence[object],
    role: Sequence[object] | None = None,
    *,
    likeness: float = LIKENESS,
) -> Guesses | None:
    """How many people an attacker gets right who guesses once, for the private report.

    None where there are too many people. Arguments and errors are those of `attack`, but
    ``likeness`` is taken as it is.
    """
    answers, truth, role_of = _in_order(*_checked(answers, municipality, role, likeness))
    if not len(truth):
        return Guesses(0.0, 0.0)
    composed = model.composition(truth, role_of)
    if not sampler.possible(composed):
        return None
    evidence = model.evidence(answers, composed, likeness)
    together, _ = model.by_chance(composed)
    most_alike = 0.0
    for person, own in enumerate(evidence.rows):
        others = (together[role_of[person], role_of] > 0) & (np.arange(len(truth)) != person)
        if others.any():
            alike = evidence.of_sums(own + evidence.rows[others] + evidence.columns)
            most_alike += (truth[others] == truth[person])[alike == alike.max()].mean()
    if exact.possible(composed):
        # In an order that says nothing: in theirs colleagues stand together, and of divisions that
        # are equally likely the true one would be taken.
        order = np.random.Generator(np.random.PCG64(sampler.SEED)).permutation(len(truth))
        division = np.empty_like(truth)
        division[order] = exact.likeliest(evidence.of_people(order), composed, role_of[order])
    else:
        division = sampler.likeliest(evidence, truth, role_of)
    return Guesses(_rounded(most_alike), _rounded(model.right(division, truth)))


def _checked(
    answers: np.ndarray,
    municipality: Sequence[object],
    role: Sequence[object] | None,
    likeness: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Answers, and municipality and role as numbers from 0."""
    answers = np.asarray(answers)
    if answers.ndim != 2 or not np.isin(answers, (-1, 0, 1)).all():
        raise ValueError("answers must be people x questions, each 1, 0 or -1")
    if not 0 <= likeness < 1:
        raise ValueError(f"likeness must be from 0 up to, but not including, 1, not {likeness}")
    numbers = []
    for name, values in (
        ("municipality", municipality),
        ("role", np.zeros(len(answers)) if role is None else role),
    ):
        given = pd.Series(list(values), dtype="object")
        found, _ = pd.factorize(given.where(given != ""), sort=True)
        if len(found) != len(answers):
            raise ValueError(f"{len(answers)} people have answers, but {len(found)} have a {name}")
        if (found < 0).any():
            missing = int((found < 0).sum())
            raise ValueError(
                f"the {name} of {missing} of {len(found)} people is missing, so that it is not"
                " known how many people each municipality has"
            )
        numbers.append(found.astype(np.int64))
    return answers.astype(np.int8), *numbers


def _in_order(
    answers: np.ndarray, division: np.ndarray, role: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same people and municipalities in an order that follows from what is known of them.

    So the order in which they came changes no sum and no random draw. People with the same role
    and answers are alike, and so are municipalities with the same people.
    """
    if not len(answers):
        return answers, division, role
    _, kind = np.unique(np.column_stack([role, answers]), axis=0, return_inverse=True)
    people = [np.sort(kind[division == place]).tolist() for place in range(division.max() + 1)]
    rank = np.empty(len(people), dtype=np.int64)
    rank[sorted(range(len(people)), key=lambda place: (len(people[place]), people[place]))] = (
        np.arange(len(people))
    )
    order = np.lexsort((kind, rank[division]))
    return answers[order], rank[division[order]], role[order]


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)

"""How likely a municipality's answers are if colleagues talk alike, and what chance alone gives.

For each question there is a published share p of yes. Per question and municipality one answer is
drawn that is shared; each person there takes it with chance sqrt(likeness), else draws an answer
of their own, both with chance p of yes. Two colleagues' answers to a question then have
correlation ``likeness``; people of different municipalities answer independently.

A division is a municipality number per person. An attacker who knows the sizes knows how many
people each municipality has; one who knows the roles knows how many of each role it has. That is
the composition: municipalities x roles, with one role for all where roles are not known.
"""

from dataclasses import dataclass
from math import comb, factorial, prod

import numpy as np

GRID = 2.0**32
"""Logarithms are rounded to 1 / GRID: sums are then exact, the same in any order and anywhere."""


@dataclass(frozen=True)
class Evidence:
    """The rows, so written that a municipality's likelihood is a sum of one look-up a question.

    ``rows`` is people x questions. The sum of its rows over the people of a municipality, plus
    ``columns``, are places in ``weights``: there stands, for the number of people asked and the
    number of yes among them, the natural logarithm of how many times likelier these answers are
    of colleagues than of people who have nothing to do with each other. It is 0 for one person.
    """

    rows: np.ndarray
    columns: np.ndarray
    weights: np.ndarray

    def of_people(self, people: np.ndarray) -> "Evidence":
        """The same of these people, in this order."""
        return Evidence(self.rows[people], self.columns, self.weights)

    def of_sums(self, sums: np.ndarray) -> np.ndarray:
        """Log likelihood ratios; ``sums`` is ... x questions, ``columns`` added already."""
        return self.weights.take(sums, mode="clip").sum(axis=-1)

    def of_members(self, members: np.ndarray) -> np.ndarray:
        """Log likelihood ratio of each group of people; ``members`` is groups x people, 0 or 1."""
        total = np.zeros(len(members))
        for own, column in zip(self.rows.T, self.columns, strict=True):
            total += self.weights.take(members @ own + column, mode="clip")
        return total


def evidence(answers: np.ndarray, composed: np.ndarray, likeness: float) -> Evidence:
    """The rows as an attacker weighs them who takes colleagues to be this much alike.

    ``answers`` is people x questions (1 yes, 0 no, -1 not asked); shares are those of the people
    who were asked. Questions to which all gave the same answer tell nothing and are left out.
    """
    asked = answers >= 0
    yes = answers == 1
    number = yes.sum(axis=0)
    tells = (number > 0) & (number < asked.sum(axis=0))
    share = number[tells] / asked.sum(axis=0)[tells]
    # Two people can be compared even where everybody is alone.
    side = max(2, int(composed.sum(axis=1).max())) + 1
    step = len(share)
    # A place in the table is (people asked, yes among them, question), counted through.
    rows = (asked[:, tells] * side + yes[:, tells]).astype(np.int64) * step
    of, found = np.divmod(np.arange(side * side)[:, None], side)
    takes = np.sqrt(likeness)
    alone = np.log1p(-takes)
    shared_yes = np.log(share) + found * np.log1p(takes * (1 / share - 1))
    shared_no = np.log1p(-share) + (of - found) * np.log1p(takes * (1 / (1 - share) - 1))
    ratio = np.logaddexp(shared_yes + (of - found) * alone, shared_no + found * alone)
    weights = np.where(found <= of, np.round(ratio * GRID) / GRID, 0.0)
    return Evidence(rows, np.arange(step), weights.ravel())


def measured(answers: np.ndarray, truth: np.ndarray) -> float:
    """How alike colleagues are: the mean correlation of two colleagues' answers, over questions.

    Questions weigh by p (1 - p), so that those to which almost all gave one answer count little.
    Of people who were put together at random it is 0 on average: without the last term it would be
    -1 / (people - 1), because the shares are those of the same people.
    """
    asked = answers >= 0
    yes = answers == 1
    share = yes.sum(axis=0) / np.maximum(asked.sum(axis=0), 1)
    away = np.where(asked, yes - share, 0.0)
    most = (_over_pairs(asked.astype(float), truth) * share * (1 - share)).sum()
    if most == 0:
        return 0.0
    return float(_over_pairs(away, truth).sum() / most + 1 / (len(truth) - 1))


def _over_pairs(values: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Per question, the products of two colleagues' values, summed over colleagues, both ways."""
    sums = np.zeros((truth.max() + 1, values.shape[1]))
    np.add.at(sums, truth, values)
    return (sums**2).sum(axis=0) - (values**2).sum(axis=0)


def composition(division: np.ndarray, role: np.ndarray) -> np.ndarray:
    """Municipalities x roles: how many people of each role each municipality has."""
    counts = np.zeros((division.max() + 1, role.max() + 1), dtype=np.int64)
    np.add.at(counts, (division, role), 1)
    return counts


def divisions(composed: np.ndarray) -> int:
    """How many divisions have this composition; municipalities have no names."""
    assigned = 1
    for of_role in composed.T.tolist():
        left = sum(of_role)
        for people in of_role:
            assigned *= comb(left, people)
            left -= people
    _, repeated = np.unique(composed, axis=0, return_counts=True)
    return assigned // prod(factorial(number) for number in repeated.tolist())


def pairs(composed: np.ndarray) -> np.ndarray:
    """Roles x roles: pairs of colleagues with these roles, each counted both ways."""
    return composed.T @ composed - np.diag(composed.sum(axis=0))


def by_chance(composed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a division drawn at random from all with this composition does, exactly.

    Returns two matrices of roles x roles, for any two people of these roles: the chance that they
    are colleagues; and the chance that, asked for a colleague of the first, the division gives the
    second.
    """
    sizes = composed.sum(axis=1)
    number = composed.sum(axis=0)
    weight = np.divide(1.0, sizes - 1, out=np.zeros(len(sizes)), where=sizes > 1)
    given = composed.T @ (composed * weight[:, None])
    given -= np.diag((composed * weight[:, None]).sum(axis=0))
    most = np.maximum(np.outer(number, number) - np.diag(number), 1)
    return pairs(composed) / most, given / most


def right(division: np.ndarray, truth: np.ndarray) -> float:
    """People for whom a colleague drawn from the division is one: the mean number of them.

    Somebody who is alone in the division has no colleague to draw, and counts 0.
    """
    apart = ~np.eye(len(division), dtype=bool)
    same = (division[:, None] == division) & apart
    both = (same & (truth[:, None] == truth)).sum(axis=1)
    return float((both / np.maximum(same.sum(axis=1), 1)).sum())

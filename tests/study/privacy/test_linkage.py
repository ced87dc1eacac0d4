"""The attack on rows: against every division by hand, on planted likeness, and on bad input."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.privacy import linkage
from study.privacy.disclosure import BITS
from study.privacy.linkage import exact, model, sampler
from tests.support import alike

SHARES = np.linspace(0.1, 0.8, 30)
SIZES = [[2, 2, 2, 2], [3, 3, 2], [3, 2, 2, 1], [3, 2, 1, 1], [4, 3], [5, 1], [1, 1, 2, 2], [7, 1]]
SOME = settings(max_examples=15, derandomize=True, database=None)


@st.composite
def cases(draw) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Answers, municipalities, roles and an assumed likeness of at most eight people."""
    municipality = np.repeat(*_numbered(draw(st.sampled_from(SIZES))))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    answers = random.integers(-draw(st.integers(0, 1)), 2, (len(municipality), 3))
    role = random.integers(0, draw(st.integers(1, 2)), len(municipality))
    role = np.unique(role, return_inverse=True)[1]
    return answers.astype(np.int8), municipality, role, draw(st.sampled_from([0, 0.1, 0.5, 0.95]))


def _numbered(sizes: list[int]) -> tuple[np.ndarray, list[int]]:
    return np.arange(len(sizes)), sizes


def every_division(composed: list[tuple[int, ...]], role: np.ndarray) -> Iterator[np.ndarray]:
    """All divisions with these municipalities' numbers of each role, each once."""

    def fill(left: frozenset[int], blocks: list[tuple[int, ...]]) -> Iterator[list[set[int]]]:
        if not left:
            yield []
            return
        # Whoever comes first must be somewhere; so no division comes twice.
        first = min(left)
        for kind in sorted(set(blocks)):
            rest = blocks.copy()
            rest.remove(kind)
            for others in combinations(sorted(left - {first}), sum(kind) - 1):
                block = {first, *others}
                has = np.bincount(role[list(block)], minlength=len(kind))
                if tuple(has) == kind:
                    for more in fill(left - block, rest):
                        yield [block, *more]

    for blocks in fill(frozenset(range(len(role))), composed):
        division = np.empty(len(role), dtype=int)
        for number, block in enumerate(blocks):
            division[list(block)] = number
        yield division


def likelihood(answers: np.ndarray, division: np.ndarray, likeness: float) -> float:
    """Of the answers under a division, from the words of the model: over both shared draws."""
    takes = np.sqrt(likeness)
    total = 1.0
    for column in answers.T:
        asked = column >= 0
        p = (column[asked] == 1).mean() if asked.any() else 0.5
        for place in range(division.max() + 1):
            own = column[(division == place) & asked]
            total *= sum(
                chance * np.prod([takes * (x == draw) + (1 - takes) * (p if x else 1 - p)
                                  for x in own])
                for draw, chance in ((1, p), (0, 1 - p))
            )  # fmt: skip
    return total


def by_hand(divisions: list[np.ndarray], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The matrices of `model.by_chance` over divisions with these weights."""
    weights = weights / weights.sum()
    together = np.zeros((len(divisions[0]),) * 2)
    given_one = np.zeros_like(together)
    for division, weight in zip(divisions, weights, strict=True):
        same = (division[:, None] == division) & ~np.eye(len(division), dtype=bool)
        together += weight * same
        given_one += weight * same / np.maximum(same.sum(axis=1, keepdims=True), 1)
    return together, given_one


@SOME
@given(cases())
def test_the_posterior_is_that_of_every_division_weighed(case):
    answers, truth, role, likeness = case
    composed = model.composition(truth, role)
    divisions = list(every_division([tuple(row) for row in composed.tolist()], role))
    assert model.divisions(composed) == len(divisions)

    apart = 1 - np.eye(len(role))
    chance = by_hand(divisions, np.ones(len(divisions)))
    np.testing.assert_allclose(
        [one[np.ix_(role, role)] * apart for one in model.by_chance(composed)], chance, atol=1e-12
    )

    weights = np.array([likelihood(answers, division, likeness) for division in divisions])
    evidence = model.evidence(answers, composed, likeness)
    found = exact.posterior(evidence, composed, role)
    np.testing.assert_allclose(found, by_hand(divisions, weights), atol=1e-8)

    expected = sum(
        weight * model.right(division, truth)
        for division, weight in zip(divisions, weights / weights.sum(), strict=True)
    )
    same = truth[:, None] == truth
    assert found[1][same].sum() == pytest.approx(expected, abs=1e-7)


def test_two_colleagues_have_the_likeness_as_correlation():
    answers = np.array([[1], [0], [0], [1], [0]])
    evidence = model.evidence(answers, np.array([[2], [2], [1]]), 0.3)
    p = 0.4
    of_two = {
        (one, other): np.exp(evidence.of_sums(evidence.rows[one] + evidence.rows[other]))[()]
        * (p if answers[one, 0] else 1 - p)
        * (p if answers[other, 0] else 1 - p)
        for one, other in ((0, 3), (0, 1), (1, 2))
    }
    assert of_two[0, 3] + 2 * of_two[0, 1] + of_two[1, 2] == pytest.approx(1)
    assert (of_two[0, 3] - p * p) / (p * (1 - p)) == pytest.approx(0.3)


def test_chance_is_the_sum_over_municipalities_where_roles_tell_nothing():
    answers, truth = alike.study(np.random.default_rng(1), SHARES, [5, 3, 2, 2], 0)
    chance = sum(size * (size - 1) / 11 for size in (5, 3, 2, 2))
    assert linkage.attack(answers, truth).chance == pytest.approx(chance, abs=1e-6)


def test_who_is_alone_has_no_colleague_to_draw():
    answers, truth = alike.study(np.random.default_rng(1), SHARES, [3, 2, 1], 0)
    chance = sum(size * (size - 1) / 5 for size in (3, 2)) * 5 / 6
    assert linkage.attack(answers, truth).chance == pytest.approx(chance, abs=1e-6)
    assert model.right(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])) == 2


@pytest.mark.parametrize("sizes", [[2] * 6, [3, 3, 2, 2, 1, 1], [4, 2, 2, 2]])
def test_the_more_alike_colleagues_are_the_more_an_attacker_gets(sizes):
    excess = []
    for likeness in (0, 0.1, 0.25, 0.5):
        outcomes = [
            linkage.attack(*alike.study(np.random.default_rng(seed), SHARES, sizes, likeness))
            for seed in range(8)
        ]
        excess.append(np.mean([one.right - one.chance for one in outcomes]))
        refused = sum(not one.allowed for one in outcomes)
        assert {0: refused <= 2, 0.5: refused == 8}.get(likeness, True)
        assert {one.method for one in outcomes} == {"exact"}
    assert excess == sorted(excess)
    assert abs(excess[0]) < 0.5


def test_the_attacker_may_guess_right_how_alike_colleagues_are():
    random = np.random.default_rng(4)
    for likeness in (0, 0.25, 0.5):
        studies = [alike.study(random, SHARES, [3, 3, 2, 2, 2], likeness) for _ in range(100)]
        found = [model.measured(*one) for one in studies]
        assert np.mean(found) == pytest.approx(likeness, abs=0.03)
    assert linkage.attack(*studies[-1]).likeness > linkage.LIKENESS
    assert linkage.attack(*studies[-1], likeness=0.9).likeness == 0.9


def test_roles_leave_fewer_divisions():
    answers, truth = alike.study(np.random.default_rng(2), SHARES, [2] * 5, 0)
    outcome = linkage.attack(answers, truth, ["adviser", "partner"] * 5)
    assert outcome.chance == pytest.approx(2)
    assert model.divisions(np.ones((5, 2), dtype=int)) == 120


@pytest.mark.parametrize("sampled", [False, True])
def test_neither_order_nor_names_change_the_outcome(sampled, monkeypatch):
    monkeypatch.setattr(sampler, "SWEEPS", 40)
    monkeypatch.setattr(sampler, "FORGOTTEN", 10)
    if sampled:
        monkeypatch.setattr(exact, "possible", lambda composed: False)
    random = np.random.default_rng(3)
    answers, truth = alike.study(random, SHARES, [3, 2, 2, 2, 1], 0.1)
    role = np.tile(["adviser", "partner"], 5)
    first = linkage.attack(answers, truth, role)
    assert first.method == ("sampled" if sampled else "exact")
    for _ in range(3):
        order = random.permutation(len(truth))
        names = random.permutation(["A", "B", "C", "D", "E"])
        again = linkage.attack(answers[order], names[truth[order]], role[order])
        assert again == first


@pytest.mark.parametrize(
    ("sizes", "likeness", "roles"),
    [([3, 3, 2, 2, 1, 1], 0.25, 1), ([4] * 3, 0, 2)],
)
def test_the_sampler_finds_what_is_exact(sizes, likeness, roles):
    """Within 0.1 people of each start, and .03 for the highest of the pairs."""
    answers, truth = alike.study(np.random.default_rng(6), SHARES, sizes, likeness)
    role = np.arange(len(truth)) % roles
    composed = model.composition(truth, role)
    evidence = model.evidence(answers, composed, linkage.LIKENESS)
    together, given_one = exact.posterior(evidence, composed, role)
    same = truth[:, None] == truth
    found = sampler.posterior(evidence, truth, role, 60)
    assert found.finished
    np.testing.assert_allclose(found.right, given_one[same].sum(), atol=0.1)
    assert found.highest_pair == pytest.approx(together[same].max(), abs=0.03)


def test_without_likeness_the_sampler_finds_chance(monkeypatch):
    monkeypatch.setattr(sampler, "SWEEPS", 120)
    answers, truth = alike.study(np.random.default_rng(6), SHARES[:3], [4, 3, 2, 1], 0)
    role = np.array([0, 0, 1, 1, 0, 1, 1, 0, 1, 0])
    composed = model.composition(truth, role)
    found = sampler.posterior(model.evidence(answers, composed, 0), truth, role, 60)
    expected = (model.pairs(composed) * model.by_chance(composed)[1]).sum()
    np.testing.assert_allclose(found.right, expected, atol=0.1)


def test_two_people_are_proposed_as_often_in_either_order():
    role = np.array([0, 1, 0, 2, 1, 0])
    first, second = sampler.proposals(np.random.default_rng(1), role, (200_000,))
    counts = np.zeros((6, 6))
    np.add.at(counts, (first, second), 1)
    same = role[:, None] == role
    assert (counts[~same] == 0).all()
    chance = same / same.sum(axis=1, keepdims=True) / 6
    assert (chance == chance.T).all()
    np.testing.assert_allclose(counts / 200_000, chance, atol=0.004)


def test_walkers_keep_the_composition_and_their_sums():
    answers, truth = alike.study(np.random.default_rng(8), SHARES, [4, 3, 2, 1], 0.25)
    role = np.arange(10) % 2
    evidence = model.evidence(answers, model.composition(truth, role), 0.1)
    walk = sampler.Walk(evidence, np.tile(truth, (5, 1)), role, np.random.default_rng(1))
    walk.go(300, np.inf)
    assert not (walk.division == truth).all()
    for division, sums in zip(walk.division, walk.sums, strict=True):
        assert (model.composition(division, role) == model.composition(truth, role)).all()
        members = division == np.arange(4)[:, None]
        assert (sums == members @ evidence.rows + evidence.columns).all()


def test_starts_that_disagree_or_a_time_that_is_over_mean_counts(monkeypatch):
    monkeypatch.setattr(exact, "possible", lambda composed: False)
    answers, truth = alike.study(np.random.default_rng(1), SHARES, [2] * 6, 0)
    late = linkage.attack(answers, truth, seconds=0)
    assert not late.allowed and "not done within 0 seconds" in late.reason
    apart = sampler.Sampled(np.array([1.0, 1.11]), 0.2, True)
    monkeypatch.setattr(sampler, "posterior", lambda *given: apart)
    unsure = linkage.attack(answers, truth)
    assert not unsure.allowed and "starts differ by 0.11 people" in unsure.reason


def test_a_walk_too_short_to_leave_the_truth_is_seen(monkeypatch):
    monkeypatch.setattr(sampler, "SWEEPS", 4)
    monkeypatch.setattr(sampler, "FORGOTTEN", 1)
    answers, truth = alike.study(np.random.default_rng(1), SHARES, [4] * 8, 0.5)
    outcome = linkage.attack(answers, truth)
    assert (outcome.method, outcome.allowed) == ("sampled", False)
    assert "starts differ" in outcome.reason


def test_too_many_people_are_not_tried():
    answers = np.random.default_rng(1).integers(0, 2, (10_000, 2))
    outcome = linkage.attack(answers, np.arange(10_000) // 4)
    assert (outcome.method, outcome.allowed) == ("none", False)
    assert "too many people" in outcome.reason
    assert linkage.best_guesses(answers, np.arange(10_000) // 4) is None


@pytest.mark.parametrize("role", [None, ["adviser"] * 3 + ["partner"] * 3])
def test_one_municipality_leaves_nothing_to_link_and_nothing_to_hide(role):
    answers, _ = alike.study(np.random.default_rng(1), SHARES, [6], 0)
    outcome = linkage.attack(answers, ["A"] * 6, role)
    assert (outcome.right, outcome.chance, outcome.highest_pair) == (6, 6, 1)
    assert not outcome.allowed
    assert "chance of 1.00" in outcome.reason and "whatever is published" in outcome.reason


def test_sizes_alone_can_make_colleagues_more_likely_than_not():
    answers, truth = alike.study(np.random.default_rng(1), SHARES, [8, 2], 0)
    outcome = linkage.attack(answers, truth)
    assert not outcome.allowed and "chance of 0.64" in outcome.reason


@pytest.mark.parametrize("people", [0, 1, 5])
def test_without_colleagues_there_is_nobody_to_link(people):
    answers = np.zeros((people, 3), dtype=int)
    outcome = linkage.attack(answers, range(people))
    assert (outcome.right, outcome.chance, outcome.highest_pair) == (0, 0, 0)
    assert outcome.allowed
    assert linkage.best_guesses(answers, range(people)) == linkage.Guesses(0, 0)


@pytest.mark.parametrize("answers", [np.zeros((8, 0)), np.ones((8, 5)), -np.ones((8, 5))])
def test_answers_that_tell_nothing_leave_chance(answers):
    outcome = linkage.attack(answers, [1, 1, 2, 2, 3, 3, 4, 4])
    assert outcome.allowed
    assert outcome.right == outcome.chance == pytest.approx(8 / 7, abs=1e-6)


def test_hundreds_of_equal_answers_do_not_overflow():
    random = np.random.default_rng(1)
    rows = random.random((3, 500)) < 0.5
    truth = np.repeat([0, 1, 2], 5)
    outcome = linkage.attack(rows[truth].astype(int), truth, likeness=0.9)
    assert (outcome.right, outcome.highest_pair, outcome.allowed) == (15, 1, False)


@pytest.mark.parametrize(
    ("municipality", "role", "likeness", "message"),
    [
        (["A", "A", None, "B"], None, 0.1, "municipality of 1 of 4 people is missing"),
        (["A", "A", float("nan"), ""], None, 0.1, "municipality of 2 of 4 people is missing"),
        (pd.Series(["A", pd.NA, "B", "B"], dtype="string"), None, 0.1, "1 of 4 people is missing"),
        ([1, "A", pd.NA, "B"], None, 0.1, "1 of 4 people is missing"),
        (["A", "A", "B", "B"], ["x", "", "x", "y"], 0.1, "role of 1 of 4 people is missing"),
        (["A", "A", "B"], None, 0.1, "4 people have answers, but 3 have a municipality"),
        (["A", "A", "B", "B"], None, 1.0, "likeness must be"),
        (["A", "A", "B", "B"], None, float("nan"), "likeness must be"),
    ],
)
def test_bad_input_is_said_in_one_line(municipality, role, likeness, message):
    with pytest.raises(ValueError, match=message) as raised:
        linkage.attack(np.zeros((4, 2)), municipality, role, likeness=likeness)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("answers", [np.zeros(4), np.full((4, 2), 2), np.full((4, 2), np.nan)])
def test_answers_are_yes_no_or_not_known(answers):
    with pytest.raises(ValueError, match="people x questions"):
        linkage.attack(answers, ["A", "A", "B", "B"])


def test_the_best_division_found_is_the_likeliest_of_all(monkeypatch):
    monkeypatch.setattr(sampler, "SWEEPS", 30)
    answers, truth = alike.study(np.random.default_rng(9), SHARES[::4], [3, 3, 2], 0.1)
    role = np.zeros(8, dtype=int)
    evidence = model.evidence(answers, model.composition(truth, role), 0.1)
    best = max(
        every_division([(3,), (3,), (2,)], role), key=lambda one: likelihood(answers, one, 0.1)
    )
    found = sampler.likeliest(evidence, truth, role)
    assert likelihood(answers, found, 0.1) == pytest.approx(likelihood(answers, best, 0.1))


@SOME
@given(cases())
def test_the_best_division_of_all_is_found_where_these_are_few(case):
    answers, truth, role, likeness = case
    composed = model.composition(truth, role)
    evidence = model.evidence(answers, composed, likeness)
    found = exact.likeliest(evidence, composed, role)
    assert (model.composition(found, role) == composed).all()
    blocks = sorted(map(tuple, composed.tolist()))
    best = max(likelihood(answers, one, likeness) for one in every_division(blocks, role))
    assert likelihood(answers, found, likeness) == pytest.approx(best)


def test_walkers_that_cannot_go_up_any_more_are_where_all_steps_would_bring_them(monkeypatch):
    answers, truth = alike.study(np.random.default_rng(9), SHARES[::4], [3, 3, 2, 2], 0.1)
    role = np.arange(10) % 2
    evidence = model.evidence(answers, model.composition(truth, role), 0.1)
    steps, step = [], sampler.Walk._step
    monkeypatch.setattr(sampler.Walk, "_step", lambda *of: steps.append(1) or step(*of))
    found = sampler.likeliest(evidence, truth, role)
    few = len(steps)
    monkeypatch.setattr(sampler.Walk, "_at_their_tops", lambda _: False)
    assert (sampler.likeliest(evidence, truth, role) == found).all()
    assert few < len(steps) - few == sampler.SWEEPS * len(truth)


def test_a_single_guess_links_people_who_say_the_same(monkeypatch):
    monkeypatch.setattr(sampler, "SWEEPS", 30)
    random = np.random.default_rng(1)
    truth = np.repeat(np.arange(6), 2)
    rows = (random.random((6, 30)) < 0.5).astype(int)
    assert linkage.best_guesses(rows[truth], truth) == linkage.Guesses(12, 12)
    none = linkage.best_guesses(np.zeros((12, 3)), truth)
    assert none.most_alike == pytest.approx(12 / 11, abs=1e-6)
    assert none.best_division < 6  # and not all of them, because colleagues stand together


def test_rows_become_questions():
    helps, hinders, neutral = BITS["helps"], BITS["hinders"], BITS["neutral"]
    profiles = np.array([[0, helps], [hinders, helps | hinders], [neutral, 0]], dtype=np.uint8)
    discussed = np.array([[True, True], [True, True], [True, False]])
    said = linkage.said_or_not(profiles)
    assert said.tolist() == [[0, 1], [1, 1], [1, 0]]
    assert linkage.said_or_not(profiles, discussed).tolist() == [[0, 1], [1, 1], [1, -1]]
    assert linkage.with_directions(profiles, discussed).tolist() == [
        # said, helps, hinders, neutral
        [0, 1, -1, 1, -1, -1, -1, -1],
        [1, 1, 0, 1, 1, -1, -1, -1],
        [1, -1, 0, -1, 0, -1, 1, -1],
    ]


def test_the_order_is_asked_by_thirds_of_what_somebody_said_of_a_phase():
    none = np.nan
    first = np.array([[1, 2, 3, 9, none], [7, 7, none, 2, 5]])
    phase = np.array(["a", "a", "a", "b", "b"])
    assert linkage.in_order(first, phase).tolist() == [
        # early or not, and if not, in the middle or not; one passage is one place
        [1, 0, 0, 0, -1, -1, 1, 0, 1, -1],
        [0, 0, -1, 1, 0, 1, 1, -1, -1, 0],
    ]

"""The attack on the rows as the gate makes it: by every reading, and without telling a score."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from study.data import levels
from study.data.coded import Coded, municipal
from study.gate import linking
from study.private import store
from tests.support import demonstration


@pytest.fixture(scope="module")
def study() -> tuple[Coded, pd.DataFrame]:
    """The demonstration's rows and its key, of four municipalities: of all takes a second each."""
    rows, key = demonstration.read(), store.held(demonstration.made().private).key
    few = key[key["municipality"].isin(sorted(key["municipality"].dropna().unique())[:4])]
    mine = {
        name: table[table["respondent"].isin(few["respondent"])].reset_index(drop=True)
        for name, table in vars(rows).items()
        if name in ("respondents", "coverage", "segments")
    }
    return replace(rows, **mine), few


def with_segments(rows: Coded, segments: pd.DataFrame) -> Coded:
    """The rows with other segments, numbered anew, in which every phase came up with everybody."""
    texts = dict.fromkeys(("respondent", "code", "direction"), "category")
    segments = segments.assign(segment=np.arange(1, len(segments) + 1)).astype(texts)
    coverage = rows.coverage.assign(state="discussed").astype("category")
    return replace(rows, segments=segments, coverage=coverage)


def alike(rows: Coded, key: pd.DataFrame, columns: list[str], times: int = 1) -> Coded:
    """Everybody says everything, and colleagues have the same in ``columns``, by their place.

    What is not in ``columns`` is the same for all. ``times`` is how often somebody comes back to
    what is said twice by those of the place.
    """
    people = municipal(rows.respondents)["respondent"]
    place = people.map(key.set_index("respondent")["municipality"])
    random = np.random.default_rng(1)
    made = []
    codes = rows.codebook["code"]
    of_place = {
        name: {
            "code": random.random(len(codes)) < 0.5,
            "direction": random.choice(["helps", "hinders"], len(codes)),
            "times": np.where(random.random(len(codes)) < 0.5, times, 1),
            "order": random.permutation(len(codes)),
        }
        for name in sorted(place.unique())
    }
    for person, name in zip(people, place, strict=True):
        own = of_place[name]
        for number, code in enumerate(codes):
            if "code" in columns and not own["code"][number]:
                continue
            direction = own["direction"][number] if "direction" in columns else "helps"
            again = own["times"][number] if "times" in columns else 1
            place = own["order"][number] if "order" in columns else number
            made += [(0, person, 1 + place, code, direction)] * int(again)
    return with_segments(rows, pd.DataFrame(made, columns=list(rows.segments.columns)))


def a_little_alike(rows: Coded, key: pd.DataFrame, likeness: float, seed: int) -> Coded:
    """What people say, which way, whether they come back to it, and when: as alike as asked."""
    people = municipal(rows.respondents)["respondent"]
    place = people.map(key.set_index("respondent")["municipality"])
    random = np.random.default_rng(seed)
    codes = rows.codebook["code"]
    shared = {name: random.random((4, len(codes))) for name in sorted(place.unique())}
    made = []
    for person, name in zip(people, place, strict=True):
        takes = random.random((4, len(codes))) < np.sqrt(likeness)
        own = random.random((4, len(codes)))
        for code, says, turns, returns, when in zip(
            codes, *np.where(takes, shared[name], own), strict=True
        ):
            row = (0, person, 1 + int(1000 * when), code, "helps" if turns < 0.5 else "hinders")
            made += [row] * ((says < 0.7) * (1 + int(returns < 0.5)))
    return with_segments(rows, pd.DataFrame(made, columns=list(rows.segments.columns)))


@pytest.mark.parametrize(
    ("columns", "reading"),
    [
        (["code"], "said or not"),
        (["direction"], "with directions"),
        (["times"], "with repeats"),
        (["order"], "only the order"),
    ],
)
def test_colleagues_who_are_alike_in_one_way_keep_the_rows_private(study, columns, reading):
    rows, key = study
    attack = linking.attempt(alike(rows, key, columns, times=2), key)
    assert attack.level == levels.COUNTS
    last = [line for line in attack.report if line.startswith("| ") and "exact" in line][-1]
    assert last.startswith(f"| {reading} |") and "Counts only" in last


def test_colleagues_who_are_a_little_alike_in_every_way_keep_the_rows_private():
    """Each reading alone finds too little; somebody who computes reads all of them at once."""
    rows, key = demonstration.read(), store.held(demonstration.made().private).key
    attack = linking.attempt(a_little_alike(rows, key, likeness=0.1, seed=8), key)
    outcomes = [line for line in attack.report if line.startswith("| ") and "exact" in line]
    assert attack.level == levels.COUNTS
    assert len(outcomes) == linking.READINGS
    assert ["Counts only" in line for line in outcomes] == [False] * 4 + [True]


def test_a_phase_that_only_colleagues_did_not_reach_keeps_the_rows_private(study):
    rows, key = study
    people = municipal(rows.respondents)["respondent"]
    place = people.map(key.set_index("respondent")["municipality"])
    same = alike(rows, key, [])
    missed = set(people[place == sorted(place.unique())[0]])
    last = rows.codebook["phase"].iloc[-1]
    coverage = same.coverage.astype("string")
    at = coverage["respondent"].isin(missed) & (coverage["phase"] == last)
    coverage.loc[at, "state"] = "not_discussed"
    phase = same.segments["code"].map(rows.codebook.set_index("code")["phase"]).astype("string")
    kept = same.segments[~(same.segments["respondent"].isin(missed) & (phase == last))]
    told = replace(same, coverage=coverage.astype("category"), segments=kept)
    assert linking.attempt(told, key).level == levels.COUNTS


def test_rows_of_people_who_all_say_the_same_tell_nothing(study):
    rows, key = study
    attack = linking.attempt(alike(rows, key, []), key)
    assert attack.level == levels.ROWS


def test_the_outcome_does_not_depend_on_the_order_of_the_rows(study):
    rows, key = study
    first = linking.attempt(rows, key)
    mixed = replace(
        rows,
        respondents=rows.respondents.sample(frac=1, random_state=2),
        segments=rows.segments.sample(frac=1, random_state=3),
        coverage=rows.coverage.sample(frac=1, random_state=4),
    )
    assert linking.attempt(mixed, key.sample(frac=1, random_state=5)) == first


def test_what_may_be_published_of_it_has_no_score(study):
    rows, key = study
    passed = linking.attempt(rows, key)
    failed = linking.attempt(alike(rows, key, ["code"]), key)
    assert passed.tried == failed.tried == linking.TRIED
    assert not re.search(r"\d", passed.line + failed.line)
    scores = set(re.findall(r"\d+\.\d\d", "\n".join(passed.report)))
    bounds = {"0.10", "0.50"}
    assert not scores - bounds & set(
        re.findall(r"\d+\.\d+", "\n".join(linking.published_lines(levels.ROWS)))
    )


@pytest.mark.parametrize("change", ["another", "without"])
def test_the_key_of_other_rows_is_told(study, change):
    rows, key = study
    other = (
        key.assign(respondent=key["respondent"].where(key.index != key.index[0], "rother1"))
        if change == "another"
        else key.assign(municipality=pd.NA)
    )
    with pytest.raises(linking.OtherKey):
        linking.attempt(rows, other)

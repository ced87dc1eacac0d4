"""Sentences of the chapters are true of the tables they were made from, and read as Dutch."""

import math
import re
from itertools import combinations

import pytest

from study import measures
from study.data import levels
from study.data.coded import MUNICIPAL_ROUND, PHASES, Coded
from study.findings import sentences
from study.findings.statement import Statement
from study.language import dutch
from study.privacy import recognition
from tests.support import demonstration
from tests.support.studies import STUDIES, one_of_each, statements_of

ALL = {"demonstration": demonstration.read, **STUDIES}


@pytest.fixture(scope="module", params=one_of_each(ALL))
def of(request) -> Coded:
    return ALL[request.param]()


@pytest.fixture(scope="module")
def said(of) -> dict[str, Statement]:
    return statements_of(of)


def factors_in(text: str) -> list[str]:
    return re.findall(r"\[\[factor:([^]]*)\]\]", text)


def municipal(of: Coded, phase: str):
    counts = measures.of_municipalities(measures.counts(measures.tally(of)))
    return counts[(counts["phase"] == phase) & (counts["kind"] == "factor")]


def test_the_same_names_whatever_the_data(said):
    for level in levels.LEVELS:
        assert set(said) == set(statements_of(demonstration.read(), level=level))


SAID_OF_ROWS = {"niveau.rijen", "niveau.aantallen", "herkenning", "verzadiging.volgordes"}


def test_counts_say_what_rows_say_and_where_they_cannot_they_say_so(of, said):
    """What differs is named: who may be recognised, and how orders of interviews differ."""
    in_counts = statements_of(of, level=levels.COUNTS)
    for name, statement in said.items():
        if name.startswith("verzadiging.") or name in SAID_OF_ROWS | {"overeenstemming"}:
            continue
        assert in_counts[name] == statement, name
    assert said["niveau.rijen"].holds and not said["niveau.aantallen"].holds
    assert in_counts["niveau.aantallen"].holds and not in_counts["niveau.rijen"].holds
    assert not in_counts["herkenning"].holds
    assert in_counts["verzadiging.volgordes"].holds
    orders = [s.text for n, s in in_counts.items() if n.startswith("verzadiging.")]
    assert not any("volgorde komt er een moment" in text for text in orders)


def test_a_row_that_is_recognised_is_counted_by_hand():
    """Of a role, who named three factors that nobody else of the role named all of."""
    of = demonstration.read()
    people = of.respondents[of.respondents["round"] == 2].set_index("respondent")["role_group"]
    named = of.segments[of.segments["direction"] != "absent"].astype("string")
    who = named.groupby("respondent")["code"].agg(set)
    shares = []
    for person, role in people.items():
        others = [who[other] for other, r in people.items() if r == role and other != person]
        chosen = list(combinations(sorted(who[person]), 3))
        found = sum(not any(other.issuperset(three) for other in others) for three in chosen)
        shares.append(found / len(chosen))
    expected = sum(shares) / len(shares)
    assert math.isclose(recognition.recognised(of), expected)
    said = statements_of(of)["herkenning"].text
    assert f"in ongeveer {dutch.in_words(round(100 * expected))} van de honderd gevallen" in said


@pytest.mark.parametrize("level", levels.LEVELS)
def test_no_sentence_is_broken(of, level):
    for name, statement in statements_of(of, level=level).items():
        text = statement.text
        assert statement.holds or not text, name
        if not text:
            continue
        assert text[0].isupper() and text.endswith("."), f"{name}: {text}"
        for wrong in ("  ", " ,", " .", "..", "{here}", "nan", "None", "<NA>"):
            assert wrong not in text, f"{name}: {text}"
        one = r"de factoren \[\[factor:[^]]*\]\]( \[\[evidence:[^]]*\]\])?[.:]"
        assert not re.search(one, text), f"{name}: {text}"
        # One is one, and more than one are more.
        assert not re.search(r"\bzeggen (één|geen|niemand)\b", text), f"{name}: {text}"
        assert not re.search(r"\bnoemen (één|geen enkele|niemand)\b", text), f"{name}: {text}"
        assert not re.search(r"\b(zegt|noemt) (alle|beide|twee|drie|vier|vijf)\b", text), text
        assert not re.search(r"\béén (factoren|respondenten|codes)\b", text), f"{name}: {text}"


def test_the_most_named_are_the_most_named(of, said):
    for phase in PHASES:
        rows = municipal(of, phase)
        first = said[f"{phase}.meest"].text.split(". ")[0]
        named = rows[rows["named"] > 0]
        top = set(rows[rows["named"] == rows["named"].max()]["factor"]) if len(named) else set()
        if "elke factor" in first:
            assert rows["named"].nunique() == 1
        else:
            assert set(factors_in(first)) == top, first


def test_what_is_said_to_help_or_hinder_does(of, said):
    for phase in PHASES:
        rows = municipal(of, phase)
        most = rows["helps"].max() if len(rows) else 0
        top = set(rows[(rows["helps"] == most) & (rows["helps"] > 0)]["factor"])
        assert set(factors_in(said[f"{phase}.helpt"].text)) == top
        hinder = set(rows[rows["hinders"] > rows["helps"]]["factor"])
        assert set(factors_in(said[f"{phase}.belemmert"].text)) == hinder
        even = rows[(rows["hinders"] == rows["helps"]) & (rows["helps"] > 0)]
        assert set(factors_in(said[f"{phase}.verdeeld"].text)) == set(even["factor"])
        denied = set(rows[rows["absent"] > 0]["factor"])
        assert set(factors_in(said[f"{phase}.afwezig"].text)) == denied


def test_the_phases_relate_as_they_are_said_to(of, said):
    relations = measures.relation(measures.counts(measures.tally(of)))
    rows = relations[(relations["kind"] == "factor") & (relations["only_coded"] == "")]
    for name, relation in (
        ("draagt", "carries"),
        ("blijft", "stays_hindering"),
        ("gemengd", "mixed"),
        ("eindigt", "ends"),
        ("nieuw", "new"),
        ("keert", "turns"),
    ):
        told = set(factors_in(said[f"verhouding.{name}"].text))
        assert told == set(rows[rows["relation"] == relation]["factor"]), name
    assert said["verhouding.er_keert_iets"].holds == (rows["relation"] == "turns").any()


def test_a_difference_is_called_more_than_chance_only_if_the_test_says_so(of, said):
    compared = measures.phases(measures.tally(of))
    told = set(factors_in(said["verhouding.toets"].text))
    if compared.empty or not compared["out_of"].max():
        assert not said["verhouding.toets"].holds
    else:
        assert told == set(compared[compared["p_holm"] < sentences.ALPHA]["factor"])


def test_groups_that_are_not_there_are_not_compared(of, said):
    people = of.respondents
    roles = set(people[people["round"] == MUNICIPAL_ROUND]["role_group"])
    assert said["groepen.beide"].holds == (roles == {"ambtenaar", "ketenpartner"})
    for phase in PHASES:
        assert ("niet te vergelijken" in said[f"groepen.{phase}"].text) == (len(roles) < 2)
        both_rounds = people["round"].nunique() == 2
        assert ("ontbreekt" in said[f"landelijk.{phase}"].text) == (not both_rounds)


def test_a_demonstration_speaks_as_one_and_interviews_do_not():
    of = demonstration.read()
    made_up, real = statements_of(of), statements_of(of, synthetic=False)
    for phase in PHASES:
        for name in ("besproken", "meest", "helpt", "belemmert", "stromen", "venster"):
            assert made_up[f"{phase}.{name}"].text.startswith("In de demonstratie ")
            assert real[f"{phase}.{name}"].text.startswith("In de gesprekken ")
    assert not any("demonstratie" in statement.text for statement in real.values())


@pytest.mark.parametrize(
    ("n", "total", "words"),
    [
        (0, 16, "geen van de zestien respondenten"),
        (1, 16, "één van de zestien respondenten"),
        (12, 16, "twaalf van de zestien respondenten"),
        (16, 16, "alle zestien respondenten"),
        (2, 2, "beide respondenten"),
        (1, 1, "de enige respondent"),
        (0, 1, "geen enkele respondent"),
        (150, 1600, "150 van de 1.600 respondenten"),
    ],
)
def test_so_many_of_so_many_reads_as_dutch(n, total, words):
    assert dutch.n_of(n, total) == words
    plural = words.split()[0] in ("twaalf", "alle", "beide", "150")
    assert dutch.verb(n, "name") == ("noemen" if plural else "noemt")


def test_a_sentence_that_does_not_hold_has_no_words():
    with pytest.raises(ValueError, match="does not hold"):
        Statement("x", "Dit klopt niet.", holds=False)

"""Sentences of the chapters are true of the tables they were made from, and read as Dutch."""

import math
import re
from functools import cache
from itertools import combinations

import pandas as pd
import pytest

from study import figures, measures
from study.data import levels
from study.data.coded import MUNICIPAL_ROUND, PAIRS, PHASES, Coded
from study.findings import placeholders, sentences, support
from study.findings.highlights import MOST_DOTS
from study.findings.statement import Statement
from study.findings.voice import Voice
from study.language import dutch
from study.privacy import recognition
from tests.support import demonstration
from tests.support.studies import STUDIES, one_of_each, read_at, statements_of, study
from tests.support.tiers import sampled

ALL = {"demonstration": demonstration.read, **STUDIES}


@pytest.fixture(scope="module", params=one_of_each(ALL))
def of(request) -> Coded:
    return ALL[request.param]()


@pytest.fixture(scope="module")
def said_at(of) -> dict[str, dict[str, Statement]]:
    """Every statement of a study at each level."""
    return {level: statements_of(of, level=level) for level in levels.LEVELS}


@pytest.fixture(scope="module")
def said(said_at) -> dict[str, Statement]:
    return said_at[levels.ROWS]


def factors_in(text: str) -> list[str]:
    found = re.findall(r"\[\[factor:([^]]*)\]\]", text)
    return [placeholders.named(each) for each in found]


def municipal(of: Coded, phase: str):
    counts = measures.of_municipalities(measures.counts(measures.tally(of)))
    return counts[counts["phase"] == phase]


def enough_for(of: Coded) -> int:
    return support.least(read_at(of))


@cache
def names_in_the_demonstration(level: str) -> set[str]:
    return set(statements_of(demonstration.read(), level=level))


def test_the_same_names_whatever_the_data(said):
    for level in levels.LEVELS:
        assert set(said) == names_in_the_demonstration(level)


SAID_OF_ROWS = {"niveau.rijen", "niveau.aantallen", "verzadiging.volgordes"}


def test_counts_say_what_rows_say_and_where_they_cannot_they_say_so(said_at):
    """What differs is named: who may be recognised, and how orders of interviews differ."""
    said, in_counts = said_at[levels.ROWS], said_at[levels.COUNTS]
    for name, statement in said.items():
        of_rows = name.startswith(("verzadiging.", "herkenning"))
        if of_rows or name in SAID_OF_ROWS | {"overeenstemming"}:
            continue
        assert in_counts[name] == statement, name
    assert said["niveau.rijen"].holds and not said["niveau.aantallen"].holds
    assert in_counts["niveau.aantallen"].holds and not in_counts["niveau.rijen"].holds
    assert not in_counts["herkenning"].holds
    assert in_counts["verzadiging.volgordes"].holds
    orders = [s.text for n, s in in_counts.items() if n.startswith("verzadiging.")]
    assert not any("volgorde komt er een moment" in text for text in orders)


@pytest.mark.parametrize(
    ("round_number", "knows", "columns", "said"),
    sampled(
        2,
        [
            (2, "factor", ["factor"], "factoren"),
            (1, "direction", ["code", "direction"], "richting"),
            (1, "factor", ["factor"], "factoren"),
            (1, "phase", ["code"], "fasen"),
            (2, "phase", ["code"], "fasen"),
            (2, "direction", ["code", "direction"], "richting"),
        ],
    ),
)
def test_a_row_that_is_recognised_is_counted_by_hand(round_number, knows, columns, said):
    """Of a role, who named three things that nobody else of the role named all of."""
    of = demonstration.read()
    people = of.respondents[of.respondents["round"] == round_number]
    people = people.set_index("respondent")["role_group"]
    named = of.segments[of.segments["direction"] != "absent"].astype("string")
    named = named.merge(of.codebook[["code", "factor"]].astype("string"), on="code")
    named["said"] = named[columns].agg(" ".join, axis=1)
    who = named.groupby("respondent")["said"].agg(set)
    shares = []
    for person, role in people.items():
        others = [who[other] for other, r in people.items() if r == role and other != person]
        chosen = list(combinations(sorted(who[person]), 3))
        found = sum(not any(other.issuperset(three) for other in others) for three in chosen)
        shares.append(found / len(chosen))
    expected = sum(shares) / len(shares)
    assert math.isclose(recognition.recognised(of, knows, round_number=round_number), expected)
    group = {1: "bij landelijke organisaties", 2: "bij respondenten uit gemeenten"}[round_number]
    own = statements_of(of)[f"herkenning.{said}"].text
    often = f"in ongeveer {round(100 * expected)} van de honderd gevallen"
    often = often if round(100 * expected) else "vrijwel nooit" if expected else "nooit"
    assert f"{group} {often}" in own


@pytest.mark.parametrize(
    ("people", "says", "expected"),
    [
        # Everybody of a group says the same, so that nobody stands out.
        ({"ambtenaar": 3, "ketenpartner": 3}, lambda *_: "helps", "nooit"),
        # Whoever is alone in a role is found by anything.
        ({"ambtenaar": 1, "ketenpartner": 1}, lambda *_: "helps", "altijd"),
        # Three in a hundred thousand choices tell one of many: not never, and no number.
        (
            {"ambtenaar": 2},
            lambda r, c, g: "helps" if r == 0 or c.code != "borgen.steun" else "",
            None,
        ),
    ],
)
def test_how_often_somebody_is_recognised_is_said_in_words_at_the_ends(people, says, expected):
    made = statements_of(study(people, says))
    said = " ".join(made[f"herkenning.{each}"].text for each in ("factoren", "fasen", "richting"))
    assert "landelijke organisaties" not in said
    assert "ongeveer 0 " not in said and "ongeveer 100 " not in said
    if expected:
        assert said.count(f": bij respondenten uit gemeenten {expected}.") == 3


@pytest.mark.parametrize("level", levels.LEVELS)
def test_no_sentence_is_broken(said_at, level):
    for name, statement in said_at[level].items():
        text = statement.text
        assert statement.holds or not text, name
        if not text:
            continue
        assert (text[0].isupper() or text[0].isdigit()) and text.endswith("."), f"{name}: {text}"
        for wrong in ("  ", " ,", " .", "..", "{here}", "nan", "None", "<NA>"):
            assert wrong not in text, f"{name}: {text}"
        one = r"de factoren \[\[factor:[^]]*\]\]( \[\[evidence:[^]]*\]\])?[.:]"
        assert not re.search(one, text), f"{name}: {text}"
        # One is one, and more than one are more.
        assert not re.search(r"\bzeggen (één|geen|niemand)\b", text), f"{name}: {text}"
        assert not re.search(r"\bnoemen (één|geen enkele|niemand)\b", text), f"{name}: {text}"
        assert not re.search(r"\b(zegt|noemt) (alle|beide|twee|drie|vier|vijf)\b", text), text
        assert not re.search(r"\béén (factoren|respondenten|codes)\b", text), f"{name}: {text}"


def test_no_sentence_is_long_or_says_a_number_twice_or_lists_more_than_three(said_at):
    for said in said_at.values():
        for name, statement in said.items():
            text = placeholders.filled(statement.text, lambda _: "een paar woorden hiervoor")
            for part in re.split(r"(?<=[.?!]) ", text):
                assert len(part.split()) <= 40, f"{name}: {part}"
                numbers = [w for w in re.findall(r"\w+", part.lower()) if w in NUMBERS]
                assert len(numbers) == len(set(numbers)), f"{name}: {part}"
                assert part.count("hiervoor") <= 3, f"{name}: {part}"


NUMBERS = {dutch.in_words(n) for n in range(2, 21)}


def test_what_helps_or_hinders_most_is_said_by_enough_people_and_by_no_fewer_than_others(of, said):
    for phase in PHASES:
        rows = municipal(of, phase)
        for name, brief, claim in (
            ("helpt", "bovenaan", "helps"),
            ("belemmert", "hindernis", "hinders"),
        ):
            most = rows[claim].max() if len(rows) else 0
            top = rows.loc[rows[claim] == most, "factor"] if most >= enough_for(of) else []
            text = said[f"conclusie.{phase}.{name}"].text
            named = factors_in(text)
            assert set(named) <= set(top) and len(named) == min(len(top), 3), text
            assert len(top) <= 3 or dutch.in_words(len(top)) in text
            assert factors_in(said[f"{phase}.{brief}"].text) == named


def test_how_many_factors_help_and_hinder_is_counted_by_hand(of, said):
    for phase in PHASES:
        text = said[f"{phase}.gedragen"].text
        rows = municipal(of, phase)
        numbers = [
            int((rows[claim] >= enough_for(of)).sum()) if len(rows) else 0
            for claim in ("helps", "hinders")
        ]
        helping, hindering = (dutch.in_words(n) if n else "geen enkele" for n in numbers)
        if any(numbers):
            assert text.lower().startswith(f"{helping} factor"), text
            assert f"en {hindering} zit" in text
        else:
            assert text.startswith("Van geen enkele factor")


def test_with_how_many_a_phase_did_not_come_up_is_said_where_it_is_somebody(of, said):
    for phase in PHASES:
        rows = municipal(of, phase)
        statement = said[f"{phase}.niet_gesproken"]
        missing = int((rows["out_of"] - rows["asked"]).max()) if len(rows) else 0
        assert statement.holds == (missing > 0)
        if missing and rows["asked"].max():
            who = dutch.n_of(missing, int(rows["out_of"].max()))
            expected = f"Met {who} is niet over {dutch.names.of(phase, 'the')} gesproken."
            assert statement.text == expected


def test_one_person_with_whom_a_phase_did_not_come_up_is_one():
    people = {"ambtenaar": 9, "ketenpartner": 7}
    of = study(people, lambda *_: "helps", undiscussed=frozenset({(3, "borgen")}))
    said = statements_of(of)["borgen.niet_gesproken"].text
    assert said == "Met één van de zestien respondenten is niet over het borgen gesproken."
    counted = measures.counts(measures.tally(of))
    assert said in figures.richting(counted, "borgen").note
    assert "niet over" not in figures.richting(counted, "agenderen").note
    note = figures.overzicht(counted).note
    assert said in note and "agenderen" not in note


def test_what_is_said_of_a_phase_is_counted_by_hand(of, said):
    for phase in PHASES:
        rows = municipal(of, phase)
        denied = set(rows[rows["absent"] > 0]["factor"])
        told = factors_in(said[f"{phase}.afwezig"].text)
        assert set(told) <= denied and len(told) == min(len(denied), 3)
        assert said[f"{phase}.afwezig"].text
        unnamed = set(rows[rows["named"] == 0]["factor"])
        told = factors_in(said[f"{phase}.niet_genoemd"].text)
        assert set(told) <= unnamed
        least = enough_for(of)
        for name, low, high in (("verdeeld", least, 999), ("lijkt_verdeeld", 3, least - 1)):
            for factor in factors_in(said[f"{phase}.{name}"].text):
                row = rows[rows["factor"] == factor].iloc[0]
                assert low <= min(row["helps"], row["hinders"]) <= high


def test_a_list_speaks_of_dots_where_it_has_them(of, said):
    for phase in PHASES:
        few = len(of.respondents[of.respondents["round"] == MUNICIPAL_ROUND]) <= MOST_DOTS
        spoken = [said[f"{phase}.{name}"].holds for name in ("bolletjes", "zonder_bolletjes")]
        assert sum(spoken) == ("ranglijst" in _lists(of, phase)) and few >= spoken[0], phase


def _lists(of: Coded, phase: str) -> set[str]:
    rows, enough = municipal(of, phase), enough_for(of)
    return (
        {"ranglijst"} if len(rows) and rows[["helps", "hinders"]].max().max() >= enough else set()
    )


def test_with_whom_phases_came_up_is_said_once_where_it_was_with_all(of, said):
    text = said["besproken"].text
    rows = {phase: municipal(of, phase) for phase in PHASES}
    everybody = all(len(r) and r["asked"].max() == r["out_of"].max() for r in rows.values())
    assert text.count("gesproken") == (1 if everybody else len(PHASES)), text


def test_who_says_both_is_not_said_to_disagree():
    said = statements_of(STUDIES["helps and hinders"]())
    for phase in PHASES:
        assert "werken beide kanten op" in said[f"{phase}.verdeeld"].text


def test_the_phases_relate_as_they_are_said_to(of, said):
    """Who says what in each phase is counted here anew."""
    enough = enough_for(of)
    counts = {
        phase: municipal(of, phase).set_index("factor")[["helps", "hinders"]] for phase in PHASES
    }
    first, then = (counts[phase] for phase in PHASES)
    shared = [factor for factor in first.index if factor in then.index]
    for name, claim in (("verhouding.helpt", "helps"), ("verhouding.blijft", "hinders")):
        both = [f for f in shared if min(first.at[f, claim], then.at[f, claim]) >= enough]
        told = factors_in(said[name].text)
        assert set(told) <= set(both) and len(told) == min(len(both), 3), said[name].text
    turning = [
        factor
        for factor in shared
        for one, other in (("helps", "hinders"), ("hinders", "helps"))
        if first.at[factor, one] > first.at[factor, other]
        and then.at[factor, other] > then.at[factor, one]
        and all(
            abs(h - k) > max(1, (h + k) // 10) for h, k in (first.loc[factor], then.loc[factor])
        )
        and min(first.at[factor, one], then.at[factor, other]) >= enough
    ]
    told = factors_in(said["verhouding.keert"].text)
    assert set(told) <= set(turning) and len(told) == min(len(turning), 3)
    assert said["verhouding.er_keert_iets"].holds == bool(turning)


def test_a_difference_is_called_more_than_chance_only_if_the_test_says_so(of, said):
    compared = measures.phases(measures.tally(of), PAIRS["verhouding"])
    told = set(factors_in(said["verhouding.toets"].text))
    if compared.empty or not compared["out_of"].max():
        assert not said["verhouding.toets"].holds
    else:
        known = set(compared[compared["p_holm"] < sentences.ALPHA]["factor"])
        assert told <= known and len(told) == min(len(known), 3)


def test_groups_that_are_not_there_are_not_compared(of, said):
    people = of.respondents
    roles = set(people[people["round"] == MUNICIPAL_ROUND]["role_group"])
    assert said["groepen.beide"].holds == (roles == {"ambtenaar", "ketenpartner"})
    assert said["groepen.ontbreekt"].holds == (len(roles) < 2)
    both_rounds = people["round"].nunique() == 2
    assert said["landelijk.beide"].holds == both_rounds
    assert said["landelijk.ontbreekt"].holds == (not both_rounds)
    for phase in PHASES:
        assert said[f"groepen.{phase}"].holds == (len(roles) == 2)
        assert said[f"landelijk.{phase}"].holds == both_rounds


def test_what_one_round_alone_says_is_not_said_to_come_later():
    alone = statements_of(study({"ambtenaar": 9, "ketenpartner": 7}, lambda *_: "helps"))
    assert not alone["nieuw.laat"].holds and alone["landelijk.ontbreekt"].holds


def test_a_code_that_the_codebook_does_not_have_is_not_said_to_be_unnamed():
    of = demonstration.read()
    codebook = of.codebook[of.codebook["kind"] == "factor"]
    fewer = Coded(
        **{
            **vars(of),
            "codebook": codebook.reset_index(drop=True),
            "segments": of.segments[of.segments["code"].isin(codebook["code"])],
            "double_coding": of.double_coding.iloc[:0],
        }
    )
    for phase in PHASES:
        assert not statements_of(fewer)[f"{phase}.venster"].holds


def test_a_demonstration_speaks_as_one_and_interviews_do_not():
    of = demonstration.read()
    made_up, real = statements_of(of), statements_of(of, synthetic=False)
    for phase in PHASES:
        assert "in de demonstratie" in made_up[f"conclusie.{phase}.helpt"].text
        assert "in de gesprekken" in real[f"conclusie.{phase}.helpt"].text
        assert "demonstratie" not in made_up[f"conclusie.{phase}.helpt.verder"].text
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


@pytest.mark.parametrize(
    ("prevalence", "alpha", "told"), [(0.05, 0.78, True), (0.4, 0.78, False), (0.05, 0.99, False)]
)
def test_why_alpha_is_lower_than_the_share_is_said_where_codes_are_rare(prevalence, alpha, told):
    row = {"level": "overall", "units": 53, "note": "", "raw": 0.99, "ac1": 0.98}
    row |= {"alpha": alpha, "alpha_low": 0.7, "alpha_high": 0.9, "prevalence": prevalence}
    _, said = sentences.agreement(pd.DataFrame([row]), Voice(synthetic=True))
    assert said.holds == told and ("spreekt elkaar niet tegen" in said.text) == told

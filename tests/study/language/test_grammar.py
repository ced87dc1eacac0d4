"""Counts, verbs and capitals read as Dutch; another language is another table."""

import pytest

from study.language import dutch, labels
from study.language.grammar import Grammar
from study.language.names import Names
from study.language.words import Words
from study.study_file import STUDY

ENGLISH = """
locale = "en_GB"
[words]
numbers = ["none", "one", "two", "three"]
and = "and"
capitals = {}
[of]
none_of_one = "no {one}"
none = "none of the {total} {many}"
the_only = "the only {one}"
both = "both {many}"
all = "all {total} {many}"
some = "{n} of the {total} {many}"
[count]
none = "no {many}"
one = "{n} {one}"
many = "{n} {many}"
[nouns]
respondent = { one = "respondent", many = "respondents" }
[verbs]
say = { one = "says", many = "say" }
"""


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "geen ambtenaren"), (1, "één ambtenaar"), (3, "drie ambtenaren"), (42, "42 ambtenaren")],
)
def test_a_number_of_things(n, words):
    assert dutch.count(n, "ambtenaar") == words


@pytest.mark.parametrize(("n", "word"), [(0, "zegt"), (1, "zegt"), (2, "zeggen")])
def test_a_verb_goes_with_its_subject(n, word):
    assert dutch.verb(n, "say") == word


@pytest.mark.parametrize(
    ("text", "written"),
    [("één van de twee", "Eén van de twee"), ("drie", "Drie"), ("Rijk", "Rijk"), ("", "")],
)
def test_a_sentence_begins_with_a_capital(text, written):
    assert dutch.capital(text) == written


def test_another_language_is_another_table(tmp_path):
    (tmp_path / "grammar_en.toml").write_text(ENGLISH, encoding="utf-8")
    english = Grammar(tmp_path / "grammar_en.toml", Names(STUDY, "en"))
    assert english.number(1711) == "1,711" and english.number(0.125, 2) == "0.13"
    assert english.moment("2018-05-25") == "25 May 2018"
    assert english.enumerate_words(["a", "b", "c"]) == "a, b and c"
    assert english.n_of(2, 2) == "both respondents"
    assert english.n_of(3, 16) == "three of the 16 respondents"
    assert english.verb(1, "say") == "says"
    (tmp_path / "labels_en.toml").write_text('[a]\nb = "{n}, {n:d}, {m:w}"', encoding="utf-8")
    words = Words(tmp_path / "labels_en.toml", english)
    assert words.text("a.b", n=2018, m=2) == "2,018, 2018, two"


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "De factor die in beide fasen staat, doet volgens genoeg respondenten"),
        (2, "De factor die in beide fasen staan, doet volgens genoeg respondenten"),
    ],
)
def test_words_go_with_their_number(many, said):
    told = labels.text("verhouding.statement", factors="De factor", shared=many, do="doet")
    assert told == f"{said} in beide hetzelfde."

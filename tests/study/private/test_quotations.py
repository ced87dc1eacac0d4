"""What was said in an interview is known again when it is repeated, and nothing else is."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import paths
from study.privacy.identifiers import lexicon
from study.private import quotations

SAID = (
    "Nou, de raad wilde er toen nooit geld voor vrijmaken, en dat hebben we jarenlang zo gelaten"
    " tot de burgemeester na dat incident ineens zelf een plan vroeg."
)
WORDS = SAID.replace(",", "").replace(".", "").split()


def quoted(text: str, said: str = SAID) -> bool:
    return bool(np.isin(quotations.sequences(text), quotations.sequences(said)).any())


@pytest.mark.parametrize(
    "text",
    [
        *("de raad wilde er toen", "GELD VOOR VRIJMAKEN, EN DAT", "incident ineens zelf een plan"),
        *(
            "Volgens iemand: “burgemeester na dat incident ineens” kwam het.",
            "dat in\u00adcident ineens zelf een plan",
        ),
        *("hebben we jarenlang zo gelaten", "en dat hebben we jarenlang zo"),
    ],
)
def test_five_words_in_a_row_that_tell_something_are_a_quotation(text):
    assert quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        *("de raad wilde er geld", "na dat een van de", "het incident was ineens voorbij", ""),
        *("wij vroegen zelf om een plan", "de burgemeester vroeg ineens een ander plan"),
    ],
)
def test_words_that_anybody_says_are_none(text):
    assert not quoted(text)


def telling(words: list[str]) -> int:
    return sum(word.lower() not in lexicon.telling("function_words") for word in words)


@given(st.integers(0, len(WORDS) - 6), st.randoms(use_true_random=False))
def test_six_words_of_which_three_tell_something_are_one_in_any_order(start, chance):
    words = WORDS[start : start + 6]
    assert quoted(" ".join(chance.sample(words, 6))) or telling(words) < 3


@given(st.lists(st.sampled_from([*WORDS, "kaas", "fiets", "wolk"]), max_size=40))
def test_a_text_quotes_itself_and_no_single_words_of_it(words):
    text = " ".join(words)
    assert quotations.sequences(text).dtype == np.uint64
    if len(words) >= quotations.QUOTE and telling(words) == len(words):
        assert quoted(text, text)
    assert not any(quoted(word) for word in words)


def test_chapters_do_not_quote_what_the_demonstration_says():
    said = paths.DEMONSTRATION_WORDS.read_text(encoding="utf-8")
    found = [
        path.name
        for path in (paths.ROOT / "chapters").glob("*.md")
        if quoted(path.read_text(encoding="utf-8"), said)
    ]
    assert found == []


def test_a_long_interview_is_read_at_once():
    words = [f"woord{random.Random(3).randrange(10**6)}" for _ in range(5)]
    text = " ".join(words * 20_000)
    assert len(quotations.sequences(text)) > 100_000

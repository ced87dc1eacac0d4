"""Numbers and dates read as Dutch readers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.language import dutch


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 0, "0"), (668, 0, "668"), (1711, 0, "1.711"), (1234567, 0, "1.234.567"), (2.0, 1, "2,0")],
)
def test_a_number_has_a_thousands_point_and_a_decimal_comma(value, decimals, text):
    assert dutch.number(value, decimals) == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_no_digit_is_lost_in_writing_a_number(value):
    assert int(dutch.number(value).replace(".", "")) == value


@pytest.mark.parametrize(("value", "text"), [(0, "nul"), (8, "acht"), (20, "twintig"), (21, "21")])
def test_small_counts_are_words(value, text):
    assert dutch.in_words(value) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2018", "2018"), ("2018-02", "februari 2018"), ("2018-05-25", "25 mei 2018")],
)
def test_a_date_is_as_precise_as_its_source(iso, text):
    assert dutch.moment(iso) == text


def test_a_date_that_does_not_exist_is_refused():
    with pytest.raises(ValueError):
        dutch.moment("2018-02-30")


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_an_enumeration_ends_in_en(words, text):
    assert dutch.enumerate_words(words) == text

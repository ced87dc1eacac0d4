"""Codings are kept in columns while they are read, and come out as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from study.intake.codings import Coding, Codings

NAMES = st.text(min_size=1, max_size=3)
PLACES = st.none() | st.integers(-5, 2**53)
MANY = st.lists(
    st.builds(
        Coding,
        source=NAMES,
        selection=st.integers(1, 5),
        start=PLACES,
        end=PLACES,
        page=PLACES,
        code=NAMES,
        coder=st.none() | NAMES,
    )
)


@given(MANY)
def test_codings_come_out_as_they_went_in(many):
    rows = Codings(many).rows()
    found = rows.astype("object").where(rows.notna(), None)
    assert [Coding(*row) for row in found.itertuples(index=False)] == many


@given(MANY)
def test_each_coder_is_there_once(many):
    coders = [coding.coder for coding in many if coding.coder is not None]
    assert Codings(many).each("coder") == list(dict.fromkeys(coders))

"""Statements are used only where both codings agree, and one is chosen by the stated rule."""

import pandas as pd

from study.data import tables
from study.findings import public_statements

CODEBOOK = pd.DataFrame(
    [("agenderen", "zicht"), ("agenderen", "steun"), ("borgen", "steun")],
    columns=["phase", "factor"],
)


def _statement(name, first, second=None, *, read="opening", year=None):
    """A row of the table, coded twice as (phase, factor, direction)."""
    row = {"id": name, "read": read, "year": year, "doubt_1": None, "doubt_2": None}
    for number, coding in ((1, first), (2, second or first)):
        values = zip(public_statements.CODED, coding, strict=True)
        row |= {f"{part}_{number}": value for part, value in values}
    return row


def _table(*rows):
    return pd.DataFrame(rows).astype({"year": "Int64"})


def _ids(table):
    return list(table["id"])


def test_a_difference_in_anything_keeps_a_statement_out():
    coded = ("agenderen", "zicht", "helps")
    table = _table(
        _statement("u1", coded),
        _statement("u2", coded, ("borgen", "zicht", "helps")),
        _statement("u3", coded, ("agenderen", "steun", "helps")),
        _statement("u4", coded, ("agenderen", "zicht", "neutral")),
    )
    assert _ids(public_statements.agreed(table, CODEBOOK)) == ["u1"]
    assert _ids(public_statements.rest(table, CODEBOOK)) == ["u2", "u3", "u4"]


def test_a_code_that_the_codebook_lacks_keeps_a_statement_out():
    table = _table(_statement("u1", ("borgen", "zicht", "helps")))
    assert _ids(public_statements.agreed(table, CODEBOOK)) == []
    assert _ids(public_statements.rest(table, CODEBOOK)) == ["u1"]


def test_rows_follow_the_codebook_and_then_the_direction():
    table = _table(
        _statement("u1", ("borgen", "steun", "helps")),
        _statement("u2", ("agenderen", "steun", "hinders")),
        _statement("u3", ("agenderen", "zicht", "neutral")),
        _statement("u4", ("agenderen", "steun", "helps")),
    )
    assert _ids(public_statements.agreed(table, CODEBOOK)) == ["u3", "u4", "u2", "u1"]


def test_the_example_is_a_whole_page_then_the_latest_year_then_the_first_name():
    coded = ("agenderen", "steun", "helps")
    rows = [
        _statement("u6", coded, read="whole_page", year=2012),
        _statement("u5", coded, read="whole_page"),
        _statement("u3", coded, year=2024),
        _statement("u4", coded, year=2024),
        _statement("u1", coded, year=2020),
        _statement("u2", coded),
    ]
    left = _table(*rows)
    for expected in ("u6", "u5", "u3", "u4", "u1", "u2"):
        example = public_statements.examples(public_statements.agreed(left, CODEBOOK))
        assert _ids(example) == [expected]
        left = left[left["id"] != expected]


def test_every_coding_of_the_table_is_of_a_known_direction():
    table = tables.read("statements")
    for number in (1, 2):
        assert set(table[f"direction_{number}"]) <= set(public_statements.DIRECTIONS)


def test_agreement_is_that_of_both_codings():
    same, other = ("agenderen", "zicht", "helps"), ("agenderen", "steun", "helps")
    rows = [_statement(f"u{n}", same) | {"source": f"s{n % 2}"} for n in range(3)]
    rows += [_statement(f"u{n}", other) | {"source": "s1"} for n in range(3, 6)]
    rows += [_statement("u6", same, other) | {"source": "s1"}]
    found = public_statements.numbers(_table(*rows), pd.DataFrame(index=range(4)), CODEBOOK)
    assert found["uitspraken.alle"].value == 7
    assert found["uitspraken.teksten"].value == 2
    assert found["uitspraken.gelijk"].value == 6
    assert found["uitspraken.verschil"].value == 1
    assert found["documenten.alle"].value == 4
    assert found["uitspraken.factor.procent"].value == 86
    assert found["uitspraken.fase.procent"].value == 100
    assert found["uitspraken.factor.alfa"] == found["uitspraken.code.alfa"]
    assert found["uitspraken.factor.alfa"].text == "0,73"


def test_statements_on_other_factors_than_the_codebook_has_are_counted_apart():
    coded = ("agenderen", "zicht", "helps")
    rows = [_statement("u1", coded), _statement("u2", coded, ("agenderen", "cijfers", "helps"))]
    table = _table(*(row | {"source": "s"} for row in rows))
    found = public_statements.numbers(table, pd.DataFrame(), CODEBOOK)
    assert found["uitspraken.alle"].value == 1
    assert found["uitspraken.elders"].value == 1
    assert found["uitspraken.begin"].value == 1


def test_a_measure_that_there_is_not_is_said_in_words():
    """One factor leaves nothing to agree on; a book of it is made all the same."""
    rows = [_statement(f"u{n}", ("agenderen", "zicht", "helps")) for n in range(3)]
    rows = [row | {"source": "s"} for row in rows]
    found = public_statements.numbers(_table(*rows), pd.DataFrame(index=range(4)), CODEBOOK)
    said = {name: n.text for name, n in public_statements.measures(found).items()}
    assert said["uitspraken.factor.alfa_marge"] == "niet te berekenen"
    assert not any("nan" in text or not text for text in said.values())
    assert public_statements.measures({}) == {}

"""The figure on public statements says whether something was found, and never how much."""

import pandas as pd
import pytest

from study import figures
from study.data import tables
from study.design import style
from study.findings import public_statements
from tests.support.drawings import LAYOUTS, texts_of


@pytest.fixture(scope="module")
def codebook() -> pd.DataFrame:
    return tables.read("codebook")


@pytest.fixture(scope="module")
def agreed(codebook) -> pd.DataFrame:
    return public_statements.agreed(tables.read("statements"), codebook)


def test_more_of_the_same_changes_nothing(agreed, codebook):
    once = figures.uitspraken(agreed, codebook)
    twice = figures.uitspraken(pd.concat([agreed, agreed], ignore_index=True), codebook)
    assert twice.render(style.WIDE) == once.render(style.WIDE)
    assert twice.alt == once.alt
    assert twice.table.equals(once.table)


def test_a_first_statement_fills_a_cell(agreed, codebook):
    bare = agreed[(agreed["factor"] != "waarden") | (agreed["phase"] != "agenderen")]
    before, after = (figures.uitspraken(rows, codebook) for rows in (bare, agreed))
    assert before.render(style.WIDE) != after.render(style.WIDE)
    assert "passende waarden" in before.alt and "passende waarden" not in after.alt
    cell = after.table.set_index(["phase", "factor_name"]).loc[("agenderen", "passende waarden")]
    assert list(cell) == ["gemeente of partij", "", ""]


@LAYOUTS
def test_rows_are_those_of_the_codebook_in_its_order(agreed, codebook, layout):
    with style.applied():
        words = [
            text.get_text().replace("\n", " ")
            for text in texts_of(figures.uitspraken(agreed, codebook).draw(layout))
        ]
    names = [word for word in words if word in set(codebook["label_nl"])]
    assert names == list(codebook["label_nl"])


@LAYOUTS
def test_without_any_statement_every_factor_says_so(agreed, codebook, layout):
    figure = figures.uitspraken(agreed.iloc[:0], codebook)
    with style.applied():
        words = [text.get_text() for text in texts_of(figure.draw(layout))]
    assert words.count("niets gevonden") == len(codebook)

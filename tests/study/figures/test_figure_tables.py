"""A figure's table: each column has a heading, or is said not to be for readers."""

import tomllib

import pandas as pd
import pytest

from study import paths
from study.design import style
from study.figures.figure import INTERNAL_COLUMNS, Figure
from study.language.spoken import speaking


def figure(*columns: str) -> Figure:
    table = pd.DataFrame(columns=list(columns))
    return Figure("voorbeeld", lambda layout: style.canvas(layout, 1), *[""] * 4, table, ())


def test_a_column_without_a_heading_is_refused_with_the_remedy():
    figure("year", *INTERNAL_COLUMNS)
    named = r"'voorbeeld': column 'yeer' .*\[columns\] in labels_{}\.toml.*INTERNAL_COL"
    for language in ("nl", "en"):
        with speaking(language), pytest.raises(ValueError, match=named.format(language)):
            figure("yeer")


def test_kinds_are_those_that_can_be_written_and_belong_to_columns():
    table = tomllib.loads(paths.LABELS.read_text(encoding="utf-8"))
    kinds = {"number", "decimal", "tenth", "probability", "year", "date"}
    assert set(table["column_kinds"].values()) == kinds
    assert set(table["column_kinds"]) <= set(table["columns"])
    assert not set(INTERNAL_COLUMNS) & set(table["columns"])

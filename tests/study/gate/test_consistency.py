"""What the codebook has to say follows from what people said."""

import pandas as pd
import pytest

from study.data import coded
from study.gate import consistency

CODE = "borgen.steun"


@pytest.mark.parametrize("column", ["hinders_nl", "hinders_en"])
def test_a_name_for_what_hinders_is_asked_for_only_where_somebody_says_so(column):
    codebook = coded.read_table("codebook")
    used = set(codebook.loc[codebook["status"] == "used", "code"])
    codebook[column] = codebook[column].mask(codebook["code"] == CODE, pd.NA)
    assert not [*consistency.codes(codebook, used, set(), None)]
    (found,) = consistency.codes(codebook, used, {CODE}, None)
    row = codebook.index[codebook["code"] == CODE][0] + 2
    assert str(found).startswith(f"data/coded/codebook.csv, row {row}, column {column}: is empty")


@pytest.mark.parametrize("part", ["helps", "hinders", "meaning", "question"])
def test_other_readings_may_be_left_out(part):
    columns = [f"{part}_nl", f"{part}_en"]
    codebook = coded.read_table("codebook").assign(**dict.fromkeys(columns, pd.NA))
    used = set(codebook.loc[codebook["status"] == "used", "code"])
    assert not [*consistency.codes(codebook, used, set(), None)]

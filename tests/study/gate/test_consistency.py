"""What the codebook has to say: a label and a definition, and nothing else."""

import pandas as pd
import pytest

from study.data import coded
from study.gate import consistency

OPTIONAL = ("helps", "hinders", "meaning", "against", "question", "use", "not", "example")


@pytest.mark.parametrize(
    "columns",
    [*([f"{part}_nl", f"{part}_en"] for part in OPTIONAL), ["origin", "source"], ["label_en"]],
    ids=lambda columns: columns[0],
)
def test_all_but_a_label_and_a_definition_may_be_left_out(columns):
    codebook = coded.read_table("codebook").assign(**dict.fromkeys(columns, pd.NA))
    used = set(codebook.loc[codebook["status"] == "used", "code"])
    assert not [*consistency.codes(codebook, used, None)]

"""A factor is added to the demonstration by a row in the codebook, and shows."""

import pandas as pd
import pytest

from study import paths, workflow
from study.data import coded, tables
from study.demonstration import made_up_study


@pytest.mark.campaign
def test_a_factor_that_is_added_to_the_codebook_is_named_by_a_few(own_study):
    codebook = tables.read("codebook", own_study.data)
    row = codebook[codebook["code"] == "borgen.steun"].assign(
        code="borgen.inwoners", factor="inwoners", label_nl="inwoners", label_en="residents"
    )
    pd.concat([codebook, row]).to_csv(
        own_study.data / paths.CODED / paths.CODEBOOK, index=False, lineterminator="\n"
    )
    workflow.make_demo(own_study.data, own_study.private)
    assert own_study.problems(with_private=True) == []
    of = coded.read(own_study.data)
    said = of.segments[of.segments["code"] == "borgen.inwoners"].merge(
        of.respondents, on="respondent"
    )
    named = said.groupby("role_group", observed=True)["respondent"].nunique()
    assert named.to_dict() == made_up_study.OF_A_NEW_CODE.named
    assert "helps" in set(said["direction"])


def test_every_pattern_is_of_a_code_that_the_codebook_of_the_demonstration_has(demo_study):
    codes = set(tables.read("codebook", demo_study.data)["code"])
    assert set(made_up_study.patterns()) <= codes

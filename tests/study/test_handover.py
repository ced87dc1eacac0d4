"""What notebooks hand over is what readers take along."""

import pandas as pd

from study import figures, handover, paths
from study.data import tables


def test_numbers_in_a_table_have_no_digits_that_adding_up_leaves_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "results", lambda: tmp_path)
    figure = figures.registraties(tables.read("registered_victims"))
    sums = [0.1 + 0.2, 17.000000000000004, 0.00244140625]
    figure.table["share"] = pd.Series(sums)
    handover.save(figure)
    written = pd.read_csv(tmp_path / "registraties.csv", dtype=str)["share"].dropna()
    assert list(written) == ["0.3", "17", "0.00244140625"]

"""The reporting checklist judges the study that it was written for, and no other."""

from press.evidence.appendices import CHECKLIST, checklist
from study.data import tables


def test_each_item_says_whether_it_is_there_and_where():
    rows = checklist(tables.read_in_words(CHECKLIST).fillna(""), judged=True)
    assert len(rows) == 21
    assert all(row["topic"] and row["state"] for row in rows)
    assert all(row["where"] for row in rows if row["state"] == "ja")


def test_of_another_study_it_judges_nothing():
    rows = checklist(tables.read_in_words(CHECKLIST).fillna(""), judged=False)
    assert len(rows) == 21
    assert all(row.keys() == {"topic", "where"} for row in rows)

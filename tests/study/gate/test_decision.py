"""Bad input gets one message that says what, where and what to do."""

import shutil
from pathlib import Path

import pytest

from study import paths
from study.gate import decision
from tests.support.tiers import sampled


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of data/ next to a copy of the bibliography, to spoil."""
    shutil.copytree(paths.DATA, tmp_path / "data")
    shutil.copy(paths.BIBLIOGRAPHY, tmp_path)
    return tmp_path


def problems(copy: Path) -> list[str]:
    found = decision.problems(copy / "data", copy / paths.BIBLIOGRAPHY.name)
    return [str(problem) for problem in found]


def spoil(copy: Path, table: str, old: str, new: str) -> None:
    path = copy / "data" / "public" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_published_tables_are_in_order():
    assert decision.problems() == []


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    sampled(3, [
        pytest.param(
            "registered_victims", "2015,rapporteur", "2016,rapporteur",
            "registered_victims.csv, row 8: has the same key", id="a year twice",
        ),
        pytest.param(
            "registered_victims", ",952,", ",-952,",
            "registered_victims.csv, row 8, column value: -952 is negative", id="a negative number",
        ),
        pytest.param(
            "registered_victims", ",1334,", ",1.334,",
            "registered_victims.csv, row 12, column value: '1.334' is not of the right type",
            id="a thousands point",
        ),
        pytest.param(
            "registered_victims", "nrm2012,seen", "nrm2013,seen",
            "registered_victims.csv, row 2, column source: 'nrm2013' is not in references.bib",
            id="a source that is not in the bibliography",
        ),
        pytest.param(
            "registered_victims", "tip2018nl,secondhand", "tip2018nl,sure",
            "registered_victims.csv, row 7, column confidence: 'sure' is not one of", id="a word",
        ),
        pytest.param(
            "registered_victims", "2018,rapporteur,latest,", "2018,rapporteur,",
            "registered_victims.csv, row 11", id="a missing comma",
        ),
        pytest.param(
            "registered_victims", "year,series", "jaar,series",
            "registered_victims.csv, column year", id="a renamed column",
        ),
        pytest.param(
            "victim_estimates", ",5000,ondergrens", ",9000,ondergrens",
            "victim_estimates.csv, row 3, column value: the low bound of 2017", id="bounds crossed",
        ),
        pytest.param(
            "care_coordination", ",19,35,", ",36,35,",
            "care_coordination.csv, row 2, column value: is more than the whole", id="36 of 35",
        ),
        pytest.param(
            "municipal_policy", "exact,49", "exact,149",
            "municipal_policy.csv, row 3, column value", id="more than 100 percent",
        ),
    ]),
)  # fmt: skip
def test_one_mistake_gives_one_message(copy, table, old, new, message):
    spoil(copy, table, old, new)
    found = problems(copy)
    assert len(found) == 1, found
    assert found[0].startswith(f"data/public/{message}")
    assert found[0].count(". ") >= 1, "a remedy follows the message"


def test_a_missing_table_is_named(copy):
    (copy / "data" / "public" / "care_coordination.csv").unlink()
    assert problems(copy) == [
        "data/public/care_coordination.csv: the file is missing or cannot be opened. "
        "Put it back (git restore) or take it out of datapackage.json."
    ]


def test_another_encoding_is_named(copy):
    path = copy / "data" / "public" / "care_coordination.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    assert problems(copy) == [
        "data/public/care_coordination.csv: the file is not in UTF-8. Save it as UTF-8."
    ]


def test_a_broken_descriptor_is_named_with_its_line(copy):
    path = copy / "data" / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"name"', "name", 1))
    assert problems(copy)[0].startswith("data/datapackage.json, row 3: not readable as JSON")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("data/datapackage.json", b"\xff\xfe{", "not readable as JSON (it is no text in UTF-8)"),
        ("data/datapackage.json", b"", "not readable as JSON (it is empty)"),
        ("references.bib", b"% caf\xe9", "(it is no text in UTF-8)"),
        ("references.bib", b"\n", "holds no works, and tables name some"),
    ],
)
def test_what_is_no_text_or_empty_is_said_in_one_line(copy, file, content, said):
    (copy / file).write_bytes(content)
    found = [line for line in problems(copy) if line.startswith(file)]
    assert len(found) == 1 and said in found[0]


def test_a_missing_descriptor_is_named(copy):
    (copy / "data" / "datapackage.json").unlink()
    assert "data/datapackage.json: cannot be read" in problems(copy)[0]


def test_a_broken_bibliography_is_named(copy):
    path = copy / "references.bib"
    path.write_text(path.read_text(encoding="utf-8") + "\n@misc{broken, title = {x}\n@")
    assert any(problem.startswith("references.bib") for problem in problems(copy))

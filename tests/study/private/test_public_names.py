"""Whoever follows the advice on a name that is public too gets through, however it is written."""

import pytest
import yaml

from study.paths import MAPPING
from study.private import public_names
from study.private.public_names import FIELD, FOUND, PublicNames, of_mapping, told

PLACE = "Berqen op Zwoom"
OTHERWISE = "berqen-op-zwoom"


def test_two_spellings_of_a_name_are_one_decision_on_all_places_of_both():
    decided = of_mapping({FIELD: {PLACE: ["data/", "references.bib"], OTHERWISE: "tests/"}})
    assert decided.places_of("BERQEN OP ZWOOM") == ("data/", "references.bib", "tests/")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / MAPPING
    path.write_text(yaml.safe_dump({FIELD: {PLACE: ["data/"]}}), encoding="utf-8")
    return tmp_path


def test_the_advice_has_one_line_for_a_name_and_what_was_decided_before(folder):
    told([], {PLACE: {"references.bib"}, OTHERWISE: {"tests/a.csv", "tests/b.csv"}}, folder)
    lines = (folder / FOUND).read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("- ")]
    assert line.startswith(f"- `{OTHERWISE}: [data/, references.bib, tests/]`")
    assert f"also as {PLACE}" in line


def test_advice_that_is_followed_lets_the_name_through(folder):
    told([], {PLACE: {"references.bib"}, OTHERWISE: {"tests/a.csv"}}, folder)
    text = (folder / FOUND).read_text(encoding="utf-8")
    advice = "\n".join(line.split("`")[1] for line in text.splitlines() if line.startswith("- `"))
    decided = of_mapping({FIELD: yaml.safe_load(advice)})
    for file in ("references.bib", "tests/a.csv", "data/a.csv"):
        assert public_names.cover(decided.places_of(PLACE), file), file
    assert decided != PublicNames()

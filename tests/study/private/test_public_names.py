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


FULL, SURNAME = "Wenqa van der Berqen", "Berqen"


@pytest.mark.parametrize(
    "written",
    [
        *(FULL, "Van der Berqen, W.", "berqen, wenqa", "W. Berqen", "BERQEN", "v.d. Berqen"),
        *("Berqen W", "Wenqa Berqen", "W. v.d. Berqen", "v/d Berqen, Wenqa"),
    ],
)
def test_a_decision_on_a_name_is_one_on_its_shorter_forms(written):
    decided = of_mapping({FIELD: {FULL: "references.bib"}})
    assert decided.places_of(written) == ("references.bib",)


@pytest.mark.parametrize(
    "written",
    [
        *("Wenqa", "Zwirp Berqen", "P. Berqen", "Berqen, P.", "B. Berqen", "Berqenaar", "W.", ""),
        *("D. van der Berqen", "Van der Berqen, V.", "D. v.d. Berqen", "W.W. Berqen"),
    ],
)
def test_and_on_nobody_else(written):
    assert of_mapping({FIELD: {FULL: "references.bib"}}).places_of(written) == ()


@pytest.mark.parametrize("written", ["Berqen, W.", "W. Berqen", "Wenqa Berqen"])
def test_a_decision_on_a_surname_is_one_on_nobody_in_particular(written):
    decided = of_mapping({FIELD: {SURNAME: "references.bib"}})
    assert decided.places_of(SURNAME.upper()) == ("references.bib",)
    assert decided.places_of(written) == ()


def test_the_advice_has_one_line_for_a_name_and_its_shorter_forms(tmp_path):
    met = {FULL: {"references.bib"}, "Berqen, W.": {"a.md"}, "berqen": {"a.md"}, "Zwirp": {"a.md"}}
    told([], met, tmp_path)
    text = (tmp_path / FOUND).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert lines[0].startswith(f"- `{FULL}: [a.md, references.bib]`")


def test_the_advice_is_a_line_that_yaml_reads(tmp_path):
    for name in ("Zwirp: de berg", "# Zwirp", "Zwirp\nvan", "'t Zwirp"):
        told([], {name: {"a.md"}}, tmp_path)
        text = (tmp_path / FOUND).read_text(encoding="utf-8")
        (line,) = [line.split("`")[1] for line in text.splitlines() if line.startswith("- ")]
        decided = of_mapping({FIELD: yaml.safe_load(line)})
        assert decided.places_of(name) == ("a.md",)

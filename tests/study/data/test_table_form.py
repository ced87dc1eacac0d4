"""Tables of public figures are refused for what they are, before anything computes with them."""

import shutil
from pathlib import Path

import pytest

from study import paths
from study.data import table_form, tables
from study.gate import decision, release

TABLE = "public/registered_victims.csv"


@pytest.fixture
def data(demo_study, tmp_path) -> Path:
    return Path(shutil.copytree(demo_study.data, tmp_path / "data"))


def said(data: Path) -> list[str]:
    return [str(each) for each in table_form.problems(data, tables.package(data))]


def spoil(data: Path, change) -> None:
    path = data / TABLE
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_tables_that_we_publish_are_in_order(demo_study):
    assert said(demo_study.data) == []
    assert table_form.problems(paths.DATA, tables.package()) == []


FORMS = {
    "semicolons": (lambda text: text.replace(",", ";"), "row 1: is separated by semicolons"),
    "tabs": (lambda text: text.replace(",", "\t"), "row 1: is separated by tabs"),
    "a header only": (lambda text: text.splitlines(keepends=True)[0], "has a header and no rows"),
    "nothing": (lambda text: "", "column year: is not in the header"),
    "no header": (lambda text: text.partition("\n")[2], "column year: is not in the header"),
    "other order": (lambda text: text.replace("year,series", "series,year", 1), "another order"),
    "a mark before it": (lambda text: "\ufeff" + text, "column year: is not in the header"),
    "quotes": (lambda text: text.replace(",", ',"', 1), "is not readable as CSV"),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_no_such_table_is_named(data, name):
    change, says = FORMS[name]
    spoil(data, change)
    found = said(data)
    assert len(found) == 1 and f"data/{TABLE}" in found[0] and says in found[0]
    assert [str(each) for each in decision.problems(data)] == found
    # As python -m study check asks, which looks before anything is on record.
    loaded = release.load(data, None)
    assert [str(each) for each in decision.problems_in_tables(loaded, paths.BIBLIOGRAPHY)] == found


VALUES = {
    "99999999": "is more than can be (10000, in datapackage.json)",
    "100000000000000000000000": "100000000000000000...",
    "9" * 20_000: "is more than can be",
}


@pytest.mark.parametrize("value", VALUES)
def test_a_number_that_cannot_be_is_named(data, value):
    spoil(data, lambda text: text.replace(",1711,", f",{value},", 1))
    (found,) = said(data)
    assert VALUES[value] in found and "column value" in found and len(found) < 300


CELLS = {
    "=cmd()": "a formula",
    "+31": "a formula",
    "-1 persoon": "a formula",
    "@SUM(A1)": "a formula",
    "<script>alert(1)</script>": "a tag",
    "een </td>": "a tag",
    "<!-- weg -->": "a tag",
    "a &lt; b": "an entity",
    "a *b* c": "emphasis",
    "een _nadruk_ hier": "emphasis",
    "`code`": "code",
    "[hier](https://example.org)": "a link",
    "{raw}": "a role",
    "van $x$": "math",
    "een \x1b[2J": "a control character",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_would_run_or_be_set_as_markup_is_named(data, cell):
    spoil(data, lambda text: text.rstrip("\n").rpartition(",")[0] + f',"{cell}"\n')
    (found,) = said(data)
    assert f"takes for {CELLS[cell]}" in found and "column note" in found


def test_plain_words_and_numbers_pass(data):
    cell = "Minder dan 5 (a < b), €1, 10 %; id_van_iets & co: 'ja'"
    spoil(data, lambda text: text.rstrip("\n").rpartition(",")[0] + f',"{cell}"\n')
    assert said(data) == []


def test_before_any_table_of_interviews_is_written_that_is_said(data):
    package = tables.package(data)
    assert table_form.lacking(data, package) == []
    for path in (data / paths.CODED).iterdir():
        if path.name != paths.CODEBOOK:
            path.unlink()
    (said_,) = table_form.lacking(data, package)
    assert "holds no tables of the interviews yet. Run python -m study anonymise" in str(said_)
    package["resources"] = [r for r in package["resources"] if r["name"] == "codebook"]
    assert table_form.lacking(data, package) == []

"""Numbers for the text follow from the tables, and from nothing else."""

import pandas as pd
import pytest

from study.data import tables
from study.findings import public_figures


@pytest.fixture
def registered() -> pd.DataFrame:
    return tables.read("registered_victims")


def small(*values: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": range(2014, 2014 + len(values)),
            "series": "rapporteur",
            "edition": "latest",
            "basis": "from-2014",
            "value": values,
            "source": "x",
        }
    ).convert_dtypes()


def test_every_year_of_a_register_has_its_number(registered):
    numbers = public_figures.registrations(registered)
    for row in public_figures.latest(registered, "rapporteur").itertuples():
        assert numbers[f"registraties.{row.year}"].value == row.value


def test_turns_are_taken_from_rows_that_are_counted_alike():
    table = small(50, 10, 30, 20, 25)
    table.loc[0, "basis"] = "to-2013"
    numbers = public_figures.registrations(table)
    assert numbers["registraties.begin"].value == 10
    assert numbers["registraties.laagste"].value == 10
    assert numbers["registraties.erna.maal"].text == "3,0"
    assert numbers["registraties.later_laagste"].value == 20
    assert numbers["registraties.laatste"].value == 25


def test_a_series_that_only_falls_has_no_year_after_its_lowest():
    numbers = public_figures.registrations(small(30, 20, 10))
    assert numbers["registraties.daling.procent"].value == 67
    assert "registraties.erna" not in numbers


def test_a_revised_value_does_not_stand_in_for_the_latest(registered):
    numbers = public_figures.registrations(registered)
    revised = registered[registered["edition"] == "earlier"].iloc[0]
    assert numbers[f"registraties.{revised.year}"].value != revised.value
    assert numbers[f"registraties.eerder.{revised.year}"].value == revised.value


def test_registrations_are_set_against_the_estimate_of_the_same_years(registered):
    numbers = public_figures.estimates(tables.read("victim_estimates"), registered)
    assert numbers["schatting.2017.punt"].text == "6.250"
    assert numbers["schatting.2017.procent_meest"].value == round(100 * 1255 / 6250)
    assert numbers["schatting.2021.procent_minst"].value == round(100 * 668 / 5000)


def test_a_number_knows_the_sources_it_was_read_in(registered):
    numbers = public_figures.registrations(registered)
    assert numbers["registraties.daling.procent"].sources == ("nr2019shaky",)


def test_the_revised_value_of_2017_agrees_with_the_published_total():
    # NJi gives 4,894 for 2016-2020 (facts, 4.1): the other four years and the revised 2017.
    rows = public_figures.latest(tables.read("registered_victims"), "rapporteur")
    assert rows.loc[rows["year"].between(2016, 2020), "value"].sum() == 4894

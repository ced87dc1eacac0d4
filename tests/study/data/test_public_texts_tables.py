"""The tables of statements and documents hold what the book promises of them."""

import re

import pandas as pd
import pytest
from pybtex.database import parse_file

from study import paths
from study.data import tables

DERIVED = re.compile(
    r"afgeleid|uit adres|nieuws|debat|naar de raad|looptijd|"
    r"begrotingsjaar|verslagjaar|beleidsrapportage|jaarplan|doeljaar"
)
"""Remarks on a date whose year is not, or not certainly, that of publication."""


@pytest.fixture(scope="module")
def records():
    return parse_file(str(paths.BIBLIOGRAPHY)).entries


@pytest.mark.parametrize("name", ["statements", "documents"])
def test_a_year_stands_only_where_it_is_certain(name):
    for row in tables.read(name).itertuples():
        printed = re.match(r"\d{4}\b", row.date)
        told_by_others = row.read in ("agenda_page", "other_page")
        if printed and not DERIVED.search(row.date) and not told_by_others:
            assert row.year == int(printed[0]), row.id
        else:
            assert row.year is pd.NA, row.id


def test_the_bibliography_is_no_surer_of_a_year_than_the_table(records):
    for row in tables.read("statements").itertuples():
        printed = records[row.source].fields["year"]
        if row.year is pd.NA:
            assert printed.startswith("z.d."), row.source
        else:
            assert printed.rstrip("abcdef") == str(row.year), row.source


@pytest.mark.parametrize("name", ["statements", "documents"])
def test_an_address_is_that_of_the_record(name, records):
    for row in tables.read(name).itertuples():
        assert records[row.source].fields["url"] == row.url, row.id


def test_an_element_is_listed_only_where_it_was_seen():
    elements = tables.read("documents")["elements"].dropna().str.split(";").explode()
    pattern = next(
        field["constraints"]["pattern"]
        for resource in tables.package()["resources"]
        if resource["name"] == "documents"
        for field in resource["schema"]["fields"]
        if field["name"] == "elements"
    )
    assert set(elements) == set(re.search(r"\(\?:(.*?)\)", pattern)[1].split("|"))

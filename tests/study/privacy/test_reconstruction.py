"""All tables of counts at once, given to an integer solver: no respondent's row is certain."""

import pytest

from study.data import coded, levels
from study.data.coded import PHASES
from study.privacy import disclosure
from tests.support import books, demonstration, designs
from tests.support.reconstruction import certain, whole
from tests.support.studies import STUDIES, published_of, study, with_phases_that_came_up

pytestmark = pytest.mark.campaign


# With some seeds the gate lets only counts be published, and no rows are there to compare with.
@pytest.mark.parametrize("seed", [20201, 1, 4, 8])
def test_no_row_of_the_demonstration_is_certain(seed):
    of = coded.read(demonstration.made(levels.ROWS, seed).data)
    assert certain(of, whole(of.codebook)) == []


@pytest.mark.parametrize("phase", PHASES)
def test_nor_is_what_somebody_named_in_one_phase(phase):
    of = demonstration.read()
    codes = of.codebook.loc[of.codebook["phase"] == phase, "code"]
    assert certain(of, [(code, "named") for code in codes]) == []


def test_no_row_of_another_study_is_certain():
    of = STUDIES["another seed"]()
    assert certain(of, whole(of.codebook)) == []


OWN = {
    "twelve people in six places": {
        "phases": ["samenwerken"],
        "streams": ["nood", "wil"],
        "rounds": {2: {"lid": 7, "buur": 5}},
        "places": 6,
    },
    "fourteen people in six places, three phases": {
        "phases": ["herkennen", "oppakken", "volhouden"],
        "streams": ["nood", "wil"],
        "rounds": {2: {"lid": 8, "buur": 6}},
        "places": 6,
    },
}


@pytest.mark.parametrize("name", OWN)
def test_no_row_of_a_small_study_of_ones_own_is_certain(name, tmp_path, monkeypatch):
    monkeypatch.setitem(designs.DESIGNS, name, OWN[name])
    books.checkout(tmp_path / "copy")
    designs.put(tmp_path / "copy", name)
    assert designs.certain_rows(tmp_path / "copy") == 0


def test_a_row_that_counts_do_give_away_is_found():
    """The solver can find something: where all say the same, everybody's row is certain."""
    of = STUDIES["all ties"]()
    assert len(certain(of, whole(of.codebook))) == len(of.respondents)


def test_where_each_said_one_thing_every_row_is_certain_and_the_gate_says_so():
    people = {"ambtenaar": 7, "ketenpartner": 5}
    of = study(people, lambda r, code, _: "helps" if code.Index == r % 3 else "")
    of = with_phases_that_came_up(of)
    assert len(certain(of, whole(of.codebook))) == 12
    told = disclosure.of_one_thing(published_of(of, levels.COUNTS))
    assert {role for _, role in told} == people.keys()

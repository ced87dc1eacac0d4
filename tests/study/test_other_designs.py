"""Another study file, and all tables, sentences and figures follow: without a book, each design.

`tests/book/test_other_studies.py` builds the books.
"""

import shutil

import pytest

from study import paths
from tests.support import books, designs

FULLEST = "three phases, three roles, no first round"
"""What is particular about the others, books of the campaigns have as well."""


@pytest.fixture(
    scope="module",
    params=[
        name if name == FULLEST else pytest.param(name, marks=pytest.mark.campaign)
        for name in designs.DESIGNS
    ],
)
def made(request, tmp_path_factory) -> tuple[dict, dict]:
    """A design, and what its study says and draws in a copy."""
    root = tmp_path_factory.mktemp("design") / "copy"
    books.checkout(root)
    for folder in ("chapters", "press"):
        shutil.rmtree(root / folder)
    designs.put(root, request.param)
    return designs.DESIGNS[request.param], designs.words(root)


def test_every_phase_and_pair_has_its_sentences_and_figures(made):
    design, words = made
    phases, pairs = design["phases"], len(design["phases"]) - 1
    for phase in phases:
        assert words["statements"][f"conclusie.{phase}.helpt"]
        assert f"richting-{phase}" in words["figures"]
    names = [name for name in words["figures"] if name.startswith("verhouding")]
    assert len(names) == pairs
    assert sum(name.endswith(".blijft") for name in words["statements"]) == pairs


def test_without_a_first_round_nothing_is_said_of_it(made):
    design, words = made
    compared = [name for name in words["figures"] if name.startswith("landelijk")]
    assert len(compared) == (len(design["phases"]) if 1 in design["rounds"] else 0)
    told = [text for name, text in words["statements"].items() if name.startswith("landelijk.")]
    assert any(told) == (1 in design["rounds"])


def test_nothing_speaks_of_the_phases_roles_and_places_of_the_demonstration(made):
    _, words = made
    said = [*words["statements"].values()]
    for figure in words["figures"].values():
        said += [*figure["said"], *map(str, figure["table"]), *map(str, figure["table"].values())]
    for text in said:
        for old in designs.OLD_NAMES:
            assert old not in text.lower(), text
        assert "gemeente" not in text.lower(), text


def test_the_study_file_that_is_shipped_is_that_of_the_demonstration(demo_study):
    own = (paths.DEMONSTRATION / paths.STUDY.name).read_bytes()
    assert (demo_study.data / paths.STUDY.name).read_bytes() == own

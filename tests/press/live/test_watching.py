"""What a save asks of a build."""

import pytest
from watchfiles import Change

from press import places
from press.live.watching import Needs, Written, needs, order
from press.translation import catalogue
from study import paths

CHAPTER = paths.ROOT / "index.md"


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({CHAPTER}, Needs.PAGES),
        ({paths.ROOT / "chapters" / "gone.md"}, Needs.SETTING_UP),
        ({CHAPTER, paths.BIBLIOGRAPHY}, Needs.SETTING_UP),
        ({paths.DATA / "public" / "a.csv"}, Needs.SETTING_UP),
        ({CHAPTER, paths.CODE / "git.py"}, Needs.NEW_PROCESS),
        ({places.LABELS}, Needs.NEW_PROCESS),
        ({paths.ROOT / "chapters" / "resultaten-fase.md"}, Needs.SETTING_UP),
        ({paths.STUDY}, Needs.NEW_PROCESS),
        ({places.LOCK}, Needs.NEW_PROCESS),
        ({catalogue.place("en", "index")}, Needs.PAGES),
        ({catalogue.place("en", "chapters/resultaten-fase")}, Needs.SETTING_UP),
        ({catalogue.place("en", "book")}, Needs.SETTING_UP),
    ],
)
def test_a_build_gets_what_the_most_demanding_file_asks_for(changed, asked):
    assert needs(changed) is asked


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("chapters/kader.md", True),
        ("chapters/.kader.md.swp", False),
        ("chapters/kader.md~", False),
        ("chapters/4913", False),
        ("_build/html/index.html", False),
        ("figures/a.svg", False),
        ("private/key.csv", False),
        ("study/__pycache__/git.cpython-311.pyc", False),
    ],
)
def test_what_editors_and_builds_write_for_themselves_is_no_save(name, counts):
    assert Written()(Change.modified, str(paths.ROOT / name)) is counts


@pytest.mark.parametrize(
    ("changed", "editions"),
    [
        ({CHAPTER}, ["nl", "en"]),
        ({catalogue.place("en", "index")}, ["en"]),
        ({catalogue.place("en", "index"), CHAPTER}, ["nl", "en"]),
        ({catalogue.place("fr", "index")}, []),
    ],
)
def test_the_edition_of_the_saved_file_comes_first(changed, editions):
    assert order(changed, ("nl", "en")) == editions

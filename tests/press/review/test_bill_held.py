"""A bill of materials that was changed is found, with or without a statement on its digest."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from press.review.comparing.outcomes import Outcome
from press.review.releasing import bill_held


def bill(archive: str) -> dict:
    """A bill of an archive, in the form of those of releases."""
    return {
        "serialNumber": f"urn:uuid:{archive}",
        "metadata": {"component": {"name": "boek", "hashes": [{"content": archive}]}},
        "components": [{"name": "numpy", "version": "2.0"}, {"name": "babel", "version": "2.1"}],
        "dependencies": [{"ref": "boek", "dependsOn": ["numpy", "babel"]}],
    }


def released(folder: Path, archive: str, change: Callable[[dict], object] = bool) -> Path:
    folder.mkdir()
    path = folder / "boek-1.0.zip"
    path.write_text(archive, encoding="utf-8")
    made = bill(archive)
    change(made)
    bill_held.beside(path).write_text(json.dumps(made), encoding="utf-8")
    return path


CHANGES = {
    "a version": lambda made: made["components"][0].update(version="1.0"),
    "something more": lambda made: made["metadata"].update(more="x"),
    "a package twice": lambda made: made["components"].append(made["components"][0]),
    "no packages": lambda made: made.pop("components"),
    "other types": lambda made: made.update(components=[1]),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("again", ["same", "other"])
def test_a_changed_bill_is_named(tmp_path, name, again):
    given = released(tmp_path / "given", "same", CHANGES[name])
    (found,) = bill_held.differences(given, released(tmp_path / "again", again))
    assert (found.name, found.outcome) == ("boek-1.0.zip.cdx.json", Outcome.DIFFERENT)


def test_a_bill_of_another_platform_and_one_that_is_not_there_are_no_difference(tmp_path):
    given = released(tmp_path / "given", "same")
    more = {"name": "colorama", "version": "1"}
    again = released(tmp_path / "again", "other", lambda made: made["components"].append(more))
    assert list(bill_held.differences(given, again)) == []
    bill_held.beside(given).unlink()
    assert list(bill_held.differences(given, again)) == []

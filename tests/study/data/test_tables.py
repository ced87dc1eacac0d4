"""The descriptor is read as it is now, and what one caller does to it touches no other."""

import json

from study import paths
from study.data import tables


def test_a_changed_descriptor_is_seen_at_once(tmp_path):
    file = tmp_path / paths.PACKAGE.name
    for synthetic in (True, False):
        file.write_text(json.dumps({"synthetic": synthetic}), encoding="utf-8")
        assert tables.package(tmp_path)["synthetic"] is synthetic


def test_what_a_caller_changes_is_its_own():
    tables.package()["thresholds"].clear()
    tables.package()["resources"].clear()
    assert tables.package()["thresholds"] and tables.package()["resources"]

"""The descriptor is read as it is now, and what one caller does to it touches no other."""

import json
import shutil

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


def test_whoever_changes_a_table_changes_it_for_nobody_else(tmp_path):
    shutil.copytree(paths.DATA, tmp_path, dirs_exist_ok=True)
    before = tables.read("registered_victims", tmp_path)
    changed = tables.read("registered_victims", tmp_path)
    changed["value"].array[0] = 1
    changed.loc[1, "value"] = 2
    assert tables.read("registered_victims", tmp_path).equals(before)
    file = tables.path("registered_victims", tmp_path)
    file.write_text(file.read_text("utf-8").replace(",944,gemelde", ",945,gemelde"), "utf-8")
    assert 945 in set(tables.read("registered_victims", tmp_path)["value"])

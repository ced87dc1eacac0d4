"""One version number, wherever a program asks for it."""

import tomllib

import yaml

from study import paths
from study.data import tables


def test_project_citation_and_data_have_one_version():
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == citation["version"] == tables.package()["version"]

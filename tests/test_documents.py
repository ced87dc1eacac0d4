"""What the documents say of this repository is so: paths that exist, and one version."""

import re
import shlex
import tomllib

import pytest
import yaml

from study import __main__ as commands
from study import paths
from study.data import tables

WALK = "docs/own-study.md"
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "data/README.md", WALK)
TYPED = re.compile(r"`python -m study ([^`]+)`|^python -m study (.+)$", re.MULTILINE)
PATH = re.compile(r"`((?:study|press|tests|data|notebooks|chapters|benchmarks)/[\w./-]*)`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_in_a_document_exists(name):
    text = (paths.ROOT / name).read_text(encoding="utf-8")
    # Recipes also name what is still to be made or is only a part of a file.
    text = re.sub(r"New file `[^`]+`|replace `[^`]+` by", "", text)
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    folder = (paths.ROOT / name).parent
    assert [path for path in links if not (folder / path).exists()] == []
    assert [path for path in PATH.findall(text) if not (paths.ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_in_a_document_can_be_typed(name):
    """That the walk ends where it says, is seen in the campaigns."""
    text = (paths.ROOT / name).read_text(encoding="utf-8")
    typed = ["".join(found) for found in TYPED.findall(text)]
    assert len(typed) >= 8 * (name == WALK)
    parser = commands.parser()
    for each in typed:
        parser.parse_args(shlex.split(each, comments=True))


def test_project_citation_and_data_have_one_version():
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == citation["version"] == tables.package()["version"]

"""The published book stands only if nothing that it was made from is another one."""

import importlib.metadata
import json
import subprocess
import sys

import pytest

from press import places
from press.build import digests
from tests.support.books import checkout

PROGRAM = """
import json, os, subprocess, sys
from pathlib import Path
from types import SimpleNamespace

from press.build import digests, unchanged

root = Path.cwd()
overrides = {"external_toc_path": str(root / "_toc.yml"), "language": "nl"}
config = SimpleNamespace(extensions=["a"], overrides=overrides)
app = SimpleNamespace(srcdir=root, doctreedir=root / "_build" / ".doctrees", config=config)
first = unchanged.key(app)
found = {}

def look(what):
    found[what] = unchanged.key(app) != first

def edit(name, content=None):
    path = root / name
    before = path.read_bytes() if path.exists() else None
    modified = path.stat().st_mtime_ns if before is not None else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((before or b"") + b"\\n" if content is None else content)
    if modified is not None:
        os.utime(path, ns=(modified, modified))  # as a copy does that keeps times
    look(name)
    path.unlink() if before is None else path.write_bytes(before)

for name in json.loads(sys.argv[1]):
    edit(name)
(root / "index.md").rename(root / "voorin.md")
look("renamed")
(root / "voorin.md").rename(root / "index.md")
taken = (root / "data/public/care_coordination.csv").read_bytes()
(root / "data/public/care_coordination.csv").unlink()
look("deleted")
(root / "data/public/care_coordination.csv").write_bytes(taken)
config.overrides = overrides | {"html_baseurl": "https://example.org/"}
look("setting")
config.overrides, config.extensions = overrides, ["a", "b"]
look("extensions")
config.extensions = ["a"]
packages = digests.packages
digests.packages = lambda lock: packages(lock) | {"pandas": "0"}
look("package")
digests.packages = packages
os.environ["SOURCE_DATE_EPOCH"] = "1"
look("epoch")
del os.environ["SOURCE_DATE_EPOCH"]
git = ["git", "-c", "user.name=a", "-c", "user.email=a@localhost"]
for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
    subprocess.run([*git, *command], check=True)
look("commit")
(root / ".git").rename(root / ".gat")
look("as it was")
print(json.dumps(found))
"""

COUNTS = (
    *("index.md", "chapters/kader.md", "chapters/nieuw.md", "references.bib", "README.md"),
    *("_config.yml", "_toc.yml", "requirements.txt", "CITATION.cff", "LICENSE-CONTENT"),
    *("data/datapackage.json", "data/coded/segments.csv", "data/public/context_figures.csv"),
    *("study/language/grammar.py", "study/design/book.mplstyle"),
    *("study/language/labels_nl.toml", "study/design/tokens.toml"),
    *("press/labels_nl.toml", "press/web/templates/boek/page.html"),
    "press/pdf/templates/template.typ",
    *("notebooks/model.ipynb", "private/key.csv", "private/project/names.txt", "beeld/a.png"),
)
COUNTS_NOT = (
    *("_build/html/index.html", "figures/model.svg", "screenshots/a.png", "dist/a.zip"),
    *("private/project.qdpx", "study/__pycache__/files.cpython-311.pyc", "chapters/.kader.md.swp"),
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, bool]:
    """What was changed in a checkout, and whether the key became another one by it."""
    root = checkout(tmp_path_factory.mktemp("unchanged") / "book").root
    outcome = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(COUNTS + COUNTS_NOT)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(outcome.stdout)


@pytest.mark.parametrize(
    "what",
    [*COUNTS, "renamed", "deleted", "setting", "extensions", "package", "epoch", "commit"],
)
def test_a_change_of_what_the_book_is_made_from_is_seen(seen, what):
    assert seen[what]


@pytest.mark.parametrize("what", [*COUNTS_NOT, "as it was"])
def test_what_is_made_or_private_does_not_count(seen, what):
    assert not seen[what]


def test_versions_are_those_that_the_packages_tell():
    found = digests.packages(places.LOCK)
    assert found == {name: importlib.metadata.version(name) for name in found}
    assert {"pandas", "jupyter-book", "typst"} <= set(found)
    assert "hypothesis" not in found

"""What is private is refused outside private/ by what it looks like, and git ignores it."""

import json
import shutil
import subprocess

import pytest

from study import paths
from tests.support import leaks
from tests.support.screened import Checkout, git

MAPPING = """
respondents:
  - respondent: R01
    sources: ["INT-01"]
    round: 2
    role: ambtenaar
    municipality: "Ergens"
"""
OF_NOBODY = "without_direction: neutral\npublic_names: {}\nrespondents: []\ncodes: {}\n"
OF_ONE = "respondents:\n  - respondent: R01\n    round: 2\n    role:\n      ambtenaar\n"
IN_BRACES = "- {respondent: R01, round: 2, role: ambtenaar}\n"
DECIDED = "public_names:\n  Ergens: references.bib\n"
AS_JSON = '{"respondents": [{"respondent": "R01",\n "sources": ["a"],\n "role": "ambtenaar"}]}'

LOOKS_PRIVATE = {
    "docs/mapping-oud.yml.bak": "",
    "docs/Copy of Mapping.YAML": "",
    "docs/drawn (1).json": "",
    "docs/studie.qdpx.bak": b"anything",
    "notes.txt": MAPPING,
    "docs/a.bak": MAPPING.replace("\n", "\r\n"),
    "docs/b.bak": MAPPING.encode("utf-16"),
    "docs/c.toml": MAPPING,
    "docs/d.md": MAPPING.replace("\n", "\n> "),
    "docs/nobody.py": MAPPING,
    "docs/e.txt": OF_NOBODY,
    "docs/f.yml": OF_ONE,
    "docs/g.log": IN_BRACES,
    "docs/h.yaml": DECIDED,
    "docs/i.js": AS_JSON,
    "docs/report.txt": "# Report\n\nFor the private side only. Do not publish.\n",
    "docs/a.docx": leaks.zipped(
        {"word/document.xml": b"<?xml?><p>respondents:</p><p>- respondent: R01</p><p>role: a</p>"
         b"<p>round: 2</p>"}
    ),
    "notebooks/a.ipynb": json.dumps({"cells": [{"source": MAPPING, "metadata": {}}]}),
    "notebooks/b.ipynb": json.dumps({"cells": [{"source": "| respondent | gemeente |\n| 1 |"}]}),
    "chapters/answers.yml": MAPPING,
    "data/answers.json": AS_JSON,
    "notebooks/sleutel.csv": "name,respondent,municipality\nA,rbcdfgh,Ergens\n",
    "data/wie.csv": '"Respondent";"Gemeente"\nrbcdfgh;Ergens\n',
    "chapters/wie.md": "# Wie\n\n| respondent | functie | gemeente |\n| --- | --- | --- |\n",
    "notes/samen.csv": "respondent,group\nrbcdfgh,1\nrbcdfgj,1\n",
    "notebooks/per_factor.csv": "factor,phase,municipalities,out_of\ncijfers,agenderen,6,8\n",
    "data/public/waar.csv": "code;in hoeveel gemeenten\nborgen.steun;3\n",
    "chapters/waar.md": "# Waar\n\n| gemeente | factor |\n| --- | --- |\n| 1 | steun |\n",
    "notebooks/a.xlsx": leaks.zipped(
        {"xl/sharedStrings.xml": b"<?xml?><t>respondent</t><t>gemeente</t>"}
    ),
    "chapters/about.csv": "name,Project\ntool,QualCoder\ncounting,open\n",
    "chapters/sources.csv": "source,name,kind,text\ns1,a,text,b\n",
    "tests/codings.csv": "source,selection,order,start,end,code,coder\ns1,1,1,0,9,c,a\n",
    "chapters/highlights.csv": "id,document,tag,content\n1,a,b,c\n",
    "chapters/project.xml": '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0"/>',
    "chapters/boek.db": b"SQLite format 3\0 and more",
    "data/project.qdpx": leaks.zipped({"project.qde": b"<Project/>"}),
    "data/bijlage.zip": leaks.zipped({"x/project.qde": b"<Project/>"}),
    "chapters/studie.mx24": b"anything",
    "chapters/studie.nvp": b"anything",
    "chapters/studie.atlproj23": b"anything",
    "chapters/words.npy": b"\x93NUMPY\x01\x00",
}  # fmt: skip


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout.made(tmp_path / "checkout")


@pytest.mark.parametrize("path", LOOKS_PRIVATE)
@pytest.mark.parametrize("tracked", [False, True])
def test_it_is_refused_tracked_or_not(checkout, path, tracked):
    checkout.put(path, LOOKS_PRIVATE[path])
    if tracked:
        git(checkout.root, "add", "--force", path)
    found = checkout.problems()
    assert any(f"{path}" in f and "[private material]" in f for f in found), found


@pytest.mark.parametrize(
    "place", ["a/b/", *(pytest.param(at, marks=pytest.mark.campaign) for at in ("", "chapters/"))]
)
def test_each_file_of_a_private_folder_is_refused_anywhere_else(checkout, demo_study, place):
    """But what is said of a release as a whole, which looks like any other."""
    for path in sorted(demo_study.private.rglob("*")):
        if path.is_file() and path.name != "about.json":
            checkout.put(f"{place}{path.relative_to(demo_study.private)}", path.read_bytes())
    found = checkout.problems()
    refused = {f.split(":")[0] for f in found if "[private material]" in f}
    copied = {p for p in checkout.root.rglob("*") if p.is_file() and ".git" not in p.parts}
    assert refused == {p.relative_to(checkout.root).as_posix() for p in copied}


def test_what_was_drawn_is_told_by_what_it_says_whatever_it_is_called(checkout, demo_study):
    checkout.put("docs/copy.json", (demo_study.private / paths.DRAWN).read_bytes())
    checkout.put("docs/other.json", '{"of": {"a": 1}, "drawing": [1]}')
    (found,) = checkout.problems()
    assert found.startswith("docs/copy.json: looks like what was drawn at random"), found


@pytest.mark.parametrize(
    ("path", "text"),
    {
        "docs/a.md": "Write `public_names` there.\n\n```yaml\nwithout_direction: neutral\n```\n",
        "docs/b.py": f"A = {OF_NOBODY!r}\nB = {IN_BRACES!r}\n",
        "study/c.toml": 'a = "{respondents:w} people, {codes:w} codes, {coders:w} readers"\n',
        "docs/mapping.py": "respondents: list\ncodes: dict\npublic_names: dict\n",
        "docs/d.md": "Three questions.\n\nround: which interviews.\n\nrole: of whom.\n",
    }.items(),
)
def test_what_only_speaks_of_a_mapping_is_none(checkout, path, text):
    checkout.put(path, text)
    assert checkout.problems() == []


def test_what_git_ignores_is_looked_at_for_it_all_the_same(checkout):
    checkout.put(".gitignore", "mapping.yml\n")
    checkout.put("mapping.yml", MAPPING)
    assert len(checkout.problems()) == 1


def test_what_the_private_folder_holds_is_its_own_affair_until_git_tracks_it(checkout):
    checkout.put("private/mapping.yml", MAPPING)
    checkout.put(".gitignore", "/private/\n")
    assert checkout.problems() == []
    git(checkout.root, "add", "--force", "private/mapping.yml")
    found = checkout.problems()
    assert len(found) == 1 and "lies in the private folder and is tracked by git" in found[0]


@pytest.mark.parametrize(
    "name",
    [
        *("mapping.yml", "new-mapping.yml", "key.csv", "words.npy", "drawn.json", "a.qdpx"),
        *("a.qde", "a.rqda", "a.qda", "a.sqlite3", "a.mx24", "a.mx5", "a.nvp", "a.nvpx"),
        *("a.atlproj", "a.atlproj23"),
        *("mapping-oud.yml.bak", "mapping.yml~", "oude mapping.YAML", "key (1).csv", "key.csv.bak"),
        *("drawn (1).json", "a.qdpx.bak", "names-found.md", "names.sha256.old"),
        *("private/project/sources.csv", "private/releases/1/people.csv", "released.csv"),
    ],
)
@pytest.mark.parametrize("folder", ["", "chapters/", "data/public/"])
def test_git_ignores_it_everywhere(tmp_path, name, folder):
    git(tmp_path, "init", "--quiet")
    shutil.copy(paths.ROOT / ".gitignore", tmp_path)
    asked = subprocess.run(["git", "check-ignore", "--quiet", f"{folder}{name}"], cwd=tmp_path)
    assert asked.returncode == 0


def test_git_ignores_copies_of_the_private_folder(tmp_path):
    git(tmp_path, "init", "--quiet")
    shutil.copy(paths.ROOT / ".gitignore", tmp_path)
    asked = subprocess.run(["git", "check-ignore", "--quiet", "private-oud/a.txt"], cwd=tmp_path)
    assert asked.returncode == 0


def test_git_ignores_a_private_folder_that_is_a_link(tmp_path):
    """As where it is kept on a disk of its own."""
    git(tmp_path, "init", "--quiet")
    shutil.copy(paths.ROOT / ".gitignore", tmp_path)
    (tmp_path / "private").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    asked = subprocess.run(["git", "check-ignore", "--quiet", "private"], cwd=tmp_path)
    assert asked.returncode == 0


def test_git_ignores_nothing_that_this_repository_has():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=paths.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert listed.stdout == ""

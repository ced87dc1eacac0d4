"""A file of the private folder that cannot be read is named, with what is wrong and what to do."""

import re
import shutil

import pytest

from study import paths
from study.beginning import status
from study.private import mapping_reader, store
from study.private.mapping import MappingError
from tests.support.tiers import sampled

DAMAGES = {
    "missing": None,
    "empty": b"",
    "binary": bytes(range(256)),
    "no UTF-8": b"caf\xe9\n",
    "a folder": "folder",
    "something else": b"[]\n",
}
FILES = (
    *("key.csv", "project/about.csv", "project/sources.csv", "project/codings.csv"),
    *("project/names.txt", "project/words.npy", "project/names.sha256"),
)
NAMED = re.compile(r"[A-Z]\w*Error|Errno|codec|NoneType")
"""What exceptions are called and say."""


@pytest.fixture
def private(tmp_path, demo_study):
    return shutil.copytree(demo_study.private, tmp_path / paths.PRIVATE.name)


def damage(private, file: str, how: str) -> None:
    path, content = private / file, DAMAGES[how]
    path.unlink()
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)


def said_by(step, folder) -> str:
    try:
        step(folder)
    except store.Damaged as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("file", "how"), sampled(8, [(file, how) for how in DAMAGES for file in FILES])
)
def test_it_is_named_whoever_reads_it(private, file, how):
    damage(private, file, how)
    if (file, how) == ("key.csv", "missing"):
        assert said_by(store.held, private).startswith(
            "private/: is half there (key.csv is missing"
        )
        return
    told = [
        said for step in (store.held, store.load, store.key) if (said := said_by(step, private))
    ]
    assert told
    for said in told:
        assert said.startswith(f"private/{file}: ") and not NAMED.search(said)
        assert said.count("\n") == 0 and said.endswith(".")
    status.status(paths.DATA, private)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_mapping_is_named_in_one_way(private, how):
    project = store.load(private)
    damage(private, "mapping.yml", how)
    said = []
    for read in (
        lambda: mapping_reader.read(private / "mapping.yml", project, None),
        lambda: store.secrets(private),
    ):
        try:
            read()
        except (MappingError, store.Damaged) as error:
            said.append(str(error))
    assert said and all(each.startswith("private/mapping.yml: ") for each in said), said
    assert not any(NAMED.search(each) for each in said)
    status.status(paths.DATA, private)

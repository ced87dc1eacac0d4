"""Every notebook depends on what any of them may use without opening it."""

import json
import shutil
from typing import NoReturn

import pytest

from press import places
from press.build import publishing
from press.notebooks import starting
from press.notebooks.starting import shared_inputs
from study import paths


def test_code_look_words_and_lock_count_for_every_notebook():
    shared = shared_inputs()
    for file in (paths.CODE, paths.LABELS, paths.STYLE, paths.FONTS, places.LOCK):
        assert any(file == part or part in file.parents for part in shared), file
        assert file.exists()


def test_a_build_before_there_are_tables_ends_in_a_line_that_says_what_comes_first(
    monkeypatch, tmp_path
):
    told = []

    def stop(*messages: str) -> NoReturn:
        told.extend(messages)
        raise SystemExit(1)

    monkeypatch.setattr(publishing, "stop", stop)
    data = tmp_path / paths.DATA.name
    shutil.copytree(paths.DATA / "public", data / "public")
    shutil.copy(paths.PACKAGE, data)
    monkeypatch.setattr(paths, "DATA", data)
    monkeypatch.setattr(paths, "PACKAGE", data / paths.PACKAGE.name)
    assert json.loads(paths.PACKAGE.read_text(encoding="utf-8"))["resources"]
    with pytest.raises(SystemExit):
        starting.start_notebooks(None, tmp_path)
    (line,) = told
    assert "Run python -m study anonymise" in line and "\n" not in line

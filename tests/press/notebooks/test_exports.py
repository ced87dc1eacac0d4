"""Downloads of a notebook follow its run, and what they are made with; and are made once."""

from pathlib import Path

import nbformat
import pytest

from press import places
from press.notebooks import exports
from press.notebooks.runs import EXECUTED, Run


@pytest.fixture
def run(tmp_path) -> Run:
    return left(tmp_path / "runs" / "one", "print(1)")


def left(folder: Path, code: str) -> Run:
    """A run of a notebook with one cell, which printed its own code."""
    folder.mkdir(parents=True)
    output = nbformat.v4.new_output("stream", text=f"{code} zegt <b>één</b>\n")
    cells = [
        nbformat.v4.new_markdown_cell("# Een notebook", id="a"),
        nbformat.v4.new_code_cell(code, outputs=[output], id="b"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / EXECUTED)
    return Run("notebooks/proef", folder)


def made(run: Run, tmp_path: Path) -> dict[str, str]:
    """What stands beside the page, by ending, after a build."""
    book = tmp_path / "book"
    (book / "notebooks").mkdir(parents=True, exist_ok=True)
    exports.write([run], tmp_path / "cache", book)
    return {
        path.name.removeprefix("proef"): path.read_text(encoding="utf-8")
        for path in (book / "notebooks").iterdir()
    }


def test_script_and_page_hold_what_the_notebook_does_and_says(run, tmp_path):
    found = made(run, tmp_path)
    assert set(found) == {exports.SCRIPT, exports.PAGE}
    assert "print(1)" in found[exports.SCRIPT] and "zegt" not in found[exports.SCRIPT]
    page = found[exports.PAGE]
    assert "print(1) zegt &lt;b&gt;één&lt;/b&gt;" in page and '<html lang="nl">' in page
    assert "http://" not in page and "https://" not in page


def _modified(tmp_path: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()}


def test_they_are_made_once_for_a_run(run, tmp_path):
    first, before = made(run, tmp_path), _modified(tmp_path)
    assert made(run, tmp_path) == first
    assert _modified(tmp_path) == before


def test_another_run_and_another_template_make_them_anew(run, tmp_path, monkeypatch):
    made(run, tmp_path)
    after = made(left(tmp_path / "runs" / "two", "print(2)"), tmp_path)
    assert "print(2)" in after[exports.SCRIPT]
    kept = set(_modified(tmp_path))
    assert len(kept) == 2, "what nobody needs any more is gone"
    monkeypatch.setattr(places, "TEMPLATES", places.TEMPLATES / "boek")
    monkeypatch.setattr(exports, "_exported", lambda run, ending, _: b"anew")
    assert set(made(run, tmp_path).values()) == {"anew"}
    assert not kept & set(_modified(tmp_path))

"""A notebook that gives another result when it runs again is named."""

import nbformat
import pytest

from press.notebooks import starting, twice
from study import paths
from study.language import spoken

SAVE = "import os, pathlib; pathlib.Path(os.environ['STUDY_RESULTS'], '{}').write_text({})"
CELLS = {
    "even": ["1 + 1", SAVE.format("a.csv", "'x'")],
    "odd": ["import uuid; str(uuid.uuid4())", SAVE.format("b.csv", "str(uuid.uuid4())")],
}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    for name, sources in CELLS.items():
        cells = [nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, tmp_path / "notebooks" / f"{name}.ipynb")
    entries = "".join(f"  - file: notebooks/{name}\n" for name in CELLS)
    contents = tmp_path / "_toc.yml"
    contents.write_text(f"format: jb-book\nroot: index\nchapters:\n{entries}")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(paths, "BIBLIOGRAPHY", tmp_path / "references.bib")
    monkeypatch.setattr(starting, "shared_key", lambda: "the same")
    monkeypatch.setattr(spoken, "EDITIONS", ("nl",))
    return contents


def test_results_and_outputs_that_differ_are_named_with_their_notebook(checkout):
    assert twice.unlike(checkout, print) == [
        "notebooks/odd.ipynb: b.csv is not the same when it runs again",
        "notebooks/odd.ipynb: what its cells put out is not the same when it runs again",
    ]

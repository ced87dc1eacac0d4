"""What notebooks hand over is one whole: each name once."""

import pytest

from press.notebooks import outputs
from press.notebooks.runs import Run


def test_a_name_made_twice_is_refused(tmp_path):
    record = '{"n": {"value": 1, "text": "1", "words": "een", "sources": []}}'
    runs = []
    for name in ("a", "b"):
        run = Run(name, tmp_path / name)
        run.results.mkdir(parents=True)
        (run.results / "numbers.json").write_text(record)
        runs.append(run)
    assert outputs.collect(runs[:1]).find("number", "n").text == "1"
    with pytest.raises(outputs.DuplicateResult, match=r"a\.ipynb and by b\.ipynb"):
        outputs.collect(runs)

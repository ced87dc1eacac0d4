"""The process that a build asks for the gate."""

import pytest

from study import gate_process, screening


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, OSError("the disk is full")])
def test_what_stops_the_gate_is_told_as_what_it_is(monkeypatch, tmp_path, stopped_by):
    """Also where neither tables nor the private side are read, and nothing of them is imported."""

    def stop(*_):
        raise stopped_by

    monkeypatch.setattr(gate_process.gc, "disable", lambda: None)
    monkeypatch.setattr(gate_process.paths, "PRIVATE", tmp_path / "none")
    monkeypatch.setattr(screening, "sources", stop)
    with pytest.raises((KeyboardInterrupt, OSError)):
        gate_process.run(tables=False, remembered=tmp_path)

"""No data get past a gate that cannot answer, and none are checked twice."""

import pytest

from press.build import data_gate

FINE = "raise SystemExit(0)"
REFUSES = "print('a.csv, row 2: één fout'); print('b.csv: another'); raise SystemExit(1)"


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, str]]:
    """What is logged, with its level; of data that need no signature, or have one."""
    lines = []
    monkeypatch.setattr(data_gate.signature, "refusal", lambda _: "")
    for level in ("info", "error"):
        monkeypatch.setattr(
            data_gate.logger,
            level,
            lambda words, *rest, level=level: lines.append(
                (level, words % rest if rest else words)
            ),
        )
    return lines


def passed(build, program: str, monkeypatch) -> bool:
    monkeypatch.setattr(data_gate, "GATE_PROGRAM", program)
    asked = data_gate.DataGate(build)
    asked.begin()
    return asked.passed()


def test_data_that_passed_are_not_checked_again(tmp_path, monkeypatch, told):
    assert passed(tmp_path, FINE, monkeypatch)
    assert passed(tmp_path, REFUSES, monkeypatch), "a second check would have refused"
    assert told == [
        ("info", "data: passed the gate"),
        ("info", "data: as they were when they passed the gate"),
    ]


def test_what_is_wrong_is_told_line_by_line_and_each_time(tmp_path, monkeypatch, told):
    for _ in range(2):
        assert not passed(tmp_path, REFUSES, monkeypatch)
    assert told == 2 * [("error", "a.csv, row 2: één fout"), ("error", "b.csv: another")]


@pytest.mark.parametrize("program", ["1 / 0", "import os; os.abort()"])
def test_a_gate_that_breaks_down_lets_nothing_through(tmp_path, monkeypatch, told, program):
    assert not passed(tmp_path, program, monkeypatch)
    assert told == [("error", "the gate stopped: run python -m study check to see why")]


def test_a_build_goes_on_without_a_signature_and_says_so(tmp_path, monkeypatch, told):
    monkeypatch.setattr(data_gate.signature, "refusal", lambda _: "Not signed.")
    assert passed(tmp_path, FINE, monkeypatch)
    assert told == [("info", "data: Not signed."), ("info", "data: passed the gate")]


def test_data_that_change_meanwhile_are_checked_again(tmp_path, monkeypatch, told):
    seen = iter(["before", "after", "after", "after"])
    monkeypatch.setattr(data_gate, "_data_key", lambda: next(seen))
    assert passed(tmp_path, FINE, monkeypatch)
    assert not passed(tmp_path, REFUSES, monkeypatch)


def test_the_data_of_this_book_pass(tmp_path, told):
    """``tests/book`` has data that do not."""
    asked = data_gate.DataGate(tmp_path)
    asked.begin()
    assert asked.passed(), told

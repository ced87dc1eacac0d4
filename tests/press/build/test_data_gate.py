"""No data, source or page gets past a gate that cannot answer, and no data are checked twice."""

from pathlib import Path

import pytest

from press.build import data_gate
from tests.support.planted import PERSON

FINE = "print('.', flush=True)\nfor line in sys.stdin: print('.', flush=True)"
REFUSES = "print('a.csv, row 2: één fout', 'b.csv: another', '.', sep='\\n', flush=True)"
REFUSES_PAGES = "print('.', flush=True)\nfor line in sys.stdin: print('in', line + '.', flush=True)"


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


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A gate that was begun with a program in its place."""

    def begin(program: str) -> data_gate.DataGate:
        monkeypatch.setattr(data_gate, "GATE_PROGRAM", f"import sys\n{program}")
        asked = data_gate.DataGate(tmp_path)
        asked.begin()
        return asked

    return begin


def test_data_that_passed_are_not_checked_again_but_sources_are(begun, told):
    tells = f"print(sys.argv[1], file=sys.stderr)\n{FINE}"
    assert begun(tells).passed()
    assert not begun("print('not' if sys.argv[1] == 'sources' else '.')\nprint('.')").passed()
    assert told == [
        ("info", "data and sources: passed the gate"),
        ("info", "data: as they were when they passed the gate"),
        ("error", "not"),
    ]


def test_what_is_wrong_is_told_line_by_line_and_each_time(begun, told):
    for _ in range(2):
        assert not begun(REFUSES).passed()
    assert told == 2 * [("error", "a.csv, row 2: één fout"), ("error", "b.csv: another")]


@pytest.mark.parametrize("program", ["1 / 0", "import os; os.abort()", "print('half')"])
def test_a_gate_that_breaks_down_lets_nothing_through(begun, told, program):
    assert not begun(program).passed()
    assert told == [("error", "the gate stopped: run python -m study check to see why")]


def test_a_build_goes_on_without_a_signature_and_says_so(begun, monkeypatch, told):
    monkeypatch.setattr(data_gate.signature, "refusal", lambda _: "Not signed.")
    assert begun(FINE).passed()
    assert told == [("info", "data: Not signed."), ("info", "data and sources: passed the gate")]


def test_a_gate_that_breaks_down_later_lets_no_page_through(begun, told):
    asked = begun("print('.', flush=True)")
    assert asked.passed()
    asked.approve(Path("book"))
    assert told[-1] == ("error", "the gate stopped: run python -m study check to see why")


def test_pages_are_looked_at_when_they_are_there_and_once_more_at_the_end(begun, told):
    asked = begun(REFUSES_PAGES)
    assert asked.passed()
    asked.look_at(Path("half"))
    assert told == [("info", "data and sources: passed the gate")]
    asked.approve(Path("whole"))
    assert told[1:] == [("error", "in half"), ("error", "in whole")]


def test_pages_in_order_are_approved_without_a_word(begun, told):
    asked = begun(FINE)
    assert asked.passed()
    asked.approve(Path("book"))
    assert all(level == "info" for level, _ in told)


def test_data_that_change_meanwhile_are_checked_again(begun, monkeypatch, told):
    seen = iter(["before", "after", "after", "after"])
    monkeypatch.setattr(data_gate, "_data_key", lambda: next(seen))
    assert begun(FINE).passed()
    assert not begun(REFUSES).passed()


def test_this_book_passes(tmp_path, told):
    """Its data and its sources; ``tests/book`` has some that do not."""
    asked = data_gate.DataGate(tmp_path)
    asked.begin()
    assert asked.passed(), told
    page = tmp_path / "book" / "a.html"
    page.parent.mkdir()
    page.write_text(f"<!DOCTYPE html><p>Gebeld met {PERSON}.</p>", encoding="utf-8")
    asked.approve(page.parent)
    message = "the book, a.html, row 1: may identify somebody [person]"
    assert told[-1][0] == "error" and told[-1][1].startswith(message)


@pytest.mark.parametrize(("program", "answer"), [("print('.')", True), (REFUSES, False)])
def test_an_answer_stays_the_same_when_a_build_ends_a_second_time(begun, told, program, answer):
    asked = begun(program)
    assert asked.passed() is answer
    said = list(told)
    assert asked.passed() is answer
    assert told == said

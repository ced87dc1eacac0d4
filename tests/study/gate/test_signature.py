"""The data steward's signature holds for what was signed, and is never taken away."""

import datetime
import json
from pathlib import Path

import pytest

from study import __main__ as command
from study import files, paths, workflow
from study.gate import signature
from study.gate.signature import Standing

TODAY = datetime.date(2026, 11, 27)


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder of real interviews: a table, its record and its report."""
    folder = tmp_path / "data"
    table = "segment,code\n1,borgen.steun\n"
    files.write(folder / paths.CODED / "segments.csv", table)
    record = {"tables": {"segments": files.digest(table)}}
    files.write(folder / paths.CODED / paths.RELEASE, json.dumps(record))
    files.write(folder / paths.REPORT, "# Release report\n")
    files.write(folder / paths.PACKAGE.name, '{"synthetic": false}')
    return folder


def sign(data: Path, name: str = "A. Steward") -> None:
    signature.sign(data, name, "functionaris", TODAY)


def change(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("1", "2") + "\n", encoding="utf-8")


def test_a_signature_holds_for_what_was_signed(data):
    sign(data)
    found = signature.found(data)
    assert found.standing is Standing.HOLDS
    assert "A. Steward (functionaris), 2026-11-27" in found.line
    assert signature.refusal(data) == ""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ("coded/segments.csv", "data/coded/segments.csv is not what was signed"),
        (
            paths.REPORT,
            "the record of the release, the report or the steward's line is not what was signed",
        ),
        (
            "coded/release.json",
            "the record of the release, the report or the steward's line is not what was signed",
        ),
    ],
)
def test_a_signature_does_not_hold_for_anything_else(data, changed, says):
    sign(data)
    before = (data / paths.SIGNATURE).read_bytes()
    change(data / changed)
    found = signature.found(data)
    assert found.standing is Standing.OUTDATED
    assert says in found.line and "of 2026-11-27 does not hold any more" in found.line
    assert signature.refusal(data) == found.line
    assert (data / paths.SIGNATURE).read_bytes() == before


@pytest.mark.parametrize("gone", ["coded/segments.csv", paths.REPORT, "coded/release.json"])
def test_a_signature_does_not_hold_for_what_is_gone(data, gone):
    sign(data)
    (data / gone).unlink()
    assert signature.found(data).standing is Standing.OUTDATED


@pytest.mark.parametrize("text", ["", "name = ", 'name = "A"\nrole = "b"', "\0", "[signed]"])
def test_a_damaged_signature_is_said(data, text):
    (data / paths.SIGNATURE).write_text(text, encoding="utf-8")
    found = signature.found(data)
    assert found.standing is Standing.DAMAGED and found.line.startswith(
        "data/signature.toml: is no"
    )
    assert signature.refusal(data) == found.line


def test_real_interviews_need_a_signature_and_a_demonstration_does_not(data):
    assert signature.found(data).standing is Standing.MISSING
    assert signature.refusal(data).startswith("Not signed.")
    files.write(data / paths.PACKAGE.name, '{"synthetic": true}')
    assert signature.refusal(data) == ""
    sign(data)
    change(data / paths.REPORT)
    assert "does not hold any more" in signature.refusal(data)


@pytest.mark.parametrize("name", ['A. "de" Steward', "É. d'Ör\\ska", "李 (waarnemend)"])
def test_a_name_is_read_as_it_was_signed(data, name):
    sign(data, f" {name} ")
    assert f"Signed by {name} (functionaris)" in signature.found(data).line


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "a\tb"])
def test_a_signature_needs_a_name_on_one_line(data, name):
    with pytest.raises(ValueError, match="The name of the steward is one line of text"):
        sign(data, name)
    assert not (data / paths.SIGNATURE).exists()


def test_the_steward_is_asked_for_what_is_not_given(monkeypatch, capsys):
    taken = []
    monkeypatch.setattr("builtins.input", lambda asked: asked)
    monkeypatch.setattr(workflow, "sign_release", lambda *given: taken.append(given[2:4]) or [])
    assert command.main(["sign", "--name", "A. Steward"]) == 0
    assert taken == [("A. Steward", "Role of the data steward: ")]


@pytest.mark.parametrize(
    ("was", "now"),
    [("A. Steward", "B. Steward"), ("functionaris", "stagiair"), ("2026-11-27", "2020-01-01")],
)
def test_another_name_role_or_date_is_no_signature(data, was, now):
    sign(data)
    file = data / paths.SIGNATURE
    file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    assert signature.found(data).standing is Standing.OUTDATED
    assert signature.refusal(data)


def test_other_line_ends_leave_a_signature_whole(data):
    sign(data)
    file = data / paths.SIGNATURE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert signature.found(data).standing is Standing.HOLDS

"""A release is built again with what its own commit asks for."""

import subprocess
from pathlib import Path

import pytest

from press import places
from press.review import rebuild, verify
from press.review.edition import opened
from press.review.releasing import packing
from study.files import digest
from tests.support import editions, tampers

LOCKS = (places.LOCK.name, places.MAKERS_LOCK.name)


@pytest.fixture
def released(tmp_path) -> Path:
    """An edition whose lock is what `commands` checks out."""
    folder = editions.write(tmp_path / "released")
    made, known = tampers.graph(folder)
    known["#slot"]["value"] = digest(b"lock")
    tampers.save(folder, made)
    return folder


@pytest.fixture
def commands(monkeypatch) -> list[str]:
    """What was run, one line each, in the place of running it."""
    ran: list[str] = []

    def run(*command: str, **_: object) -> None:
        ran.append(" ".join(command))
        if "clone" in command:
            checkout = Path(command[-1])
            checkout.mkdir()
            for name in LOCKS:
                (checkout / name).write_text("lock", encoding="utf-8")
        if "release" in command:
            target = Path(command[-1])
            target.mkdir()
            (target / "boek-1.0.zip").touch()

    monkeypatch.setattr(rebuild, "_run", run)
    return ran


def installed(commands: list[str]) -> list[str]:
    return [Path(each).name for each in commands if " pip install " in each]


def test_a_book_needs_its_own_lock_alone(released, commands, tmp_path):
    with opened(released) as edition:
        rebuild.rebuild(edition, tmp_path, [].append)
    assert installed(commands) == [places.LOCK.name]


def test_an_archive_is_made_with_the_packages_of_makers_after_the_book_was_built(
    released, commands, tmp_path
):
    archive = tmp_path / "boek.zip"
    inside = (path for path in released.rglob("*") if path.is_file())
    content = {f"html/{path.relative_to(released)}": path.read_bytes() for path in inside}
    packing.pack(archive, content, "boek")
    with opened(archive) as edition:
        made = rebuild.rebuild(edition, tmp_path, [].append)
    assert made.name == "boek-1.0.zip"
    assert installed(commands) == list(LOCKS)
    steps = [each for each in commands if "jupyter-book" in each or LOCKS[1] in each]
    assert "jupyter-book" in steps[0] and " press release " in commands[-1]


def test_who_stops_does_not_wait_until_all_is_removed(monkeypatch):
    """What is left of the room goes by itself; after anything else it is gone at once."""
    started: list[subprocess.Popen] = []
    popen = subprocess.Popen

    def remembered(*arguments: object, **options: object) -> subprocess.Popen:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    with pytest.raises(KeyboardInterrupt), verify._room() as work:
        (work / "a").mkdir()
        raise KeyboardInterrupt
    (removing,) = started
    assert removing.wait() == 0 and not work.exists()
    for error in (None, ValueError()):
        try:
            with verify._room() as work:
                (work / "a").mkdir()
                if error:
                    raise error
        except ValueError:
            pass
        assert not work.exists() and len(started) == 1


def test_what_pip_unpacks_is_removed_with_the_rest(monkeypatch, tmp_path):
    monkeypatch.setattr(rebuild, "_run", lambda *_, variables: asked.append(variables))
    asked: list[dict[str, str]] = []
    rebuild._install("python", tmp_path / "lock", tmp_path)
    assert Path(asked[0]["TMPDIR"]).is_relative_to(tmp_path) and Path(asked[0]["TMPDIR"]).is_dir()

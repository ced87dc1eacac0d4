"""Caches of files that are made in one build and used by later ones, each named after its key."""

from collections.abc import Callable, Collection
from pathlib import Path

from study import files


def keep_only(folder: Path, wanted: Collection[Path]) -> None:
    """Delete from a folder all files that this build does not need."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in {*folder.iterdir()} - {*wanted}:
        path.unlink()


def make_once(path: Path, make: Callable[[], bytes]) -> Path:
    """The file, made only if it is not there."""
    if not path.exists():
        files.write(path, make())
    return path

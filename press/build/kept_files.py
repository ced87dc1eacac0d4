"""Files that a build makes and leaves for the next one, each named after all it is made from."""

from collections.abc import Callable, Collection
from pathlib import Path

from study import files


def only(folder: Path, wanted: Collection[Path]) -> None:
    """Clear a folder of what nobody needs any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in {*folder.iterdir()} - {*wanted}:
        path.unlink()


def made(path: Path, make: Callable[[], bytes]) -> Path:
    """Make a file if it is not there."""
    if not path.exists():
        files.write(path, make())
    return path

"""Files that a build makes and leaves for the next one, each named after all it is made from."""

import os
from collections.abc import Callable, Collection
from pathlib import Path


def only(folder: Path, wanted: Collection[Path]) -> None:
    """Clear a folder of what nobody needs any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in {*folder.iterdir()} - {*wanted}:
        path.unlink()


def made(path: Path, make: Callable[[], bytes]) -> Path:
    """Make a file if it is not there; a build that is killed meanwhile leaves no half of it."""
    if not path.exists():
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        part.write_bytes(make())
        part.replace(path)
    return path

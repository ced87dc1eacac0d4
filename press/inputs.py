"""What runs of notebooks depend on: files with their digests, as they were when a build began."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def files(parts: Iterable[Path], root: Path) -> dict[str, Path]:
    """Files, and all files in folders, by their names below ``root``.

    Caches of Python and hidden files do not count.
    """
    found: set[Path] = set()
    for part in parts:
        found |= {part} if part.is_file() else set(part.rglob("*"))
    named = {path.relative_to(root): path for path in sorted(found) if path.is_file()}
    return {
        name.as_posix(): path
        for name, path in named.items()
        if "__pycache__" not in name.parts and not name.name.startswith(".")
    }


def digest(parts: Iterable[Path], root: Path) -> str:
    """Digest of files and of all files in folders: their names below ``root`` and their bytes."""
    sha = hashlib.sha256()
    for name, path in files(parts, root).items():
        content = path.read_bytes()
        sha.update(f"{name}\0{len(content)}\0".encode())
        sha.update(content)
    return sha.hexdigest()


class Inputs:
    """Watched files at one moment. ``watched`` are files and folders below ``root``."""

    def __init__(self, watched: Iterable[Path], root: Path) -> None:
        self.watched = tuple(watched)
        self.root = root
        self._digests = {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for name, path in files(self.watched, root).items()
        }

    def key(self, opened: Iterable[str]) -> str:
        """Stands for the content of the opened files; a folder stands for all that is in it.

        ``opened`` are names below the root; a file that is not there counts as not there.
        """
        sha = hashlib.sha256()
        for name in sorted(set(opened)):
            inside = [file for file in self._digests if file.startswith(f"{name}/")]
            for file in inside or [name]:
                sha.update(f"{file}\0{self._digests.get(file, 'missing')}\0".encode())
        return sha.hexdigest()[:20]

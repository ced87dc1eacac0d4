"""What a build depends on: files with their digests, and the packages that are installed."""

import os
import platform
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from study.files import digest as content_digest
from study.files import digest_of_all

_LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.M)
_INSTALLED = ".dist-info"


def named_files(
    parts: Iterable[Path], root: Path, aside: Collection[Path] = frozenset()
) -> dict[str, Path]:
    """Files, and all files in folders, by their names below ``root``.

    Hidden files and folders, caches of Python, and folders ``aside`` do not count.
    """
    found: set[Path] = set()
    for part in parts:
        found |= {part} if part.is_file() else set(_below(part, aside))
    return {path.relative_to(root).as_posix(): path for path in sorted(found)}


def _below(folder: Path, aside: Collection[Path]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if _counts(name) and here / name not in aside]
        yield from (here / name for name in names if _counts(name))


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def digest(parts: Iterable[Path], root: Path, aside: Collection[Path] = frozenset()) -> str:
    """Digest of files and of all files in folders: their names below ``root`` and their bytes."""
    found = named_files(parts, root, aside)
    return digest_of_all(part for name, path in found.items() for part in (name, path.read_bytes()))


def address_version(content: bytes) -> str:
    """What ends the address of a published file, so that it is another one when the file is."""
    return f"?v={content_digest(content)[:12]}"


def packages(lock: Path) -> dict[str, str]:
    """The packages of a lock file that are installed here, in its order, with their versions.

    Others may be installed beside them, for tests say; they have no part in the book. Read off the
    names of folders: asking every package takes longer than all else that a build without news
    does.
    """
    installed = {}
    for place in map(Path, reversed(sys.path)):  # what comes first is what is imported
        for folder in place.glob(f"*{_INSTALLED}"):
            name, _, version = folder.name.removesuffix(_INSTALLED).partition("-")
            installed[_normal(name)] = version
    locked = _LOCKED.findall(lock.read_text(encoding="utf-8"))
    return {name: installed[_normal(name)] for name in locked if _normal(name) in installed}


def environment(lock: Path) -> str:
    """Stands for this Python, and for the packages of a lock file as they are installed."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} {packages(lock)}"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


class Inputs:
    """Watched files at one moment. ``watched`` are files and folders below ``root``."""

    def __init__(self, watched: Iterable[Path], root: Path) -> None:
        self.watched = tuple(watched)
        self.root = root
        self._digests = {
            name: content_digest(path.read_bytes())
            for name, path in named_files(self.watched, root).items()
        }

    def key(self, opened: Iterable[str]) -> str:
        """Stands for the content of the opened files; a folder stands for all that is in it.

        ``opened`` are names below the root; a file that is not there counts as not there.
        """
        parts = []
        for name in sorted(set(opened)):
            inside = [file for file in self._digests if file.startswith(f"{name}/")]
            for file in inside or [name]:
                parts += [file, self._digests.get(file, "missing")]
        return digest_of_all(parts)[:20]

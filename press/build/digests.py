"""What a build depends on, as digests and keys: files, installed packages, opened inputs."""

import os
import platform
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from study.files import digest as content_digest
from study.files import digest_of_all

_LOCKED_NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.M)
_METADATA_SUFFIX = ".dist-info"


def named_files(
    parts: Iterable[Path], root: Path, excluded: Collection[Path] = frozenset()
) -> dict[str, Path]:
    """Files, and all files in folders, by their names below ``root``.

    Files and folders that are hidden, caches of Python, and ``excluded`` folders are left out.
    """
    found: set[Path] = set()
    for part in parts:
        found |= {part} if part.is_file() else set(_below(part, excluded))
    return {path.relative_to(root).as_posix(): path for path in sorted(found)}


def _below(folder: Path, excluded: Collection[Path]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if _counts(name) and here / name not in excluded]
        yield from (here / name for name in names if _counts(name))


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def digest(parts: Iterable[Path], root: Path, excluded: Collection[Path] = frozenset()) -> str:
    """Digest of files and of all files in folders: their names below ``root`` and their bytes."""
    found = named_files(parts, root, excluded)
    return digest_of_all(part for name, path in found.items() for part in (name, path.read_bytes()))


def address_version(content: bytes) -> str:
    """The query of a published file's address, so that browsers may cache it without asking."""
    return f"?v={content_digest(content)[:12]}"


def packages(lock: Path) -> dict[str, str]:
    """The packages of a lock file that are installed here, in its order, with their versions.

    Other packages are left out: they may be installed for tests, and the book does not depend on
    them. Versions are read from the names of folders, because ``importlib.metadata`` would take
    longer than the whole of a build in which nothing changed.
    """
    installed = {}
    for place in map(Path, reversed(sys.path)):  # a package on an earlier path shadows a later one
        for folder in place.glob(f"*{_METADATA_SUFFIX}"):
            name, _, version = folder.name.removesuffix(_METADATA_SUFFIX).partition("-")
            installed[_normal(name)] = version
    locked = _LOCKED_NAME.findall(lock.read_text(encoding="utf-8"))
    return {name: installed[_normal(name)] for name in locked if _normal(name) in installed}


def environment(lock: Path) -> str:
    """This Python and the installed packages of a lock file with their versions, as text."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} {packages(lock)}"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


class Inputs:
    """The digests of watched files at one time. ``watched`` are files and folders in ``root``."""

    def __init__(self, watched: Iterable[Path], root: Path) -> None:
        self.watched = tuple(watched)
        self.root = root
        self._digests = {
            name: content_digest(path.read_bytes())
            for name, path in named_files(self.watched, root).items()
        }

    def key(self, opened: Iterable[str]) -> str:
        """Key of the content of opened files, and of all files in opened folders.

        ``opened`` are names below the root. That a file does not exist is part of the key too.
        """
        parts = []
        for name in sorted(set(opened)):
            inside = [file for file in self._digests if file.startswith(f"{name}/")]
            for file in inside or [name]:
                parts += [file, self._digests.get(file, "missing")]
        return digest_of_all(parts)[:20]

"""Writing a file whole or not at all, and the one digest by which content is compared."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HELD = ".held"
"""In a folder for what is half made: a lock, which a run loses when it ends, however it ends."""


def write(path: Path, content: bytes | str, durable: bool = True) -> None:
    """Write a file in one step: whoever reads it finds the old content or the new, never a part.

    Text is written as UTF-8 with the line ends that it has. The folder is made if need be. Unless
    it is not to be ``durable``, this holds after a power cut too, for some milliseconds a file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Named after the process, because two builds may write the same file at the same time.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if durable:
        _settle_names(path.parent)


def fault(path: Path, error: Exception) -> str:
    """Why a file could not be read, in words: an exception's name tells its reader nothing."""
    if isinstance(error, FileNotFoundError):
        return "it is missing"
    if path.is_dir():
        return "it is a folder"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return "it is no text in UTF-8"
    if path.is_file() and not path.stat().st_size:
        return "it is empty"
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON from line {error.lineno} on"
    return "it holds something else than was written there"


@contextmanager
def scratch(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder for what is half made, gone afterwards.

    A run that was killed has left its own: those that no run holds any more go at the next one.
    """
    # Imported only here: python -m study says in a line that packages are lacking.
    from filelock import FileLock, Timeout

    for left in folder.glob(f"{prefix}*/{_HELD}"):
        with suppress(Timeout, OSError), FileLock(left, timeout=0):
            throw_away(left.parent)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as made,
        FileLock(Path(made) / _HELD),
    ):
        yield Path(made)


def throw_away(path: Path) -> None:
    """Delete a file, or a folder with all that is in it; it may be absent.

    Raises:
        OSError: it is somebody else's, say.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Wait until the disk has all files of a folder, whatever happens to the machine next."""
    for place, _, names in os.walk(folder):
        for name in names:
            with Path(place, name).open("rb+") as file:
                os.fsync(file.fileno())
        _settle_names(Path(place))


def _settle_names(folder: Path) -> None:
    """The same for the names of files in a folder, where a system lets folders be opened."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def digest(content: bytes | str) -> str:
    """SHA-256 in hexadecimal, as ``sha256sum`` prints it; of text its UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def digest_of_file(path: Path) -> str:
    """The same of a file, which is read piece by piece: tables may be larger than the memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_all(parts: Iterable[bytes | str]) -> str:
    """One digest of several contents in their order, which also tells where one ends."""
    sha = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        sha.update(b"%d\0" % len(content))
        sha.update(content)
    return sha.hexdigest()

"""Writing a file whole or not at all, and the one digest by which content is compared."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, content: bytes | str) -> None:
    """Write a file in one step: whoever reads it finds the old content or the new, never a part.

    Text is written as UTF-8 with the line ends that it has. The folder is made if need be.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Named after the process, because two builds may write the same file at the same time.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


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

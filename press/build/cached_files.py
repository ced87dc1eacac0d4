"""What is made in one build and used by later ones: trusted only with the digest it was kept with.

A disk may be full, a machine may lose its power, a program may crash while it writes, and people
try to mend things. So whatever is not, byte for byte, what a build has kept is made again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from study import files
from study.files import digest_of_all

_LENGTH = 64
"""Characters of the digest with which a file begins."""


def read(path: Path) -> bytes | None:
    """The content of a kept file; None if there is none, or it is not what was kept."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    content = kept[_LENGTH:]
    return content if kept[:_LENGTH] == _digest(path, content) else None


def keep(path: Path, content: bytes) -> None:
    """Keep a file, in the place of whatever is there."""
    if path.is_dir():
        files.throw_away(path)
    files.write(path, _digest(path, content) + content, durable=False)


def make_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a kept file, made only if it is not there or damaged."""
    content = read(path)
    if content is None:
        content = make()
        keep(path, content)
    return content


def keep_only(folder: Path, wanted: Collection[Path]) -> None:
    """Delete from a folder all files that this build does not need."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in {*folder.iterdir()} - {*wanted}:
        files.throw_away(path)


def rewrite(path: Path, content: bytes) -> None:
    """Write a file unless it holds this already, so that its time tells when it changed."""
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        files.throw_away(path)
    files.write(path, content, durable=False)


def seal(mark: Path, parts: Iterable[Path]) -> None:
    """Note what files and folders hold, for `sealed` and `unseal`."""
    keep(mark, _fingerprint(parts).encode())


def sealed(mark: Path, parts: Iterable[Path]) -> bool:
    """Whether files and folders are as they were sealed."""
    try:
        return read(mark) == _fingerprint(parts).encode()
    except OSError:
        return False


def unseal(mark: Path, parts: Collection[Path]) -> None:
    """Throw away folders that are not as they were sealed, or never were.

    The seal is broken: a build that ends before it seals them again leaves nothing to rely on.
    """
    whole = sealed(mark, parts)
    files.throw_away(mark)
    if not whole:
        for part in parts:
            files.throw_away(part)


def _digest(path: Path, content: bytes) -> bytes:
    """With the name, so that a file in the place of another is not taken for it."""
    return digest_of_all((path.name, content)).encode()


def _fingerprint(parts: Iterable[Path]) -> str:
    """Digest of the names and content of files, and of all files in folders, hidden ones too."""
    return digest_of_all(each for part in parts for each in _named(part))


def _named(part: Path) -> Iterator[str | bytes]:
    for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
        if not path.is_dir() or path.is_symlink():
            yield path.relative_to(part.parent).as_posix()
            yield path.read_bytes()

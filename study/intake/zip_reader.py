"""Opening a zip archive that somebody else made, without ever unpacking it to disk."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from study.intake.errors import IntakeError

# Far above any interview study and far below what fills memory or disk. Recordings count towards
# the total only, because they are never read.
MAX_MEMBERS = 50_000
MAX_TOTAL_BYTES = 8 * 2**30
MAX_READ_BYTES = 2**30
# Real projects pack up to about 1:60; deflate cannot do better than about 1:1030.
MAX_RATIO = 250
RATIO_COUNTS_FROM_BYTES = 16 * 2**20

CHUNK_BYTES = 2**18
ENCRYPTED = 0x1 | 0x40 | 0x2000
EXPORT_AGAIN = "Export the project again with the tool it was made with"


class Archive:
    """A checked zip archive: ``names`` are the files in it, folders and Mac leftovers excepted."""

    def __init__(self, file: str, opened: zipfile.ZipFile) -> None:
        self.file = file
        self._zip = opened
        self._members = {
            info.filename: info
            for info in opened.infolist()
            if not info.is_dir()
            and not info.filename.startswith("__MACOSX/")
            and not info.filename.rpartition("/")[2].startswith("._")
        }
        self._by_folded = {name.casefold(): name for name in self._members}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the order of the archive."""
        return tuple(self._members)

    def find(self, name: str) -> str | None:
        """The file of this name, whatever its case; None if there is none."""
        return self._by_folded.get(name.casefold())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, piece by piece; IntakeError if it is damaged or too large."""
        read = 0
        try:
            with self._zip.open(self._members[name]) as member:
                while chunk := member.read(CHUNK_BYTES):
                    read += len(chunk)
                    if read > MAX_READ_BYTES:
                        raise self._too_large(name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise IntakeError(
                self.file, f"is damaged ({error})", EXPORT_AGAIN, inner=name
            ) from error

    def read(self, name: str) -> bytes:
        """The whole content of a file."""
        return b"".join(self.chunks(name))

    def _too_large(self, name: str) -> IntakeError:
        return IntakeError(
            self.file,
            f"is larger than {MAX_READ_BYTES} bytes",
            "Leave large sources out of the export",
            inner=name,
        )


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The archive in this file, after every check that needs no reading of its members."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as error:
        raise IntakeError(
            path.name, f"is not a whole zip archive ({error})", "Copy or export it again"
        ) from error
    with opened:
        _check(path, opened.infolist())
        yield Archive(path.name, opened)


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise IntakeError(
            path.name,
            f"contains {len(members)} files, more than {MAX_MEMBERS}",
            "Export only the project",
        )
    seen: set[str] = set()
    for member in members:
        fault = _fault(member)
        if fault is None and member.filename.casefold() in seen:
            fault = "occurs twice in the archive"
        if fault:
            raise IntakeError(path.name, fault, EXPORT_AGAIN, inner=repr(member.orig_filename))
        seen.add(member.filename.casefold())
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL_BYTES:
        raise IntakeError(
            path.name,
            f"unpacks to {total} bytes, more than {MAX_TOTAL_BYTES}",
            "Leave recordings out of the export",
        )
    # Of the whole as well, because members may share the same packed bytes.
    if _is_bomb(total, path.stat().st_size):
        raise IntakeError(path.name, "unpacks to far more than a real project would", EXPORT_AGAIN)


def _fault(member: zipfile.ZipInfo) -> str | None:
    """Why this member makes the archive unsafe; None if it does not."""
    name = member.orig_filename
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "points outside the archive"
    if "\\" in name or any(ord(character) < 32 for character in name):
        return "has a backslash or a control character in its name"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link instead of a file"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is not an ordinary file"
    if member.flag_bits & ENCRYPTED:
        return "is protected with a password"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way"
    if _is_bomb(member.file_size, member.compress_size):
        return "unpacks to far more than a real file would"
    return None


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MAX_RATIO * packed

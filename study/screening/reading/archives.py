"""What is packed in an archive: zip (and office files, which are zip), tar, gzip, bzip2, xz."""

import bz2
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from study.screening.passages import Fault, Passage, unreadable
from study.screening.strictness import CODE

MOST_UNPACKED = 256 * 2**20
"""Bytes that one published archive may unpack to, with all archives in it."""
DEEPEST = 8
"""Archives inside one another."""
MOST_MEMBERS = 20_000

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}
_GZIP_FIXED, _GZIP_EXTRA, _GZIP_NAME, _GZIP_COMMENT = 10, 4, 8, 16
_LOCAL_HEADER = 30
_RUN = re.compile(rb"[ -~]{5,}")
_REMEDY = "Publish the files themselves, or pack them again without a password"
BOMB = Fault(
    f"is an archive that unpacks to more than {MOST_UNPACKED // 2**20} MB, or too deep",
    "Take it out",
    "unreadable",
)


class Bomb(Exception):
    """An archive unpacks to more than is looked through."""


class Allowance:
    """How many bytes may still come out of a published file and the archives in it."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def take(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            Bomb: they were too many.
        """
        self.left -= count
        if self.left < 0:
            raise Bomb


class _Unpacker(Protocol):
    eof: bool

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


Member = tuple[str, bytes] | Fault | Passage


def is_archive(content: bytes) -> bool:
    """Whether these bytes are packed in a way that is known here."""
    return (
        content.startswith((b"PK\x03\x04", b"PK\x05\x06", *_PACKED))
        or content[_TAR_MARK_AT : _TAR_MARK_AT + 5] == _TAR_MARK
    )


def members(name: str, content: bytes, part: str, allowance: Allowance) -> Iterator[Member]:
    """The files in an archive with their names, and what else it says.

    Raises:
        Bomb: more comes out than the allowance has left.
    """
    try:
        if content.startswith(b"PK"):
            yield from _zipped(content, part, allowance)
        elif content[_TAR_MARK_AT : _TAR_MARK_AT + 5] == _TAR_MARK:
            yield from _tarred(content, allowance)
        else:
            kind = next(kind for mark, kind in _PACKED.items() if content.startswith(mark))
            yield Passage(_gzip_header(content), part, None)
            yield name.rpartition(".")[0] or name, _unpacked(content, kind, allowance)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError):
        yield unreadable("is a damaged archive", _REMEDY, part)
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        yield unreadable("is a damaged archive", _REMEDY, part)


def _zipped(content: bytes, part: str, allowance: Allowance) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise Bomb
        comments = [archive.comment, *(entry.comment for entry in entries)]
        yield Passage(b"\n".join(comments).decode("utf-8", errors="replace"), part, None)
        yield Passage(_beside_entries(content, entries), part, None, strictness=CODE)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                yield unreadable("is protected with a password", _REMEDY, part)
                return
            with archive.open(entry) as member:
                inside = member.read(allowance.left + 1)
            allowance.take(len(inside))
            yield entry.filename, inside


def _tarred(content: bytes, allowance: Allowance) -> Iterator[Member]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for number, entry in enumerate(archive):
            if number >= MOST_MEMBERS:
                raise Bomb
            told = [entry.linkname, entry.uname, entry.gname, *sum(entry.pax_headers.items(), ())]
            yield Passage("\n".join(filter(None, told)), entry.name, None)
            opened = archive.extractfile(entry) if entry.isfile() else None
            inside = opened.read(allowance.left + 1) if opened else b""
            allowance.take(len(inside))
            yield entry.name, inside
        behind = content[archive.offset :].strip(b"\0")
        if behind:
            yield "behind", behind


def _beside_entries(content: bytes, entries: list[zipfile.ZipInfo]) -> str:
    """Runs of letters in what is no entry of a zip: in fields of tools, between, and behind."""
    rest, done = [], 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        sizes = content[entry.header_offset + 26 : entry.header_offset + 30]
        name, extra = int.from_bytes(sizes[:2], "little"), int.from_bytes(sizes[2:], "little")
        start = entry.header_offset + _LOCAL_HEADER + name + extra
        rest.append(content[done : entry.header_offset])
        rest.append(content[start - extra : start])
        done = max(done, start + entry.compress_size)
    rest += [content[done:], *(entry.extra for entry in entries)]
    return "\n".join(run.decode("ascii") for each in rest for run in _RUN.findall(each))


def _gzip_header(content: bytes) -> str:
    """The name of the packed file and a comment, where a gzip file has them (RFC 1952)."""
    flags = content[3] if content.startswith(b"\x1f\x8b") and len(content) > _GZIP_FIXED else 0
    rest = content[_GZIP_FIXED:]
    extra = b""
    if flags & _GZIP_EXTRA:
        size = 2 + int.from_bytes(rest[:2], "little")
        extra, rest = rest[:size], rest[size:]
    texts = rest.split(b"\0", 2)[: bool(flags & _GZIP_NAME) + bool(flags & _GZIP_COMMENT)]
    return b"\n".join((*texts, *_RUN.findall(extra))).decode("latin-1")


def _unpacked(content: bytes, kind: str, allowance: Allowance) -> bytes:
    """What a single packed file holds; several packed ones in a row are one."""
    found = []
    while content:
        unpacker: _Unpacker
        match kind:
            case "gzip":
                unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            case "bzip2":
                unpacker = bz2.BZ2Decompressor()
            case _:
                unpacker = lzma.LZMADecompressor()
        found.append(unpacker.decompress(content, allowance.left + 1))
        allowance.take(len(found[-1]))
        if not unpacker.eof:
            raise EOFError
        content = unpacker.unused_data.lstrip(b"\0")
    return b"".join(found)

"""Reproducible zip archives with a list of digests: packing them, and unpacking what others give.

An archive that was made here is packed again to the same bytes. So nothing can be hidden in one:
not before its files, as in a program that unpacks itself, nor between or behind them.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from study import files
from study.files import digest

SUMS = "SHA256SUMS"
MOST_BYTES = 512 * 2**20
"""What an archive may unpack to; a release has some 15 MB."""

MOST_FILES = 20_000

_ENTRY_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can hold: an archive must not depend on when it was made."""

_ON_UNIX = 3
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_CHUNK = 2**18
_LISTED = re.compile(r"([0-9a-f]{64})  (.+)")
_UNSAFE = re.compile(r'^/|^[A-Za-z]:|(^|/)\.{0,2}(/|$)|[\\<>:"|?*\x00-\x1f\x7f]')
"""Names that would lie outside the folder, or that some system cannot write."""


class NotAnArchive(Exception):
    """A file that is not unpacked: why."""


@dataclass(frozen=True)
class Unpacked:
    """Where the files of an archive are now, and what is wrong with the archive, by name."""

    root: Path
    faults: dict[str, str]


def pack(target: Path, content: Mapping[str, bytes], folder: str) -> None:
    """Write an archive with everything in one folder, and a list of all digests in ``SHA256SUMS``.

    Not compressed, because compressed bytes differ between versions of zlib.
    """
    lines = (f"{digest(content[name])}  {name}\n" for name in sorted(content))
    files.write(target, _packed(dict(content) | {SUMS: "".join(lines).encode()}, folder))


def _packed(content: Mapping[str, bytes], folder: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _ENTRY_TIME)
            entry.create_system = _ON_UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content[name])
    return target.getvalue()


def unpack(path: Path, target: Path) -> Unpacked:
    """Unpack an archive into an empty folder, and hold it to its own list of digests.

    A file that cannot be read is not there afterwards, and among the faults.

    Raises:
        NotAnArchive: it is no zip archive, would write elsewhere, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            top, faults = _checked(members)
            content = _read(archive, members, faults)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise NotAnArchive(f"not a readable archive ({error})") from None
    for name, each in content.items():
        files.write(target / name, each, durable=False)  # read at once, and thrown away
    inside = {name.removeprefix(f"{top}/"): each for name, each in content.items()}
    faults = _unlike_sums(inside) | faults
    if not faults and path.read_bytes() != _packed(inside, top):
        faults[path.name] = "holds something before, between or behind its files"
    return Unpacked(target / top, faults)


def _checked(members: list[zipfile.ZipInfo]) -> tuple[str, dict[str, str]]:
    """The one folder that all files are in, and files that are there twice."""
    if len(members) > MOST_FILES:
        raise NotAnArchive(f"holds {len(members)} files; no release has more than {MOST_FILES}")
    faults: dict[str, str] = {}
    seen: set[str] = set()
    for each in members:
        name = each.filename
        if _UNSAFE.search(each.orig_filename) or "/" not in name:
            raise NotAnArchive(f"holds {name!r}, which does not lie in its folder")
        if stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG):
            raise NotAnArchive(f"holds {name!r}, which is not an ordinary file")
        # Folded, because some systems take names that differ in case only for one.
        if name.casefold() in seen:
            faults[name.partition("/")[2]] = "is in the archive twice"
        seen.add(name.casefold())
    tops = {each.filename.partition("/")[0] for each in members}
    folders = {str(above) for name in seen for above in PurePosixPath(name).parents}
    if both := sorted(seen & folders):
        raise NotAnArchive(f"holds {both[0]!r} as a file and as a folder")
    if len(tops) != 1:
        raise NotAnArchive(f"holds {len(tops)} folders, and a release has one")
    return tops.pop(), faults


def _read(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], faults: dict[str, str]
) -> dict[str, bytes]:
    """The content of every member by name; those that cannot be read are added to the faults."""
    left = MOST_BYTES
    content: dict[str, bytes] = {}
    for each in members:
        pieces = []
        try:
            if each.flag_bits & _ENCRYPTED:
                raise zipfile.BadZipFile("locked with a password")
            with archive.open(each) as member:
                # Counted as it comes out: what an archive says of its sizes may be wrong.
                while piece := member.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise NotAnArchive(f"unpacks to more than {MOST_BYTES // 2**20} MB")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            faults[each.filename.partition("/")[2]] = f"cannot be unpacked ({error})"
            continue
        content[each.filename] = b"".join(pieces)
    return content


def _unlike_sums(content: Mapping[str, bytes]) -> dict[str, str]:
    """Files that are not what ``SHA256SUMS`` says of them, or that it does not name."""
    if SUMS not in content:
        return {SUMS: "is missing, so nothing says which files belong in the archive"}
    listed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for line in content[SUMS].decode("utf-8", "replace").splitlines():
        found = _LISTED.fullmatch(line)
        if found is None or found[2] in listed:
            faults[SUMS] = f"has a line that no release has: {line!r}"
        else:
            listed[found[2]] = found[1]
    there = {name: digest(each) for name, each in content.items() if name != SUMS}
    for name in sorted(there.keys() | listed.keys()):
        if name not in listed:
            faults[name] = f"is not listed in {SUMS}"
        elif name not in there:
            faults[name] = f"is missing, and {SUMS} lists it"
        elif there[name] != listed[name]:
            faults[name] = f"is not what {SUMS} says"
    return faults

"""Reading what is packed: workbooks, and the list of addresses that other books link to.

Another version of zlib packs the same content into other bytes. So the content is compared, and
nothing else may stand in such a file: not before its parts, between or behind them.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

MOST_BYTES = 64 * 2**20
"""What a file may unpack to; a workbook of the book has 1 MB."""

_DEFLATED_ONLY = -15
_INVENTORY_LINES = 4
_LOCAL, _CENTRAL, _END = 30, 46, 22
"""Bytes of the records of a zip file, without the names in them."""

_NAME_SIZES = 26
"""Where a record before a part says how long its name and what follows it are."""

_HIDING = "it holds something before, between or behind its parts"


def read_workbook(path: Path) -> list[str]:
    """The lines of all parts of a workbook.

    Raises:
        ValueError: it holds something else too, or too much.
    """
    content = path.read_bytes()
    lines: list[str] = []
    at = records = 0
    left = MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.header_offset != at:
                raise ValueError(_HIDING)
            name, more = struct.unpack_from("<HH", content, at + _NAME_SIZES)
            start = at + _LOCAL + name + more
            at = start + part.compress_size
            records += _CENTRAL + len(part.filename.encode()) + len(part.extra) + len(part.comment)
            inside = _inside(content[start:at], part, left)
            left -= len(inside)
            beside = (part.date_time, part.extra, part.comment, more, part.flag_bits)
            lines.append(f"{part.filename}: {beside}")
            lines += (f"{part.filename}: {line}" for line in inside.decode("utf-8").split("\n"))
    if len(content) != at + records + _END:
        raise ValueError(_HIDING)
    return lines


def _inside(packed: bytes, part: zipfile.ZipInfo, most: int) -> bytes:
    if part.compress_type == zipfile.ZIP_STORED:
        inside = packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        inside = unpacked(packed, most, _DEFLATED_ONLY)
    else:
        raise ValueError("it is packed in another way than workbooks are")
    if zlib.crc32(inside) != part.CRC or len(inside) != part.file_size:
        raise ValueError(f"{part.filename} is not what was packed")
    return inside


def read_inventory(path: Path) -> list[str]:
    """The lines of Sphinx's ``objects.inv``: some as they are, and the others packed."""
    *beginning, rest = path.read_bytes().split(b"\n", _INVENTORY_LINES)
    return b"\n".join([*beginning, unpacked(rest, MOST_BYTES)]).decode("utf-8").split("\n")


def unpacked(packed: bytes, most: int, form: int = zlib.MAX_WBITS) -> bytes:
    """What zlib packed, whole and alone.

    Raises:
        ValueError: something stands behind it, or it is too much, or not all there.
        error: it was not packed by zlib (this error is zlib's).
    """
    unpacking = zlib.decompressobj(form)
    content = unpacking.decompress(packed, most + 1)
    if len(content) > most:
        raise ValueError(f"it unpacks to more than {MOST_BYTES // 2**20} MB in all")
    if unpacking.unused_data or not unpacking.eof:
        raise ValueError(_HIDING)
    return content

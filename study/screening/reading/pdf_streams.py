"""The streams of a PDF as they are without packing, and what is in them: whatever they are for.

What a stream is for, it says itself, so that nobody need believe it: a program, a form, a note, a
typeface. All are unpacked and read as what their bytes are.
"""

import base64
import binascii
import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_HEADER = 4096
"""Bytes before a stream in which its description is looked for."""
MOST_UNPACKED = 2**25
_MOST_PACKINGS = 8
_PACKED_BY_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_ASCII85 = re.compile(rb"\s*(?:<~)?[!-uz\s]+~>\s*")
_HEXADECIMAL = re.compile(rb"[0-9A-Fa-f\s]{8,}>?\s*")
_RARE = re.compile(rb"LZW|RunLength|/RL\b|/Predictor|#[0-9A-Fa-f]{2}[A-Za-z]*Decode|/Crypt")
_TABLE, _POINTS = b"/XRef", b"/Image"
"""Streams that have what is rare in them and no texts: places of objects, and points."""


class TooMuch(Exception):
    """A stream unpacks to more than is looked through."""


class Stream(NamedTuple):
    """What stands before a stream, which describes it, and its bytes without packing."""

    header: bytes
    content: bytes


def without(content: bytes) -> bytes:
    """A PDF without its streams: what describes them, and the other objects."""
    return _STREAM.sub(b"", content)


def streams(content: bytes) -> Iterator[Stream]:
    """Every stream of a PDF, also of an earlier state that the file still has.

    Raises:
        TooMuch: what a stream holds cannot be looked through to its end.
    """
    rare = False
    for match in _STREAM.finditer(content):
        header = content[max(0, match.start() - _HEADER) : match.start()].rpartition(b" obj")[2]
        rare |= bool(_RARE.search(header)) and _TABLE not in header and _POINTS not in header
        yield Stream(header, _unpacked(match[1]))
    if rare:
        yield from _by_pikepdf(content)


def _unpacked(stream: bytes) -> bytes:
    """A stream without Flate, and without Ascii85 or hexadecimal around it."""
    for _ in range(_MOST_PACKINGS):
        if _PACKED_BY_ZLIB.match(stream):
            try:
                unpacker = zlib.decompressobj()
                stream = unpacker.decompress(stream, MOST_UNPACKED)
                if unpacker.unconsumed_tail:
                    raise TooMuch
            except zlib.error:
                return stream
        elif _ASCII85.fullmatch(stream):
            try:
                stream = base64.a85decode(stream.strip().removeprefix(b"<~").removesuffix(b"~>"))
            except ValueError:
                return stream
        elif _HEXADECIMAL.fullmatch(stream):
            digits = b"".join(stream.split()).removesuffix(b">")
            try:
                stream = binascii.unhexlify(digits + b"0" * (len(digits) % 2))
            except binascii.Error:
                return stream
        else:
            return stream
    return stream


def _by_pikepdf(content: bytes) -> Iterator[Stream]:
    """The same by a library that knows all packings, for those that are hardly ever used."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            for each in document.objects:
                if isinstance(each, pikepdf.Stream):
                    header = each.stream_dict.unparse(resolved=True)
                    if _RARE.search(header) and _POINTS not in header and _TABLE not in header:
                        yield Stream(header, each.read_bytes())
    except pikepdf.PdfError:
        return  # pdfium has read it, so that somebody else may still say what is wrong

"""What stands in a picture beside what it shows: EXIF, XMP, IPTC, comments, texts of PNG.

What a picture shows is not read.
"""

import contextlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from study.screening.passages import Fault, Found, Inner, Passage, unreadable
from study.screening.reading.plain_text import decoded
from study.screening.strictness import CODE

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_BEGINNINGS = (_PNG, _JPEG, b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
SUFFIXES = frozenset(
    (*(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"), *(".ico", ".webp", ".avif"))
)
"""How the name of a picture of points ends."""

_POINTS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"fdAT", b"IEND", b"iCCP"))
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"
_EXIF_FOLDERS = (0x8769, 0xA005)
_GPS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
_MOST_UNPACKED = 2**22
"""Bytes that a packed text in a PNG may unpack to."""
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
"""How bytes begin that zlib has packed."""
_ENCODINGS = (b"UNICODE\0", b"ASCII\0\0\0")
"""How a comment of EXIF begins, in eight bytes."""
_SHORTEST_RUN = 6
_LONGEST_NAME = 80
_LAST_LETTERS = re.compile(rb"[\t\r\n -~]{6,}\Z")

_REMEDY = "Export the picture again as PNG, without metadata"


class _TooMuch(Exception):
    """A packed text is longer than is looked through."""


def is_picture(content: bytes) -> bool:
    """Whether these bytes begin as a picture of points does."""
    other = (content[:4] + content[8:12], content[4:12])
    return content.startswith(_BEGINNINGS) or b"RIFFWEBP" in other or b"ftypavif" in other


def not_readable(part: str = "") -> Fault:
    """The fault of a file that is called a picture, or begins as one, and is none."""
    return unreadable("is a picture that cannot be read", _REMEDY, part)


def passages(content: bytes, part: str, inner: Inner) -> Iterator[Found]:
    """All words in a picture; a fault if it cannot be read or tells where it was taken."""
    is_png = content.startswith(_PNG)
    chunks, behind = _png(content) if is_png else _jpeg(content)
    behind = behind or _behind(content)
    try:
        told, place = _png_metadata(content, chunks) if is_png else _metadata(content)
        profile = _profile(content)
    except Exception:  # Pillow's decoders raise what comes up in them, of any type.
        yield not_readable(part)
        return
    if _LATITUDE in place or _LONGITUDE in place:
        message = "is a picture that tells where it was taken"
        yield Fault(message, _REMEDY, "coordinates", part)
    try:
        pieces = {*_strings(told), *_strings(place), *_strings(list(chunks.values()))}
        colours = "\n".join(_texts(profile))
    except _TooMuch:
        message = f"is a picture with a text that unpacks to more than {_MOST_UNPACKED // 2**20} MB"
        yield unreadable(message, _REMEDY, part)
        return
    within = f"{part}, " if part else ""
    yield Passage("\n".join(sorted(pieces)), f"{within}metadata", None)
    # A profile of colours tells who made a screen, which is nobody's secret; a private name is.
    yield Passage(colours, f"{within}profile of colours", None, strictness=CODE)
    if behind:
        yield from inner("behind", behind, f"{within}behind the picture")


def _metadata(content: bytes) -> tuple[dict[Any, Any], dict[int, Any]]:
    """What Pillow reads beside the points, and where the picture was taken."""
    from PIL import Image, IptcImagePlugin

    with _quiet():
        image = Image.open(io.BytesIO(content))
        told: dict[Any, Any] = {**image.info, "iptc": IptcImagePlugin.getiptcinfo(image)}
        image.load()  # to its end: of a file that is cut off, a program shows the rest
        exif = image.getexif()
        told.pop("icc_profile", None)  # read by itself
        told.pop("exif", None)
        return told | {"exif": _tags(exif)}, exif.get_ifd(_GPS)


def _profile(content: bytes) -> bytes:
    """The profile of colours, unpacked."""
    from PIL import Image

    with _quiet():
        return Image.open(io.BytesIO(content)).info.get("icc_profile") or b""


def _png_metadata(
    content: bytes, chunks: dict[tuple[bytes, int], bytes]
) -> tuple[dict[Any, Any], dict[int, Any]]:
    """The same of a PNG, of which no points need be unpacked to see that it is whole."""
    from PIL import Image

    with _quiet():
        Image.open(io.BytesIO(content)).verify()
        exif = Image.Exif()
        for (kind, _), chunk in chunks.items():
            if kind == b"eXIf":
                exif.load(chunk)
        return {"exif": _tags(exif)}, exif.get_ifd(_GPS)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without Pillow's warnings, but for that of a picture that would fill the memory: an error."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _tags(exif: Any) -> dict[Any, Any]:
    return {**exif, **{folder: exif.get_ifd(folder) for folder in _EXIF_FOLDERS}}


def _strings(value: Any) -> Iterator[str]:
    """All texts in a value of metadata, of whatever type."""
    if isinstance(value, dict):
        yield from _strings(list(value.values()))
        yield from _strings([key for key in value if isinstance(key, str)])
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, bytes):
        yield from _texts(value)
    elif isinstance(value, str):
        yield value


def _texts(content: bytes) -> Iterator[str]:
    """Texts in bytes: the whole, what zeros divide, what is packed, or else runs of letters."""
    # Comments of EXIF have their encoding before them.
    whole = decoded(content[8:] if content.startswith(_ENCODINGS) else content)
    if whole is not None:
        yield whole
        return
    # Texts of PNG have a key, the language and marks before them.
    yield from filter(None, map(decoded, content.split(b"\0")))
    for start in _PACKED.finditer(content):
        with contextlib.suppress(zlib.error):
            unpacker = zlib.decompressobj()
            yield decoded(unpacker.decompress(content[start.start() :], _MOST_UNPACKED)) or ""
            if unpacker.unconsumed_tail:
                raise _TooMuch
    for wide in (content, content.replace(b"\0", b"")):
        marked = bytes(byte if 32 <= byte < 127 else 10 for byte in wide)
        runs = marked.decode("ascii").split("\n")
        yield from (run for run in runs if len(run) >= _SHORTEST_RUN)


def _png(content: bytes) -> tuple[dict[tuple[bytes, int], bytes], bytes]:
    """The chunks of a PNG that are no points, by kind and place; and what follows its end."""
    chunks, place = {}, len(_PNG)
    while place + 8 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind = content[place + 4 : place + 8]
        if kind not in _POINTS:
            chunks[kind, place] = content[place + 8 : place + 8 + length]
        if kind == b"iCCP":
            chunks[kind, place] = content[place + 8 :].partition(b"\0")[0][:_LONGEST_NAME]
        place += length + 12
        if kind == b"IEND":
            return chunks, content[place:].strip(b"\0\r\n ")
    return chunks, b""


def _jpeg(content: bytes) -> tuple[dict[tuple[bytes, int], bytes], bytes]:
    """Comments, and other segments but EXIF, of a JPEG; and what follows its end."""
    chunks, place = {}, 2
    while content.startswith(_JPEG) and content[place : place + 1] == b"\xff":
        kind = content[place + 1 : place + 2]
        (length,) = struct.unpack(">H", content[place + 2 : place + 4].rjust(2, b"\0"))
        segment = content[place + 4 : place + 2 + length]
        if kind[0] == _START_OF_SCAN:
            end = content.find(_END_OF_IMAGE, place)
            return chunks, content[end + 2 :].strip(b"\0\r\n ") if end >= 0 else b""
        if (0xE1 <= kind[0] <= 0xEF and not segment.startswith((b"Exif", b"ICC_"))) or (
            kind[0] == 0xFE
        ):
            chunks[kind, place] = segment
        place += 2 + max(length, 2)
    return chunks, b""


def _behind(content: bytes) -> bytes:
    """What follows the end of a picture of another kind; at least the letters that it ends with."""
    if content[:4] == b"RIFF":
        end = 8 + int.from_bytes(content[4:8], "little")
    elif content[:2] == b"BM":
        end = int.from_bytes(content[2:6], "little")
    elif content[:4] == b"GIF8":
        end = _end_of_gif(content)
    elif content.startswith((_PNG, _JPEG)):
        return b""
    else:
        last = _LAST_LETTERS.search(content)
        return last[0] if last else b""
    return content[end:].strip(b"\0\r\n ")


def _end_of_gif(content: bytes) -> int:
    """The place behind the last block of a GIF."""
    place = 13 + _colours(content[10:11])
    while (kind := content[place : place + 1]) and kind != b";":
        place += 10 + _colours(content[place + 9 : place + 10]) + 1 if kind == b"," else 2
        while size := int.from_bytes(content[place : place + 1]):
            place += 1 + size
        place += 1
    return place + 1


def _colours(flags: bytes) -> int:
    """Bytes of the table of colours that these flags of a GIF announce."""
    flag = int.from_bytes(flags)
    return 3 << (flag & 7) + 1 if flag & 0x80 else 0

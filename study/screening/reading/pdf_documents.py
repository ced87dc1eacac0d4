"""What a PDF says: its pages, and every text in its objects, from alternative texts to metadata."""

import re
import zlib
from collections.abc import Iterator

from study.screening.passages import Found, Inner, Passage, unreadable
from study.screening.reading.plain_text import decoded, from_base64
from study.screening.strictness import CODE

_BEGINNING = b"%PDF-"
_BLANK = b"\0\t\n\r \xef\xbb\xbf"
_FONT, _PACKED = b"/Font", b"/ObjStm"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_MACHINES = re.compile(rb"/ID\s*\[[^\]]*\]|\(D:\d{4,14}[^()]{0,10}\)")
"""Random identifiers of the file, and the second in which it was made."""

_IDENTIFIER = re.compile(r"(?<=ID>)[A-Za-z0-9+/]{22}==(?=(?:_source)?</(?:xmpMM|stEvt):)")
"""The same in metadata, sixteen random bytes in base64, which look like a name now and then."""

_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPE = re.compile(rb"\\(\d{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"\f", b"\n": b"", b"\r\n": b""}
_COMMENT = re.compile(rb"%[^\r\n]{5,}")
_NAME = re.compile(rb"/([A-Z][\w+#-]{5,})")
_RUN = re.compile(rb"[ -~]{5,}")
_END = b"%%EOF"
_HEADER = 4096
"""Bytes before a stream in which its description is looked for."""
_MOST_UNPACKED = 2**25
_UTF_16, _UTF_8 = b"\xfe\xff", b"\xef\xbb\xbf"
_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, after which the word goes on."""
_BEFORE_CAPITAL = re.compile(rf"{_HYPHEN}(?=\s*[A-Z])")
"""Such a hyphen of the word itself: Zuid-Limburg would otherwise be a name in one piece."""

_REMEDY = "Make it again, without a password, or take it out"


def is_pdf(content: bytes) -> bool:
    """Whether these bytes are a PDF."""
    return content.lstrip(_BLANK).startswith(_BEGINNING)


def passages(content: bytes, part: str, inner: Inner) -> Iterator[Found]:
    """Page by page, then what stands in the objects, and the files that are attached."""
    import pypdfium2

    within = f"{part}, " if part else ""
    try:
        document = pypdfium2.PdfDocument(content)
        # A drawing, of which letters are lines, has no text to take out of its pages.
        pages = document if _FONT in content or _PACKED in content else ()
        for number, page in enumerate(pages, start=1):
            text = page.get_textpage().get_text_range()
            joined = _BEFORE_CAPITAL.sub("-", text).replace(_HYPHEN, "")
            yield Passage(joined, f"{within}page {number}", None)
    except pypdfium2.PdfiumError:
        yield unreadable("is a PDF that cannot be read", _REMEDY, part)
        return
    objects = _MACHINES.sub(b"", _STREAM.sub(b"", content))
    texts, attached, pictures = set(_texts(objects)), [], []
    beside = {*_COMMENT.findall(objects), *_NAME.findall(objects), *_RUN.findall(_behind(content))}
    words = "\n".join(sorted(each.decode("latin-1") for each in beside))
    yield Passage(words, f"{within}beside its objects", None, strictness=CODE)
    for match in _STREAM.finditer(content):
        header = content[max(0, match.start() - _HEADER) : match.start()].rpartition(b" obj")[2]
        if _PACKED in header:
            texts |= set(_texts(_plain(match[1])))
        elif b"/EmbeddedFile" in header:
            attached.append(_plain(match[1]))
        elif b"/DCTDecode" in header and b"FlateDecode" not in header:
            pictures.append(match[1])
        elif b"/Metadata" in header:
            told = _IDENTIFIER.sub(_unless_text, decoded(_plain(match[1])) or "")
            yield Passage(told, f"{within}metadata", None, markup=True)
    yield Passage("\n".join(sorted(texts)), f"{within}what its pages do not show", None)
    for each in attached:
        yield from inner("attached", each, f"{within}attached file")
    for each in pictures:
        yield from inner("picture.jpg", each, f"{within}picture")


def _behind(content: bytes) -> bytes:
    """What follows the last object and its table."""
    return content.rpartition(_END)[2]


def _plain(stream: bytes) -> bytes:
    """A stream as it is without packing; other packings than Flate are not used for text."""
    try:
        return zlib.decompressobj().decompress(stream, _MOST_UNPACKED)
    except zlib.error:
        return stream


def _unless_text(identifier: re.Match[str]) -> str:
    return identifier[0] if (from_base64(identifier[0]) or b"").isascii() else ""


def _texts(objects: bytes) -> Iterator[str]:
    """Every string in PDF's own notation, ``(so)`` or ``<736F>``."""
    for literal in set(_LITERAL.findall(objects)):
        yield _decoded(_ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal)
    for written in set(_HEXADECIMAL.findall(objects)):
        digits = b"".join(written.split())
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if text.startswith((_UTF_16, _UTF_8)) or text.isascii():
            yield _decoded(text)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped.isdigit():
        return bytes([int(escaped, 8) & 255]) if escaped.strip(b"01234567") == b"" else escaped
    return _ESCAPED.get(escaped, escaped)


def _decoded(text: bytes) -> str:
    if text.startswith(_UTF_16):
        return text[2:].decode("utf-16-be", errors="replace")
    if text.startswith(_UTF_8):
        return text[3:].decode("utf-8", errors="replace")
    return text.decode("latin-1")

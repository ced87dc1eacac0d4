"""What a PDF says: its pages, and every text in its objects, from alternative texts to programs."""

import re
from collections.abc import Iterator

from study.screening.passages import Found, Inner, Passage, unreadable
from study.screening.reading import archives, pdf_streams, pictures
from study.screening.reading.pdf_streams import Stream
from study.screening.reading.plain_text import decoded, from_base64
from study.screening.strictness import CODE

_BEGINNING = b"%PDF-"
_BLANK = b"\0\t\n\r \xef\xbb\xbf"
_FONT, _PACKED = b"/Font", b"/ObjStm"
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
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
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name that is written as its number."""
_RUN = re.compile(rb"[ -~]{5,}")
_END = b"%%EOF"
_DRAWN = re.compile(rb"(?:^|\s)(?:BT|ET|q|Q|cm|re|Tf|Tj|TJ|Do|EMC)\s")
"""Orders by which a page, a part of one or a note is drawn."""
_DRAWING = re.compile(rb"<[0-9A-Fa-f\s]*>|(?<![\w#])[-+]?\d*\.?\d+(?![\w#])")
"""Places, and letters by their number in a typeface."""
_APART = re.compile(rb"\)[\s\d.+-]*\(")
"""Between two pieces of a word that are drawn with another space than usual."""
_TYPEFACE_MAP = re.compile(rb"begincmap|/CIDInit")
_LOWEST = 9
"""Bytes below are those of numbers of letters in a typeface."""

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
    """Page by page, then what stands in the objects, and in all streams and attached files."""
    import pypdfium2

    within = f"{part}, " if part else ""
    objects = pdf_streams.without(content)
    if _ENCRYPTED.search(objects):
        # A program opens one with an empty password, and only its texts are out of sight.
        yield unreadable("is a PDF that is encrypted", _REMEDY, part)
        return
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
    objects = _MACHINES.sub(b"", objects)
    texts, beside = set(_texts(objects)), {*_RUN.findall(_behind(content)), *_beside(objects)}
    for stream in pdf_streams.streams(content):
        if _PACKED in stream.header:
            texts |= set(_texts(stream.content))
            beside |= _beside(stream.content)
        else:
            yield from _of_stream(stream, within, inner)
    words = "\n".join(sorted(each.decode("latin-1") for each in beside))
    yield Passage(words, f"{within}beside its objects", None, strictness=CODE)
    yield Passage("\n".join(sorted(texts)), f"{within}what its pages do not show", None)


def _of_stream(stream: Stream, within: str, inner: Inner) -> Iterator[Found]:
    header, content = stream
    if b"/EmbeddedFile" in header:
        yield from inner("attached", content, f"{within}attached file")
    elif pictures.is_picture(content):
        yield from inner("picture", content, f"{within}picture")
    elif archives.is_archive(content) or is_pdf(content):
        yield from inner("packed", content, f"{within}packed file")
    elif _TYPEFACE_MAP.search(content):
        yield _for_names(content, within)
    elif _DRAWN.search(content):
        told = {*_texts(content), *_texts(_APART.sub(b"", content))}
        yield Passage("\n".join(sorted(told)), f"{within}drawing", None, strictness=CODE)
        yield _for_names(_DRAWING.sub(b" ", content), within)
    elif (text := decoded(content)) is None:
        # A typeface or a profile of colours tells who made it, which is nobody's secret.
        yield _for_names(b"\n".join(_RUN.findall(content)), within)
        yield _for_names(b"\n".join(_RUN.findall(content.replace(b"\0", b""))), within)
    elif b"/Metadata" in header:
        told = _IDENTIFIER.sub(_unless_text, text)
        yield Passage(told, f"{within}metadata", None, markup=True)
    else:
        yield from inner("program.js", content, f"{within}program or note")


def _for_names(content: bytes, within: str) -> Passage:
    """A passage in which names of the private project are looked for, and nothing else."""
    return Passage(
        content.decode("latin-1"), f"{within}stream", None, declared=True, strictness=CODE
    )


def _beside(objects: bytes) -> set[bytes]:
    """Comments between objects, and names of parts and of what is in them."""
    names = map(_named, _NAME.findall(objects))
    return {*_COMMENT.findall(objects), *names}


def _named(name: bytes) -> bytes:
    return _CODED.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), name)


def _behind(content: bytes) -> bytes:
    """What follows the last object and its table."""
    return content.rpartition(_END)[2]


def _unless_text(identifier: re.Match[str]) -> str:
    return identifier[0] if (from_base64(identifier[0]) or b"").isascii() else ""


def _texts(objects: bytes) -> Iterator[str]:
    """Every string in PDF's own notation, ``(so)`` or ``<736F>``."""
    for literal in set(_LITERAL.findall(objects)):
        yield _decoded(_ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal)
    for written in set(_HEXADECIMAL.findall(objects)):
        digits = b"".join(written.split())
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if text.startswith((_UTF_16, _UTF_8)) or (text.isascii() and min(text) >= _LOWEST):
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

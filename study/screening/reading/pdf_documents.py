"""What a PDF says: its pages, and every text in its objects, from alternative texts to programs."""

import re
from collections.abc import Iterator

from study import files
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
_WORD = re.compile(rb"[A-Za-z][\w#'-]{4,}")
"""A name of a part, or what stands in a comment between orders."""
_OF_TYPEFACES = re.compile(
    rb'Bitstream (V[a-z]{3})\b|\bword "(V[a-z]{3})"|"Bitstream" or|"(V[a-z]{3})" names'
)
"""A word of four letters in the licence that comes with a typeface, by which that is called."""
_ITS_NAME = "e4ace1dfe147e67d82295838786749431bd7c608b13932a87847ddebf6e1ea9d"
"""The digest of that word, which is a given name too: no other may stand in its place."""

_TYPEFACES = (b"\0\1\0\0", b"OTTO", b"true", b"\1\0")
_TYPEFACE_MAP = re.compile(rb"begincmap|/CIDInit")
_NO_LETTER = re.compile(rb"[^A-Za-z ]")
_FEWEST, _MOSTLY = 8, 0.8
_LETTER_BY_NUMBER = 8
_LOWEST = 9
"""Bytes below are those of numbers of letters in a typeface."""

_UTF_16, _UTF_8 = b"\xfe\xff", b"\xef\xbb\xbf"
_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, after which the word goes on."""
_BEFORE_CAPITAL = re.compile(rf"{_HYPHEN}(?=\s*[A-Z])")
"""Such a hyphen of the word itself: Noord-Naam would otherwise be a name in one piece."""

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
    try:
        for stream in pdf_streams.streams(content):
            if _PACKED in stream.header:
                texts |= set(_texts(stream.content))
                beside |= _beside(stream.content)
            else:
                yield from _of_stream(stream, within, inner)
    except pdf_streams.TooMuch:
        most = pdf_streams.MOST_UNPACKED // 2**20
        message = f"is a PDF with a part that unpacks to more than {most} MB"
        yield unreadable(message, "Make that part smaller, or take it out", part)
        return
    behind = _behind(content).strip(_BLANK)
    if archives.is_archive(behind):
        yield from inner("behind", behind, f"{within}behind its end")
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
        yield _for_names(content.decode("latin-1"), within)
    elif _DRAWN.search(content) and not content.startswith(_TYPEFACES):
        # Both ways: a word may be drawn in pieces, with another space than usual between them.
        told = list(_drawn(content))
        yield Passage("\n".join(told), f"{within}drawing", None, strictness=CODE)
        words = b"\n".join(_WORD.findall(content)).decode("latin-1")
        yield _for_names("".join(told) + "\n" + words, within)
    elif (text := decoded(content)) is None:
        # A typeface or a profile of colours tells who made it, which is nobody's secret.
        runs = {*_RUN.findall(content), *_RUN.findall(content.replace(b"\0", b""))}
        words = b"\n".join(sorted(filter(_is_words, runs)))
        yield _for_names(_OF_TYPEFACES.sub(_unless_a_name, words).decode("latin-1"), within)
    elif b"/Metadata" in header:
        told = _IDENTIFIER.sub(_unless_text, text)
        yield Passage(told, f"{within}metadata", None, markup=True)
    else:
        yield from inner("program.js", content, f"{within}program or note")


def _unless_a_name(match: re.Match[bytes]) -> bytes:
    """Nothing in the place of what a licence says of its typeface; another name stays."""
    word = next(filter(None, match.groups()), b"")
    return match[0] if word and files.digest(word) != _ITS_NAME else b""


def _for_names(text: str, within: str) -> Passage:
    """A passage in which names of the private project are looked for, and nothing else."""
    return Passage(text, f"{within}stream", None, declared=True, strictness=CODE)


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
        text = _from_hexadecimal(written)
        if text.startswith((_UTF_16, _UTF_8)) or text.isascii():
            yield _decoded(text)


def _drawn(orders: bytes) -> Iterator[str]:
    """Strings that are drawn, or said of what is drawn, and not letters by their number."""
    for literal in _LITERAL.findall(orders):
        zeros = literal.count(b"\0") + literal.count(b"\\00")
        if literal.startswith((_UTF_16, b"\\376\\377")) or zeros * _LETTER_BY_NUMBER < len(literal):
            yield _decoded(_ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal)
    for written in _HEXADECIMAL.findall(orders):
        text = _from_hexadecimal(written)
        if text.startswith((_UTF_16, _UTF_8)) or (text.isascii() and min(text) >= _LOWEST):
            yield _decoded(text)


def _from_hexadecimal(written: bytes) -> bytes:
    digits = b"".join(written.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _is_words(run: bytes) -> bool:
    """Whether a run in bytes that are no text is one all the same, and not there by chance."""
    return len(run) >= _FEWEST and len(_NO_LETTER.sub(b"", run)) > _MOSTLY * len(run)


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

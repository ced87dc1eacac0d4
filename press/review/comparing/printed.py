"""Comparing PDFs: their text, every page as it is printed, and all objects that are not drawn.

What is drawn (the content of pages, pictures, typefaces) is compared as rendered pages and as text.
All else is compared object by object: tags, alternative texts, links, bookmarks, actions, scripts,
attached files, layers, title and language. Nothing may stand around the objects that was not there:
no program before them, no words between them, no older or newer version behind them. A PDF of this
book is saved again to the same bytes, so nothing can be hidden within its objects either.
"""

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2

from press.review.comparing import packed, pixels
from press.review.comparing.outcomes import Found, words_apart

SCALE = 1.0
"""Pixels per point: at 72 to the inch a full stop still has pixels of its own."""

MOST_PAGES, MOST_POINTS = 2000, 5000
"""Limits of what is rendered: far above this book, and far below what fills a memory."""

ROUNDING = 0.01
"""How far apart a number may be, in points."""

_COMPARED_STREAMS = ("/Metadata", "/EmbeddedFile")
_HOW_PACKED = {"/Length", "/Filter", "/DecodeParms"}
_OBJECT = re.compile(rb"(?<!\d)\d{1,10} \d{1,5} obj\b")
_OBJECT_END = re.compile(rb"\bendobj")
_PLACES = re.compile(rb"\d+|/ID\s*\[[^\]]{0,500}\]|\s+")
"""Where objects begin, and the name of the file: other where objects are packed otherwise."""

_OF_FILE = re.compile(rb"<(xmpMM:DocumentID|xmpMM:InstanceID|stEvt:instanceID)>[^<]*<")
"""Made from all bytes of the file, so they say only that these differ."""


@dataclass(frozen=True)
class Printed:
    """The words of each page, the pages as pixels, and everything else as (path, value).

    ``around`` is what the file holds before, between and behind its objects; nothing if it is
    saved again to the same bytes.
    """

    words: list[list[str]]
    pages: list[np.ndarray]
    objects: list[tuple[str, str | float]]
    around: bytes


def read(path: Path) -> Printed:
    """A PDF.

    Raises:
        ValueError: it has more or larger pages than a book has.
    """
    words, pages = [], []
    with pypdfium2.PdfDocument(path) as document:
        if len(document) > MOST_PAGES:
            raise ValueError(f"{len(document)} pages")
        for page in document:
            if max(page.get_size()) > MOST_POINTS:
                raise ValueError(f"a page of {page.get_size()} points")
            words.append(page.get_textpage().get_text_bounded().split())
            pages.append(page.render(scale=SCALE).to_numpy().astype(np.int16))
    content = path.read_bytes()
    around = b"" if _saved_again(path) == content else b"saved otherwise:" + _around(content)
    return Printed(words, pages, _objects(path), around)


def _saved_again(path: Path) -> bytes:
    again = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            again,
            deterministic_id=True,
            fix_metadata_version=False,
            # What is packed stays as it is: another version of zlib packs otherwise.
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return again.getvalue()


def _around(content: bytes) -> bytes:
    """What a file holds before, between and behind its objects.

    Each byte is looked at once: a PDF can be made in which a search for ends would never end.
    """
    found, at = [], 0
    for begins in _OBJECT.finditer(content):
        if begins.start() < at:
            continue
        ends = _OBJECT_END.search(content, begins.end())
        if ends is None:
            break
        found.append(content[at : begins.start()])
        at = ends.end()
    return _PLACES.sub(b" ", b"".join([*found, content[at:]]))


def difference(was: Printed, now: Printed) -> Found:
    """The first difference: in words, in what is seen, and in all that is not seen."""
    if len(was.pages) != len(now.pages):
        return Found(False, f"{len(was.pages)} -> {len(now.pages)} pages")
    for number, (before, after) in enumerate(zip(was.words, now.words, strict=True), start=1):
        if before != after:
            return Found(False, f"page {number}, {words_apart(before, after)}")
    for number, (before, after) in enumerate(zip(was.pages, now.pages, strict=True), start=1):
        if before.shape != after.shape:
            return Found(False, f"page {number} has another size")
        seen = pixels.pixels_apart((before,), (after,))
        if not seen.same:
            return Found(False, f"page {number} looks otherwise: {seen.detail}")
    if (apart := _first_object(was.objects, now.objects)) is not None:
        return Found(False, f"looks the same; other tags, links or descriptions: {apart}")
    if was.around != now.around:
        return Found(False, "looks the same; holds something before, between or behind its objects")
    return Found(True, "same pages, text and tags; other bytes")


def _first_object(was: list, now: list) -> str | None:
    """The first object that differs by more than rounding."""
    for (place, before), (other, after) in zip(was, now, strict=False):
        if (place, before) == (other, after):
            continue
        both = isinstance(before, float) and isinstance(after, float)
        if place != other or not both or abs(before - after) > ROUNDING:
            return f"{place}: {before!r} -> {after!r}"
    return None if len(was) == len(now) else f"{len(was)} -> {len(now)} objects"


def _objects(path: Path) -> list[tuple[str, str | float]]:
    """Every value that can be reached from the trailer, but for what is drawn."""
    found: list[tuple[str, str | float]] = []
    seen: dict[tuple[int, int], int] = {}
    with pikepdf.open(path) as pdf:
        # A stack instead of recursion, because tags may be nested as deeply as somebody likes.
        waiting: list[tuple[str, object]] = [
            (name, pdf.trailer[name]) for name in ("/Info", "/Root") if name in pdf.trailer
        ]
        while waiting:
            place, each = waiting.pop()
            if getattr(each, "is_indirect", False):
                if each.objgen in seen:
                    # By the order in which objects are met, because numbers of objects may differ.
                    found.append((place, f"object {seen[each.objgen]}"))
                    continue
                seen[each.objgen] = len(seen)
            if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                if isinstance(each, pikepdf.Stream):
                    found += _stream(place, each)
                parts = {name: each[name] for name in set(each.keys()) - _HOW_PACKED}
            elif isinstance(each, pikepdf.Array):
                parts = {str(at): item for at, item in enumerate(each)}
            else:
                found.append((place, _value(each)))
                continue
            found.append((place, f"{len(parts)} parts"))
            last = place.rpartition(" ")[2]
            waiting += [(f"{last} {name}", parts[name]) for name in sorted(parts, reverse=True)]
    return found


def _stream(place: str, stream) -> list[tuple[str, str | float]]:
    """The content of a stream that is not drawn: metadata, an attached file, a script."""
    if str(stream.get("/Type", "")) not in _COMPARED_STREAMS and not place.endswith("/JS"):
        return []
    return [(place, _OF_FILE.sub(b"", _unpacked(stream)).decode("latin-1"))]


def _unpacked(stream) -> bytes:
    """The content of a stream, which may be packed once: more could fill a memory."""
    content = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return content
    if "/DecodeParms" in stream or str(stream["/Filter"]) != "/FlateDecode":
        raise ValueError("its metadata, a script or an attached file is packed in an odd way")
    return packed.unpacked(content, packed.MOST_BYTES)


def _value(each: object) -> str | float:
    if isinstance(each, (int, Decimal)) and not isinstance(each, bool):
        return float(each)
    return f"{type(each).__name__} {each}"

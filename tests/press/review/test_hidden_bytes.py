"""Pictures and PDFs that look the same between platforms may not carry anything more."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from press.review.comparing import pixels, printed

HEAD = 33
"""Bytes of a PNG before the first part that is free to choose."""


def _part(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def _picture(packed: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*each) for each in parts)


ROWS = (b"\0" + b"\xff" * 12) * 4
PICTURE = _picture(zlib.compress(ROWS, 0))

IN_PICTURES = {
    "behind the picture": PICTURE + b"MZ",
    "behind the pixels": _picture(zlib.compress(ROWS, 0) + b"MZ"),
    "more pixels than are shown": _picture(zlib.compress(ROWS + b"MZ", 0)),
    "a part that programs pass over": PICTURE[:HEAD] + _part(b"prVt", b"MZ") + PICTURE[HEAD:],
}


@pytest.mark.parametrize("name", IN_PICTURES)
def test_what_a_picture_hides_is_found(tmp_path, name):
    one, other = tmp_path / "a.png", tmp_path / "b.png"
    one.write_bytes(PICTURE)
    other.write_bytes(IN_PICTURES[name])
    with Image.open(one) as was, Image.open(other) as now:
        assert was.tobytes() == now.tobytes()
    assert not pixels.difference(pixels.read(one), pixels.read(other)).same


def test_a_picture_that_is_packed_otherwise_is_the_same(tmp_path):
    one, other = tmp_path / "a.png", tmp_path / "b.png"
    one.write_bytes(PICTURE)
    other.write_bytes(_picture(zlib.compress(ROWS, 9)))
    assert pixels.difference(pixels.read(one), pixels.read(other)).same


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100)).Contents = made.make_stream(b"0 g\n" * 99)
        made.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _finished(path)


def _finished(path: Path) -> Path:
    """Save a PDF until it is saved to the same bytes, as those of books are."""
    path.write_bytes(printed._saved_again(path))
    return path


IN_PDFS: dict[str, Callable[[bytes], bytes]] = {
    "before": lambda content: b"MZ\n" + content,
    "between": lambda content: content.replace(b"xref\n", b"%MZ\nxref\n", 1),
    "behind": lambda content: content + b"MZ\n",
    "an object of nobody": lambda content: content.replace(
        b"xref\n", b"99 0 obj\n(MZ)\nendobj\nxref\n", 1
    ),
    "within an object": lambda content: content.replace(b"endobj", b"%MZ\nendobj", 1),
}


@pytest.mark.parametrize("name", IN_PDFS)
def test_what_a_pdf_hides_is_found(sheet, name):
    other = sheet.with_name("b.pdf")
    other.write_bytes(IN_PDFS[name](sheet.read_bytes()))
    found = printed.difference(printed.read(sheet), printed.read(other))
    assert not found.same and "before, between or behind" in found.detail


def test_a_pdf_that_is_packed_otherwise_is_the_same(sheet):
    other = sheet.with_name("b.pdf")
    with pikepdf.open(sheet) as pdf:
        unpacked = pikepdf.StreamDecodeLevel.generalized
        pdf.save(other, compress_streams=False, stream_decode_level=unpacked)
    _finished(other)
    assert other.read_bytes() != sheet.read_bytes()
    assert printed.difference(printed.read(sheet), printed.read(other)).same

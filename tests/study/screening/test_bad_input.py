"""What cannot be looked through is refused in one clear line, and nothing breaks the search."""

import functools
import gzip
import io
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from study.screening.reading import Reader
from tests.support import leaks
from tests.support.screened import Checkout
from tests.support.tiers import sampled


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout.made(tmp_path / "checkout")


def bomb() -> bytes:
    """Half a megabyte that unpacks to half a gigabyte."""
    return gzip.compress(bytes(2**20)) * 2**9


def nested(times: int) -> bytes:
    content = b"a"
    for _ in range(times):
        content = leaks.zipped({"a.zip": content})
    return content


def protected() -> bytes:
    """A zip archive of which a member says that it has a password."""
    content = bytearray(leaks.zipped({"a.txt": b"a"}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    content[6] |= 1
    content[start + 8] |= 1
    return bytes(content)


def encrypted() -> bytes:
    """A PDF that opens without a password, and of which only the pages are then to be read."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="a", user=""))
    return file.getvalue()


def long_program() -> bytes:
    """A small PDF with a program of 33 MB, at the end of which a name may stand."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        program = document.make_stream(b"x \n" * (11 * 2**20))
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=program)
        document.save(file, compress_streams=True)
    return file.getvalue()


def long_text() -> bytes:
    """A small PNG with a part of its own that unpacks to 5 MB."""
    png = leaks.picture()
    kind, packed = b"priV", b"\xff\0" + zlib.compress(b"x \n" * (5 * 2**20 // 3))
    chunk = len(packed).to_bytes(4) + kind + packed + zlib.crc32(kind + packed).to_bytes(4)
    return png[:33] + chunk + png[33:]


JPEG = leaks.picture("JPEG")
PDF = leaks.pdf("Blad")
UNREADABLE = {
    "a picture cut off": ("a.jpg", lambda: JPEG[:-40], "is a picture that cannot be read"),
    "a picture that is none": ("a.png", lambda: leaks.picture()[:20], "is a picture that cannot"),
    "text that is called a picture": ("a.PNG", lambda: b"none", "is a picture that cannot be read"),
    "an empty picture": ("a.jpg", lambda: b"", "is a picture that cannot be read"),
    "text that is called a PDF": ("a.pdf", lambda: b"none", "is a PDF that cannot be read"),
    "a PDF cut off": ("a.pdf", lambda: PDF[:200], "is a PDF that cannot be read"),
    "an encrypted PDF": ("a.pdf", encrypted, "is a PDF that is encrypted"),
    "a PDF with a long program": ("a.pdf", long_program, "a part that unpacks to more than 32 MB"),
    "a picture with a long text": ("a.png", long_text, "a text that unpacks to more than 4 MB"),
    "a bomb in an archive": ("a.zip", lambda: leaks.zipped({"b.gz": bomb()}), "unpacks to more"),
    "archives without end": ("a.zip", lambda: nested(30), "unpacks to more than 256 MB, or too"),
    "a password": ("a.zip", protected, "is protected with a password"),
    "an archive cut off": ("a.zip", lambda: leaks.zipped({"a": b"b" * 999})[:60], "is a damaged"),
    "gzip cut off": ("a.gz", lambda: gzip.compress(b"b" * 999)[:20], "is a damaged archive"),
    "a notebook that is no JSON": ("notebooks/a.ipynb", lambda: b"{", "is no notebook (not JSON)"),
    "a notebook without cells": ("notebooks/a.ipynb", lambda: b"[]", "is no notebook (it has no"),
    "text in a form of its own": (
        "a.mo",
        lambda: b"\xde\x12\x04\x95" + bytes(40) + b"Van",
        "is of",
    ),
    "RTF": ("a.rtf", lambda: rb"{\rtf1 \'56an}", "is text in which letters may stand as codes"),
    "PostScript": ("a.ps", lambda: b"%!PS\n(V) show (an) show", "is text in which letters may"),
    "sound": ("a.mp3", lambda: b"ID3\x04\0\0" + bytes(range(256)), "is of a kind that no program"),
    "a bomb": ("a.gz", bomb, "unpacks to more than 256 MB"),
    "a PDF of 100 MB": ("a.pdf", lambda: PDF + bytes(100 * 2**20), "is larger than 50 MB"),
}
LARGE = ("a bomb", "a PDF of 100 MB")
"""At the end of the list, and in the campaigns: a bomb in an archive is there already."""


@pytest.mark.parametrize("case", sampled(len(UNREADABLE) - len(LARGE), UNREADABLE))
def test_what_cannot_be_looked_through_is_said_in_one_line(checkout, case):
    path, content, message = UNREADABLE[case]
    checkout.put(path, content())
    found = checkout.problems()
    assert len(found) == 1 and found[0].startswith(path) and message in found[0]


def test_a_picture_that_tells_where_it_was_taken_is_refused(checkout):
    told = leaks.Image.Exif()
    told.get_ifd(leaks.ExifTags.IFD.GPSInfo)[2] = (52.0, 5.0, 7.0)
    checkout.put("chapters/a.jpg", leaks.picture("JPEG", exif=told))
    assert "tells where it was taken" in checkout.problems()[0]


def test_a_file_that_may_not_be_read_is_named(checkout, monkeypatch):
    path = checkout.put("chapters/a.md", "# Kop\n")
    read = type(path).read_bytes

    def refuse(self):
        if self.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert checkout.problems()[0].startswith("chapters/a.md: cannot be opened (Permission denied)")


def test_a_broken_file_of_exceptions_is_named(checkout):
    checkout.put("exceptions.toml", "[lists\n")
    assert checkout.problems()[0].startswith("exceptions.toml: is not readable as TOML")


BEGINNINGS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"II*\0", b"<svg ",
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"# Sphinx inventory version 2\n", b'{"cells": [',
    b"@misc{a, title = {", b"data:image/png;base64,",
]  # fmt: skip
NAMES = ["a.md", "a.csv", "a.ipynb", "a.png", "a", "references.bib", "a.xml", "a.py"]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.sampled_from(NAMES))
@example(leaks.picture(), b"", "a.png")
@example(JPEG[:300], b"\xff\xe1\0\x01", "a.jpg")
def test_no_bytes_break_a_reader(beginning, rest, name):
    assert all(Reader(()).read(name, beginning + rest))


@functools.cache
def _made(kind: str) -> leaks.Made:
    """The same file each time: a PDF that is made again has another length."""
    return leaks.KINDS[kind]("niemand")


@pytest.mark.campaign
@settings(max_examples=3000)
@given(st.sampled_from([*leaks.KINDS]), st.data())
def test_no_damage_to_a_file_breaks_a_reader(kind, data):
    path, content = _made(kind)
    place = data.draw(st.integers(0, len(content)))
    damaged = content[:place] + data.draw(st.binary(max_size=8)) + content[place + 1 :]
    assert all(Reader(()).read(path, damaged))

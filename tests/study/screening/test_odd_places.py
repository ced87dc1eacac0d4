"""A private name in places of a file that no program shows."""

import base64
import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from study import paths
from study.screening import exceptions
from study.screening.reading import Reader
from study.screening.search import Search

NAME = "Qorvathel"
SAID = f"gesproken met {NAME} over het plan"


class Side:
    """A private side with one name."""

    names = (NAME, "Vosk")

    def quoted(self, text: str) -> bool:
        return False

    def places_of(self, written: str) -> tuple[str, ...]:
        return ()

    def fingerprint(self) -> str:
        return ""


def zipped(extra: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.extra = extra
        archive.writestr(entry, "x")
    return buffer.getvalue()


def zipped_text(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text)
    return buffer.getvalue()


def with_a_licence(document: pikepdf.Pdf) -> None:
    """A typeface whose licence calls it otherwise than the one that we know."""
    font = b"\0\1\0\0\0\x80\xff\xfe" + b"Fonts are called Bitstream Vosk in all of it" + b"\xff"
    document.Root.X = document.make_indirect(pikepdf.Stream(document, font))


def zip_with_a_gap() -> bytes:
    content = zipped()
    central, end = content.index(b"PK\1\2"), content.index(b"PK\5\6")
    told = bytearray(content[end:])
    told[16:20] = struct.pack("<I", central + len(SAID))
    return content[:central] + SAID.encode() + content[central:end] + bytes(told)


def tarred(headers: dict[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.pax_headers = headers or {}
        archive.addfile(entry)
    return buffer.getvalue()


def gzip_with_a_field() -> bytes:
    content = bytearray(gzip.compress(b"x"))
    content[3] |= 4
    content[10:10] = struct.pack("<H", len(SAID)) + SAID.encode()
    return bytes(content)


def picture(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, kind, **options)
    return buffer.getvalue()


def png_with_a_named_profile() -> bytes:
    content = picture("PNG")
    data = NAME.encode() + b"\0\0" + zlib.compress(b"x" * 200)
    chunk = struct.pack(">I", len(data)) + b"iCCP" + data
    chunk += struct.pack(">I", zlib.crc32(b"iCCP" + data))
    at = content.index(b"IDAT") - 4
    return content[:at] + chunk + content[at:]


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda document: None) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_a_key(document: pikepdf.Pdf) -> None:
    document.Root[pikepdf.Name(f"/X{NAME}")] = True


def with_a_picture(document: pikepdf.Pdf) -> None:
    drawn = pikepdf.Stream(document, picture("JPEG", comment=SAID.encode()))
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    drawn.Width = drawn.Height = 4
    drawn.ColorSpace, drawn.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    drawn.Filter = pikepdf.Name.DCTDecode
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=drawn))


ODD = {
    "field of a zip": ("a.zip", lambda: zipped(struct.pack("<HH", 1, len(SAID)) + SAID.encode())),
    "behind a zip": ("a.zip", lambda: zipped() + b"\n" + SAID.encode()),
    "between the parts of a zip": ("a.zip", zip_with_a_gap),
    "key of a header of tar": ("a.tar", lambda: tarred({f"X.{NAME}": "1"})),
    "behind a tar": ("a.tar", lambda: tarred() + SAID.encode()),
    "field of a gzip": ("a.gz", gzip_with_a_field),
    "instruction in SVG": ("a.svg", lambda: f"<svg><?by {NAME}?></svg>".encode()),
    "name of a profile of colours": ("a.png", png_with_a_named_profile),
    "key in a PDF": ("a.pdf", lambda: pdf(with_a_key)),
    "comment in a PDF": ("a.pdf", lambda: pdf().replace(b"\n", f"\n% {SAID}\n".encode(), 1)),
    "behind a PDF": ("a.pdf", lambda: pdf() + SAID.encode()),
    "picture in a PDF": ("a.pdf", lambda: pdf(with_a_picture)),
    "two lines of a catalogue": ("a.po", lambda: b'msgid ""\n"met Qorva"\n"thel"\n'),
    "sum of two strings": ("a.py", lambda: b"x = 'Qorva' + 'thel'"),
    "letters with slashes": ("a.md", lambda: "/".join(NAME).encode()),
    "letters by their numbers": ("a.py", lambda: "+".join(f"chr({ord(c)})" for c in NAME).encode()),
    "parts of two links": ("a.md", lambda: f"[{NAME[:4]}](a)[{NAME[4:]}](b)".encode()),
    "base64 behind other letters": ("a.md", lambda: b"id_" + base64.b64encode(SAID.encode())),
    "two cells of a row": ("a.csv", lambda: f"a,b\n{NAME[:4]},{NAME[4:]}\n".encode()),
    "a style in SVG": ("a.svg", lambda: f"<svg><g style='-by: {NAME}'/></svg>".encode()),
    "a value without marks": (
        "a.html",
        lambda: f"<html><p id=a title={NAME}>x</p></html>".encode(),
    ),
    "an archive behind a PDF": ("a.pdf", lambda: pdf() + gzip.compress(SAID.encode())),
    "an archive as base64": ("a.txt", lambda: base64.b64encode(zipped_text(SAID))),
    "another name for a typeface": ("a.pdf", lambda: pdf(with_a_licence)),
    "behind the end of a line as JSON has it": (
        "a.json",
        lambda: json.dumps({"a": f"met\n{NAME.lower()} erbij"}).encode(),
    ),
    "over the end of a line as JSON has it": (
        "a.json",
        lambda: json.dumps({"a": f"met {NAME[:5]}\n{NAME[5:]}"}).encode(),
    ),
    "behind a tab in code": ("a.py", lambda: f"x = 'met\\t{NAME.lower()}'".encode()),
    "behind the end of a line in a cell": (
        "a.ipynb",
        lambda: json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": [f"x = 'met\\n{NAME.lower()}'"],
                        "metadata": {},
                        "outputs": [],
                        "execution_count": None,
                    }
                ],
                "metadata": {},
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        ).encode(),
    ),
    "letters as escapes behind a tab": (
        "a.json",
        lambda: ('{"a": "\\t' + "".join(f"\\u{ord(c):04x}" for c in NAME.lower()) + '"}').encode(),
    ),
    "list of letters": ("a.json", lambda: json.dumps(list(NAME)).encode()),
}


@pytest.mark.parametrize("place", ODD)
def test_a_private_name_is_found_in_odd_places(place):
    name, make = ODD[place]
    allowed, _ = exceptions.read(paths.ROOT)
    found = Reader(()).read(f"press/{name}", make())
    assert list(Search(Side(), allowed).problems(f"press/{name}", found))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", zipped()), ("a.tar", tarred()), ("a.png", picture("PNG")), ("a.pdf", pdf())],
)
def test_a_file_without_it_is_in_order(name, content):
    allowed, _ = exceptions.read(paths.ROOT)
    found = Reader(()).read(f"press/{name}", content)
    assert not list(Search(Side(), allowed).problems(f"press/{name}", found))


def test_a_pointer_at_a_file_that_git_keeps_elsewhere_is_refused():
    """Nobody can see what is published with it."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12345\n"
    (found,) = Search(None, exceptions.Exceptions()).problems("a", Reader(()).read("a", pointer))
    assert "kept elsewhere" in found.message

"""Bytes as text, and files that are packed into a text as base64."""

import base64
import binascii
import codecs
import re
from typing import NamedTuple

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LOOKED_AT = 4096
"""Bytes at the start by which text is told from anything else."""

_MOSTLY = 0.7
_CONTROL = bytes({*range(32)} - {*b"\t\n\r\f\b\x1b"})
_PACKED = re.compile(
    r"data:(?P<kind>[\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[\w.\"+-]+)*;base64,"
    r"(?P<packed>(?:(?:\\[nr\n]|\s)*+[\w+/=%-]++)++(?=(?:\\[nr\n]|\s)*[\"')>])|[\w+/=%-]+)"
)
_BROKEN = re.compile(r"\\[nr\n]|[\s\"'`,|#>*]+")
_FILES = ("JVBERi0", "UEsDB", "/9j/", "iVBORw0KGgo", "H4sI", "R0lGOD", "Qlpo", "/Td6WFo")
_FILE = re.compile(
    rf"(?<![\w+/])(?:{'|'.join(_FILES)})[A-Za-z0-9+/]{{3,}}"
    r"(?:(?:\\[nr]|[\s\"'`,|#>*])*+[A-Za-z0-9+/]{4,}+)*+={0,2}"
)
"""A PDF, a picture or an archive as base64, told by how it begins, in whatever lines."""


def decoded(content: bytes) -> str | None:
    """The text in these bytes, whatever its encoding; None if they are no text."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _try(content, encoding)
    start = content[:_LOOKED_AT]
    if 0 in start:
        for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            letters = start[place::2]
            if letters and letters.count(0) > _MOSTLY * len(letters):
                # Zeros in between are not what makes bytes text.
                wide = _try(content, encoding)
                return None if wide is None or "\0" in wide else wide
        return None
    text = _try(content, "utf-8")
    if text is not None:
        return text
    strange = len(start) - len(start.translate(None, _CONTROL))
    return None if strange else content.decode("cp1252", errors="replace")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


_TEX = re.compile(r"\\(?:[\"'`^~=.]|[cvHkru](?![a-z]))\s*|[{}]")


_OF_CSS = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t]?")


class Packed(NamedTuple):
    """A file that stands in a text as base64: the kind that the text says it is, and its bytes."""

    kind: str
    content: bytes


def unpacked(text: str) -> tuple[str, list[Packed]]:
    """A text without the files that are packed into it (``data:...;base64,...``), and those."""
    found = []
    if "base64," in text:
        for match in _PACKED.finditer(text):
            if (content := from_base64(_BROKEN.sub("", match["packed"]))) is not None:
                found.append(Packed(match["kind"] or "", content))
        text = _PACKED.sub(r"data:\g<kind>", text)
    return text, found


def files_in(text: str) -> list[bytes]:
    """Files that stand in a text as base64 and do not say so; what does not decode is none."""
    found = []
    for match in _FILE.finditer(text) if any(map(text.__contains__, _FILES)) else ():
        bare = _BROKEN.sub("", match[0])
        bare = bare.rstrip("=")
        # Words may follow that are no part of it: four letters are three bytes.
        for part in dict.fromkeys((bare, bare[: len(bare) // 4 * 4])):
            if (content := from_base64(part)) is not None:
                found.append(content)
    return found


def from_base64(packed: str) -> bytes | None:
    """What was packed as base64, also in the alphabet for web addresses; None if nothing was."""
    letters = packed.replace("%3D", "").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def without_escapes_of_css(text: str) -> str:
    """A style sheet with the letters that are written as their number, such as ``\\41``."""
    return _OF_CSS.sub(lambda match: _character(int(match[1], 16)), text)


def _character(number: int) -> str:
    return chr(number) if 32 <= number < 0x110000 else " "


def without_tex(text: str) -> str:
    """A text without the accents of TeX and its braces: ``N{\\"a}me`` becomes ``Name``."""
    return _TEX.sub("", text)

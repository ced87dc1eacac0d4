"""Texts inside a text that a reader has to decode.

Base64 and Base32, with what is packed in them; uuencode, Ascii85, hexadecimal, octal, binary,
quoted-printable, codes of characters, Morse, figures for letters, and letters with a space behind
each.
"""

import base64
import binascii
import bz2
import contextlib
import lzma
import quopri
import re
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.private_names import Names

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,4000}={0,2}")
_OF_ADDRESSES = str.maketrans("-_", "+/")
_PACKINGS: tuple[tuple[bytes, Callable[[], Any]], ...] = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)),
    (b"x", zlib.decompressobj),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lzma.LZMADecompressor),
)
_MOST_UNPACKED = 10_000
_DEEPEST = 3
_UUENCODED = re.compile(r"(?<![^\s\"'(:=,])[!-M](?=[ -`]{8})")
_ASCII85 = re.compile(r"<~[!-uz\s]{8,400}~>")
_BINARY = re.compile(r"(?<!\w)[01]{7,8}(?:[ ,]?[01]{7,8}){4,200}(?!\w)")
_OCTAL = re.compile(r"(?:\\(?:0?[1-7]\d{1,2})){5,100}")
_CODE_POINTS = re.compile(r"(?:U\+00[2-7][0-9A-F][ ,;]{0,2}){5,100}", re.IGNORECASE)
_BY_PROGRAM = re.compile(r"(?:(?:chr|fromCharCode)\(\d{2,3}\)[\s+,&.]{0,5}(?:String\.)?){5,100}")
_MORSE = re.compile(r"(?<![^\s\"'(])[.-]{1,4}(?:(?: | ?/ ?)[.-]{1,4}){4,80}(?![^\s\"')])")
_MORSE_CODE = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .--"
    " -..- -.-- --.."
)
_IN_MORSE = {code: chr(ord("a") + at) for at, code in enumerate(_MORSE_CODE.split())}
_BYTE = r"(?:[2-7c][0-9A-Fa-f]|[89abAB][0-9A-Fa-f])"
_HEXADECIMAL = re.compile(
    rf"(?<![\w-])(?:0x)?[2-7][0-9A-Fa-f](?:[:,]?(?:0x)?{_BYTE}){{4,400}}(?!\w)"
)
_PACKED_HEXADECIMAL = re.compile(
    r"(?<!\w)(?:0x)?(?:1f8b08|78(?:01|5e|9c|da)|425a68|fd377a58)[0-9a-f]{16,4000}(?!\w)",
    re.IGNORECASE,
)
_SPACED_BYTES = re.compile(rf"[2-7][0-9A-Fa-f] (?:{_BYTE} ){{3,400}}{_BYTE}(?!\w)")
_BASE32 = re.compile(
    r"(?<![A-Za-z0-9+/])(?=[A-Z]{0,40}[2-7])[A-Z2-7]{8,1000}={0,6}(?![A-Za-z0-9+/])"
)
_QUOTED = re.compile(
    r"(?:[A-Za-z]{1,20}(?=[=A-Za-z])){0,2}(?:=(?!40)[2-7A-F][0-9A-Fa-f](?!\d)[A-Za-z]{0,20}){1,60}"
)
_QUOTED_SIGN = re.compile(r"=(?!40)[2-7A-F][0-9A-Fa-f](?!\d)")
"""Without which nothing is quoted-printable; it is asked first, because an address may be long."""
_CODES = re.compile(r"(?<![\w.,])(?:&?#)?\d{2,3}(?:[ ,;]{1,2}(?:&?#)?\d{2,3}){4,60}(?![\w.,]?\d)")
_SPACED = re.compile(r"[2-9\d][\da-fA-F][ ,;]{1,2}(?:&?#)?[2-9\d][\da-fA-F]")
_LETTERS_APART = re.compile(r"(?<!\S)\S(?: \S){6,80}(?!\S)")
_ONE_LETTER = re.compile(r" \S \S \S ")
_LETTERS_BY_MARKS = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[._/|+*:;-]|, ?)[^\W\d_]){4}")
_LETTERS_QUOTED = re.compile(
    r"(?P<mark>[\"'])[^\W\d_](?P=mark)(?:, ?(?P=mark)[^\W\d_](?P=mark)){3}"
)
_MOSTLY = 0.7
_SHORTEST = 5
_MOST_TOKENS = 50_000
_IN_NAMES = re.compile(r"[\w\s.,'@:/-]*")
_FIGURES_INSIDE = re.compile(
    r"(?<![^\W_])[\d@$|][A-Za-z]{4,30}(?![^\W_])|"
    r"(?<![^\W_])(?=[\w@$!|+]{4})[\d@$|]?[A-Za-z]+[\d@$!|+]{1,2}[A-Za-z]"
    r"(?:[A-Za-z]|[\d@$!|+](?=[\dA-Za-z]|\b)){0,30}(?![^\W_])"
)
_FIGURE = re.compile(r"[\d@$!|+]")
_ONE_CAPITAL = re.compile(r"[A-Z][a-z]*[0134578][a-z][a-z0134578]*")
_AS_LETTERS = (str.maketrans("0134578", "oieastb"), str.maketrans("0134578", "oleastb"))


def readings(text: str) -> Iterator[tuple[int, int, str]]:
    """Bounds and meaning of every part of a folded text that decodes to words."""
    for token, place in _tokens(text, _encoded):
        for start, end, meant in _encoded(token):
            yield place + start, place + end, meant
    for match in _LETTERS_APART.finditer(text) if _ONE_LETTER.search(text) else ():
        meant = match[0].replace(" ", "")
        if sum(map(str.isalpha, meant)) > _MOSTLY * len(meant):
            yield match.start(), match.end(), meant
    yield from _uuencoded(text)
    for sign, pattern, decode in _BY_SIGN:
        for match in pattern.finditer(text) if sign in text else ():
            if meant := decode(match[0]):
                yield match.start(), match.end(), meant
    if not _SPACED.search(text):
        return
    for pattern, decode in ((_SPACED_BYTES, _from_hexadecimal), (_CODES, _from_codes)):
        for match in pattern.finditer(text):
            if meant := decode(match[0]):
                yield match.start(), match.end(), meant


def _uuencoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Lines of uuencode, or parts of a line: how many bytes, and four signs for each three."""
    for match in _UUENCODED.finditer(text):
        start, signs = match.start(), (ord(match[0]) - 32 + 2) // 3 * 4
        written = text[start : start + 1 + signs]
        whole = len(written.rstrip()) > signs - 2 and not text[start + 1 + signs :][:1].isalnum()
        if whole and written.isascii() and not any(map(str.islower, written)):
            with contextlib.suppress(binascii.Error):
                if meant := _words(binascii.a2b_uu(written)):
                    yield start, start + len(written), meant


def encoded_in(token: str) -> bool:
    """Whether what stands between two spaces decodes to words."""
    if len(token) < _SHORTEST or (token.isalpha() and token.islower()):
        return False
    return bool(_encoded(token))


def spelled_apart(text: str) -> bool:
    """Whether a folded text has letters, or codes of letters, apart from each other."""
    signs = (_ONE_LETTER, _LETTERS_BY_MARKS, _LETTERS_QUOTED, _SPACED_BYTES, _CODES)
    if any(sign.search(text) for sign in signs) or any(True for _ in _uuencoded(text)):
        return True
    return any(sign in text and pattern.search(text) for sign, pattern, _ in _BY_SIGN)


def with_figures(text: str, names: Names) -> Iterator[Finding]:
    """Names with figures for letters: private ones ("N4am"), and of the lists ("V0ornaam")."""
    if _FIGURE.search(text) is None:
        return
    for token, place in _tokens(text, _words_with_figures):
        for start, end, word in _words_with_figures(token):
            if names.in_disguise(word):
                yield Finding("known name", place + start, place + end)
            elif _ONE_CAPITAL.fullmatch(word):
                lower = word.lower()
                if any(_is_listed(lower.translate(letters)) for letters in _AS_LETTERS):
                    yield Finding("person", place + start, place + end)


Parts = tuple[tuple[int, int, str], ...]
"""Start, end and meaning of parts of a token."""


def _tokens(text: str, inside: Callable[[str], Parts]) -> Iterator[tuple[str, int]]:
    """What stands between spaces and has such parts, with each of its places."""
    for token in set(text.split()):
        # Most are words in small letters, which hide nothing.
        if len(token) < _SHORTEST or (token.isalpha() and token.islower()):
            continue
        if inside(token):
            place = text.find(token)
            while place >= 0:
                yield token, place
                place = text.find(token, place + len(token))


@lru_cache(maxsize=_MOST_TOKENS)
def _encoded(token: str) -> Parts:
    return tuple(
        (*match.span(), meant)
        for pattern, decode in _DECODERS
        if pattern is not _QUOTED or _QUOTED_SIGN.search(token)
        for match in pattern.finditer(token)
        if (meant := decode(match[0]))
    )


@lru_cache(maxsize=_MOST_TOKENS)
def _words_with_figures(token: str) -> Parts:
    return tuple((*match.span(), match[0]) for match in _FIGURES_INSIDE.finditer(token))


def _is_listed(word: str) -> bool:
    """Whether a word in small letters is a name of the lists, be it also a word of Dutch."""
    listed = word in lexicon.given_names() or word in lexicon.surnames()
    return listed and len(word) >= _SHORTEST and word not in lexicon.no_names()


def _from_base64(written: str) -> str | None:
    if written.islower() or written.isupper() or written.isdigit():
        return None
    bare = written.rstrip("=").translate(_OF_ADDRESSES)
    # Letters that belong to something else may stand before it.
    for begin in range(min(4, len(bare) - _SHORTEST)):
        part = bare[begin:]
        if len(part) % 4 == 1:
            part = part[:-1]
        content = base64.b64decode(part + "=" * (-len(part) % 4))
        if (meant := _words(content)) is not None:
            return meant
    return None


def _from_hexadecimal(written: str) -> str | None:
    digits = re.sub(r"0x|[^0-9A-Fa-f]", "", written)
    return None if len(digits) % 2 else _words(bytes.fromhex(digits))


def _from_base32(written: str) -> str | None:
    bare = written.rstrip("=")
    try:
        return _words(base64.b32decode(bare + "=" * (-len(bare) % 8)))
    except binascii.Error:
        return None


def _from_quoted_printable(written: str) -> str | None:
    return _words(quopri.decodestring(written.encode("ascii")))


def _from_codes(written: str) -> str | None:
    """Decimal numbers of letters: "65 115 115"."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    return _words(bytes(numbers)) if max(numbers) < 128 and min(numbers) >= 32 else None


def _from_ascii85(written: str) -> str | None:
    try:
        return _words(base64.a85decode(written, adobe=True))
    except ValueError:
        return None


def _from_binary(written: str) -> str | None:
    digits = re.sub("[ ,]", "", written)
    size = len(re.split("[ ,]", written)[0]) if re.search("[ ,]", written) else 8
    if size > 8 or len(digits) % size:
        return None
    return _words(bytes(int(digits[at : at + size], 2) for at in range(0, len(digits), size)))


def _from_octal(written: str) -> str | None:
    return _words(bytes(int(each, 8) % 256 for each in re.findall("[0-7]+", written)))


def _from_code_points(written: str) -> str | None:
    return _words(bytes(int(each, 16) for each in re.findall(r"\+([0-9A-Fa-f]{4})", written)))


def _from_morse(written: str) -> str | None:
    letters = [_IN_MORSE.get(each, "") for each in re.split(r"[ /]+", written)]
    return _words("".join(letters).encode()) if all(letters) else None


_BY_SIGN = (
    ("<~", _ASCII85, _from_ascii85),
    ("01", _BINARY, _from_binary),
    ("\\1", _OCTAL, _from_octal),
    ("+00", _CODE_POINTS, _from_code_points),
    ("chr(", _BY_PROGRAM, _from_codes),
    ("CharCode(", _BY_PROGRAM, _from_codes),
    (".-", _MORSE, _from_morse),
)
"""What a text must have for a pattern to be tried, the pattern, and what it means."""


def _unpacked(content: bytes) -> bytes:
    """What was packed by gzip, zlib, bzip2 or xz before it was encoded; else as it is."""
    for beginning, unpacker in _PACKINGS:
        if content.startswith(beginning):
            with contextlib.suppress(zlib.error, OSError, lzma.LZMAError, EOFError):
                return unpacker().decompress(content, _MOST_UNPACKED)
    return content


def _words(content: bytes, deepest: int = _DEEPEST) -> str | None:
    """What was encoded, if it can be a name, an address or a sentence.

    What was encoded more than once, or packed before, is decoded to its end.
    """
    content = _unpacked(content)
    if deepest and _BASE64.fullmatch(inside := content.decode("ascii", "replace").strip()):
        with contextlib.suppress(binascii.Error):
            bare = inside.rstrip("=").translate(_OF_ADDRESSES)
            again = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
            if (meant := _words(again, deepest - 1)) is not None:
                return meant
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    fits = letters >= _SHORTEST and letters > _MOSTLY * len(text) and _IN_NAMES.fullmatch(text)
    return text if fits else None


_DECODERS = (
    (_BASE64, _from_base64),
    (_HEXADECIMAL, _from_hexadecimal),
    (_PACKED_HEXADECIMAL, _from_hexadecimal),
    (_BASE32, _from_base32),
    (_QUOTED, _from_quoted_printable),
)

"""Texts inside a text that a reader has to decode: Base64, hexadecimal, figures for letters."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.private_names import Names

_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,4000}={0,2}")
_BYTE = r"(?:[2-7c][0-9A-Fa-f]|[89abAB][0-9A-Fa-f])"
_HEXADECIMAL = re.compile(
    rf"(?<![\w-])(?:0x)?[2-7][0-9A-Fa-f](?:[:,]?(?:0x)?{_BYTE}){{4,400}}(?!\w)"
)
_SPACED_BYTES = re.compile(rf"[2-7][0-9A-Fa-f] (?:{_BYTE} ){{3,400}}{_BYTE}(?!\w)")
_SHORTEST = 5
_MOST_TOKENS = 50_000
_IN_NAMES = re.compile(r"[\w\s.,'@:/-]*")
_FIGURES_INSIDE = re.compile(
    r"(?<![^\W_])(?=[\w@$!|+]{4})[A-Za-z]+[\d@$!|+]{1,2}[A-Za-z]"
    r"(?:[A-Za-z]|[\d@$!|+](?=[\dA-Za-z]|\b)){0,30}(?![^\W_])"
)
_ONE_CAPITAL = re.compile(r"[A-Z][a-z]*[0134578][a-z][a-z0134578]*")
_AS_LETTERS = (str.maketrans("0134578", "oieastb"), str.maketrans("0134578", "oleastb"))


def readings(text: str) -> Iterator[tuple[int, int, str]]:
    """Bounds and meaning of every part of a folded text that decodes to words."""
    for token, place in _tokens(text, _encoded):
        for start, end, meant in _encoded(token):
            yield place + start, place + end, meant
    for match in _SPACED_BYTES.finditer(text):
        if meant := _from_hexadecimal(match[0]):
            yield match.start(), match.end(), meant


def with_figures(text: str, names: Names) -> Iterator[Finding]:
    """Names with figures for letters: private ones ("Bru1nsma"), and of the lists ("F4tima")."""
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
        if len(token) >= _SHORTEST and inside(token):
            place = text.find(token)
            while place >= 0:
                yield token, place
                place = text.find(token, place + len(token))


@lru_cache(maxsize=_MOST_TOKENS)
def _encoded(token: str) -> Parts:
    return tuple(
        (*match.span(), meant)
        for pattern, decode in ((_BASE64, _from_base64), (_HEXADECIMAL, _from_hexadecimal))
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
    bare = written.rstrip("=")
    if len(bare) % 4 == 1:
        return None
    try:
        return _words(base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True))
    except binascii.Error:
        return None


def _from_hexadecimal(written: str) -> str | None:
    digits = re.sub(r"0x|[^0-9A-Fa-f]", "", written)
    return None if len(digits) % 2 else _words(bytes.fromhex(digits))


def _words(content: bytes) -> str | None:
    """What was encoded, if it can be a name, an address or a sentence."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    fits = letters >= _SHORTEST and letters > 0.7 * len(text) and _IN_NAMES.fullmatch(text)
    return text if fits else None

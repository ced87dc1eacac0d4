"""Texts that stand in pieces in a file, and that a program puts together.

Literals beside each other, or joined by a plus, are one text to Python and JavaScript, however many
lines and comments are between them; and base64 is broken into lines wherever it is sent.
"""

import base64
import binascii
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby

_MARK = r"(?:\"\"\"|'''|[\"'`])"
_NOTHING = r"\s|\\\r?\n|\#[^\n]*\n|//[^\n]*\n|/\*[^*]*\*/"
_SEAM = re.compile(
    rf"\$\{{\s*(?:\"\"|''|``)\s*\}}|{_MARK}(?:{_NOTHING}|[+.&~()]|concat)*+[rRbBfFuU]{{0,2}}{_MARK}"
)
"""From the end of a literal to the beginning of the one that it is joined with."""

_COMMENTED = re.compile(
    r"^[ \t]*(?:\#(?:~\||[~|])(?=.*[\"'`])|(?:\#[~|.,:]{0,2}|//|\*)(?=[ \t].*[\"'`]))", re.MULTILINE
)
"""What a line begins with that is a comment, or in a catalogue of translations no longer used."""

_LETTER_BY_NUMBER = re.compile(
    rf"{_MARK}\s*\+\s*(?:chr|String\.fromCharCode)\((\d{{2,5}})\)\s*\+\s*{_MARK}"
)
_IN_LIST = re.compile(rf"{_MARK}(?:{_NOTHING}|[,()\[\]|])*+[rRbBfFuU]{{0,2}}{_MARK}")
"""The same in a list, where they may be joined or not."""

_CONTINUED = re.compile(r"(?<=\w)\\\r?\n(?=\w)")
"""A line's end that is none, within a literal."""

_BESIDE = '","'

_TOKEN = r"[A-Za-z0-9+/_-]{1,4000}+={0,2}+"
_ALONE = re.compile(rf"[\s#>*/\"'`|,]*(?P<token>{_TOKEN}|={{1,2}})(?:\\[nr]|[\s\"'`,|+\\)\]])*")
"""A line with nothing but a part of base64, be it in a comment or a list."""

_LOOKS_PACKED = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|[a-zA-Z]\d[a-zA-Z]")
_BETWEEN = re.compile(r"(?:\\[nr]|[\s\"'`,|+])+")
_FEWEST, _SHORTEST, _MOST_SKIPPED = 2, 10, 3


def put_together(text: str) -> Iterator[tuple[int, str]]:
    """Every text that stands in pieces, as a whole, with the line (from 0) in which it begins."""
    yield from _literals(text)
    if (uncommented := _COMMENTED.sub("", text)) != text:
        yield from _literals(uncommented)
    yield from _packed(text)


def _literals(text: str) -> Iterator[tuple[int, str]]:
    if not any(mark in text for mark in "\"'`") and "\\" not in text:
        return
    seams = {match.span(): "" for match in _SEAM.finditer(text)}
    seams |= {match.span(): "" for match in _CONTINUED.finditer(text)}
    seams |= {m.span(): chr(min(int(m[1]), 0x10FFFF)) for m in _LETTER_BY_NUMBER.finditer(text)}
    for match in _IN_LIST.finditer(text):
        seams.setdefault(match.span(), _BESIDE)
    if not seams:
        return
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    parts: list[str] = []
    done, begin = 0, -1
    for (start, end), instead in sorted(seams.items()):
        if start < done:
            continue
        between = text[done:start]
        if begin >= 0 and "\n" in between:
            yield bisect_right(ends, begin), "".join(parts) + between.partition("\n")[0]
            begin = -1
        if begin < 0:
            begin = text.rfind("\n", done, start) + 1 if "\n" in between else done
            parts, between = [], text[begin:start]
        parts += [between, instead]
        done = end
    if begin >= 0:
        yield bisect_right(ends, begin), "".join(parts) + text[done:].partition("\n")[0]


def _packed(text: str) -> Iterator[tuple[int, str]]:
    """Words that stand as base64 in several lines, or with spaces between its parts."""
    lines = text.split("\n")
    alone = [_ALONE.fullmatch(line) for line in lines]
    for together, group in groupby(range(len(lines)), lambda at: alone[at] is not None):
        at = list(group)
        if together and len(at) >= _FEWEST and any(_LOOKS_PACKED.search(lines[n]) for n in at):
            tokens = [alone[n]["token"] for n in at]
            yield from ((at[0], words) for words in _runs(tokens))
    for number, line in enumerate(lines):
        if alone[number] is None and len(_LOOKS_PACKED.findall(line)) >= _FEWEST:
            for run in re.split(r"[^A-Za-z0-9+/_=\\\s\"'`,|-]", line):
                tokens = [token for token in _BETWEEN.split(run) if re.fullmatch(_TOKEN, token)]
                yield from ((number, words) for words in _runs(tokens))


def _runs(tokens: list[str]) -> Iterator[str]:
    """What parts of one length, and the shorter rest behind them, mean together."""
    at = 0
    while at < len(tokens) - 1:
        last, width = at + 1, len(tokens[at])
        while last < len(tokens) and len(tokens[last]) == width:
            last += 1
        run = tokens[at:last]
        # The last part is shorter; a sign that fills it up may stand by itself.
        rest = [token for token in tokens[last : last + 2] if len(token) < width]
        for tail in (rest[:1], rest[:2], []):
            if words := _words([*run, *tail]):
                yield words
                break
        at = max(last, at + 1)


def _words(parts: list[str]) -> str:
    """What parts of base64 mean, without up to a few before it that are none; else nothing."""
    for skipped in range(min(_MOST_SKIPPED, len(parts) - 1)):
        packed = "".join(parts[skipped:])
        bare = packed.rstrip("=").translate(str.maketrans("-_", "+/"))
        if len(parts) - skipped < _FEWEST or len(bare) < _SHORTEST or len(bare) % 4 == 1:
            continue
        try:
            meant = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if meant.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
            return meant
    return ""

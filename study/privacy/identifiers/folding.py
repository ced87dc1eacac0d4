"""One plain form of a text for all rules, with the way back to the original positions."""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

# Letters of other scripts, and forms of Latin ones, that look like a Latin letter and that no
# decomposition of Unicode turns into it; a choice from the confusables of Unicode TR 39.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝкмтнвиӏпгАВЕКМНОРСТУХІЈЅӀοαινκρτυχεηωβσγΑΒΕΖΗΙΚΜΝΟΡΤΥΧƖıłøđðɑɡəɩʀɴʟʏƒŁØĐÐꞌ"
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋᴍᴏᴘꞯꜱᴛᴜᴠᴡᴢɐɔǝɟɥɯɹʇʌʍʎʞ"
    "ᎪᏴᏟᎠᎬᎶᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬօոսհցԼՏՍѵԍ",
    "aeopcyxijsdhqwkmthbulnrABEKMHOPCTYXIJSIoaivkptuxenwbsyABEZHIKMNOPTYXIilodoagiirnlyfLODD'"
    "abcdefghijkmopqstuvwzacefhmrtvwyk"
    "ABCDEGHiJKLMPRSTVWZABCDEFGHIJKLMNOPRSTUVWXYZABEHIKMNOPCTYXonuhgLSUvG",
) | {
    # Letters in a circle or a square with a dark ground, and those of the flags of countries.
    first + at: chr(ord("A") + at)
    for first in (0x1F150, 0x1F170, 0x1F1E6)
    for at in range(26)
}
_SEVERAL = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "Æ": "Ae", "Œ": "Oe"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛`´′ʼʹ", "'"),
        **dict.fromkeys("−⁃", "-"),
        **dict.fromkeys("\u2028\u2029", "\n"),
        **dict.fromkeys("。…", "."),
        # Tags, which nobody sees and a program reads as letters.
        **{chr(0xE0000 + at): chr(at) for at in range(0x20, 0x7F)},
    }
)
_UNSEEN = {"Cf", "Mn", "Me", "Mc"}
"""Categories of what is not seen by itself: marks, also those of a vowel that take room."""
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters and signs without ink that are not format characters."""

_SPELLED_MARKS = "&%\\"
_SPELLED = r"""
    [&%\\](?:
     (?<=&)(?:amp;)?                                                # HTML: &#117; &euml;
     (?:(?:\#0*\d{1,7}|\#[xX]0*[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});|\#\d{2,7}(?![\d;]))
    |(?<=%)(?:25)?[0-9A-Fa-f]{2}(?:%(?:25)?[0-9A-Fa-f]{2})*     # in an address: %C3%AB
    |(?<=\\)(?:
      \\{0,3}(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}                     # JSON, Python: \u00eb
       |U[0-9A-Fa-f]{8}|[ux]\{[0-9A-Fa-f]{1,6}\}|N\{[A-Z][A-Z\ -]{2,60}\}
       |1[0-7]{2}(?!\d)|0{0,4}[4-7][0-9A-Fa-f](?![0-9A-Fa-f])[ ]?)  # octal; a style sheet: \6b
     |[nrt](?=[A-Z"'\s\\@])                                          # a line's end in a string
     |["'`^~=.uvHckr]\{?(?:[A-Za-z]|\\[ij])\}{1,2}                   # TeX: {\"e}
     |["'`^~][A-Za-z]
    ))"""
_BY_NUMBER = re.compile(r"[uUx]?\{?([0-9A-Fa-f]+)\}?[ ]?")
_IN_OCTAL = re.compile(r"1[0-7]{2}")
_READ_AS_ANOTHER = re.compile(
    "[ÃÂÅÄ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""Letters of UTF-8 that were read as if they were those of Windows: "Ã«" for "ë"."""
_ENCODED_TWICE = re.compile(r"(?<=%)25(?=[0-9A-Fa-f]{2})")
_MARKS_OF_MARKUP = "<*}`~]\\"
_MARKUP = re.compile(
    r"\\[-/ ]|"
    r"</?[A-Za-z][^<>\n]{0,80}>|<!--[^<>\n]{0,80}-->|\\[a-z]{2,12}\{|[{}*`~]"
    r"|\]\([^()\s]{0,200}\)\[?|[\[\]]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Folded:
    """A text without accents, look-alikes and unseen characters; its capitals are kept.

    Signs that are spelled out (entities, escapes) stand in it as what they mean. ``pieces`` are
    the bounds of its parts: where each begins here, where it begins and ends in the original;
    ``None`` where all positions are the same.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Bounds in the original of a part of the folded text."""
        if self.pieces is None or start >= end:
            return start, end
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> tuple[int, int]:
        """Bounds in the original of one character; of all that spells it out."""
        at = bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1
        begin, first, last = self.pieces[at]
        following = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
        if following - begin == last - first:
            return first + position - begin, first + position - begin + 1
        return first, last


def fold(text: str) -> Folded:
    """Unicode compatibility form (NFKD) without marks and format characters, digits in ASCII."""
    if text.isascii() and not any(mark in text for mark in _SPELLED_MARKS):
        return Folded(text)
    changed = _changed(text)
    pieces: list[tuple[int, int, int]] = []
    if changed:
        parts, done, length = [], 0, 0
        for start, end, meant in changed:
            for part, bounds in ((text[done:start], (done, start)), (meant, (start, end))):
                if part:
                    pieces.append((length, *bounds))
                    parts.append(part)
                    length += len(part)
            done = end
        if done < len(text):
            pieces.append((length, done, len(text)))
            parts.append(text[done:])
        text = "".join(parts)
    for character in set(_NOT_ASCII.findall(text)):
        text = text.replace(character, _plain(character))
    return Folded(text, tuple(pieces) if changed else None)


def with_umlauts_written_out(text: str) -> str:
    """A text with "oe" for "ö", as who has no such key writes it."""
    return unicodedata.normalize("NFC", text).translate(_UMLAUTS)


def without_markup(text: str) -> Folded | None:
    """A folded text without the marks of HTML, Markdown and TeX, or None where it has none.

    A name that is partly bold or in a link, or has a tag in it, stands in it in one piece.
    """
    if not any(mark in text for mark in _MARKS_OF_MARKUP):
        return None
    marks = list(_MARKUP.finditer(text))
    if not any(mark[0][0] == "<" or _within_word(text, mark) for mark in marks):
        return None
    pieces, parts, done, length = [], [], 0, 0
    for mark in marks:
        if part := text[done : mark.start()]:
            pieces.append((length, done, mark.start()))
            parts.append(part)
            length += len(part)
        done = mark.end()
    if done < len(text):
        pieces.append((length, done, len(text)))
        parts.append(text[done:])
    return Folded("".join(parts), tuple(pieces)) if pieces else None


def _within_word(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark has a letter on both sides, or a command that opens stands before one."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return after.isalpha() and (before.isalpha() or mark[0] == "}")


def _changed(text: str) -> list[tuple[int, int, str]]:
    """Start, end and meaning of what takes another number of characters in the folded text."""
    odd = "".join(sorted(each for each in set(_NOT_ASCII.findall(text)) if len(_plain(each)) != 1))
    spelled = any(mark in text for mark in _SPELLED_MARKS)
    if not odd and not spelled and not _READ_AS_ANOTHER.search(text):
        return []
    found = []
    for match in _to_change(odd, spelled).finditer(text):
        meant = _plain(match[0]) if len(match[0]) == 1 else _meaning(match[0])
        if meant is not None:
            start, end = match.span()
            braced = match[0][0] == "\\" and match[0][-1] == "}" and text[start - 1 : start] == "{"
            found.append((start - braced, end, meant))
    return found


@lru_cache(maxsize=256)
def _to_change(odd: str, spelled: bool) -> re.Pattern[str]:
    """Characters that become several or none, and signs that are spelled out."""
    parts = [_READ_AS_ANOTHER.pattern] + ([_SPELLED] if spelled else [])
    if odd:
        parts.append(f"[{re.escape(odd)}]")
    return re.compile("|".join(parts), re.VERBOSE)


@cache
def _meaning(spelled: str) -> str | None:
    """What an entity or an escape stands for, in plain characters; None if for nothing."""
    if spelled[0] in "ÃÂÅÄ":
        try:
            meant = b"".join(map(_in_windows, spelled)).decode("utf-8")
        except UnicodeDecodeError:
            return None
        return "".join(map(_plain, meant))
    if spelled[0] == "&":
        meant = html.unescape(html.unescape(spelled))
        return None if meant == spelled else "".join(map(_plain, meant))
    if spelled[0] == "%":
        meant = bytes.fromhex(_ENCODED_TWICE.sub("", spelled).replace("%", "")).decode(
            "utf-8", "replace"
        )
        return None if "\ufffd" in meant else "".join(map(_plain, meant))
    bare = spelled.lstrip("\\")
    if spelled[0] == "\\" and len(spelled) == 2 and bare in "nrt":
        return "\n"
    if bare.startswith("N{"):
        try:
            return _plain(unicodedata.lookup(bare[2:-1]))
        except KeyError:
            return None
    if (number := _BY_NUMBER.fullmatch(bare)) is not None:
        base = 8 if _IN_OCTAL.fullmatch(bare) else 16
        meant = int(number[1], base)
        return "".join(map(_plain, chr(meant))) if meant < 0x110000 else None
    return re.sub(r"[^A-Za-z]", "", spelled)[-1]


def _in_windows(character: str) -> bytes:
    return character.encode("cp1252" if character > "\xff" else "latin-1")


@cache
def _plain(character: str) -> str:
    if character < "\x80":
        return character
    if character in _FILLERS:
        return ""
    # Before decomposition too, because that would turn an acute accent into a space.
    before = character.translate(_MARKS).translate(_SEVERAL)
    decomposed = unicodedata.normalize("NFKD", before)
    return "".join(map(_plain_part, decomposed)).translate(_LOOK_ALIKES).translate(_MARKS)


def _plain_part(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.digit(character))
        case "Pd":
            return "-"
        case category if category in _UNSEEN:
            return ""
        case _:
            return character

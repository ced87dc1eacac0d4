"""One plain form of a text for all patterns, with the way back to the original positions."""

import unicodedata
from dataclasses import dataclass
from functools import cache

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝкмтнвАВЕКМНОРСТУХІЈЅοαινκρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıłøđŁØĐ",
    "aeopcyxijsdhqwkmthbABEKMHOPCTYXIJSoaivkptuxABEZHIKMNOPTYXilodLOD",
)
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("−⁃", "-"),
        **dict.fromkeys("\u2028\u2029", "\n"),
        "。": ".",
    }
)
_UNSEEN = {"Cf", "Mn", "Me"}


@dataclass(frozen=True)
class Folded:
    """A text without accents, look-alikes and unseen characters; its capitals are kept.

    ``origin`` has the position in the original of every character, or is ``None`` where both texts
    are the same.
    """

    text: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Bounds in the original of a part of the folded text."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Unicode compatibility form (NFKD) without marks and format characters, digits in ASCII."""
    if text.isascii():
        return Folded(text, None)
    parts = [_plain(character) for character in text]
    origin = [index for index, part in enumerate(parts) for _ in part]
    return Folded("".join(parts), origin)


@cache
def _plain(character: str) -> str:
    if character in "\u2028\u2029":
        return "\n"
    # Before decomposition too, because that would turn an acute accent into a space.
    decomposed = unicodedata.normalize("NFKD", character.translate(_MARKS))
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

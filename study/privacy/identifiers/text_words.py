"""The words of a text with their places and capitals, as the rules for names look at them."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from study.privacy.identifiers import lexicon

ENDINGS_OF_NOUNS = re.compile(
    r"(?:heid|teit|schap|zorg|handel|beleid|werk|hulp|recht|zaken|dienst|uitbuiting|bestrijding"
    r"|teiten|criminaliteit|isme|tie|ties|ment|keten|bureau|huis|team|wet|plan|raad|domein|punt|centrum|kamer"
    r"|overleg|aanpak|advies|nummer|opvang|ing|ingen|en|tion|ics|ity|ness)$"
)
_SENTENCE_ENDS = re.compile(r"[.!?:;\"()\n\r|*/\[\]•·>]|'\s|\s'|\s-\s|\d\)|^-")
_JOINED = re.compile(r"(?:\s|\s?-\s?|\s?'|'\s)?")


@dataclass
class Words:
    """The words of a folded text with their places."""

    text: str
    found: list[re.Match[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.found = list(lexicon.WORD.finditer(self.text))

    @cached_property
    def capitals(self) -> list[bool]:
        return [self.text[match.start()].isupper() for match in self.found]

    @cached_property
    def starts(self) -> list[int]:
        return [match.start() for match in self.found]

    @cached_property
    def lower(self) -> list[str]:
        return [match.group().lower() for match in self.found]

    def __len__(self) -> int:
        return len(self.found)

    def word(self, index: int) -> str:
        return self.found[index].group()

    def capital(self, index: int) -> bool:
        return index < len(self.found) and self.capitals[index]

    def in_capitals(self, index: int) -> bool:
        """Whether it is an abbreviation, or written in capitals for another reason."""
        word = self.word(index)
        return len(word) > 1 and word.isupper()

    def gap(self, index: int) -> str:
        """What stands before a word."""
        start = self.found[index - 1].end() if index else 0
        return self.text[start : self.found[index].start()]

    def joined(self, index: int) -> bool:
        """Whether a word belongs to the one before it: a space, a hyphen or an apostrophe."""
        return 0 < index < len(self.found) and bool(_JOINED.fullmatch(self.gap(index)))

    def opens(self, index: int) -> bool:
        """Whether a capital here may be that of a sentence, a heading or a quotation."""
        return index == 0 or bool(_SENTENCE_ENDS.search(self.gap(index)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.found[first].start(), self.found[last].end()

"""A page's messages: each heading, paragraph, item, cell and term that somebody has to translate.

A message is the text as it stands in the source, roles and all, without what only gives it its
place: the mark of a heading, a list or a footnote, and the bars of a table. So the translation of a
page is its source with other messages in it, and Sphinx reads it once, as any page.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOTEBOOK = ".ipynb"

_FENCE = re.compile(r"^(\s*)(`{3,}|:{3,}|~{3,})(?:\{([\w:-]+)\})?\s*(.*?)\s*$")
_HEAD = re.compile(
    r"^(\s*(?:>\s+)*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|:\s+|\[\^[^\]]+\]:\s+)?)(.*?)\s*$"
)
_OPTION = re.compile(r"^\s*:[\w-]+:(\s|$)")
_TARGET = re.compile(r"^\s*\([^()\s]+\)=\s*$")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_ROLE = re.compile(r"\{([\w:-]+)\}(`+)(.+?)\2")
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
_ADDRESS = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"(?<![`}])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_WITH_TITLE = re.compile(r"^(.*?)\s*<([^<>]+)>$", re.DOTALL)
_WORD_OF_STUDY = re.compile(r"\[\[(\w+)(?::\w+)?\]\]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_PROSE = frozenset(
    [
        *("als", "per", "bij", "scherm", "papier", "container", "admonition", "note", "warning"),
        *("important", "tip", "hint", "caution", "attention", "danger", "error", "seealso"),
        *("topic", "sidebar", "epigraph", "weten"),
    ]
)
"""Directives that hold text of the page; what others hold is their own."""

_TITLED = frozenset(["admonition", "topic", "sidebar"])
"""Those of which the words behind the name are a title."""

_GLOSSARY = "glossary"
_FREE = frozenset(["term"])
"""Roles that name a word: it is another one in another language."""

OF_LANGUAGE = frozenset(["nl", "en"])
"""Roles that say in which language words are: in another language other ones are foreign."""

Translate = Callable[[str, bool], str]
"""Gives the translation of a message; the second says whether it is a name, as a term is."""


@dataclass(frozen=True)
class Message:
    """What has to be translated, and where it stands: ``chapters/kader.md:12``."""

    text: str
    place: str


def of_file(path: Path, name: str) -> list[Message]:
    """The messages of a page or a notebook, of which ``name`` is the path for people."""
    found: list[Message] = []

    def note(text: str, line: object) -> str:
        found.append(Message(text, f"{name}:{line}"))
        return text

    content = path.read_text(encoding="utf-8")
    if path.suffix == NOTEBOOK:
        for number, cell in enumerate(json.loads(content)["cells"], start=1):
            if cell["cell_type"] == "markdown":
                source = "".join(cell["source"])
                _Reader(lambda text, *_, at=f"cell {number}": note(text, at)).run(source)
    else:
        _Reader(lambda text, line, _: note(text, line)).run(content)
    return found


def translated(source: str, translate: Translate) -> str:
    """The source of a page with each of its messages as ``translate`` gives it."""
    return _Reader(lambda text, _, names: translate(text, names)).run(source)


class _Reader:
    """Reads a source line by line, and writes it again."""

    def __init__(self, translate: Callable[[str, int, bool], str]) -> None:
        self._translate = translate
        self._written: list[str] = []
        self._fences: list[tuple[str, str]] = []
        """Those that are open and hold text: how each ends, and the name of its directive."""
        self._paragraph: list[str] = []
        self._begun = 0

    def run(self, source: str) -> str:
        lines = source.split("\n")
        number = 0
        if lines and lines[0].strip() == "---":  # what a page says of itself
            number = next((n for n, line in enumerate(lines) if n and line.strip() == "---"), 0) + 1
            self._written += lines[:number]
        while number < len(lines):
            number = self._line(lines, number)
        self._end_paragraph()
        return "\n".join(self._written)

    def _line(self, lines: list[str], number: int) -> int:
        """Take the line of that number, and what belongs to it; gives the number of the next."""
        line = lines[number]
        if fence := _FENCE.match(line):
            self._end_paragraph()
            return self._fence(lines, number, fence)
        if not line.strip() or _TARGET.match(line) or line.lstrip().startswith("%"):
            self._end_paragraph()
            self._written.append(line)
        elif self._in_options(lines, number) and _OPTION.match(line):
            self._written.append(line)
        elif row := _ROW.match(line):
            self._end_paragraph()
            self._row(line, row, number)
        elif self._paragraph and not _HEAD.match(line)[1].strip() and not self._is_term(line):
            self._paragraph.append(line.strip())
        else:
            self._end_paragraph()
            self._begun = number + 1
            self._paragraph = [line]
        return number + 1

    def _fence(self, lines: list[str], number: int, fence: re.Match[str]) -> int:
        indent, marks, name, words = fence.groups()
        if self._fences and not name and not words and marks == self._fences[-1][0]:
            self._fences.pop()
            self._written.append(lines[number])
            return number + 1
        if name in _PROSE or name == _GLOSSARY:
            if name in _TITLED and words:
                title = self._translate(words, number + 1, True)
                self._written.append(f"{indent}{marks}{{{name}}} {title}")
            else:
                self._written.append(lines[number])
            self._fences.append((marks, name))
            return number + 1
        end = number + 1
        while end < len(lines) and lines[end].strip() != marks:
            end += 1
        self._written += lines[number : end + 1]
        return end + 1

    def _in_options(self, lines: list[str], number: int) -> bool:
        """Whether only options stand between a line and the fence that is open."""
        before = number - 1
        while before >= 0 and _OPTION.match(lines[before]):
            before -= 1
        return before >= 0 and bool(self._fences) and bool(_FENCE.match(lines[before]))

    def _in_glossary(self) -> bool:
        """Whether the glossary is open, and maybe a block in it."""
        return any(name == _GLOSSARY for _, name in self._fences)

    def _is_term(self, line: str) -> bool:
        """Whether a line of a glossary is a term of its own."""
        return self._in_glossary() and (
            not line[:1].isspace() or not self._paragraph[0][:1].isspace()
        )

    def _row(self, line: str, row: re.Match[str], number: int) -> None:
        cells = _CELL.split(row[1])
        if all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in cells):
            self._written.append(line)
            return
        made = (self._message(cell.strip(), number + 1) for cell in cells)
        self._written.append(f"| {' | '.join(made)} |")

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        first, *rest = self._paragraph
        self._paragraph = []
        mark, text = _HEAD.match(first).groups()
        names = self._in_glossary() and not first[:1].isspace()
        self._written.append(mark + self._message(" ".join([text, *rest]), self._begun, names))

    def _message(self, text: str, line: int, names: bool = False) -> str:
        return self._translate(text, line, names) if _has_words(text) else text


def _has_words(text: str) -> bool:
    """Whether there is something to translate: more than roles without a title, digits, and words
    of the study file.
    """

    def title(role: re.Match[str]) -> str:
        parts = _WITH_TITLE.match(role[3])
        return parts[1] if parts else (role[3] if role[1] in _FREE else "")

    return bool(_LETTERS.search(_WORD_OF_STUDY.sub("", _ROLE.sub(title, text))))


def parts(text: str) -> Counter[str]:
    """What a translation has to have as often as the message: roles, footnotes, links, digits."""
    found: Counter[str] = Counter()

    def role(match: re.Match[str]) -> str:
        name, target = match[1], match[3]
        if name in OF_LANGUAGE:
            return target
        if titled := _WITH_TITLE.match(target):
            target = titled[2]
        found[f"{{{name}}}" if name in _FREE else f"{{{name}}}`{target}`"] += 1
        return ""

    rest = _ROLE.sub(role, text)
    found.update(f"[[{name}]]" for name in _WORD_OF_STUDY.findall(rest))
    for pattern, written in ((_FOOTNOTE, "[^{}]"), (_ADDRESS, "({})")):
        found.update(written.format(each) for each in pattern.findall(rest))
        rest = pattern.sub("", rest)
    found.update(f"`{code}`" for _, code in _CODE.findall(rest))
    rest = _CODE.sub("", rest)
    found.update(_DIGITS.findall(rest))
    return found


def lost(text: str, translation: str) -> Iterator[str]:
    """What is wrong between a message and its translation, as words for the one who mends it."""
    wanted, there = parts(text), parts(translation)
    for part in wanted - there:
        yield f"lacks {part}: put it back"
    for part in there - wanted:
        yield f"has {part}, which the Dutch text has not: take it out"

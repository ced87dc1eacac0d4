"""Looking through passages: for names of the private project, quotations and identifiers."""

import html
import re
import urllib.parse
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Protocol

from study.data.problems import NAME, Problem
from study.privacy import identifiers
from study.privacy.identifiers import lexicon
from study.privacy.identifiers.private_names import is_label
from study.private import public_names
from study.screening import hints, look_alikes
from study.screening.exceptions import Exceptions
from study.screening.passages import Fault, Found, Passage
from study.screening.reading import markup, pieces
from study.screening.reading.plain_text import without_tex
from study.screening.reading.program_code import OF_PYTHON, in_code, only_in_code
from study.screening.strictness import BOOK, CODE, Strictness

KNOWN = "known name"
_HIDDEN = "(its name may identify somebody)"

_LABEL = re.compile(r"[^\W\d_]{1,4}[\W_]?\d{1,3}")
"""A label of an interview, such as R01. In code it is any other word: ``int16``."""
_ESCAPED = re.compile(r"&#?\w+;|\\[uUxX][0-9a-fA-F]{2}|%[0-9a-fA-F]{2}|\\[\"'`^~=.cvHkruk]|\*\*")
_CONTROL = re.compile(r"\\+[nrtbfv](?=\S)")
"""The end of a line, or a tab, as a text between quotes has it in JSON and code."""
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CODED = "&#"
"""How a letter begins that is written as its number."""

_LONGEST = 500
"""Characters of a line of code that are looked at in one piece; some lines are whole files."""
_LINES_OF_A_NAME = 4
_SHORT_LINE = 24
"""How many lines a name is looked for in, where those between the first and the last are this short
at most: in a narrow column each of its words has one."""

_COUNTED = re.compile(r"(?P<words>[^|]+)\|\s*\d+\s*")
"""A cell and a count in the next one: "lidmaat | 5" is not the interview "Lidmaat 5"."""
_BREAKS = re.compile(r"[\s,;\"'<>(){}\[\]]")


class Private(Protocol):
    """What is known of the private side: `study.private.store.Secrets`."""

    @property
    def names(self) -> Collection[str]:
        """Names that may not be published."""
        ...

    def quoted(self, text: str) -> bool:
        """Whether a text repeats an interview."""
        ...

    def places_of(self, written: str) -> tuple[str, ...]:
        """Where somebody decided that a name may stand."""
        ...

    def fingerprint(self) -> str:
        """A digest of all of it."""
        ...


class Search:
    """Looks through the passages of many files; what was in order once is not looked at again.

    ``worth`` says whether a text may hold an identifier and has to be looked at closely;
    ``settled`` says of a finding, by its kind and what is written, that it may stand; ``covers``
    says whether a file is in one of the places where a private name may stand.
    """

    def __init__(
        self,
        secrets: Private | None,
        exceptions: Exceptions,
        worth: Callable[[str, Strictness], bool] = hints.worth,
        settled: Callable[[str, str], bool] = lambda kind, written: False,
        covers: Callable[[tuple[str, ...], str], bool] = public_names.cover,
    ) -> None:
        self._secrets = secrets
        names = secrets.names if secrets else ()
        self._names = identifiers.Names(names)
        self._hints = hints.NameHints(names, self._names) if names else None
        self._exceptions = exceptions
        self._worth = worth
        self._settled = settled
        self._covers = covers
        self._in_order: set[tuple[str, str, bool]] = set()
        self.met: dict[str, set[str]] = {}
        """The private names that were found, as they are written, and in which files. Private."""
        self._by_place = False
        """Whether a name was met that may stand in some places only."""
        self._telling: dict[str, bool] = {}

    def problems(self, file: str, found: Iterable[Found]) -> Iterator[Problem]:
        """What is wrong in a file, at most one problem per line; no value is ever in it."""
        shown = self.careful(file)
        prose = []
        for each in found:
            where = f"{shown}, {self.careful(each.part)}" if each.part else shown
            if isinstance(each, Fault):
                yield Problem(where, None, None, each.message, each.remedy, each.rule)
                continue
            yield from self._passage(file, where, each)
            if each.strictness is not CODE:
                prose.append((where, each))
        # Asked of all at once, because an answer takes long and is nearly always no.
        if self._quoted("\n".join(each.text for _, each in prose)):
            for where, each in prose:
                yield from self._quotations(where, each)

    def careful(self, name: str) -> str:
        """The name of a file or part, without what in it may identify somebody."""
        return "/".join(
            _HIDDEN if self._names_somebody(part, name) else part for part in name.split("/")
        )

    def _names_somebody(self, part: str, file: str) -> bool:
        if part not in self._telling:
            words = re.sub(r"[^\w@+]+|_", " ", part)
            kinds = CODE.kinds | {"person"}
            self._telling[part] = any(self._kinds(words, kinds, file, BOOK))
        return self._telling[part]

    def _passage(self, file: str, where: str, passage: Passage) -> Iterator[Problem]:
        lines = passage.text.split("\n")
        few = passage.strictness is CODE and self._hints is None
        for index in hints.lines_with_a_hint(passage.text) if few else range(len(lines)):
            line = lines[index]
            key = line, passage.strictness.name, passage.declared
            if key in self._in_order:
                continue
            if not self._may_hold(line, passage):
                self._in_order.add(key)
                continue
            following = _following(lines, index)
            if passage.markup and "<" in following:
                following = markup.without_tags(following)
            self._by_place = False
            rule = self._line(line, following, passage, file)
            if rule is None:
                self._remember(key)
                continue
            number = None if passage.line is None else passage.line + index
            yield self._problem(where, number, passage.column, rule)
        if self._hints is not None:
            yield from self._in_pieces(file, where, passage)

    def _in_pieces(self, file: str, where: str, passage: Passage) -> Iterator[Problem]:
        """Private names in what a program puts together from pieces of a passage."""
        for index, text in pieces.put_together(passage.text):
            if next(self._named_in(text, "", passage, file), None) is not None:
                number = None if passage.line is None else passage.line + index
                yield self._problem(where, number, passage.column, KNOWN)

    def _remember(self, key: tuple[str, str, bool]) -> None:
        """Note that a text is in order, unless only in files like the one it stands in."""
        if not self._by_place:
            self._in_order.add(key)

    def _quotations(self, where: str, passage: Passage) -> Iterator[Problem]:
        if not self._quoted(passage.text):
            return
        lines = passage.text.split("\n")
        # Words may run on over the end of a line.
        places = [n for n in range(len(lines)) if self._quoted("\n".join(lines[n : n + 2]))]
        number = None if passage.line is None or not places else passage.line + places[0]
        yield self._problem(where, number, passage.column, "quotation")

    def _quoted(self, text: str) -> bool:
        if self._secrets is None:
            return False
        ways = [text]
        if "<" in text:
            ways.append(html.unescape(_TAG.sub("", text)))
        ways += [put for _, put in pieces.put_together(text)]
        if packed := hints.unpacked(text):
            ways.append(packed)
        ways += [plain for way in tuple(ways) if (plain := _with_lines(way)) != way]
        return any(map(self._secrets.quoted, ways))

    def _may_hold(self, line: str, passage: Passage) -> bool:
        """Whether a line, as it stands in its file, can hold anything that is looked for."""
        if self._hints is not None or (_CODED in line and passage.markup):
            return True
        return not passage.declared and self._worth(hints.plain(line), passage.strictness)

    def _line(self, line: str, following: str, passage: Passage, file: str) -> str | None:
        """The first kind of identifier that may not stand in a line; None if there is none."""
        for text in markup.texts(line) if passage.markup else (line,):
            key = text, passage.strictness.name, passage.declared
            if passage.markup and key in self._in_order:
                continue
            for piece in _pieces(text) if passage.strictness is CODE else (text,):
                for written in _ways(piece, packed=self._hints is not None):
                    kinds = self._in_text(written, following, passage, file)
                    if (kind := next(kinds, None)) is not None:
                        return kind
            self._remember(key)
        if passage.markup and self._hints is not None:
            for text in filter(None, (markup.joined(line), markup.aside(line))):
                if (kind := next(self._named_in(text, "", passage, file), None)) is not None:
                    return kind
        return None

    def _in_text(self, text: str, following: str, passage: Passage, file: str) -> Iterator[str]:
        yield from self._named_in(text, following, passage, file)
        if passage.declared or look_alikes.is_number(text):
            return
        if passage.strictness is CODE:
            text = hints.without_digests(text)
        if self._worth(hints.plain(text), passage.strictness):
            kinds = passage.strictness.kinds - {KNOWN}
            yield from self._kinds(text, kinds, file, passage.strictness)

    def _named_in(self, text: str, following: str, passage: Passage, file: str) -> Iterator[str]:
        """Private names that begin in this text; they may go on in the following line."""
        joined = f"{text}\n{following}"
        if self._hints is None or not self._hints.may_name(joined):
            return
        refused = False
        for finding in identifiers.find(joined, self._names, (KNOWN,)):
            if finding.start < len(text):
                written = joined[finding.start : finding.end]
                if passage.program and self._is_only_like(written, passage.text):
                    self._by_place = True
                    continue
                if not self._tells_nothing(written, passage.strictness, file):
                    self.met.setdefault(written, set()).add(file)
                    refused = True
        # Not at the first: who decides on one of the names of a line hears of the others too.
        if refused:
            yield KNOWN

    def _kinds(
        self, text: str, kinds: Collection[str], file: str, strictness: Strictness
    ) -> Iterator[str]:
        for finding in identifiers.find(text, self._names, kinds):
            written = text[finding.start : finding.end]
            if finding.kind == KNOWN:
                refused = KNOWN in kinds and not self._tells_nothing(written, strictness, file)
                if refused:
                    self.met.setdefault(written, set()).add(file)
            else:
                refused = (
                    finding.kind in kinds
                    and not self._exceptions.allows(text, finding.start, finding.end)
                    and not look_alikes.is_none(
                        finding.kind, text, finding.start, finding.end, strictness
                    )
                    and not self._settled(finding.kind, written)
                )
            if refused:
                yield finding.kind

    def _is_only_like(self, written: str, program: str) -> bool:
        """Whether a program has, in the place of a name, a word of its own that is like one.

        What it calls things, such as a constant, is a name where it is one as it stands, whatever
        its capitals say. In strings and comments a word that is like a name is none if the program
        has it in small letters too, and not only there.
        """
        itself = self._names.is_itself(written)
        if written in only_in_code(program):
            is_word = written.lower() in OF_PYTHON or self._names.is_word_too(written)
            return is_word or not itself
        if written.islower():
            return not itself and written in in_code(program)
        return (
            not itself
            and re.search(rf"(?<!\w){re.escape(written.lower())}(?!\w)", program) is not None
        )

    def _tells_nothing(self, written: str, strictness: Strictness, file: str) -> bool:
        """Whether a private name is, where it stands, a word like any other."""
        places = self._secrets.places_of(written) if self._secrets else ()
        if places:
            self._by_place = True
            if self._covers(places, file):
                return True
        if strictness is CODE and (_LABEL.fullmatch(written) or is_label(written)):
            return True
        if (counted := _COUNTED.fullmatch(written)) and not self._named(counted["words"]):
            return True
        return written.islower() and written in lexicon.ordinary()

    def _named(self, text: str) -> bool:
        return bool(identifiers.find(text, self._names, (KNOWN,)))

    def _problem(self, where: str, line: int | None, column: str | None, rule: str) -> Problem:
        if rule == KNOWN:
            message = "holds a name of the private project"
            remedy = (
                "Take it out; if it is public too, say so under public_names in the mapping of the"
                " private folder"
            )
            return Problem(where, line, column, message, remedy, NAME)
        if rule == "quotation":
            remedy = "Say it in your own words"
            message = "repeats an interview word by word"
            return Problem(where, line, column, message, remedy, rule)
        remedy = identifiers.KINDS[rule]
        return Problem(where, line, column, "may identify somebody", remedy, rule)


def _following(lines: list[str], index: int) -> str:
    """The next line, and further ones in which a name may go on that begins in this one."""
    end, last = index + 2, min(len(lines), index + _LINES_OF_A_NAME)
    while end < last and 0 < len(lines[end - 1].strip()) <= _SHORT_LINE:
        end += 1
    return "\n".join(lines[index + 1 : end])


def _ways(text: str, packed: bool) -> Iterator[str]:
    """A text as it stands, as it is read once escapes are undone, and what it has in base64."""
    yield text
    if _ESCAPED.search(text):
        plain = _UNICODE.sub(_character, html.unescape(urllib.parse.unquote(text)))
        plain = without_tex(plain.replace("**", ""))
        if plain != text:
            yield plain
    if (plain := _with_lines(text)) != text:
        yield plain
    if packed and (words := hints.unpacked(text)):
        yield words


def _with_lines(text: str) -> str:
    """A text with its ends of lines and letters as they are read, where they stand as escapes."""
    if "\\" not in text:
        return text
    return _UNICODE.sub(_character, _CONTROL.sub("\n", text))


def _character(match: re.Match[str]) -> str:
    number = int(next(filter(None, match.groups())), 16)
    return chr(number) if number < 0x110000 else ""


def _pieces(text: str) -> Iterator[str]:
    """A long line in pieces that end between two words."""
    while len(text) > _LONGEST:
        cut = next((m.end() for m in _BREAKS.finditer(text, _LONGEST)), len(text))
        yield text[:cut]
        text = text[cut:]
    yield text

"""Comparing pages and drawings by all that a browser makes of them.

A page is read as the sequence of its tags, attributes, words and comments. Nothing is left out of
the comparison but how markup is spelled: quotes around attributes, character references, ends of
lines; the version behind an address (``?v=``), because the file itself is compared; and the last
digits of coordinates in drawings, because processors round otherwise. Other markup is another page
also where all words are the same: markup can hide them, move them, or draw over them.

Drawings are XML, and are read as browsers read that: a name in capitals is another name, and what
is not well-formed is not shown at all.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

from press.review.comparing.outcomes import Found, first_apart, words_apart

ROUNDING = 0.01
"""How far apart a coordinate may be: a hundredth of a point is below what any screen shows."""

_VERSION = re.compile(r"\?v=[0-9a-f]{12}\b")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
_MOVE = re.compile(r"translate\([^()]*\)")
"""What a transformation moves by may be rounded; of a scale or a turn, a hundredth is much."""

_INLINE_DRAWING = "data:image/svg+xml;base64,"
_GEOMETRY = frozenset(
    (
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx"),
        *("ry", "dx", "dy", "width", "height", "viewbox"),
    )
)
_ADDRESSES = frozenset(
    (
        *("href", "src", "srcset", "action", "formaction", "xlink:href", "cite", "data"),
        *("poster", "ping", "target", "download"),
    )
)
_HIDING = frozenset(("style", "class", "hidden", "inert", "aria-hidden", "open", "popover"))
_POLICY_TAGS = ("meta", "base", "link")

_MOST_LEFT = 1000
"""Characters behind the last element of a page, which has a line end there."""

FACETS = (
    *("words", "value behind a printed number", "alt text", "script", "policy", "link"),
    *("style or visibility", "drawing", "comment", "markup"),
)
"""What a part of a page is to its reader; the first facet that differs names a difference."""


@dataclass
class Marked:
    """The parts of a page in their order, each with its facet; and the coordinates in them."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    coordinates: list[float] = field(default_factory=list)

    def of(self, facet: str) -> list[str]:
        """The parts of one facet."""
        return [part for kind, part in self.parts if kind == facet]

    def words(self) -> list[str]:
        """The words of the whole page, title and hidden ones included."""
        return " ".join(self.of("words")).split()


def read(path: Path) -> Marked:
    """A page or drawing; its text has to be UTF-8.

    Raises:
        ExpatError: a drawing is not well-formed.
        ValueError: a page ends far within its markup.
    """
    if path.suffix == ".svg":
        return _of_drawing(path.read_bytes())
    reader = _Page()
    reader.feed(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    # What is left would be searched for its end from each of its signs: for hours, if many.
    if len(reader.rawdata) > _MOST_LEFT:
        raise ValueError(f"it ends within its markup, in line {reader.line()}")
    reader.close()
    return reader.found


def difference(was: Marked, now: Marked) -> Found:
    """The first difference in the first facet that has one."""
    if was.parts == now.parts:
        pairs = zip(was.coordinates, now.coordinates, strict=True)
        if all(abs(one - other) <= ROUNDING for one, other in pairs):
            return Found(True, "the same but for the spelling of its markup")
        return Found(False, "other drawing: other coordinates")
    if (before := was.words()) != (after := now.words()):
        return Found(False, words_apart(before, after))
    for facet in FACETS:
        before, after = was.of(facet), now.of(facet)
        if before != after:
            at = first_apart(before, after)
            return Found(False, f"{facet}: {_part(before, at)} -> {_part(after, at)}")
    at = first_apart(was.parts, now.parts)
    return Found(False, f"its parts stand in another order from line {was.lines[at]}")


def _of_drawing(content: bytes) -> Marked:
    reader = _Drawing()
    reader.parser.Parse(content, True)
    return reader.found


def _part(parts: list[str], at: int) -> str:
    return f"'{parts[at][:120]}'" if at < len(parts) else "nothing"


class _Reader:
    """Notes every token, in the order of the file."""

    def __init__(self) -> None:
        self.found = Marked()
        self._raw = ""
        """The name of the script or style that is being read."""

    def line(self) -> int:
        """Where the reader is."""
        raise NotImplementedError

    def start(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        """Note the beginning of an element, and its attributes."""
        self._raw = tag if tag in ("script", "style") else ""
        facet = "script" if tag == "script" else "policy" if tag in _POLICY_TAGS else "markup"
        self.note(facet, f"<{tag}>")
        for name, value in attributes:
            for kind, part in self._attribute(tag, name, value):
                self.note(kind, f"{tag} {name}={part}")

    def end(self, tag: str) -> None:
        """Note the end of an element."""
        self._raw = ""
        self.note("markup", f"</{tag}>")

    def text(self, data: str) -> None:
        """Note words, or the content of a script or style."""
        facets = {"script": "script", "style": "style or visibility"}
        self.note(facets.get(self._raw, "words"), data)

    def note(self, facet: str, part: str) -> None:
        """Add a part."""
        self.found.parts.append((facet, part))
        self.found.lines.append(self.line())

    def _attribute(self, tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
        """Its facet and what to compare; of a drawing within an attribute, all its parts."""
        if value.startswith(_INLINE_DRAWING) and (inside := _decoded(value)) is not None:
            yield "link", _INLINE_DRAWING
            self.found.coordinates += inside.coordinates
            yield from inside.parts
        elif name.lower() in _GEOMETRY:
            yield "drawing", self._rounded(value)
        elif name == "transform":
            yield "drawing", _MOVE.sub(lambda move: self._rounded(move[0]), value)
        else:
            facet = _facet(tag, name)
            # A script's address is one too.
            yield facet, _VERSION.sub("", value) if name in _ADDRESSES else value

    def _rounded(self, value: str) -> str:
        """A value without its numbers, which are compared as coordinates."""
        self.found.coordinates += map(float, _NUMBER.findall(value))
        return _NUMBER.sub("#", value)


class _Page(_Reader, HTMLParser):
    """Reads a page."""

    def __init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        _Reader.__init__(self)

    def line(self) -> int:
        return self.getpos()[0]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.start(tag, [(name, value or "") for name, value in attributes])

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self._raw = ""
        self.note("markup", "/>")

    def handle_endtag(self, tag: str) -> None:
        self.end(tag)

    def handle_data(self, data: str) -> None:
        self.text(data)

    def handle_comment(self, data: str) -> None:
        self.note("comment", data)

    def handle_decl(self, decl: str) -> None:
        self.note("markup", decl)

    def handle_pi(self, data: str) -> None:
        self.note("markup", data)

    def unknown_decl(self, data: str) -> None:
        self.note("markup", data)


class _Drawing(_Reader):
    """Reads a drawing."""

    def __init__(self) -> None:
        super().__init__()
        self.parser = parser = expat.ParserCreate("UTF-8")
        parser.ordered_attributes = parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.CommentHandler = lambda data: self.note("comment", data)
        parser.ProcessingInstructionHandler = lambda *said: self.note("markup", repr(said))
        parser.XmlDeclHandler = lambda *said: self.note("markup", repr(said))
        parser.StartDoctypeDeclHandler = self._declared

    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def _start(self, tag: str, attributes: list[str]) -> None:
        self.start(tag, list(zip(attributes[::2], attributes[1::2], strict=True)))

    def _declared(self, *said: object) -> None:
        *_, own_entities = said
        if own_entities:
            raise ValueError("it declares entities, and no drawing of a book does")
        self.note("markup", repr(said))


def _facet(tag: str, name: str) -> str:
    if tag == "script" or name.startswith("on"):
        return "script"
    if tag in _POLICY_TAGS:
        return "policy"
    if (tag, name) == ("data", "value"):
        return "value behind a printed number"
    if name in _ADDRESSES:
        return "link"
    if name in _HIDING:
        return "style or visibility"
    return "alt text" if name in ("alt", "aria-label", "title") else "markup"


def _decoded(address: str) -> Marked | None:
    """A drawing that stands whole in an address; None if it is none that can be read."""
    try:
        content = base64.b64decode(address.removeprefix(_INLINE_DRAWING), validate=True)
        return _of_drawing(content)
    except (binascii.Error, expat.ExpatError, ValueError):
        return None

"""What HTML, XML and SVG say: the text between tags, the values of attributes, the comments."""

import html
import re
from collections.abc import Iterator

_COMMENT = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_WHOLE_COMMENT = re.compile(r"<!--[^<>]*-->")
_INSTRUCTION = re.compile(r"<[?!]([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>")
_OVER_LINES = re.compile(r"<(?!\?|!\[|!DOC)[^<>\n]{0,200}\n[^<>]{0,200}>")
_INSIDE_A_WORD = re.compile(r"\w<[^<>]*>(?:<[^<>]*>)*\w")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_UNQUOTED = re.compile(r"[\w:.-]=([^\s\"'<>=][^\s\"'<>]{3,})")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{3}|@")
_MEASURES = (
    *("d", "points", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry"),
    *("width", "height", "viewBox", "transform"),
)
_DRAWING = re.compile(
    rf"""\s(?:{"|".join(_MEASURES)})=(?P<mark>["'])[-+\d\s.,%()]*"""
    r"(?:(?:[A-Za-z](?![A-Za-z])|matrix|translate|scale|rotate)[-+\d\s.,%()]*)*(?P=mark)"
)
"""Lines, places and sizes in a drawing: numbers, and single letters for what is drawn."""

_USE = re.compile(r'<use(?:\s+(?:xlink:href="#[^"]*"|(?:x|y|transform|style)="[^"]*"))*\s*/>')
"""A letter of an SVG that is drawn again, at another place."""

_DECLARED = re.compile(r"<!ENTITY\s+([\w.-]+)\s+([\"'])([^\"'<>]{0,200})\2\s*>")
_STARTS = re.compile(r"\s*<(?:\?xml|!doctype|svg|html|[a-z][\w:-]*[\s>])", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether a text begins as HTML, XML or SVG does."""
    return bool(_STARTS.match(text))


def without_drawings(text: str) -> str:
    """The same on the same lines, without the lines that a drawing consists of."""
    return _DRAWING.sub(_line_ends, _USE.sub(_line_ends, text))


def with_entities(text: str) -> str:
    """The same with what the document itself declared in the place of its entities."""
    for name, _, value in _DECLARED.findall(text) if "<!ENTITY" in text else ():
        text = text.replace(f"&{name};", value)
    return text


def with_tags_on_one_line(text: str) -> str:
    """The same with each line's end that stands in a tag or comment behind it."""
    return _OVER_LINES.sub(_line_end_behind, text)


def _line_end_behind(match: re.Match[str]) -> str:
    return match[0].replace("\n", " ") + "\n" * match[0].count("\n")


def without_tags(text: str) -> str:
    """What lines of markup say between their tags."""
    return html.unescape(_TAG.sub("", text))


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def texts(line: str) -> Iterator[str]:
    """What a line of markup says: its text with a line end for every tag, then its attributes."""
    if "<" not in line and "=" not in line and "&" not in line:
        yield line
        return
    yield html.unescape(_TAG.sub("\n", _COMMENT.sub("\n", line)))
    yield from (html.unescape(told) for told in _INSTRUCTION.findall(line))
    for name, double, single in _ATTRIBUTE.findall(line):
        value = double or single
        if name != "style" and _LETTERS.search(value):
            yield html.unescape(value)


def aside(line: str) -> str:
    """What tags of a line say beside `texts`: styles, and values without quotation marks."""
    if "=" not in line:
        return ""
    told = [each[1] or each[2] for each in _ATTRIBUTE.findall(line) if each[0] == "style"]
    return html.unescape("\n".join([*told, *_UNQUOTED.findall(line)]))


def joined(line: str) -> str:
    """The text of a line as a reader sees it where tags stand inside a word; else nothing."""
    open_text = _COMMENT.sub("\n", _WHOLE_COMMENT.sub("<>", line))
    return html.unescape(_TAG.sub("", open_text)) if _INSIDE_A_WORD.search(open_text) else ""

"""Typst source as strings: text, literals and calls."""

from __future__ import annotations

import re
from collections.abc import Iterable

# All ASCII punctuation: a backslash before it is always an escape in Typst, so none can start
# markup, whatever the characters around it.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# What Typst would read as a line or paragraph break, and docutils as a space.
_WHITESPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
# No font has a glyph for these, and PDF/A forbids text without one.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Escape running text for Typst markup."""
    value = _WHITESPACE.sub(" ", _CONTROL.sub("", value))
    return _PUNCTUATION.sub(lambda match: "\\" + match.group(), value)


def string(value: str) -> str:
    """Write a Typst string literal; line breaks stay as they are."""
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def content(markup: str) -> str:
    """Wrap markup in a content block."""
    return f"[\n{markup}\n]" if "\n" in markup else f"[{markup}]"


def array(items: Iterable[str]) -> str:
    """Write a Typst array of code expressions."""
    items = list(items)
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def expression(function: str, /, *items: str, lines: bool = False, **options: str | None) -> str:
    """Write a call in code: options that are None are left out, ``_`` in a name becomes ``-``."""
    named = [f"{k.replace('_', '-')}: {v}" for k, v in options.items() if v is not None]
    arguments = [*named, *items]
    if lines and arguments:
        return f"{function}(\n" + "".join(f"  {argument},\n" for argument in arguments) + ")"
    return f"{function}({', '.join(arguments)})"


def call(
    function: str, /, *items: str, body: str | None = None, lines: bool = False, **options
) -> str:
    """Write a call in markup, with ``body`` as a content block behind it."""
    written = "#" + expression(function, *items, lines=lines, **options)
    if body is None:
        return written
    if written.endswith("()"):
        written = written[:-2]
    return written + content(body)


MOST_LONG_WORDS = 5
_WORD = re.compile(r"[^\s\u00ad]+")


def longest_words(texts: Iterable[str]) -> list[str]:
    """The words that may be widest, of which Typst measures how wide they are."""
    words = {word for each in texts for word in _WORD.findall(each)}
    return sorted(words, key=lambda word: (-len(word), word))[:MOST_LONG_WORDS]


def data_table(heads: list[str], rows: Iterable[list[str]], texts: Iterable[Iterable[str]]) -> str:
    """Write a table without spans: markup of its heads and rows, and per column what it says."""
    rows = list(rows)
    return call(
        "data-table",
        *(
            expression("cell" if place else "row-head", content(cell))
            for row in rows
            for place, cell in enumerate(row)
        ),
        lines=True,
        longest=array(array(map(string, longest_words(each))) for each in texts),
        places=array(str(place) for _ in range(len(rows) + 1) for place in range(len(heads))),
        header=array(expression("head", content(head)) for head in heads),
    )

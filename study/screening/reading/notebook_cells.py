"""What a notebook says: its cells, what they put out, files in them, and all metadata."""

import json
from collections.abc import Iterator
from typing import Any

from study.screening.passages import Found, Inner, Passage, unreadable
from study.screening.reading.plain_text import from_base64, unpacked
from study.screening.strictness import BOOK

_REMEDY = "Save it again in JupyterLab, or take it out"


def passages(text: str, inner: Inner) -> Iterator[Found]:
    """Cell by cell: code or words, then outputs and metadata. ``inner`` reads a file in it."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        yield unreadable("is no notebook (not JSON)", _REMEDY)
        return
    cells = notebook.pop("cells", None) if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        yield unreadable("is no notebook (it has no cells)", _REMEDY)
        return
    for number, cell in enumerate(cells, start=1):
        part = f"cell {number}"
        source, packed = unpacked(_joined(cell.pop("source", "")))
        yield Passage(source, part, strictness=BOOK)
        for each in packed:
            yield from inner(f"packed.{each.kind.partition('/')[2]}", each.content, part)
        yield from _everything(cell, part, inner)
    yield from _everything(notebook, "metadata", inner)


def _everything(value: Any, part: str, inner: Inner, kind: str = "") -> Iterator[Found]:
    """All text in a part of a notebook, whatever it is called; ``kind`` is its mime type."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield Passage(str(name), part, None, strictness=BOOK)
            yield from _everything(each, part, inner, str(name) if "/" in str(name) else "")
    elif isinstance(value, list) and not all(isinstance(each, str) for each in value):
        for each in value:
            yield from _everything(each, part, inner)
    elif isinstance(value, (str, list)):
        yield from _text(_joined(value), part, inner, kind)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Passage(str(value), part, None, strictness=BOOK)


def _text(text: str, part: str, inner: Inner, kind: str) -> Iterator[Found]:
    media, _, subtype = kind.partition("/")
    if (media in ("image", "audio", "video") or subtype == "pdf") and "xml" not in subtype:
        content = from_base64("".join(text.split()))
        if content is None:
            yield unreadable(f"has a file of the kind {kind} that is not whole", _REMEDY, part)
        else:
            yield from inner(f"{part.replace(' ', '-')}.{subtype}", content, part)
        return
    text, packed = unpacked(text)
    for each in packed:
        yield from inner(f"packed.{each.kind.partition('/')[2]}", each.content, part)
    marked = subtype in ("html", "svg+xml", "xml")
    yield Passage(text, part, None, strictness=BOOK, markup=marked)


def _joined(source: Any) -> str:
    """Jupyter stores a text as one string, or as a list of its lines."""
    return "".join(map(str, source)) if isinstance(source, list) else str(source)

"""What differs between two editions, down to word, cell, pixel and tag.

Built on one platform (Python, system, packages), two editions of the same sources are the same
bytes, so any other byte is a difference. Between platforms it is compared what a file is to who
reads, prints, clicks or computes with it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from press.review.comparing import lines, manifests, marked_text, packed, pixels, printed
from press.review.comparing.outcomes import Difference, Found, Outcome, printable, words_apart
from press.review.edition import NO_FILE, Edition

_Kind = tuple[Callable[[Path], Any], Callable[[Any, Any], Found]]
_MARKED: _Kind = (marked_text.read, marked_text.difference)
_LINES: _Kind = (lines.read, lines.difference)
_KINDS: dict[str, _Kind] = {
    ".html": _MARKED,
    ".svg": _MARKED,
    ".csv": (lines.read_table, lines.table_difference),
    ".xlsx": (packed.read_workbook, lines.difference),
    ".inv": (packed.read_inventory, lines.difference),
    ".png": (pixels.read, pixels.difference),
    ".pdf": (printed.read, printed.difference),
    **dict.fromkeys((".ipynb", ".py", ".md", ".json", ".css", ".js", ".bib", ".ris"), _LINES),
    **dict.fromkeys((".cff", ".txt", ""), _LINES),
}
"""By ending: how a file is read, and how two readings are compared. All else are bytes."""

MOST_BYTES = 64 * 2**20
"""Of a file that is compared further than its bytes: thirty times the largest of a book."""


def compare(old: Edition, new: Edition) -> list[Difference]:
    """All differences, most serious first. Empty when the editions are the same, byte for byte."""
    found = [*_own_faults(old, "first"), *_own_faults(new, "second")]
    platform = list(manifests.platforms(old, new))
    same_platform = not platform
    found += platform
    for what in ("version", "commit", "lock"):
        found += _stated(what, getattr(old, what), getattr(new, what))
    for what, before, after in _by_name(old.numbers, new.numbers):
        found.append(Difference("number", what, Outcome.DIFFERENT, f"{before} -> {after}"))
    for what, before, after in _by_name(old.alternatives, new.alternatives):
        detail = words_apart(before.split(), after.split())
        found.append(Difference("alt text", what, Outcome.DIFFERENT, detail))
    found += manifests.properties(old, new, same_platform)
    for name in sorted(old.names() | new.names()):
        found += _file(name, old, new, same_platform)
    if old.archive and new.archive:
        found += _around(old, new, same_platform)
    if same_platform and not found:
        found += manifests.spelling(old, new)
    said = (replace(e, name=printable(e.name), detail=printable(e.detail)) for e in found)
    return sorted(said, key=lambda each: -each.outcome)


def outcome(found: Iterable[Difference]) -> Outcome:
    """The most serious of all."""
    return max((each.outcome for each in found), default=Outcome.IDENTICAL)


def _own_faults(edition: Edition, which: str) -> Iterator[Difference]:
    for name, what in edition.faults.items():
        yield Difference("archive", name, Outcome.DIFFERENT, f"{what} (in the {which} edition)")
    for name, what in edition.changed().items():
        detail = f"{what} in the {which} edition since its manifest was written"
        yield Difference("manifest", name, Outcome.DIFFERENT, detail)


def _stated(what: str, was: str, now: str) -> Iterator[Difference]:
    if was != now:
        detail = f"{was or 'none'} -> {now or 'none'}"
        yield Difference("edition", what, Outcome.DIFFERENT, detail)


def _by_name(was: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in sorted(was.keys() | now.keys()):
        before, after = was.get(name, "absent"), now.get(name, "absent")
        if before != after:
            yield name, before, after


def _file(name: str, old: Edition, new: Edition, same_platform: bool) -> Iterator[Difference]:
    """A file of the book."""
    kind = _kind(name)
    if old.folder is not None and new.folder is not None:
        sides = (old.there.get(name), old.folder / name), (new.there.get(name), new.folder / name)
        for result, detail in _files(*sides, same_platform):
            table = _table_beside(name, old, new) if kind == "figure" else ""
            yield Difference(kind, name, result, detail + table)
        return
    was, now = ((e.files if e.folder is None else e.there).get(name) for e in (old, new))
    if was is None or now is None:
        yield Difference(kind, name, Outcome.DIFFERENT, _only_in(was))
    elif was != now:
        detail = "other bytes; not compared further, because only a manifest was given"
        if name in old.words and old.words.get(name) == new.words.get(name):
            detail += "; the manifests name the same words"
        yield Difference(kind, name, Outcome.DIFFERENT, detail)


def _around(old: Edition, new: Edition, same_platform: bool) -> Iterator[Difference]:
    """The files of two archives beside the book, and the folder that all are in."""
    if old.archive.name != new.archive.name:
        detail = f"its folder is {old.archive.name} -> {new.archive.name}"
        yield Difference("archive", old.archive.name, Outcome.DIFFERENT, detail)
    was, now = old.around(), new.around()
    for name in sorted(was.keys() | now.keys()):
        sides = (was.get(name), old.archive / name), (now.get(name), new.archive / name)
        for result, detail in _files(*sides, same_platform):
            yield Difference("archive", name, result, detail)


def _files(
    was: tuple[str | None, Path], now: tuple[str | None, Path], same_platform: bool
) -> Iterator[tuple[Outcome, str]]:
    """How two files, given with their digests, compare; nothing if they are the same."""
    (before, one), (after, other) = was, now
    if before is None or after is None:
        yield Outcome.DIFFERENT, _only_in(before)
    elif NO_FILE in (before, after):
        yield Outcome.DIFFERENT, "is no ordinary file, or cannot be read"
    elif before != after:
        found = _read_and_compared(one, other)
        equal = found.same and not same_platform
        yield Outcome.EQUAL if equal else Outcome.DIFFERENT, found.detail


def _read_and_compared(one: Path, other: Path) -> Found:
    sizes = [path.stat().st_size for path in (one, other)]
    if one.suffix not in _KINDS or max(sizes) > MOST_BYTES:
        return Found(False, f"{sizes[0]} -> {sizes[1]} bytes, not the same")
    read, difference = _KINDS[one.suffix]
    readings = []
    for which, path in (("first", one), ("second", other)):
        try:
            readings.append(read(path))
        # Whatever a reader of pictures or PDFs makes of a damaged file: it cannot be read.
        except Exception:
            return Found(False, f"the {which} cannot be read: it is damaged, or no {one.suffix}")
    return difference(*readings)


def _only_in(first: str | None) -> str:
    return f"only in the {'second' if first is None else 'first'} edition"


def _table_beside(name: str, old: Edition, new: Edition) -> str:
    """Whether the numbers behind a figure are the same too."""
    table = name.partition(".")[0].removesuffix("-smal") + ".csv"
    digests = {old.there.get(table), new.there.get(table)}
    return f"; {'same' if len(digests) == 1 and None not in digests else 'other'} numbers"


def _kind(name: str) -> str:
    suffix = Path(name).suffix
    if name.startswith("figures/"):
        return "table" if suffix == ".csv" else "figure"
    if name.startswith("data/"):
        return "data"
    kinds = {".html": "page", ".ipynb": "notebook", ".pdf": "PDF", ".zip": "archive"}
    return kinds.get(suffix, "file")

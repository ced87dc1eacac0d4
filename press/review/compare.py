"""What differs between two editions: numbers, words, cells, pixels, environment; and how much."""

import csv
import enum
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from press.review import manifest
from press.review.edition import Edition
from study.files import digest


class Outcome(enum.IntEnum):
    """How two editions compare; also the exit status of the programs that compare them."""

    IDENTICAL = 0
    EQUAL = 1
    """The same numbers, words and tables; other bytes."""
    DIFFERENT = 2
    FAILED = 3
    """It could not be compared."""


@dataclass(frozen=True)
class Difference:
    """One difference: its kind (page, figure, number, ...), what differs, and from what to what."""

    kind: str
    name: str
    outcome: Outcome
    detail: str


def compare(old: Edition, new: Edition) -> list[Difference]:
    """All differences, most serious first. Empty when the editions are the same, byte for byte."""
    found = [*_tampered(old, "first"), *_tampered(new, "second"), *_environment(old, new)]
    other_packages = any(each.kind == "environment" for each in found)
    found += _numbers(old, new)
    found += _alternatives(old, new)
    for name in sorted(old.names() | new.names()):
        found += _file(name, old, new, other_packages)
    return sorted(found, key=lambda each: -each.outcome)


def outcome(found: Iterable[Difference]) -> Outcome:
    """The most serious of all."""
    return max((each.outcome for each in found), default=Outcome.IDENTICAL)


def _tampered(edition: Edition, which: str) -> Iterator[Difference]:
    for name, what in edition.changed().items():
        detail = f"{what} in the {which} edition since its manifest was written"
        yield Difference("manifest", name, Outcome.DIFFERENT, detail)


def _environment(old: Edition, new: Edition) -> Iterator[Difference]:
    for name in sorted(old.packages.keys() | new.packages.keys()):
        was, now = old.packages.get(name, "absent"), new.packages.get(name, "absent")
        if was != now:
            yield Difference("environment", name, Outcome.EQUAL, f"{was} -> {now}")
    for what in ("version", "commit", "lock"):
        was, now = getattr(old, what), getattr(new, what)
        if was != now:
            yield Difference("edition", what, Outcome.EQUAL, f"{was or 'none'} -> {now or 'none'}")


def _numbers(old: Edition, new: Edition) -> Iterator[Difference]:
    for name in sorted(old.numbers.keys() | new.numbers.keys()):
        was, now = old.numbers.get(name, "absent"), new.numbers.get(name, "absent")
        if was != now:
            yield Difference("number", name, Outcome.DIFFERENT, f"{was} -> {now}")


def _alternatives(old: Edition, new: Edition) -> Iterator[Difference]:
    for name in sorted(old.alternatives.keys() & new.alternatives.keys()):
        was, now = old.alternatives[name].split(), new.alternatives[name].split()
        if was != now:
            yield Difference("alt text", name, Outcome.DIFFERENT, _first_difference(was, now))


def _file(name: str, old: Edition, new: Edition, other_packages: bool) -> Iterator[Difference]:
    was, now = _digest(old, name), _digest(new, name)
    if was == now:
        return
    kind = _kind(name)
    if was is None or now is None:
        side = "second" if was is None else "first"
        yield Difference(kind, name, Outcome.DIFFERENT, f"only in the {side} edition")
    elif old.folder is None or new.folder is None:
        yield _by_manifest(name, kind, old, new)
    else:
        one, other = (edition.folder / name for edition in (old, new))
        result, detail = _COMPARERS.get(Path(name).suffix, _bytes)(one, other)
        if kind == "figure" and result is Outcome.DIFFERENT:
            result, detail = _drawn(one, other, detail, other_packages)
        yield Difference(kind, name, result, detail)


def _digest(edition: Edition, name: str) -> str | None:
    """The digest of the file itself if it is there, because a manifest may be wrong."""
    if edition.folder is None:
        return edition.files.get(name)
    file = edition.folder / name
    return digest(file.read_bytes()) if file.is_file() else None


def _by_manifest(name: str, kind: str, old: Edition, new: Edition) -> Difference:
    """What the manifests alone can tell, if not both editions have their files."""
    if name in old.words and _words(old, name) == _words(new, name):
        return Difference(kind, name, Outcome.EQUAL, "same words, other markup")
    detail = "other bytes; not compared further, because only a manifest was given"
    return Difference(kind, name, Outcome.DIFFERENT, detail)


def _words(edition: Edition, name: str) -> str | None:
    """Digest of a page's words."""
    if edition.folder is None:
        return edition.words.get(name)
    page = (edition.folder / name).read_text(encoding="utf-8")
    return digest(" ".join(manifest.words(page)).encode())


def _kind(name: str) -> str:
    suffix = Path(name).suffix
    if name.startswith("figures/"):
        return "table" if suffix == ".csv" else "figure"
    if name.startswith("data/"):
        return "data"
    kinds = {".html": "page", ".ipynb": "notebook", ".pdf": "PDF", ".zip": "archive"}
    return kinds.get(suffix, "file")


def _first_difference(was: list[str], now: list[str]) -> str:
    """The first word that differs, with some words around it."""
    at = next(
        (n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other),
        min(len(was), len(now)),
    )
    start = max(0, at - 3)
    return f"word {at + 1}: '{_quoted(was, start)}' -> '{_quoted(now, start)}'"


def _quoted(words: list[str], start: int) -> str:
    return " ".join(words[start : start + 8]) or "nothing"


def _page(one: Path, other: Path) -> tuple[Outcome, str]:
    was, now = (path.read_text(encoding="utf-8") for path in (one, other))
    if (before := manifest.words(was)) != (after := manifest.words(now)):
        return Outcome.DIFFERENT, _first_difference(before, after)
    before, after = manifest.alternatives(was), manifest.alternatives(now)
    if before != after:
        names = [name for name in before | after if before.get(name) != after.get(name)]
        return Outcome.DIFFERENT, f"alt text of {', '.join(names)}"
    if manifest.numbers(was) != manifest.numbers(now):
        return Outcome.DIFFERENT, "a value behind a printed number"
    return Outcome.EQUAL, "same words, numbers and alt texts; other markup"


def _table(one: Path, other: Path) -> tuple[Outcome, str]:
    was, now = (list(csv.reader(io.StringIO(p.read_text(encoding="utf-8")))) for p in (one, other))
    if was == now:
        return Outcome.EQUAL, "same cells; other bytes"
    if Counter(map(tuple, was)) == Counter(map(tuple, now)):
        at = next(n for n, (a, b) in enumerate(zip(was, now, strict=True), start=1) if a != b)
        return Outcome.DIFFERENT, f"same rows in another order, from row {at}"
    if len(was) != len(now):
        return Outcome.DIFFERENT, f"{len(was) - 1} -> {len(now) - 1} rows"
    cells = [
        f"row {n}, {head}: {a!r} -> {b!r}"
        for n, (before, after) in enumerate(zip(was, now, strict=True), start=1)
        for head, a, b in zip(was[0], before, after, strict=False)
        if a != b
    ]
    more = f", and {len(cells) - 3} more" if len(cells) > 3 else ""
    return Outcome.DIFFERENT, "; ".join(cells[:3]) + more


def _pixels(one: Path, other: Path) -> tuple[Outcome, str]:
    was, now = (np.asarray(Image.open(path).convert("RGBA"), dtype=int) for path in (one, other))
    if was.shape != now.shape:
        sizes = " -> ".join(f"{shape[1]} x {shape[0]}" for shape in (was.shape, now.shape))
        return Outcome.DIFFERENT, f"other size: {sizes} pixels"
    apart = np.abs(was - now).max(axis=2)
    count = int((apart > 0).sum())
    if not count:
        return Outcome.EQUAL, "same pixels; other bytes"
    row, column = np.argwhere(apart > 0)[0]
    detail = f"{count} of {apart.size} pixels, the first at ({column}, {row})"
    return Outcome.DIFFERENT, detail


def _drawn(one: Path, other: Path, detail: str, other_packages: bool) -> tuple[Outcome, str]:
    """The outcome for a drawing that differs: other packages may draw equal numbers otherwise."""
    tables = [
        path.with_name(path.name.replace("-smal", "")).with_suffix(".csv") for path in (one, other)
    ]
    same = all(path.is_file() for path in tables) and len({p.read_bytes() for p in tables}) == 1
    if other_packages and same:
        return Outcome.EQUAL, f"{detail}; same numbers, drawn with other packages"
    return Outcome.DIFFERENT, f"{detail}; {'same' if same else 'other'} numbers"


def _drawing(one: Path, other: Path) -> tuple[Outcome, str]:
    was, now = (path.read_text(encoding="utf-8").splitlines() for path in (one, other))
    at = next(
        (n for n, (a, b) in enumerate(zip(was, now, strict=False), start=1) if a != b),
        min(len(was), len(now)) + 1,
    )
    return Outcome.DIFFERENT, f"other drawing from line {at}"


def _printed(one: Path, other: Path) -> tuple[Outcome, str]:
    if one.parent.name == "figures":
        return Outcome.DIFFERENT, "other drawing"
    try:
        import pikepdf
        import pypdfium2
    except ImportError:
        return Outcome.DIFFERENT, "other bytes; text not compared: install requirements-dev.txt"
    texts = []
    for path in (one, other):
        pages = pypdfium2.PdfDocument(path)
        texts.append([page.get_textpage().get_text_bounded().split() for page in pages])
    was, now = texts
    if len(was) != len(now):
        return Outcome.DIFFERENT, f"{len(was)} -> {len(now)} pages"
    for number, (before, after) in enumerate(zip(was, now, strict=True), start=1):
        if before != after:
            return Outcome.DIFFERENT, f"page {number}, {_first_difference(before, after)}"
    tags = []
    for path in (one, other):
        with pikepdf.open(path) as pdf:
            objects = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
            kept = [each for each in objects if "/S" in each or "/Alt" in each]
            tags.append(Counter((str(e.get("/S", "")), str(e.get("/Alt", ""))) for e in kept))
    if tags[0] != tags[1]:
        return Outcome.DIFFERENT, "same text; other tags or alt texts"
    return Outcome.EQUAL, "same text and tags; other bytes"


def _lines(one: Path, other: Path) -> tuple[Outcome, str]:
    was, now = (path.read_text(encoding="utf-8").splitlines() for path in (one, other))
    for number, (before, after) in enumerate(zip(was, now, strict=False), start=1):
        if before != after:
            detail = f"line {number}: '{before.strip()[:60]}' -> '{after.strip()[:60]}'"
            return Outcome.DIFFERENT, detail
    return Outcome.DIFFERENT, f"{len(was)} -> {len(now)} lines"


def _bytes(one: Path, other: Path) -> tuple[Outcome, str]:
    return Outcome.DIFFERENT, f"{one.stat().st_size} -> {other.stat().st_size} bytes, not the same"


_COMPARERS = {
    ".html": _page,
    ".csv": _table,
    ".png": _pixels,
    ".svg": _drawing,
    ".pdf": _printed,
    **dict.fromkeys((".ipynb", ".py", ".md", ".json", ".css", ".js"), _lines),
}

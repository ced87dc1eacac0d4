"""Drawings, held against the table that readers download with them.

A drawing holds its letters as outlines, and above each text, as a comment, what it says. Which
outline is which digit is learned from all drawings of a book together, so a number that is drawn as
another one is found. Bars and marks have to be as long
and as many as the table says, whatever the scale.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TEXT = re.compile(r"<!-- (?P<said>.*?) -->\s*<g(?P<how>[^>]*)>(?P<shapes>.*?)</g>", re.DOTALL)
PLACE = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
SHAPE = re.compile(r'<use xlink:href="#([^"]+)"')
OUTLINE = re.compile(r'<path id="([^"]+)"(?: d="([^"]*)")?')
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&#39;": "'"}
NEAR = 3
"""Texts that stand on one line may differ by so many points."""
OF = re.compile(r"(\d+) (?:van|of) (\d+)")
BOTH = re.compile(r"(\d+) / (\d+)")
MARK = re.compile(r'<use xlink:href="#(\w+)" x="([-\d.]+)" y="([-\d.]+)"')
PATH = re.compile(r'<path d="([^"]*)"[^>]*style="([^"]*)"')
BOX = re.compile(
    r"M(?P<left>[\d.]+) (?P<top>[\d.]+)\nL(?P<right>[\d.]+) (?P=top)\n"
    r"L(?P=right) (?P<bottom>[\d.]+)\nL(?P=left) (?P=bottom)\nz"
)
ONLY_NUMBERS = re.compile(r"[-\d.,%/ ]*\d[-\d.,%/ ]*|\d+ (?:van|of) \d+")
HATCHED = "url("
MOST_PAIRS = 5
Row = dict[str, str]


@dataclass(frozen=True)
class Text:
    """A text in a drawing, where it begins, and the outlines of its letters."""

    x: float
    y: float
    said: str
    shapes: tuple[str, ...]


@lru_cache(400)
def texts(path: Path, _changed: int) -> tuple[Text, ...]:
    """Every text of a drawing."""
    found = []
    drawing = path.read_text(encoding="utf-8")
    # Each drawing numbers its letters in its own way; the outlines are the same in all.
    outlines = dict(OUTLINE.findall(drawing))
    for match in TEXT.finditer(drawing):
        place = PLACE.search(match["how"])
        said = match["said"]
        for entity, letter in ENTITIES.items():
            said = said.replace(entity, letter)
        if place:
            found.append(
                Text(
                    float(place[1]),
                    float(place[2]),
                    said,
                    tuple(outlines[name] for name in SHAPE.findall(match["shapes"])),
                )
            )
    return tuple(found)


def of(path: Path) -> tuple[Text, ...]:
    """Every text of a drawing, read again when it changed."""
    return texts(path, path.stat().st_mtime_ns)


def misdrawn(paths: list[Path]) -> Iterator[str]:
    """Numbers that are drawn as other ones than they are said to be."""
    numbers = [
        (path, text) for path in paths for text in of(path) if ONLY_NUMBERS.fullmatch(text.said)
    ]
    letters: dict[str, Counter[str]] = defaultdict(Counter)
    for _, text in numbers:
        for shape, letter in zip(text.shapes, _letters(text), strict=False):
            letters[shape][letter] += 1
    known = {shape: found.most_common(1)[0][0] for shape, found in letters.items()}
    for path, text in numbers:
        drawn = "".join(known[shape] for shape in text.shapes)
        if drawn != _letters(text):
            yield f"{path.name}: says {text.said}, and {drawn} is drawn"


def _letters(text: Text) -> str:
    """What a text says, without spaces if it has no shapes for these."""
    said = text.said
    return said if len(said) == len(text.shapes) else said.replace(" ", "")


def faults(figures: Path) -> Iterator[str]:
    """What the drawings of a folder do not have as their tables do."""
    for table in sorted(figures.glob("*.csv")):
        kind = next((k for k in RULES if re.fullmatch(rf"{k}(?:-\w+)?", table.stem)), None)
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for form in ("", "-smal", "-los"):
            path = figures / f"{table.stem}{form}.svg"
            if kind and rows and path.exists():
                for fault in RULES[kind](path, rows):
                    yield f"{path.name}: {fault}"


def _different(what: str, drawn: object, true: object) -> Iterator[str]:
    if drawn != true:
        yield f"{what}: draws {drawn}, the table has {true}"


def _proportional(what: str, drawn: list[float], true: list[float]) -> Iterator[str]:
    """Lengths that are not as the numbers are, whatever the scale."""
    if len(drawn) != len(true):
        yield f"{what}: draws {len(drawn)}, the table has {len(true)}"
    elif drawn:
        unit = sum(drawn) / sum(true)
        for length, number in zip(drawn, true, strict=True):
            if abs(length / unit - number) > 0.1:
                yield f"{what}: one is {length / unit:.1f} long, the table has {number:g}"


def _boxes(path: Path, fill: str = "") -> list[tuple[float, float, float]]:
    """Bars from top to bottom: where they begin and end, and how high they stand."""
    found = []
    for shape, style in PATH.findall(path.read_text(encoding="utf-8")):
        if not style.startswith("fill: none") and fill in style:
            for box in BOX.finditer(shape):
                found.append((float(box["left"]), float(box["right"]), float(box["top"])))
    return sorted(found, key=lambda box: box[2])


def _marks(path: Path) -> list[tuple[str, float, float]]:
    text = path.read_text(encoding="utf-8")
    return [(shape, float(x), float(y)) for shape, x, y in MARK.findall(text)]


def _leaning(path: Path, rows: list[Row]) -> Iterator[str]:
    lines = (
        [t.said for t in line if re.fullmatch(r"\d+", t.said) and t.y < _axis(path)]
        for line in rows_of(path)
    )
    drawn = [tuple(map(int, line)) for line in lines if len(line) == 2]
    true = [(int(row["hinders"]), int(row["helps"])) for row in rows]
    yield from _different("numbers", drawn, true)
    for kind, fill in (("hinders", HATCHED), ("helps", "")):
        boxes = [b for b in _boxes(path, fill) if fill or b not in _boxes(path, HATCHED)]
        numbers = [float(row[kind]) for row in rows if int(row[kind])]
        yield from _proportional(kind, [right - left for left, right, _ in boxes], numbers)


def _overview(path: Path, rows: list[Row]) -> Iterator[str]:
    """Phases stand beside each other or, in a narrow drawing, some of them below others."""
    said: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows:
        if row["role_group"] == "samen":
            pair = int(row["hinders"]), int(row["helps"])
            said.setdefault(row["factor"], {})[row["phase"]] = pair
    stream: dict[str, str] = {}
    for row in rows:
        stream.setdefault(row["factor"], row["stream"])
    streams = [*dict.fromkeys(s for s in stream.values() if s), ""]
    most = dict.fromkeys(stream, 0)
    for row in rows:
        if row["role_group"] == "samen":
            most[row["factor"]] = max(most[row["factor"]], int(row["named"]))
    order = sorted(stream, key=lambda f: (streams.index(stream[f]), -most[f]))
    phases = list(dict.fromkeys(row["phase"] for row in rows))
    lines = [[int(t.said) for t in line if re.fullmatch(r"\d+", t.said)] for line in rows_of(path)]
    drawn = [tuple(line) for line in lines if line]
    layouts = []
    for abreast in range(1, len(phases) + 1):
        shown = []
        for first in range(0, len(phases), abreast):
            here = phases[first : first + abreast]
            shown += [[said[f][p] for p in here if p in said.get(f, {})] for f in order]
        layouts.append([pairs for pairs in shown if pairs])
    layout = next((each for each in layouts if _flat(each) == drawn), layouts[-1])
    yield from _different("numbers", drawn, _flat(layout))
    hatched = _boxes(path, HATCHED)
    filled = [box for box in _boxes(path) if box not in hatched]
    for place, (kind, boxes) in enumerate((("hinders", hatched), ("helps", filled))):
        # Of each kind the uppermost one explains the others.
        numbers = [float(pair[place]) for pairs in layout for pair in pairs if pair[place]]
        yield from _proportional(kind, [right - left for left, right, _ in boxes[1:]], numbers)


def _flat(lines: list[list[tuple[int, int]]]) -> list[tuple[int, ...]]:
    return [tuple(number for pair in line for number in pair) for line in lines]


def _axis(path: Path) -> float:
    """Above where the numbers of an axis may stand: the last name of a row."""
    named = [t.y for t in of(path) if not re.search(r"\d", t.said)]
    return max(named, default=0) + 1


def _rounds(path: Path, rows: list[Row]) -> Iterator[str]:
    boxes = _boxes(path)
    for place, head in enumerate(("national", "municipal")):
        starts = sorted({left for left, _, _ in boxes})
        numbers = [float(row[head]) for row in rows if int(row.get(head) or 0)]
        here = [b for b in boxes if starts and b[0] == starts[min(place, len(starts) - 1)]]
        if numbers:
            yield from _proportional(head, [r - left for left, r, _ in here], numbers)


def _pairs(path: Path, rows: list[Row]) -> Iterator[str]:
    drawn = [m.groups() for t in sorted(of(path), key=lambda t: t.y) if (m := OF.fullmatch(t.said))]
    per_phase: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        per_phase[row["phase"]].append(row)
    shown = [row for each in per_phase.values() for row in each[:MOST_PAIRS]]
    yield from _different("pairs", drawn, [(row["together"], row["either"]) for row in shown])
    numbers = [float(row["together"]) for row in shown]
    yield from _proportional("bars", [right - left for left, right, _ in _boxes(path)], numbers)


def _model(path: Path, rows: list[Row]) -> Iterator[str]:
    drawn = Counter(m.groups() for t in of(path) if (m := OF.fullmatch(t.said)) and m[1] != "0")
    true = Counter(
        (row["named"], row["out_of"])
        for row in rows
        if row["round"] == "2" and row["stream"] != "entrepreneur" and row["named"] not in ("", "0")
    )
    yield from _different("parts", drawn, true)


def _phases(path: Path, rows: list[Row]) -> Iterator[str]:
    found = (BOTH.fullmatch(t.said) for t in sorted(of(path), key=lambda t: (round(t.y), t.x)))
    drawn = Counter(m.groups() for m in found if m)
    phases = [head.removeprefix("helps_") for head in rows[0] if head.startswith("helps_")]
    compared = [row for row in rows if row["between"] != "only_coded"]
    pairs = ((row[f"helps_{p}"], row[f"hinders_{p}"]) for row in compared for p in phases)
    true = Counter(pair for pair in pairs if pair[0] and pair != ("0", "0"))
    drawn.pop(("0", "0"), None)
    yield from _different("numbers", drawn, true)


def _groups(path: Path, rows: list[Row]) -> Iterator[str]:
    marks = _marks(path)
    legend = min((y for _, _, y in marks), default=0)
    shapes = [shape for shape, _, y in sorted(marks, key=lambda m: m[1]) if y == legend]
    if len(shapes) != 3:
        return
    lines: dict[float, Counter[str]] = defaultdict(Counter)
    for shape, _, y in marks:
        if y != legend:
            lines[y][shape] += 1
    drawn = [tuple(lines[y][shape] for shape in shapes) for y in sorted(lines)]
    true: dict[str, list[int]] = {}
    for row in rows:
        said = true.setdefault(row["factor_name"], [0, 0, 0])
        absent = int(row["out_of"]) - int(row["named"]) - int(row["not_discussed"])
        for place, number in enumerate((int(row["named"]), absent, int(row["not_discussed"]))):
            said[place] += number
    if drawn:
        yield from _different("marks", drawn, [tuple(said) for said in true.values()])


def _two_phases(path: Path, rows: list[Row]) -> Iterator[str]:
    marks = _marks(path)
    phases = [h for h in rows[0] if h not in NO_PHASE]
    if len(phases) != 2 or not marks:
        return
    shapes = list(dict.fromkeys(shape for shape, _, _ in marks))
    drawn = [[x for s, x, _ in sorted(marks, key=lambda m: m[2]) if s == sh][1:] for sh in shapes]
    true = [[float(row[phase]) for row in rows] for phase in phases]
    places = [x for line in drawn for x in line]
    numbers = [n for line in true for n in line]
    if len(places) != len(numbers):
        yield f"marks: draws {len(places)}, the table has {len(numbers)}"
        return
    low, high = (f(range(len(numbers)), key=numbers.__getitem__) for f in (min, max))
    if numbers[low] == numbers[high]:
        return
    unit = (places[high] - places[low]) / (numbers[high] - numbers[low])
    for place, number in zip(places, numbers, strict=True):
        at = numbers[low] + (place - places[low]) / unit
        if abs(at - number) > 0.1:
            yield f"marks: one is at {at:.1f}, the table has {number:g}"


NO_PHASE = frozenset(
    {"factor_name", "stream", "difference", "p_holm", "out_of", "herkomst", "origin"}
)
RULES = {
    "overzicht": _overview,
    "richting": _leaning,
    "landelijk": _rounds,
    "samenhang": _pairs,
    "fasemodel": _model,
    "verhouding": _phases,
    "groepen": _groups,
    "factoren": _two_phases,
}


def rows_of(path: Path) -> list[list[Text]]:
    """The texts of a drawing line by line, each from left to right."""
    lines: list[list[Text]] = []
    for text in sorted(of(path), key=lambda t: t.y):
        if lines and text.y - lines[-1][-1].y <= NEAR:
            lines[-1].append(text)
        else:
            lines.append([text])
    return [sorted(line, key=lambda t: t.x) for line in lines]

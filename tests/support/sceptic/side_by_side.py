"""Both editions beside each other: the numbers of each paragraph, cell and drawing."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tests.support.sceptic import dutch, english, reading

SURE = 3
"""From here on a number in words is one: "no", "one" and "two" are said in other ways too."""
NO_COUNT = re.compile(
    r"(?<=\d{4})[a-z]\b|https?://\S+|^\d{1,2}(?:\.\d{1,2})+\.? (?=[A-Z\d‘])|^\d{1,2}\. (?=[A-Z])|\b\d{1,2}\.\d{1,2}\.\d{1,2}\b|"
    r"\b(?:CC BY[-\w ]*|WCAG) \d\.\d|^(?:Leestijd|Reading time):.*"
)
"""Letters of years, addresses, versions, numbers of sections, and how long a language takes."""
APART = {"chapters/wijzigingen.html", "genindex.html", "chapters/literatuur.html"}
"""The changes to an edition, its words in their order, and titles as they are."""


def numbers(text: str, tongue: ModuleType) -> Counter[float]:
    """How often each number stands in a text, however it is written there."""
    found: Counter[float] = Counter()
    text = NO_COUNT.sub("", text)
    for match in re.finditer(rf"(?<![\w]){tongue.NUMBER}(?!\w)", text, re.IGNORECASE):
        worth = tongue.value(match[0])
        if match[0][-1].isdigit() or worth >= SURE:
            found[abs(worth)] += 1
    return found


def differences(folder: Path) -> Iterator[str]:
    """Each paragraph and cell whose numbers are not those of its other half."""
    for path in sorted((folder / "en").rglob("*.html")):
        name = path.relative_to(folder / "en")
        yield from _pages(folder, folder / name, path)
    for path in sorted((folder / "en" / "figures").glob("*.csv")):
        yield from _files(folder / "figures" / path.name, path)


def _pages(folder: Path, one: Path, other: Path) -> Iterator[str]:
    where = one.relative_to(folder).as_posix()
    if where in APART:
        return
    if not one.exists():
        yield f"{where}: is not there"
        return
    pairs = [list(_pieces(folder, page)) for page in (one, other)]
    if len(pairs[0]) != len(pairs[1]):
        yield f"{where}: {len(pairs[0])} pieces, and {len(pairs[1])}"
        return
    for first, second in zip(*pairs, strict=True):
        here, there = numbers(first, dutch), numbers(second, english)
        if here != there:
            apart = sorted(set((here - there).keys()) | set((there - here).keys()))
            yield f"{where}: {apart}: {first[:300]} | {second[:300]}"


def _pieces(folder: Path, page: Path) -> Iterator[str]:
    for passage in reading.passages(folder, page):
        if not passage.where.endswith("(content)"):
            yield passage.text
    for table in reading.tables(folder, page):
        yield from table.head
        for row in table.rows:
            yield from row


def _files(one: Path, other: Path) -> Iterator[str]:
    rows = [list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in (one, other)]
    for number, (first, second) in enumerate(zip(*rows, strict=True), start=1):
        if [c for c in first if _is_number(c)] != [c for c in second if _is_number(c)]:
            yield f"{one.name}:{number}: {first} | {second}"


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", cell))

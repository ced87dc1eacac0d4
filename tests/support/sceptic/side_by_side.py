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
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
OTHERWISE = {"half jaar": "zes maanden", "half a year": "six months"}
"""What has a number in one language and none in the other."""
APART = {"chapters/wijzigingen.html", "genindex.html", "chapters/literatuur.html"}
"""The changes to an edition, its words in their order, and titles as they are."""
IN_ORDER_OF_NAMES = {"chapters/begrippen.html", "chapters/resultaten-aanpak.html"}
"""Pages with a list by names, which each language has in an order of its own."""


def numbers(text: str, tongue: ModuleType) -> Counter[float]:
    """How often each number stands in a text, however it is written there."""
    found: Counter[float] = Counter()
    text = NO_COUNT.sub("", text)
    for words, same in OTHERWISE.items():
        text = text.replace(words, same)
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
    if where in IN_ORDER_OF_NAMES:
        pairs = _without_moved(*pairs)
    for first, second in zip(*pairs, strict=True):
        here, there = numbers(first, dutch), numbers(second, english)
        if here != there:
            apart = sorted(set((here - there).keys()) | set((there - here).keys()))
            yield f"{where}: {apart}: {first[:300]} | {second[:300]}"


def _without_moved(one: list[str], other: list[str]) -> list[list[str]]:
    """Both halves without the pieces whose numbers the other half has in another place."""
    apart = [
        (first, second)
        for first, second in zip(one, other, strict=True)
        if numbers(first, dutch) != numbers(second, english)
    ]
    here, there = [list(half) for half in zip(*apart, strict=True)] or ([], [])
    for first in list(here):
        found = (s for s in there if numbers(s, english) == numbers(first, dutch))
        if (moved := next(found, None)) is not None:
            here.remove(first)
            there.remove(moved)
    return [here, there]


def _pieces(folder: Path, page: Path) -> Iterator[str]:
    for passage in reading.passages(folder, page, in_its_own_language=True):
        if SECTION.fullmatch(passage.text):
            yield passage.text.replace(".", " ")
        elif not passage.where.endswith("(content)"):
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

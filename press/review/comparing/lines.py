"""Comparing what is lines of text, and tables cell by cell."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from press.review.comparing.outcomes import Found, first_apart

_VERSION = re.compile(r"(?<=\.woff2)\?v=[0-9a-f]{12}\b")

_SHOWN, _BEFORE = 60, 20
"""Letters of a line that differs, and how many of them come before the first other one."""


def read(path: Path) -> list[str]:
    """The lines of a file, without their ends; it has to be UTF-8."""
    return path.read_text(encoding="utf-8").split("\n")


def difference(was: list[str], now: list[str]) -> Found:
    """The first line that differs; the versions behind typefaces do not count."""
    was, now = ([_VERSION.sub("", line) for line in lines] for lines in (was, now))
    if was == now:
        return Found(True, "same lines; other bytes")
    at = first_apart(was, now)
    before, after = (lines[at] if at < len(lines) else "" for lines in (was, now))
    # A search index or the sheet of a workbook is one line of thousands of letters.
    start = max(0, first_apart(before, after) - _BEFORE)
    before, after = (_shown(line, start) for line in (before, after))
    return Found(False, f"line {at + 1}: '{before}' -> '{after}'")


def _shown(line: str, start: int) -> str:
    """What stands from that letter on, as much as a cell of the report holds."""
    shown = line[start : start + _SHOWN]
    return f"... {shown}" if start else shown


def read_table(path: Path) -> list[list[str]]:
    """The rows of a CSV file, its header first."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), strict=True))


def table_difference(was: list[list[str]], now: list[list[str]]) -> Found:
    """The first cells that differ, or that only the order of rows does."""
    if was == now:
        return Found(True, "same cells; other bytes")
    if Counter(map(tuple, was)) == Counter(map(tuple, now)):
        return Found(False, f"same rows in another order, from row {first_apart(was, now) + 1}")
    if len(was) != len(now):
        return Found(False, f"{len(was) - 1} -> {len(now) - 1} rows")
    at = first_apart([len(row) for row in was], [len(row) for row in now])
    if at < len(was):
        return Found(False, f"row {at + 1}: {len(was[at])} -> {len(now[at])} cells")
    cells = [
        f"row {n}, {head}: {a!r} -> {b!r}"
        for n, (before, after) in enumerate(zip(was, now, strict=True), start=1)
        for head, a, b in zip(was[0], before, after, strict=False)
        if a != b
    ]
    more = f", and {len(cells) - 3} more" if len(cells) > 3 else ""
    return Found(False, "; ".join(cells[:3]) + more)

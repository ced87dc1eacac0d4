"""What of the coded interviews is published: rows of respondents, or only tables of counts.

Rows where the attacks on them find nothing (`study.privacy.linkage`), else counts. Which of the two
stands in the descriptor of the data package, with the description of every table of that level.
"""

import json
from typing import Any

from study import paths
from study.data import coded, counted

ROWS, COUNTS = "rows", "counts"
LEVELS = (ROWS, COUNTS)
LEVEL, TWO_LARGEST = "level", "two_largest"
"""Names in the descriptor; two_largest: respondents of the two largest municipalities together."""

COLUMNS = {
    ROWS: coded.COLUMNS,
    COUNTS: {"codebook": coded.COLUMNS["codebook"], **counted.COLUMNS},
}
"""The tables of each level with their columns: no other may be published at it."""


def level(package: dict[str, Any]) -> str:
    """The level that a descriptor states.

    Raises:
        ValueError: it states none.
    """
    if package.get(LEVEL) not in LEVELS:
        raise ValueError(f"{paths.PACKAGE.name} states no level: {' or '.join(LEVELS)}")
    return package[LEVEL]


def resources(of_level: str) -> list[dict[str, Any]]:
    """The descriptions of the coded tables of a level (Data Package v2)."""
    described = json.loads(paths.CODED_TABLES.read_text(encoding="utf-8"))
    return [described[name] for name in COLUMNS[of_level]]


def described(package: dict[str, Any], of_level: str, two_largest: int) -> dict[str, Any]:
    """The descriptor with the coded tables of a level in the place of those it had."""
    rest = {name: value for name, value in package.items() if name != "resources"}
    stated = {LEVEL: of_level, TWO_LARGEST: two_largest}
    coded_tables = [r["path"].startswith(f"{paths.CODED}/") for r in package["resources"]]
    others = [
        r for r, is_coded in zip(package["resources"], coded_tables, strict=True) if not is_coded
    ]
    place = coded_tables.index(True) if any(coded_tables) else len(others)
    tables = [*others[:place], *resources(of_level), *others[place:]]
    return {**rest, **stated, "resources": tables}

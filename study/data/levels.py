"""What of the coded interviews is published: rows of respondents, or only tables of counts.

Rows where the attacks on them find nothing (`study.privacy.linkage`), else counts. Which of the two
stands in the descriptor of the data package, with the description of every table of that level.
"""

import json
from typing import Any

from study import paths
from study.data import coded, counted, told
from study.study_file import STUDY, Named

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
    """The descriptions of the coded tables of a level (Data Package v2).

    What the study file decides, such as which phases there are, stands there as ``<phases>``.
    """
    described = json.loads(paths.CODED_TABLES.read_text(encoding="utf-8"))
    chosen = [described[name] for name in COLUMNS[of_level]]
    for table in chosen:
        for field in table["schema"]["fields"]:
            _fill(field)
    return chosen


def _fill(field: dict[str, Any]) -> None:
    """Put what the study file says in the description of a column: phases, roles, languages ..."""
    if field["name"] in (f"{word}_{STUDY.editions[0]}" for word in coded.NEEDED):
        field.setdefault("constraints", {})["required"] = True
    constraints = field.get("constraints", {})
    if constraints.get("pattern") == "<code>":
        constraints["pattern"] = rf"({'|'.join(coded.PHASES)})\.[a-z]+"
    asked = constraints.get("enum")
    if not isinstance(asked, str):
        return
    labels = _labels()[asked]
    constraints["enum"] = list(labels)
    if asked == "<parts>":
        own = {category["value"]: category["label"] for category in field["categories"]}
        constraints["enum"] += list(own)
        labels = labels | own
    if "categories" in field:
        field["categories"] = [{"value": value, "label": label} for value, label in labels.items()]


def _labels() -> dict[str, dict[Any, str]]:
    """What may stand in a column, with its label: in English, if the study file has it."""

    def label(named: Named, word: str) -> str:
        first = f"{word}_{STUDY.editions[0]}"
        return named.words.get(f"{word}_en", named.words[first])

    streams = {stream.id: f"{label(stream, 'name')} stream" for stream in STUDY.streams}
    places = {coded.MUNICIPAL_ROUND: label(STUDY.place, "many")}
    first = {r.round: label(r, "many") for r in STUDY.roles if r.round == coded.NATIONAL_ROUND}
    return {
        "<phases>": {phase.id: label(phase, "name") for phase in STUDY.phases},
        "<streams>": streams,
        "<parts>": streams,
        "<roles>": {role.id: label(role, "one") for role in STUDY.roles},
        "<rounds>": first | places,
    }


def described(package: dict[str, Any], of_level: str, two_largest: int) -> dict[str, Any]:
    """The descriptor with the coded tables of a level in the place of those it had."""
    rest = {name: value for name, value in package.items() if name != "resources"}
    rest["description"] = told.description(bool(package.get("synthetic")))
    stated = {LEVEL: of_level, TWO_LARGEST: two_largest}
    coded_tables = [r["path"].startswith(f"{paths.CODED}/") for r in package["resources"]]
    others = [
        r for r, is_coded in zip(package["resources"], coded_tables, strict=True) if not is_coded
    ]
    place = coded_tables.index(True) if any(coded_tables) else len(others)
    tables = [*others[:place], *resources(of_level), *others[place:]]
    return {**rest, **stated, "resources": tables}

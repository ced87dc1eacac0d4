"""Tables of words in every language: the same keys, with the same blanks."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from study import paths
from study.language import spoken

TABLES = sorted(
    path
    for package in (paths.CODE, paths.ROOT / "press")
    for path in package.rglob(f"*_{spoken.EDITIONS[0]}.toml")
    if "demonstration" not in path.parts
)
FREE = {"synonyms", "changes", "capitals"}
"""Tables and parts that are not alike: what readers call otherwise, news, and a rule of Dutch."""


def entries(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and words of everything in a table."""
    for key, value in table.items():
        if key in FREE:
            continue
        if isinstance(value, dict):
            yield from entries(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def read(path: Path) -> dict[str, str]:
    return dict(entries(tomllib.loads(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("language", spoken.TRANSLATED)
@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_table_has_the_same_keys_and_blanks_in_each_language(table, language):
    name = table.stem.rpartition("_")[0]
    other = table.with_name(f"{name}_{language}.toml")
    if not other.is_file() and language not in spoken.EDITIONS:
        pytest.skip("not translated yet, and the book has no such edition")
    assert other.is_file()
    if name in FREE:
        return
    first, second = read(table), read(other)
    assert first.keys() - second.keys() == set() == second.keys() - first.keys()
    unlike = [key for key in first if blanks(first[key]) != blanks(second[key])]
    assert not unlike, f"{other.name}: other blanks than in {table.name}: {unlike}"


def test_all_tables_are_there():
    assert {"labels_nl", "sentences_nl", "grammar_nl", "synonyms_nl"} <= {t.stem for t in TABLES}

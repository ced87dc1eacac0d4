"""The press's own words for readers, from one table."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def text(key: str) -> str:
    """The words at ``part.name``.

    Raises:
        KeyError: no such label.
    """
    part, name = key.split(".")
    return " ".join(_table()[part][name].split())

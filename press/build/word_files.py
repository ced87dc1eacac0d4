"""Whether the tables of words can be read, before anything that asks them is imported."""

import tomllib
from collections.abc import Iterator
from pathlib import Path


def problems(root: Path) -> Iterator[str]:
    """A line for each table of ``study`` and ``press`` in a checkout that is no TOML."""
    for package in ("study", "press"):
        for table in sorted((root / package).rglob("*.toml")):
            name = table.relative_to(root).as_posix()
            try:
                tomllib.loads(table.read_bytes().decode("utf-8"))
            except UnicodeDecodeError:
                yield f"{name}: is not UTF-8. Save it as UTF-8."
            except tomllib.TOMLDecodeError as error:
                yield f"{name}: cannot be read ({error}). Mend it, or git restore {name}"

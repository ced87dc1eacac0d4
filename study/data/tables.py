"""Reading the published tables, with the types the data package gives them."""

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from study import paths
from study.language import spoken

_LARGEST_KEPT = 1_000_000
"""Bytes of a file. A larger one is asked for seldom, and would stay in memory."""
_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def package(data: Path = paths.DATA) -> dict[str, Any]:
    """The descriptor of the data package (Data Package v2) in a folder, as it is now.

    It is parsed anew each time. That takes a quarter of a millisecond, less than a copy of a
    parsed one would, and whoever gets it may change it.
    """
    return json.loads((data / paths.PACKAGE.name).read_bytes())


def read(name: str, data: Path = paths.DATA) -> pd.DataFrame:
    """One table of the package, rows in the order of the file.

    Only columns of the schema's types; a missing value is ``pd.NA``.

    Raises:
        KeyError: no table of that name in the package.
    """
    resource = _resource(name, data)
    fields = resource["schema"]["fields"]
    dtypes = tuple((field["name"], _DTYPES[field["type"]]) for field in fields)
    content = (data / resource["path"]).read_bytes()
    if len(content) > _LARGEST_KEPT:
        return _parsed(content, dtypes)
    return _parsed_once(content, dtypes).copy()


def _parsed(content: bytes, dtypes: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=dict(dtypes), encoding="utf-8")


_parsed_once = lru_cache(maxsize=32)(_parsed)
"""By what the file holds: a build asks for each table some twenty times."""


def read_in_words(name: str, data: Path = paths.DATA) -> pd.DataFrame:
    """A table with its words in the language of the moment: what it has as ``label_nl`` and
    ``label_en`` is the column ``label``.

    Raises:
        KeyError: no table of that name in the package.
    """
    table = read(name, data)
    others = [column for column in table if spoken.of_other_language(column)]
    return table.drop(columns=others).rename(columns=spoken.plain)


def path(name: str, data: Path = paths.DATA) -> Path:
    """The file of a table.

    Raises:
        KeyError: no table of that name in the package.
    """
    return data / _resource(name, data)["path"]


def _resource(name: str, data: Path) -> dict[str, Any]:
    resources = {resource["name"]: resource for resource in package(data)["resources"]}
    if name not in resources:
        raise KeyError(f"no table {name!r} in {paths.PACKAGE.name}; there are {sorted(resources)}")
    return resources[name]


def is_synthetic() -> bool:
    """Whether the coded interviews in this package are made up for demonstration."""
    return bool(package()["synthetic"])

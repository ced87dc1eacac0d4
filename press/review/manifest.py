"""What the release manifest holds: every file with its digest, every number, and their origin.

It is an RO-Crate (Sefton e.a. 2024, version 1.2), so that archives and other tools read it too.
Nothing in it depends on time or machine, except the versions of Python and packages.
"""

import html
import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from press.build.citation_file import Citation
from press.build.provenance import Provenance

FILE = "ro-crate-metadata.json"
"""The name that programs for RO-Crates look for."""

CRATE_VERSION = "1.2"
SCHEMA_VERSION = "2"
"""Which entities and properties the manifest has; a reader refuses any newer version."""

_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)
_NUMBER = re.compile(r'<data class="getal" value="([^"]*)" data-naam="([^"]*)">(.*?)</data>', re.S)
_FIGURE = re.compile(r'<img src="([^"]*figures/[\w-]+\.svg)\?v=\w+" alt="([^"]*)"')

FIGURES = "figures/"
DRAWING = ".svg"


def figure(name: str, ending: str) -> str:
    """The file of a figure; that of a translated edition is called ``en/name``."""
    edition, slash, own = name.rpartition("/")
    return f"{edition}{slash}{FIGURES}{own}{ending}"


def figure_of(file: str) -> str:
    """The name of the figure whose drawing this file is; empty if it is none."""
    edition, found, own = file.rpartition(FIGURES)
    return edition + own.removesuffix(DRAWING) if found and own.endswith(DRAWING) else ""


TYPES = {
    **{".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".csv": "text/csv"},
    **{".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf"},
    **{".json": "application/json", ".md": "text/markdown", ".py": "text/x-python"},
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **{".ipynb": "application/x-ipynb+json", ".woff2": "font/woff2", ".zip": "application/zip"},
}


@dataclass(frozen=True)
class Origin:
    """Where a figure or number is made: notebook, cell, the call in it, and the opened files."""

    notebook: str
    cell: int
    call: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What the manifest says beyond the files of the edition.

    ``lock`` is the lock file. ``origins`` go by ``figure <name>`` and ``number <name>``.
    """

    citation: Citation
    provenance: Provenance
    lock: Path
    origins: dict[str, Origin] = field(default_factory=dict)


def words(page: str) -> list[str]:
    """The visible words of a page's article; of the whole page if it has no article."""
    article = _ARTICLE.search(page)
    return html.unescape(_TAG.sub(" ", article[0] if article else page)).split()


def numbers(page: str) -> list[tuple[str, str, str]]:
    """Each number in a page's text: name, value, and as it is printed."""
    return [
        (html.unescape(name), html.unescape(value), html.unescape(text))
        for value, name, text in _NUMBER.findall(page)
    ]


def alternatives(page: str) -> dict[str, str]:
    """The alt text of each figure on a page, by the address of its drawing."""
    return {address: html.unescape(alt) for address, alt in _FIGURE.findall(page)}


def files(folder: Path, manifests: Collection[str] = (FILE,)) -> list[Path]:
    """All files of an edition but its manifest, in order of name; also what is no ordinary file."""
    found = [
        Path(place, name)
        for place, folders, names in os.walk(folder)
        for name in [*names, *(each for each in folders if Path(place, each).is_symlink())]
    ]
    names = {path: path.relative_to(folder).as_posix() for path in found}
    return sorted((path for path in found if names[path] not in manifests), key=names.get)

"""What is declared as public record: columns of tables, fields of the bibliography and settings.

A column is declared in ``data/datapackage.json`` by ``"publicRecord": true`` in its field; fields
of other files by name in the file of exceptions.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from study import paths
from study.screening.exceptions import Exceptions
from study.screening.passages import Passage
from study.screening.reading import delimited
from study.screening.reading.plain_text import decoded
from study.screening.strictness import BOOK, strictness_of

DECLARED = "publicRecord"

_FIELD = re.compile(r"^[\s-]*[\"']?(?P<name>[\w-]+)[\"']?\s*[:=]")
_ENTRY = re.compile(r"@(?P<kind>\w+)\s*\{\s*[^,\s{}]+\s*,")
_BIBTEX_FIELD = re.compile(r"\s*(?P<name>[\w-]+)\s*=\s*(?P<open>[{\"])?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Records:
    """Declared columns by table and declared fields by file, both by path below the checkout.

    ``coded`` are the tables of interviews, which the gate itself holds to more than this.
    """

    columns: dict[str, frozenset[str]]
    fields: dict[str, frozenset[str]]
    coded: frozenset[str]

    def passages(self, name: str, text: str) -> Iterator[Passage] | None:
        """The passages of a file of which a part is declared, or None if nothing is."""
        if name in self.columns:
            return delimited.cells(text, BOOK, declared=self.columns[name])
        if name in self.fields:
            cut = _bibliography if name.endswith(".bib") else _settings
            return cut(text, self.fields[name], name)
        return None


def declared(root: Path, exceptions: Exceptions) -> Records:
    """What is declared in a checkout. A descriptor that cannot be read declares nothing."""
    data = root / paths.DATA.name
    try:
        package = json.loads((data / paths.PACKAGE.name).read_bytes())
        resources = [(r["path"], r["schema"]["fields"]) for r in package["resources"]]
        columns = {
            f"{data.name}/{path}": frozenset(f["name"] for f in fields if f.get(DECLARED) is True)
            for path, fields in resources
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        columns = {}
    coded = frozenset(p for p in columns if p.startswith(f"{data.name}/{paths.CODED}/"))
    others = {path: of for path, of in columns.items() if path not in coded}
    return Records(others, exceptions.declared, coded)


def values(root: Path, exceptions: Exceptions) -> Iterator[frozenset[str]]:
    """The words of every declared value of a checkout."""
    found = declared(root, exceptions)
    for name in (*found.columns, *found.fields):
        path = root / name
        text = decoded(path.read_bytes()) if path.is_file() else None
        for passage in found.passages(name, text or "") or ():
            if passage.declared:
                yield words(passage.text)


def words(text: str) -> frozenset[str]:
    """The words of a declared value as they are compared with what stands in a page."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def _settings(text: str, fields: frozenset[str], name: str) -> Iterator[Passage]:
    """YAML or TOML line by line; a field goes on until the next one."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _FIELD.match(line):
            inside = match["name"] in fields
        yield Passage(line, "", number, None, inside, strictness=strictness_of(name))


def _bibliography(text: str, fields: frozenset[str], name: str) -> Iterator[Passage]:
    """BibTeX field by field; what stands between the records is a passage too."""
    done = 0
    for entry in _ENTRY.finditer(text):
        if entry.start() < done:
            continue
        yield _piece(text, done, entry.start(), False, name)
        yield _piece(text, entry.start(), entry.end(), True, name)
        done = entry.end()
        while match := _BIBTEX_FIELD.match(text, done):
            end = _end_of_value(text, match)
            yield _piece(text, done, end, match["name"].lower() in fields, name)
            done = end
    yield _piece(text, done, len(text), False, name)


def _end_of_value(text: str, match: re.Match[str]) -> int:
    """Where a value ends: behind its last brace or quotation mark, and behind its comma."""
    place, depth, quoted = match.end(), int(match["open"] == "{"), match["open"] == '"'
    while place < len(text) and (depth or quoted or text[place] not in ",}\n"):
        character = text[place]
        if character == "\\":
            place += 1
        elif character == '"' and not depth:
            quoted = False
        depth += (character == "{") - (character == "}")
        place += 1
    return place + (text[place : place + 1] == ",")


def _piece(text: str, start: int, end: int, declared_: bool, name: str) -> Passage:
    line = text.count("\n", 0, start) + 1
    return Passage(text[start:end], "", line, None, declared_, strictness=strictness_of(name))

"""Names of the project that may be published all the same, and where: decided one by one, by hand.

A name may be private and public at once: somebody spoke with an official who also wrote a report.
The decision that it may stand is made in the mapping, in ``public_names``, and kept there: a public
list of such names would tell who was interviewed. It holds for a file or a folder, or everywhere:
a coder may share a given name with an author, and still not be named in a chapter.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from study import files
from study.data.problems import NAME, Problem, as_lines
from study.paths import MAPPING
from study.privacy.identifiers.folding import fold

FIELD = "public_names"
EVERYWHERE = "everywhere"
FORM = f"Write each as name: where, which is a file, a folder, a list of them, or {EVERYWHERE}"

FOUND = "names-found.md"
"""Which names of the project stand in what is published, after a refusal for them."""

_FILES_SHOWN = 3
_MOST_PLACES = 4
"""Folders that a name is allowed in one by one."""
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class PublicNames:
    """Where each name may stand: paths below the checkout, by the name as it is compared."""

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def places_of(self, written: str) -> tuple[str, ...]:
        """Where a name may stand, however it is written; nowhere if nobody decided on it.

        A decision on a name is one on its shorter forms too: a page has the initials of an author.
        """
        parts = key(written).split()
        found = [where for name, where in self.places.items() if _is_form_of(parts, name.split())]
        return tuple(dict.fromkeys(place for where in found for place in where))


def cover(places: tuple[str, ...], file: str) -> bool:
    """Whether one of these places is this file, a folder that it lies in, or everywhere."""
    return any(
        place == EVERYWHERE or file == place or file.startswith(f"{place.rstrip('/')}/")
        for place in places
    )


def of_mapping(content: Any) -> PublicNames | None:
    """The decisions in the content of a mapping; None if they have another form."""
    decided = content.get(FIELD) if isinstance(content, dict) else None
    if decided is None or decided == []:
        return PublicNames()
    if not isinstance(decided, dict):
        return None
    places: dict[str, tuple[str, ...]] = {}
    for name, where in decided.items():
        given = where if isinstance(where, list) else [where]
        if not given or not all(isinstance(place, str) and place for place in given):
            return None
        # One name may be there in two spellings.
        places[key(str(name))] = (*places.get(key(str(name)), ()), *given)
    return PublicNames(places)


def read(path: Path) -> PublicNames | None:
    """The decisions in a mapping, finished or not; None if it cannot be read.

    A mapping that says nothing of them, or is not there, decides on none.
    """
    try:
        lines = "".join(_lines(path))
        return of_mapping(yaml.safe_load(lines))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def told(found: list[Problem], met: dict[str, set[str]], folder: Path) -> list[str]:
    """What was found, in lines that hold no name.

    ``met`` are the private names among it, as they are written, each with its files: which these
    are, and what to do with them, is written into the private folder.
    """
    if not met:
        return as_lines(found)
    lines = as_lines([problem for problem in found if problem.rule != NAME])
    lines += as_lines([problem for problem in found if problem.rule == NAME])
    decided = read(folder / MAPPING) or PublicNames()
    files.write(folder / FOUND, "\n".join([*_FOUND_HEAD, *_listed(met, decided), ""]))
    # On the last line: a line of its own would be counted as a problem of its own.
    return [
        *lines[:-1],
        *(f"{last} Which names: see {folder.name}/{FOUND}." for last in lines[-1:]),
    ]


_FOUND_HEAD = (
    "# Names of the project that stand in what is published",
    "",
    "For the private side only. The name of somebody: take it out of the file. A word that names",
    "nobody, such as one of the name of a file or of a group of documents: call that otherwise and",
    f"import again; or let the word stand, by adding it to `{FIELD}` in `{MAPPING}`, as here, in",
    "the place of a line that says less of it:",
    "",
)


def _listed(met: dict[str, set[str]], decided: PublicNames) -> Iterator[str]:
    """A line for each name, those first that stand in most files.

    It has all of a name: each way in which it is written, the fullest first, and where it may stand
    already.
    """
    spellings: dict[str, list[str]] = {}
    for name in sorted(met, key=lambda name: (-_letters(name), -len(met[name]), name)):
        parts = key(name).split()
        forms = (full for full in spellings if _is_form_of(parts, full.split()))
        spellings.setdefault(next(forms, key(name)), []).append(name)
    found = [(names, set().union(*map(met.__getitem__, names))) for names in spellings.values()]
    for names, places in sorted(found, key=lambda item: (-len(item[1]), item[0])):
        tops = {re.sub(r"/.*", "/", place) for place in places}
        where = sorted(tops | {*decided.places_of(names[0])})
        shown = EVERYWHERE if len(where) > _MOST_PLACES else f"[{', '.join(where)}]"
        others = "".join(f", also as {name}" for name in names[1:])
        files_of = ", ".join(sorted(places)[:_FILES_SHOWN])
        more = len(places) - _FILES_SHOWN
        rest = f" and {more} files more" if more > 0 else ""
        yield f"- `{_as_key(names[0])}: {shown}` (it stands in {files_of}{rest}{others})"


def _letters(name: str) -> int:
    return sum(map(len, key(name).split()))


def _as_key(name: str) -> str:
    """A name as YAML reads it in front of a colon."""
    name = " ".join(name.split())
    return name if re.fullmatch(r"\w[\w .,'-]*", name) else json.dumps(name, ensure_ascii=False)


def _lines(path: Path) -> Iterator[str]:
    """The lines of a mapping from ``public_names`` to the next field: all of it takes long."""
    within = False
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else ():
        if not line[:1].isspace() and line.strip() and not line.startswith(("#", "-")):
            within = re.match(rf"[\"']?{FIELD}[\"']?\s*:", line) is not None
        if within:
            yield line


def key(name: str) -> str:
    """A name as it is compared: its parts, small and without accents, the surname last."""
    surname, _, given = name.partition(",")
    return " ".join(_PART.findall(fold(f"{given} {surname}").text.lower()))


def _is_form_of(parts: list[str], decided: list[str]) -> bool:
    """Whether these are parts of a name that was decided on: its surname, and initials or more.

    Each part stands for one of that name: the "d" of "D. van der Naam" is not its "der".
    """
    if "".join(parts) == "".join(decided):
        return True
    written, whole = Counter(parts), Counter(decided)
    initials = Counter(part[0] for part in (whole - written).elements())
    return bool(decided) and decided[-1] in parts and written - whole <= initials

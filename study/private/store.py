"""The private side: a project as it was imported, its names, and the key to what was published."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from study import files, interrupts
from study.paths import ABOUT, KEY, MAPPING, NAMES, PROJECT, SEAL, WORDS
from study.private import public_names
from study.private.mapping import OPEN
from study.private.names_in_project import names_in
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    CODINGS,
    SET_ASIDE,
    SOURCES,
    VARIABLES,
    LeftOut,
    Project,
)
from study.private.public_names import PublicNames
from study.private.quotations import QUOTE as QUOTE
from study.private.quotations import sequences

PRIVATE_REPORT = "report.md"
LOOKED_THROUGH = "looked-through.json"
"""Digests of the files that were in order, so that only what changed is looked through again."""
_SEALED = (NAMES, WORDS)
KEY_COLUMNS = ("name", "respondent", "municipality")
CODE_LIST = "codes.csv"

_TABLES = {
    "sources": SOURCES,
    "coders": CODERS,
    "codes": CODES,
    "codings": CODINGS,
    "set_aside": SET_ASIDE,
    "cases": CASES,
    "case_sources": CASE_SOURCES,
    "variables": VARIABLES,
}


class Damaged(Exception):
    """The private folder cannot be used; the text is one line for the researcher."""


@dataclass(frozen=True)
class Secrets:
    """What may not occur in published bytes: names, and the word sequences of the interviews.

    ``public`` says of some of the names where they may stand all the same.
    """

    names: tuple[str, ...]
    quotations: np.ndarray
    public: PublicNames = field(default_factory=PublicNames)

    def with_names(self, names: list[str], public: PublicNames) -> "Secrets":
        """The same with other names and decisions."""
        return Secrets(tuple(names), self.quotations, public)

    def places_of(self, written: str) -> tuple[str, ...]:
        """Where somebody decided that a name may stand: files and folders of the checkout."""
        return self.public.places_of(written)

    def fingerprint(self) -> str:
        """A digest of all of it, to tell whether anything changed."""
        decided = sorted(f"{name}\t{places}" for name, places in self.public.places.items())
        return files.digest_of_all([*self.names, "", *decided, self.quotations.tobytes()])

    def quoted(self, text: str) -> bool:
        """Whether a text repeats ``QUOTE`` words in a row from an interview."""
        asked = sequences(text)
        places = np.searchsorted(self.quotations, asked).clip(max=self.quotations.size - 1)
        return bool(self.quotations.size and (self.quotations[places] == asked).any())


@dataclass(frozen=True)
class Held:
    """The private side at hand: what may not be published, and who is who.

    ``key`` has columns ``name``, ``respondent`` (the published identifier) and ``municipality``.
    ``tool`` is what the project was made with.
    """

    secrets: Secrets
    key: pd.DataFrame
    tool: str


def save(project: Project, folder: Path) -> None:
    """Write a project to the private folder, in the place of the last one, or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with files.scratch(folder, ".project-") as scratch:
        new = scratch / PROJECT
        new.mkdir()
        for name, columns in _TABLES.items():
            getattr(project, name)[list(columns)].to_csv(
                new / f"{name}.csv", index=False, lineterminator="\n"
            )
        about = [("name", project.name), ("tool", project.tool), ("counting", project.counting)]
        about += [("named", name) for name in project.names]
        about += [("left out", f"{x.count}\t{x.what}\t{x.why}") for x in project.left_out]
        with (new / ABOUT).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(about)
        (new / NAMES).write_text("\n".join(names_in(project)) + "\n", encoding="utf-8")
        texts = project.sources["text"].dropna()
        quotations = [sequences(text) for text in texts] or [sequences("")]
        np.save(new / WORDS, np.unique(np.concatenate(quotations)))
        _seal(new)
        old = folder / PROJECT
        with interrupts.held():
            if old.exists():
                old.rename(scratch / "old")
            new.rename(old)


def load(folder: Path) -> Project:
    """The imported project.

    Raises:
        Damaged: nothing was imported there, or a part of it is missing or cannot be read.
    """
    place = folder / PROJECT
    if not place.exists():
        raise Damaged(f"{folder.name}/: holds no project. Run python -m study import first.")
    read = {name: _table(folder, name, columns) for name, columns in _TABLES.items()}
    with _reading(folder, f"{PROJECT}/{ABOUT}"):
        about = _about(folder)
        first = dict(about[:3])
        left_out = [value.split("\t") for name, value in about if name == "left out"]
        return Project(
            **read,
            name=first["name"],
            tool=first["tool"],
            counting=first["counting"],
            names=tuple(value for name, value in about if name == "named"),
            left_out=tuple(LeftOut(what, int(count), why) for count, what, why in left_out),
        )


def _table(folder: Path, name: str, columns: dict[str, str]) -> pd.DataFrame:
    with _reading(folder, f"{PROJECT}/{name}.csv"):
        read = pd.read_csv(
            folder / PROJECT / f"{name}.csv",
            dtype=_dtypes(columns),
            keep_default_na=False,
            na_values=[""],
        )
        return read[list(columns)]


def _about(folder: Path) -> list[list[str]]:
    with (folder / PROJECT / ABOUT).open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


_IMPORT_AGAIN = "Import and anonymise the project again, or move the folder away"


@contextmanager
def _reading(folder: Path, name: str, remedy: str = _IMPORT_AGAIN) -> Iterator[None]:
    """Name the file of the private folder of which the reading fails, and what to do."""
    try:
        yield
    except (OSError, ValueError, KeyError, EOFError, csv.Error) as error:
        why = files.fault(folder / name, error)
        raise Damaged(f"{folder.name}/{name}: is damaged ({why}). {remedy}.") from error


def _dtypes(columns: dict[str, str]) -> dict[str, str]:
    """Types to read a table with: codings repeat a few texts a million times."""
    return {
        name: "category" if columns in (CODINGS, SET_ASIDE) and dtype == "string" else dtype
        for name, dtype in columns.items()
    }


def secrets(folder: Path) -> Secrets:
    """What the gate looks for in published files, as it was found at the import.

    Raises:
        Damaged: a part of it is missing or cannot be read.
    """
    answers = folder / MAPPING
    again = "Put back a copy of it, or take it away and import the project again"
    with _reading(folder, MAPPING, again):
        if answers.exists() and not (text := answers.read_text(encoding="utf-8")).strip():
            raise Damaged(f"{folder.name}/{MAPPING}: is empty. {again}.")
        if answers.exists() and "respondents" not in text:
            raise Damaged(f"{folder.name}/{MAPPING}: says nothing of respondents. {again}.")
    public = public_names.read(answers)
    if public is None:
        place = f"{folder.name}/{MAPPING}: {public_names.FIELD}"
        raise Damaged(f"{place} cannot be read. {public_names.FORM}.")
    with _reading(folder, f"{PROJECT}/{SEAL}"):
        sealed = _sealed(folder / PROJECT)
    if lost := [name for name in _SEALED if name not in sealed]:
        raise Damaged(
            f"{folder.name}/{PROJECT}/{SEAL}: says nothing of {lost[0]}, so that names or"
            f" interviews could be missed. {_IMPORT_AGAIN}."
        )
    for name in sealed:
        with _reading(folder, f"{PROJECT}/{name}"):
            if files.digest_of_file(folder / PROJECT / name) != sealed.get(name):
                raise Damaged(
                    f"{folder.name}/{PROJECT}/{name}: is not what was written there, so that names"
                    f" or interviews could be missed. {_IMPORT_AGAIN}."
                )
    with _reading(folder, f"{PROJECT}/{NAMES}"):
        names = (folder / PROJECT / NAMES).read_text(encoding="utf-8").splitlines()
    with _reading(folder, f"{PROJECT}/{WORDS}"):
        words = np.load(folder / PROJECT / WORDS)
    return Secrets(tuple(name for name in names if name), words, public)


def held(folder: Path) -> Held | None:
    """The private side, or None where this machine does not have it, or nothing was published yet.

    Raises:
        Damaged: a part of it is missing or cannot be read.
    """
    if not (folder / KEY).exists():
        _refuse_half(folder)
        return None
    if not (folder / MAPPING).exists():
        raise Damaged(
            f"{folder.name}/: is half there ({MAPPING} is missing). Put it back, or move the"
            " folder away."
        )
    found, who = secrets(folder), key(folder)
    with _reading(folder, f"{PROJECT}/{ABOUT}"):
        return Held(found, who, dict(_about(folder))["tool"])


def key(folder: Path) -> pd.DataFrame | None:
    """Who is who in what was published, as in ``Held``; None where there is no key.

    Raises:
        Damaged: it cannot be read.
    """
    again = (
        "Put back a copy of it, or take it away and run python -m study anonymise: identifiers are"
        " then drawn anew"
    )
    with _reading(folder, KEY, again):
        return _read_key(folder) if (folder / KEY).exists() else None


def _read_key(folder: Path) -> pd.DataFrame:
    read = pd.read_csv(folder / KEY, dtype="string", keep_default_na=False, na_values=[""])
    return read[list(KEY_COLUMNS)]


def digest_of_tables(folder: Path) -> str:
    """One digest of the tables of the imported project, whatever its file was called."""
    place = folder / PROJECT
    return files.digest_of_all(files.digest_of_file(place / f"{name}.csv") for name in _TABLES)


def at_hand(folder: Path) -> Secrets | None:
    """What the gate looks for in published files, or None where this machine does not have it.

    A project that was imported and of which nothing was published yet counts too.

    Raises:
        Damaged: a part of it is missing or cannot be read.
    """
    held_ = held(folder)
    if held_ is not None:
        return held_.secrets
    return secrets(folder) if (folder / PROJECT).exists() else None


def _refuse_half(folder: Path) -> None:
    """Refuse a folder that has lost its key: a mapping without open answers was used."""
    if not (folder / MAPPING).exists():
        return
    with _reading(folder, MAPPING):
        text = (folder / MAPPING).read_text(encoding="utf-8", errors="replace")
    finished = f'"{OPEN}"' not in text
    if finished or not (folder / PROJECT).exists():
        lost = KEY if (folder / PROJECT).exists() else f"{PROJECT}/"
        raise Damaged(
            f"{folder.name}/: is half there ({lost} is missing). Run python -m study anonymise,"
            " or move the folder away."
        )


@contextmanager
def new_key(key: pd.DataFrame, folder: Path) -> Iterator[None]:
    """Write who is who, for as long as the tables are replaced; the last key stays if they are not.

    Before them, because tables of which nobody has the key could never be compared with others.
    """
    path = folder / KEY
    before = path.read_bytes() if path.exists() else None
    files.write(path, key.to_csv(index=False, lineterminator="\n"))
    try:
        yield
    except BaseException:
        path.unlink() if before is None else files.write(path, before)
        raise


def save_names(names: list[str], folder: Path) -> None:
    """Write the names that may not be published."""
    files.write(folder / PROJECT / NAMES, "\n".join(names) + "\n")
    _seal(folder / PROJECT)


def _seal(place: Path) -> None:
    """Write by what is told that a part was lost: a search for fewer names finds nothing."""
    parts = sorted(path for path in place.iterdir() if path.name != SEAL)
    lines = "".join(f"{files.digest_of_file(path)}  {path.name}\n" for path in parts)
    files.write(place / SEAL, lines)


def _sealed(place: Path) -> dict[str, str]:
    """The digest of each part as it was written, by its name.

    Of a folder that was written when less was sealed, only that is known.
    """
    lines = (place / SEAL).read_text(encoding="utf-8").splitlines()
    return dict(reversed(line.split("  ", 1)) for line in lines)

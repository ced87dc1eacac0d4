"""Reading an edition of the book: from a built folder, a release archive, or its manifest alone."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from press.review import manifest
from press.review.manifest import FILE, SCHEMA_VERSION, Origin
from study.files import digest


class NotAnEdition(Exception):
    """A file that cannot be read as an edition: which one, why, what to do."""


@dataclass(frozen=True)
class Edition:
    """The content of a manifest by kind and name, and the folder with the files if it is there.

    ``files`` and ``words`` hold digests, of files and of the words of pages; ``numbers`` holds
    numbers as printed, and ``pages`` where; ``alternatives`` are the alt texts of figures.
    """

    name: str
    version: str
    commit: str
    lock: str
    files: dict[str, str]
    words: dict[str, str]
    numbers: dict[str, str]
    pages: dict[str, tuple[str, ...]]
    alternatives: dict[str, str]
    origins: dict[str, Origin]
    packages: dict[str, str]
    folder: Path | None = None

    def names(self) -> set[str]:
        """The names of its files: those in the folder, or else those in the manifest."""
        if self.folder is None:
            return set(self.files)
        return {path.relative_to(self.folder).as_posix() for path in manifest.files(self.folder)}

    def changed(self) -> dict[str, str]:
        """Files that are not what the manifest says: ``changed``, ``missing`` or ``added``."""
        if self.folder is None:
            return {}
        there = {
            path.relative_to(self.folder).as_posix(): digest(path.read_bytes())
            for path in manifest.files(self.folder)
        }
        found = dict.fromkeys(there.keys() - self.files.keys(), "added")
        found |= dict.fromkeys(self.files.keys() - there.keys(), "missing")
        found |= {
            name: "changed" for name, known in self.files.items() if there.get(name, known) != known
        }
        return dict(sorted(found.items()))


@contextmanager
def opened(path: Path) -> Iterator[Edition]:
    """An edition from a folder with a manifest, a release archive (zip) or a manifest.

    Raises:
        NotAnEdition: it is none of these, or it is damaged.
    """
    if path.is_dir():
        yield read(path / FILE, path)
    elif path.suffix == ".zip":
        with tempfile.TemporaryDirectory(prefix="press-edition-") as scratch:
            yield _unpacked(path, Path(scratch))
    else:
        yield read(path, None)


def _unpacked(path: Path, scratch: Path) -> Edition:
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(scratch)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotAnEdition(
            f"{path}: not a readable archive ({error}). Download it again."
        ) from None
    found = sorted(scratch.rglob(FILE), key=lambda each: len(each.parts))
    if not found:
        raise NotAnEdition(f"{path}: holds no {FILE}, so it is no release of this book.")
    return read(found[0], found[0].parent)


def read(file: Path, folder: Path | None) -> Edition:
    """An edition from its manifest.

    Raises:
        NotAnEdition: the manifest is missing, damaged, or of a newer schema.
    """
    try:
        graph = json.loads(file.read_text(encoding="utf-8"))["@graph"]
        known = {entity["@id"]: entity for entity in graph}
        version = known["#vorm"]["value"]
        if version != SCHEMA_VERSION:
            raise NotAnEdition(
                f"{file}: written in form {version}, and this version reads form {SCHEMA_VERSION}. "
                "Use the version of this book that wrote it, or a newer one."
            )
        return _edition(known, folder)
    except (OSError, ValueError) as error:
        raise NotAnEdition(f"{file}: not a readable manifest ({error}). Build the book.") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAnEdition(f"{file}: not a manifest of this book (no {error}).") from None


def _edition(known: dict[str, dict], folder: Path | None) -> Edition:
    root = known["./"]
    listed = {name: each["sha256"] for name, each in known.items() if "sha256" in each}
    of_numbers = {name: each for name, each in known.items() if name.startswith("#getal-")}
    drawings = {
        Path(name).stem: each
        for name, each in known.items()
        if name.startswith("figures/") and "description" in each
    }
    origins = {f"figure {name}": _origin(each) for name, each in drawings.items()}
    origins |= {f"number {each['name']}": _origin(each) for each in of_numbers.values()}
    return Edition(
        name=root["name"],
        version=root["version"],
        commit=known["#commit"]["value"],
        lock=known["#slot"]["value"],
        files=listed,
        words={
            name.removeprefix("#woorden-"): each["value"]
            for name, each in known.items()
            if name.startswith("#woorden-")
        },
        numbers={each["name"]: each["description"] for each in of_numbers.values()},
        pages={
            each["name"]: tuple(page["@id"] for page in _list(each["subjectOf"]))
            for each in of_numbers.values()
        },
        alternatives={name: each["description"] for name, each in drawings.items()},
        origins={name: origin for name, origin in origins.items() if origin is not None},
        packages={
            each["name"]: each["softwareVersion"]
            for each in known.values()
            if each["@type"] == "SoftwareApplication"
        },
        folder=folder,
    )


def _origin(entity: dict) -> Origin | None:
    if "isBasedOn" not in entity:
        return None
    notebook, *inputs = (each["@id"] for each in _list(entity["isBasedOn"]))
    cell, _, call = entity["measurementTechnique"].removeprefix("cell ").partition(": ")
    return Origin(notebook, int(cell), call, tuple(inputs))


def _list(value) -> list:
    return value if isinstance(value, list) else [value]

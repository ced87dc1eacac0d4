"""Reading an edition of the book: from a built folder, a release archive, or its manifest alone."""

import json
import os
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from press.review import former_manifest, manifest
from press.review.manifest import FILE, SCHEMA_VERSION, Origin
from press.review.releasing.packing import NotAnArchive, unpack
from study.files import digest, digest_of_file, fault

BOOK = "html"
"""The folder of a release archive that holds the book."""

MOST_BYTES = 64 * 2**20
"""Of a manifest; the book's has 150 kB."""

NO_FILE = ""
"""Stands for the digest of what is no ordinary file, or cannot be read."""

_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.{1,2}(/|$)")


class NotAnEdition(Exception):
    """A file that cannot be read as an edition: which one, why, what to do."""


@dataclass(frozen=True)
class Edition:
    """The content of a manifest by kind and name, and the folder with the files if it is there.

    ``files`` and ``words`` hold digests, of files and of the words of pages, and ``there`` those of
    the files that are in ``folder``; ``numbers`` holds numbers as printed, and ``pages`` where;
    ``alternatives`` are the alt texts of figures. ``archive`` is the folder of an unpacked release,
    and ``faults`` says by name what is wrong with it.
    """

    name: str
    version: str
    commit: str
    lock: str
    files: dict[str, str]
    sizes: dict[str, str]
    words: dict[str, str]
    numbers: dict[str, str]
    pages: dict[str, tuple[str, ...]]
    alternatives: dict[str, str]
    origins: dict[str, Origin]
    packages: dict[str, str]
    platform: str
    entities: dict[str, dict[str, Any]]
    vocabulary: dict[str, Any]
    """What the manifest holds beside its entities: what their words mean."""

    written: str
    """Digest of the manifest itself."""

    folder: Path | None = None
    there: dict[str, str] = field(default_factory=dict)
    archive: Path | None = None
    faults: dict[str, str] = field(default_factory=dict)

    def names(self) -> set[str]:
        """The names of its files: those in the folder, or else those in the manifest."""
        return set(self.files if self.folder is None else self.there)

    def around(self) -> dict[str, str]:
        """The digests of the files of a release beside the book; none without an archive."""
        if self.archive is None:
            return {}
        beside = _digests(self.archive, ())
        return {name: each for name, each in beside.items() if not name.startswith(f"{BOOK}/")}

    def changed(self) -> dict[str, str]:
        """Files that are not what the manifest says: ``changed``, ``missing`` or ``added``."""
        if self.folder is None:
            return {}
        found = dict.fromkeys(self.there.keys() - self.files.keys(), "added")
        found |= dict.fromkeys(self.files.keys() - self.there.keys(), "missing")
        for name in self.files.keys() & self.there.keys():
            if self.there[name] != self.files[name]:
                found[name] = "changed"
            elif self.sizes.get(name) != str((self.folder / name).stat().st_size):
                found[name] = "listed with another size"
        return dict(sorted(found.items()))


@contextmanager
def opened(path: Path) -> Iterator[Edition]:
    """An edition from a folder with a manifest, a release archive (zip) or a manifest.

    Raises:
        NotAnEdition: it is none of these, or it is damaged.
    """
    if path.is_dir():
        yield _of_folder(path)
    elif not path.is_file():
        raise NotAnEdition(f"{path}: no such file or folder.")
    elif zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory(prefix="press-edition-") as scratch:
            try:
                found = unpack(path, Path(scratch))
            except NotAnArchive as error:
                raise NotAnEdition(f"{path}: {error}. Download it again.") from None
            edition = _of_folder(found.root / BOOK, path)
            yield replace(edition, archive=found.root, faults=edition.faults | found.faults)
    else:
        yield read(path, None)


def _of_folder(folder: Path, shown: Path | None = None) -> Edition:
    named = [name for name in (FILE, former_manifest.FILE) if (folder / name).is_file()]
    if not named:
        raise NotAnEdition(f"{shown or folder}: holds no {FILE}, so it is no edition of this book.")
    return read(folder / named[0], folder, shown)


def read(file: Path, folder: Path | None, archive: Path | None = None) -> Edition:
    """An edition from its manifest; ``archive`` is what it was unpacked from.

    Raises:
        NotAnEdition: the manifest is missing, damaged, or of a newer schema.
    """
    shown = f"{archive}, {BOOK}/{file.name}" if archive else str(file)
    again = "Download it again" if archive else "Build the book"
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES // 2**20} MB")
        content = file.read_bytes()
        made = json.loads(content.decode("utf-8"), object_pairs_hook=once)
        entities = once((entity["@id"], entity) for entity in made.pop("@graph"))
        form = entities["#vorm"]["value"]
        if form == former_manifest.FORM:
            entities = former_manifest.as_now(entities)
            names = (former_manifest.FILE, FILE)
        elif form == SCHEMA_VERSION:
            names = (FILE,)
        else:
            raise NotAnEdition(
                f"{shown}: written in form {form!r}, and this version reads form {SCHEMA_VERSION}. "
                "Use the version of this book that wrote it, or a newer one."
            )
        edition = _edition(entities, made, digest(content))
    except (OSError, ValueError, RecursionError) as error:
        ours = type(error) is ValueError
        why = error if ours and file.stat().st_size else fault(file, error)
        raise NotAnEdition(f"{shown}: not a readable manifest ({why}). {again}.") from None
    except (KeyError, TypeError, AttributeError):
        raise NotAnEdition(
            f"{shown}: not a manifest of this book, though it is JSON. {again}."
        ) from None
    if folder is None:
        return edition
    edition = replace(edition, folder=folder, there=_digests(folder, names))
    there = [name for name in names if (folder / name).is_file()]
    unlike = [name for name in there if digest_of_file(folder / name) != edition.written]
    faults = dict.fromkeys(unlike, "is not the manifest")
    links = [name for name in there if not _ordinary(folder / name)]
    return replace(edition, faults=faults | dict.fromkeys(links, "is a link to another file"))


def once(pairs) -> dict[str, Any]:
    """A dictionary of pairs, in which no name may be there twice: programs would read either."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!r} is there twice")
        found[name] = value
    return found


def _digests(folder: Path, manifests: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for path in manifest.files(folder, manifests):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = digest_of_file(path) if _ordinary(path) else NO_FILE
        except OSError:
            found[name] = NO_FILE
    return found | dict.fromkeys(_odd_folders(folder), NO_FILE)


def _ordinary(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _odd_folders(folder: Path) -> list[str]:
    """Folders that are empty, which no edition has, or that may not be looked into."""
    found: list[str] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda error: found.append(error.filename)
    ):
        if not folders and not names:
            found.append(place)
    return [f"{Path(place).relative_to(folder).as_posix()}/" for place in found]


def _edition(known: dict[str, dict], vocabulary: dict[str, Any], written: str) -> Edition:
    root = known["./"]
    listed = {name: each for name, each in known.items() if "sha256" in each}
    if outside := [name for name in listed if _OUTSIDE.search(name)]:
        raise ValueError(f"{outside[0]!r} lies outside the edition")
    of_numbers = {name: each for name, each in known.items() if name.startswith("#getal-")}
    drawings = {
        figure: each
        for name, each in known.items()
        if "description" in each and (figure := manifest.figure_of(name))
    }
    origins = {f"figure {name}": _origin(each) for name, each in drawings.items()}
    origins |= {f"number {_text(each, 'name')}": _origin(each) for each in of_numbers.values()}
    return Edition(
        name=_text(root, "name"),
        version=_text(root, "version"),
        commit=_text(known["#commit"], "value"),
        lock=_text(known["#slot"], "value"),
        files={name: _text(each, "sha256") for name, each in listed.items()},
        sizes={name: _text(each, "contentSize") for name, each in listed.items()},
        words={
            name.removeprefix("#woorden-"): _text(each, "value")
            for name, each in known.items()
            if name.startswith("#woorden-")
        },
        numbers={each["name"]: _text(each, "description") for each in of_numbers.values()},
        pages={
            each["name"]: tuple(_text(page, "@id") for page in _list(each["subjectOf"]))
            for each in of_numbers.values()
        },
        alternatives={name: _text(each, "description") for name, each in drawings.items()},
        origins={name: origin for name, origin in origins.items() if origin is not None},
        packages={
            _text(each, "name"): _text(each, "version")
            for name, each in known.items()
            if name.startswith("#pakket-")
        },
        platform=_platform(known[former_manifest.PYTHON]),
        entities=known,
        vocabulary=vocabulary,
        written=written,
    )


def _platform(python: dict) -> str:
    name, version, system = (_text(python, each) for each in ("name", "version", "operatingSystem"))
    if not (name.strip() and version.strip() and system.strip()):
        raise TypeError(f"{python['@id']} does not say on what it was built")
    return f"{name} {version}, {system}"


def _text(entity: dict, name: str) -> str:
    value = entity[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} of {entity.get('@id')} is no text")
    return value


def _origin(entity: dict) -> Origin | None:
    if "isBasedOn" not in entity:
        return None
    if not (based_on := _list(entity["isBasedOn"])):
        raise ValueError(f"isBasedOn of {entity['@id']} names nothing")
    notebook, *inputs = (_text(each, "@id") for each in based_on)
    cell, _, call = _text(entity, "measurementTechnique").removeprefix("cell ").partition(": ")
    return Origin(notebook, int(cell), call, tuple(inputs))


def _list(value) -> list:
    return value if isinstance(value, list) else [value]

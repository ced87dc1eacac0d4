"""New tables or a new private project beside the old, which they replace whole or not at all."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from study import files, interrupts, paths
from study.data import levels, tables, told
from study.measures import tally
from study.private import public_names, store
from study.private.anonymise import Anonymised
from study.private.publishable import publishable


@contextmanager
def staged(data: Path, result: Anonymised, level: str) -> Iterator[Path]:
    """A data folder beside the real one with the new tables in it, gone afterwards."""
    with files.scratch(data.parent, ".release-") as scratch:
        folder = scratch / data.name
        (folder / paths.CODED).mkdir(parents=True)
        for path in sorted(data.glob("public/*.csv")):
            target = folder / path.relative_to(data)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
        if (data / told.README).exists():
            (folder / told.README).write_bytes((data / told.README).read_bytes())
        bibliography = data.parent / paths.BIBLIOGRAPHY.name
        if bibliography.exists():
            (scratch / bibliography.name).write_bytes(bibliography.read_bytes())
        write_tables(result, level, tables.package(data), folder)
        yield folder


def write_tables(result: Anonymised, level: str, package: dict[str, Any], target: Path) -> None:
    """The coded tables of a level and the descriptor that goes with them."""
    coded = target / paths.CODED
    used = set(result.coded.segments["code"])
    codebook = result.coded.codebook
    status = codebook["code"].isin(used).map({True: "used", False: "unused"})
    codebook.assign(status=status).to_csv(coded / paths.CODEBOOK, index=False, lineterminator="\n")
    if level == levels.ROWS:
        result.coded.write(coded)
    else:
        k = package["thresholds"]["k"]
        publishable(tally(result.coded), result.coded_double, k).write(coded)
    described = levels.described(package, level, result.two_largest)
    describe(described, target)


def describe(package: dict[str, Any], target: Path) -> None:
    """Write the descriptor of a package, and what its README says of the interviews."""
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    files.write(target / paths.PACKAGE.name, text)
    readme = target / told.README
    if readme.exists():
        text = readme.read_text(encoding="utf-8")
        files.write(readme, told.readme(text, bool(package["synthetic"])))


_STAYS = (paths.RELEASES, paths.REPLACES, store.LOOKED_THROUGH)
_SAYS_WHY = (public_names.FOUND, store.PRIVATE_REPORT)


@contextmanager
def private(folder: Path) -> Iterator[Path]:
    """A private folder for a new project, which takes the place of the last if nothing goes wrong.

    What is kept from project to project is in it: what was released, and which replaces which. Of a
    project that is refused only what says why is left.
    """
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with files.scratch(folder, ".new-") as scratch:
            new = scratch / folder.name
            new.mkdir()
            for name in _STAYS:
                if (folder / name).is_dir():
                    shutil.copytree(folder / name, new / name)
                elif (folder / name).exists():
                    shutil.copyfile(folder / name, new / name)
            try:
                yield new
            except Exception:
                _put(new, folder, _SAYS_WHY)
                raise
            with interrupts.held():
                _put(new, folder, [path.name for path in new.iterdir()])
    finally:
        if not there and not any(folder.iterdir()):
            folder.rmdir()


def _put(new: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (new / name).exists():
            if (folder / name).exists():
                (folder / name).rename(new.with_name(f"before-{name}"))
            (new / name).rename(folder / name)


SWAPPED = (paths.CODED, paths.PACKAGE.name, paths.REPORT, told.README)
"""What publishing replaces in the data folder; a README only where there is one."""


def _made(staged: Path) -> Callable[[str], bool]:
    return lambda name: name != told.README or (staged / name).exists()


def swap(staged: Path, data: Path) -> None:
    """Put the staged tables in the place of the published ones: all of them or none."""
    with interrupts.held():
        _swap(staged, data)


def _swap(staged: Path, data: Path) -> None:
    before = staged / "before"
    before.mkdir()
    moved: list[str] = []
    try:
        for name in filter(_made(staged), SWAPPED):
            if (data / name).exists():
                (data / name).rename(before / name)
            moved.append(name)
            (staged / name).rename(data / name)
    except OSError:
        for name in moved:
            if (data / name).exists():
                (data / name).rename(staged / f"failed-{name}")
            if (before / name).exists():
                (before / name).rename(data / name)
        raise

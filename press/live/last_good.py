"""The last good pages, and what Sphinx knew of them: kept, and put back after a mistake.

Without that a build after a mistake would have to read all pages again.
"""

import filecmp
from collections.abc import Callable
from pathlib import Path

from press import places
from press.build import cached_files, publishing
from study import files
from study.language import spoken

_KEPT = ".good"
_PARTS = (".doctrees", places.SEARCHED)
"""Folders that Sphinx and the search index read in the next build."""


def mirror(
    source: Path, target: Path, drop: Callable[[str], bool] = lambda name: True
) -> list[str]:
    """Make the files in ``target`` those of ``source``; gives the names of those that were written.

    Of what ``source`` does not hold, files stay for whose names ``drop`` says no. What is
    hidden is left alone, and so are the folders of translated editions, not of the book itself.
    """
    wanted = _names(source)
    for name in _names(target) - wanted:
        if drop(name):
            (target / name).unlink()
    written = []
    for name in sorted(wanted):
        made, there = source / name, target / name
        if not there.is_file() or not filecmp.cmp(made, there, shallow=False):
            files.write(there, made.read_bytes())
            written.append(name)
    return written


def show(build: Path, shown: Path) -> list[str]:
    """Show the pages that were made; downloads of an earlier build stay. Gives what changed."""
    return mirror(build / publishing.WORK, shown, lambda name: name.endswith(".html"))


def show_all(build: Path, shown: Path) -> None:
    """Show pages and downloads as they were made, and nothing else."""
    mirror(build / publishing.WORK, shown)


def keep(build: Path) -> None:
    """Keep what belongs to the pages that are shown."""
    for part in _PARTS:
        mirror(build / part, build / _KEPT / part)


def put_back(build: Path, shown: Path) -> None:
    """Go back to the pages that are shown, if there are any."""
    if not (build / _KEPT).exists():
        return
    for part in _PARTS:
        mirror(build / _KEPT / part, build / part)
    mirror(shown, build / publishing.WORK)
    finish(build)


def forget_damaged(build: Path) -> None:
    """Forget what was read and written by a build that did not end well, or was changed since."""
    parts = [build / part for part in _PARTS]
    if not cached_files.sealed(build / publishing.WHOLE, parts):
        for part in (*parts, build / publishing.WORK, build / _KEPT):
            files.throw_away(part)
    parts[0].mkdir(parents=True, exist_ok=True)  # Sphinx had made it


def begin(build: Path) -> None:
    """Note that from here on nothing can be relied on, until `finish`."""
    files.throw_away(build / publishing.WHOLE)


def finish(build: Path) -> None:
    """Note what the next build can rely on."""
    cached_files.seal(build / publishing.WHOLE, [build / part for part in _PARTS])


def _names(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if not path.name.startswith("."))
    names = (path.relative_to(folder) for path in found if path.is_file())
    return {name.as_posix() for name in names if name.parts[0] not in spoken.EDITIONS[1:]}

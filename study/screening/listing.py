"""Which files are published: those that git tracks or would add, and those that a build finds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from study import git, paths

_NOT_OURS = frozenset(("__pycache__", "node_modules"))
_NOT_OURS_AT_THE_TOP = frozenset((paths.PRIVATE.name, *(path.name for path in paths.MADE)))
_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True)
class Listed:
    """A file below a checkout: ``name`` is its path there.

    ``ignored`` is a file that git leaves out and no build publishes by itself: it is looked at for
    private material only.
    """

    path: Path
    name: str
    ignored: bool


def published(root: Path) -> list[Listed]:
    """All files of a checkout but those that a build makes and those of the private folder.

    Without git, or in a folder inside another repository, every file counts as published. What git
    tracks is in the list wherever it lies, in the private folder too.
    """
    seen = set(_walk(root))
    if not _is_a_checkout(root):
        seen = {name for name in seen if not name.rpartition("/")[2].startswith(".")}
        seen |= _known_to_git(root, "--cached")
        return _listed(root, seen, seen)
    kept = _known_to_git(root, "--cached", "--others", "--exclude-standard")
    return _listed(root, seen | kept, kept)


def _listed(root: Path, names: set[str], kept: set[str]) -> list[Listed]:
    found = [Listed(root / name, readable(name), name not in kept) for name in sorted(names)]
    # A file that was deleted is tracked until that is committed.
    return [each for each in found if each.path.is_symlink() or each.path.exists()]


def readable(name: str) -> str:
    """A name in letters, also where a disk has it in other bytes than those of UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("cp1252", "replace")
    return name


def _is_a_checkout(root: Path) -> bool:
    """Whether the folder is a repository of its own, and git answers for it."""
    try:
        return Path(git.ask(root, "rev-parse", "--show-toplevel")).resolve() == root.resolve()
    except git.GitError:
        return False


def _known_to_git(root: Path, *kinds: str) -> set[str]:
    """The files of these kinds below a folder; none where there is no repository."""
    try:
        return set(git.names(root, "ls-files", "-z", *kinds))
    except git.GitError:
        return set()


def _walk(root: Path) -> Iterator[str]:
    """Files that lie in a checkout, without hidden folders, environments and what builds make.

    A link to a folder counts as a file; git's own file of a linked checkout does not.
    """
    for place, folders, names in os.walk(root):
        here = Path(place)
        left = _NOT_OURS_AT_THE_TOP | _NOT_OURS if here == root else _NOT_OURS
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in left
            and not (here / name / _ENVIRONMENT).exists()
        )
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (
            (here / name).relative_to(root).as_posix()
            for name in (*names, *links)
            if name != ".git"
        )

"""What changed in the checkout, and what a build needs to see it."""

from collections.abc import AsyncIterator, Collection, Sequence
from enum import Enum
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from press import places
from press.build import chapter_templates
from press.translation import catalogue
from study import paths

_STEP, _QUIET = 5, 50
"""Milliseconds: how often is looked for more, and after how many without more it is told."""


class Needs(Enum):
    """What a build needs for a change."""

    PAGES = "texts: Sphinx as it was set up before"
    SETTING_UP = "settings, data, notebooks: Sphinx set up again"
    NEW_PROCESS = "code: modules imported again"


def needs(changed: Collection[Path]) -> Needs:
    """The most that any of these files asks for."""
    if any(_is_code(path) for path in changed):
        return Needs.NEW_PROCESS
    if all(map(_is_text, changed)):
        return Needs.PAGES
    return Needs.SETTING_UP


def order(changed: Collection[Path], editions: Sequence[str]) -> list[str]:
    """The editions that a change asks for, the one that is written first.

    A catalogue of translations concerns its own edition only, anything else all of them.
    """
    owners = {_edition(path) for path in changed}
    return [each for each in editions if None in owners or each in owners]


def _edition(path: Path) -> str | None:
    """The one edition that a file belongs to."""
    if paths.TRANSLATIONS not in path.parents:
        return None
    return path.relative_to(paths.TRANSLATIONS).parts[0]


def _is_text(path: Path) -> bool:
    """Whether Sphinx reads it, or translates by it, after it was set up: a page or its catalogue.

    Of templates the pages are made before, and captions and notes are taken.
    """
    name = path
    if (language := _edition(path)) and path.suffix == catalogue.ENDING:
        name = paths.ROOT / path.relative_to(catalogue.folder(language)).with_suffix(".md")
    return (
        name.suffix == ".md"
        and name.is_file()
        and path.is_file()
        and not chapter_templates.is_template(name.stem)
    )


def _is_code(path: Path) -> bool:
    return path in (places.LOCK, paths.STUDY) or bool({places.CODE, paths.CODE} & set(path.parents))


class Written(DefaultFilter):
    """Leaves out what makers do not write: hidden files, what is made, and editors' own files."""

    ignore_paths = (*paths.MADE, paths.PRIVATE, places.LIVE.parent)

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        own = name.startswith(".") or name.isdigit()  # Vim tries a folder out with one
        return not own and super().__call__(change, path)


async def texts_and_data() -> AsyncIterator[set[Path]]:
    """The files in folders of the checkout that changed, a set for each save."""
    left_out = {*paths.MADE, paths.PRIVATE}
    folders = [
        path
        for path in paths.ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path not in left_out
    ]
    async for found in _changes(*folders, recursive=True):
        yield found


async def top_level() -> AsyncIterator[set[Path]]:
    """The files at the top of the checkout that changed, such as its settings."""
    async for found in _changes(paths.ROOT, recursive=False):
        # A folder is told of when something in it changes, and so is not what changed.
        if files := {path for path in found if path.parent == paths.ROOT and not path.is_dir()}:
            yield files


async def _changes(*watched: Path, recursive: bool) -> AsyncIterator[set[Path]]:
    seen = awatch(
        *watched, watch_filter=Written(), step=_STEP, debounce=_QUIET, recursive=recursive
    )
    async for found in seen:
        yield {Path(path) for _, path in found}

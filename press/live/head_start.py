"""What builds that publish have kept, taken over once, so that no notebook runs again for it."""

import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from press import places
from press.build import publishing
from press.translation import task
from study.language import spoken

_TAKEN = (
    *(places.RUNS, places.FIGURE_FILES, places.DOWNLOADS, places.TYPESET),
    *(places.CHECKED, places.SCREENED),
)


def take() -> None:
    """Copy what is not there yet, unless a build is at work that may still change it."""
    built = places.BUILT.parent
    try:
        with FileLock(built / publishing.LOCK, timeout=0):
            _copy(built, places.LIVE)
            for language in spoken.EDITIONS[1:]:
                _copy(task.folder(built, language), places.live(language))
    except Timeout:
        return


def _copy(kept: Path, to: Path) -> None:
    for name in _TAKEN:
        source, target = kept / name, to / name
        if source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, target)

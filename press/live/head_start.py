"""What builds that publish have kept, taken over once, so that no notebook runs again for it."""

import shutil

from filelock import FileLock, Timeout

from press import places
from press.build import publishing

_TAKEN = (
    *(places.RUNS, places.FIGURE_FILES, places.DOWNLOADS, places.TYPESET),
    *(places.CHECKED, places.SCREENED),
)


def take() -> None:
    """Copy what is not there yet, unless a build is at work that may still change it."""
    kept = places.LIVE.parent
    try:
        with FileLock(kept / publishing.LOCK, timeout=0):
            for name in _TAKEN:
                source, target = kept / name, places.LIVE / name
                if source.exists() and not target.exists():
                    copy = shutil.copytree if source.is_dir() else shutil.copyfile
                    copy(source, target)
    except Timeout:
        return

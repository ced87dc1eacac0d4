"""The demonstration in the place of another study that a checkout holds, for all tests.

Tests speak of the demonstration: of its phases, its factors and its people. Where ``data/`` holds
something else, a copy of it with the demonstration's study file, codebook and tables is what
`study` reads in this process, so that tests pass there too. Nothing of the checkout is changed.
"""

import json
import shutil
import tempfile
from pathlib import Path

from study import paths

THRESHOLDS = {"k": 5, "l": 2}
"""Those of the demonstration that is shipped, whatever the package at hand says."""

_FOLDER = tempfile.TemporaryDirectory(prefix="shipped-")


def clear(data: Path) -> None:
    """Leave in a data folder only what the demonstration is made from."""
    descriptor = data / paths.PACKAGE.name
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package |= {"synthetic": True, "thresholds": THRESHOLDS}
    # Imported only here, because it reads the study file.
    from study import staging
    from study.data import levels

    staging.describe(levels.described(package, levels.ROWS, package["two_largest"]), data)
    for path in (data / paths.CODED).iterdir():
        if path.name != paths.CODEBOOK:
            path.unlink()
    for name in (paths.REPORT, paths.SIGNATURE):
        (data / name).unlink(missing_ok=True)


def use() -> None:
    """Have `study` read the demonstration; to be called before any of it is imported."""
    own = paths.DEMONSTRATION / paths.STUDY.name
    synthetic = json.loads(paths.PACKAGE.read_text(encoding="utf-8")).get("synthetic") is True
    if synthetic and paths.STUDY.read_bytes() == own.read_bytes():
        return
    data = Path(_FOLDER.name) / paths.DATA.name
    shutil.copytree(paths.DATA, data)
    for path in (paths.BIBLIOGRAPHY, paths.EXCEPTIONS):
        shutil.copy(path, data.parent)
    shutil.copy(own, data)
    shutil.copy(paths.DEMONSTRATION / paths.CODEBOOK, data / paths.CODED)
    paths.DATA = data
    paths.PACKAGE = data / paths.PACKAGE.name
    paths.STUDY = data / paths.STUDY.name
    clear(data)
    from study import workflow

    workflow.make_demo(data, data.parent / "private")

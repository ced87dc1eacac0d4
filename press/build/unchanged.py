"""Whether the published book is already what a build would publish; then the build ends at once.

Asked before other extensions are imported, because that takes longer than finding out.
"""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from press import places
from press.build import cached_files, digests
from study import git, paths
from study.files import digest_of_all

logger = logging.getLogger(__name__)

_FULL_BUILD_OPTIONS = ("--all", "--builder", "--custom-builder")
"""Options of jupyter-book; Sphinx does not pass them on to extensions."""
ONLY = "ONLY"
"""The environment variable that names the one language to make: ``make book ONLY=nl``."""

_COPYRIGHT_YEAR = "SOURCE_DATE_EPOCH"
"""Another environment variable that shows in pages: Sphinx takes the copyright year from it."""


def key(app: Sphinx) -> str:
    """Key of everything that a published book is made from, without times and absolute paths.

    That is every file of the checkout except generated ones, the files of the private project that
    the gate reads, the settings as they reached Sphinx, the commit, Python and the packages. Of
    hidden files those that git tracks by custom, because the gate looks at them too.
    """
    root = paths.ROOT
    also = (*paths.gate_files(), *paths.HIDDEN)
    parts = [root, *(path for path in also if path.exists())]
    excluded = {*paths.MADE, paths.PRIVATE, build(app)}
    settings = repr([app.config.extensions, sorted(app.config.overrides.items())])
    return digest_of_all(
        (
            digests.digest(parts, root, excluded),
            settings.replace(str(app.srcdir), ""),
            Path(app.config.overrides["external_toc_path"]).read_bytes(),
            digests.environment(places.LOCK),
            git.commit(root),
            os.environ.get(_COPYRIGHT_YEAR, ""),
            os.environ.get(ONLY, ""),
        )
    )


def build(app: Sphinx) -> Path:
    """The build folder, ``_build``."""
    return Path(app.doctreedir).parent


def end_if_unchanged(app: Sphinx, made_from: str) -> None:
    """End the build with success if this book is published and its files are as they were."""
    if any(option.startswith(_FULL_BUILD_OPTIONS) for option in sys.argv[1:]):
        return
    recorded = cached_files.read(_record(app))
    if recorded is not None and recorded == _state(app, made_from):
        logger.info("Nothing changed: the book in %s stays as it is.", app.outdir)
        raise SystemExit(0)


def note(app: Sphinx, made_from: str) -> None:
    """Record what was published, unless something changed while it was made."""
    if key(app) == made_from:
        cached_files.keep(_record(app), _state(app, made_from))


def _record(app: Sphinx) -> Path:
    return build(app) / places.PUBLISHED


def _state(app: Sphinx, made_from: str) -> bytes:
    """What the book was made from and what it is; of a book that cannot be read, nothing."""
    published = Path(app.outdir)
    try:
        return f"{made_from} {digests.digest([published], published)}".encode()
    except OSError:
        return b""

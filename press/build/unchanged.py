"""Whether the published book is already what a build would publish: then the build ends at once.

Asked before other extensions are imported, as that takes longer than finding out.
"""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from press import places
from press.build import digests, git
from study import paths
from study.files import digest_of_all

logger = logging.getLogger(__name__)

_MORE_THAN_UP_TO_DATE = ("--all", "--builder", "--custom-builder")
"""Options of jupyter-book that ask for a full build; Sphinx does not pass them on to extensions."""
_COPYRIGHT_YEAR = "SOURCE_DATE_EPOCH"
"""The one environment variable that shows in pages: Sphinx takes the copyright year from it."""


def key(app: Sphinx) -> str:
    """Stands for all that a published book is made from; never for moments or places.

    That is every file of the checkout but those that are made, what the gate has of the private
    project, the settings as they reached Sphinx, the commit, Python and the packages.
    """
    root = paths.ROOT
    parts = [root, *(path for path in paths.gate_files() if path.exists())]
    aside = {*paths.MADE, paths.PRIVATE, build(app)}
    settings = repr([app.config.extensions, sorted(app.config.overrides.items())])
    return digest_of_all(
        (
            digests.digest(parts, root, aside),
            settings.replace(str(app.srcdir), ""),
            Path(app.config.overrides["external_toc_path"]).read_bytes(),
            digests.environment(places.LOCK),
            git.commit(root),
            os.environ.get(_COPYRIGHT_YEAR, ""),
        )
    )


def build(app: Sphinx) -> Path:
    """The folder in which all is made."""
    return Path(app.doctreedir).parent


def end_if_unchanged(app: Sphinx, made_from: str) -> None:
    """End the build well if its book was published before and nobody touched it since."""
    if any(option.startswith(_MORE_THAN_UP_TO_DATE) for option in sys.argv[1:]):
        return
    try:
        stands = _mark(app).read_text(encoding="utf-8") == f"{made_from} {_seal(app)}"
    except OSError:
        return
    if stands:
        logger.info("Nothing changed: the book in %s stays as it is.", app.outdir)
        raise SystemExit(0)


def note(app: Sphinx, made_from: str) -> None:
    """Remember what was published, unless something changed while it was made."""
    if key(app) == made_from:
        _mark(app).write_text(f"{made_from} {_seal(app)}", encoding="utf-8")


def _mark(app: Sphinx) -> Path:
    return build(app) / places.PUBLISHED


def _seal(app: Sphinx) -> str:
    published = Path(app.outdir)
    return digests.digest([published], published)

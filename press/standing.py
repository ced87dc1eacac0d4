"""Whether the published book is already what a build would publish."""

import hashlib
import platform
from pathlib import Path

from sphinx.application import Sphinx

from press import inputs
from press.results import Results
from press.review import edition, manifest
from study import paths

MARK = ".published"


def key(app: Sphinx, results: Results, commit: str) -> str:
    """Stands for all that a published book is made from; never for moments or places."""
    root = paths.ROOT
    parts = [
        *(root / name for name in ("press", "study", "notebooks", "data")),
        *(root / name for name in ("_config.yml", "_toc.yml", "requirements.txt")),
        *(root / name for name in ("CITATION.cff", "LICENSE-CONTENT")),
        paths.BIBLIOGRAPHY,
    ]
    doctrees = Path(app.doctreedir)
    read = [doctrees / f"{docname}.doctree" for docname in sorted(app.env.found_docs)]
    sha = hashlib.sha256(inputs.digest(parts, root).encode())
    sha.update(inputs.digest(read, doctrees).encode())
    for docname, run in sorted(results.runs.items()):
        sha.update(f"{docname} {run.digest}".encode())
    packages = manifest.packages(root / "requirements.txt")
    sha.update(f"{commit} {platform.python_version()} {packages}".encode())
    return sha.hexdigest()


def stands(build: Path, published: Path, wanted: str) -> bool:
    """Whether this is what was published last, and nobody touched it since."""
    mark = build / MARK
    try:
        if mark.read_text(encoding="utf-8") != f"{wanted} {_seal(published)}":
            return False
        return not edition.read(published / manifest.FILE, published).changed()
    except (OSError, edition.NotAnEdition):
        return False


def note(build: Path, published: Path, made: str) -> None:
    """Remember what was published."""
    (build / MARK).write_text(f"{made} {_seal(published)}", encoding="utf-8")


def _seal(published: Path) -> str:
    return manifest.digest((published / manifest.FILE).read_bytes())

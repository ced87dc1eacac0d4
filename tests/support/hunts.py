"""Builds that are held against a clean build of the same files, elsewhere."""

import shutil
import subprocess
from pathlib import Path

from press.build.publishing import OLD
from press.review import edition, manifest
from study import files
from tests.support.books import Book
from tests.support.edits import EXTRA

ENVIRONMENTS = (
    {},
    {"LC_ALL": "C", "TZ": "Pacific/Auckland"},
    {"LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8", "PYTHONHASHSEED": "7"},
    {"JOBS": "1", "TZ": "Asia/Tokyo"},
)
"""What may differ between two builds without a difference in the book."""


def commit(folder: Path) -> None:
    """Commit everything, or go to another commit where there is nothing to commit."""
    if git(folder, "status", "--porcelain"):
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "Edit")
    else:
        git(folder, "checkout", "--quiet", git(folder, "rev-list", "--all").split()[-1])


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@localhost")
    command = ["git", *who, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def copy(source: Path, target: Path) -> Path:
    """The checkout without what was made, with what its edits need."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("_build", ".venv", "__pycache__"))
    (target / EXTRA).write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return target


def fingerprint(html: Path) -> dict[str, str]:
    """The digest of every file of a built book."""
    found = [path for path in html.rglob("*") if path.is_file()]
    return {path.relative_to(html).as_posix(): files.digest(path.read_bytes()) for path in found}


def build(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """A whole build, and what it published.

    Raises:
        RuntimeError: it failed; with the end of what it printed.
    """
    process = Book(folder).start(**environment)
    printed, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a build failed:\n{printed[-3000:]}")
    return fingerprint(Book(folder).html)


def unlike_clean(folder: Path, scratch: Path) -> list[str]:
    """Published files that a clean build of the same checkout, elsewhere, makes otherwise."""
    clean = copy(folder, scratch / "a folder with spaces")
    expected, made = build(clean, {}), fingerprint(Book(folder).html)
    shutil.rmtree(clean)
    return sorted(
        name for name in expected.keys() | made.keys() if expected.get(name) != made.get(name)
    )


def complete(folder: Path) -> bool:
    """Whether the published book is what its own manifest says, or lies ready to be put back."""
    published = folder / "_build" / "html"
    try:
        return not edition.read(published / manifest.FILE, published).changed()
    except edition.NotAnEdition:
        return bool(list(published.parent.glob(f"{OLD}*")))

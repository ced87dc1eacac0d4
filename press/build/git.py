"""Git commands in a checkout, and the commit that an edition is built from."""

import re
import subprocess
from pathlib import Path


class GitError(Exception):
    """Git is not there, or did not do what it was asked."""


def ask(root: Path, *arguments: str) -> str:
    """The output of a git command in a folder.

    Raises:
        GitError: it could not be run, or failed.
    """
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise GitError(f"git cannot be run here: {error}") from None
    if done.returncode:
        raise GitError(f"git {arguments[0]} failed here: {done.stderr.strip()}")
    return done.stdout.strip()


def commit(root: Path) -> str:
    """The commit of a checkout; empty if the tree has changes, or there is no repository."""
    try:
        # The folder may be inside a checkout of something else.
        if Path(ask(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
            return ""
        if ask(root, "status", "--porcelain"):
            return ""
        found = ask(root, "rev-parse", "HEAD")
    except GitError:
        return ""
    return found if re.fullmatch(r"[0-9a-f]{40,64}", found) else ""

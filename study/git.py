"""Git commands in a checkout, and the commit that an edition is built from."""

import os
import re
import subprocess
from pathlib import Path

TAGS = "refs/tags/"
"""How the full name of a tag begins."""


class GitError(Exception):
    """Git is not there, or did not do what it was asked."""


def ask(root: Path, *arguments: str) -> str:
    """The output of a git command in a folder.

    Raises:
        GitError: it could not be run, or failed.
    """
    return _run(root, *arguments).decode("utf-8").strip()


def _run(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run here: {error}") from None
    if done.returncode:
        # In one line with what git advises, such as how to trust another owner's folder.
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise GitError(f"git {arguments[0]} failed here: {said}")
    return done.stdout


def names(root: Path, *arguments: str) -> list[str]:
    """What a git command lists with zeros between, in whatever letters a disk has names.

    Raises:
        GitError: it could not be run, or failed.
    """
    return [os.fsdecode(name) for name in _run(root, *arguments).split(b"\0") if name]


def tags(root: Path) -> list[str]:
    """The full names of all tags on commits, in order; none where there is no checkout.

    Raises:
        GitError: there is a checkout, and git cannot be run or does not answer.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return []
    names = ask(root, "for-each-ref", "--format=%(refname)", TAGS).splitlines()
    # Through other tags. One whose commit is not here is an error: nobody can see what it released.
    return [name for name in names if ask(root, "cat-file", "-t", f"{name}^{{}}") == "commit"]


def tags_left_out(root: Path) -> str:
    """Why a checkout may lack tags that there are elsewhere, and what to do; empty if it has all.

    Raises:
        GitError: there is a checkout, and git cannot be run or does not answer.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return ""
    if ask(root, "rev-parse", "--is-shallow-repository") == "true":
        return "it is a shallow clone. Run git fetch --unshallow --tags"
    settings = ask(root, "config", "--list").splitlines()
    if any(re.fullmatch(r"remote\..*\.tagopt=--no-tags", line) for line in settings):
        return (
            "it was cloned without tags. Run git fetch --tags, and take tagOpt out of .git/config"
        )
    fetched = [line for line in settings if re.match(r"remote\..*\.fetch=", line)]
    remotes = {line.removeprefix("remote.").rpartition(".fetch=")[0] for line in fetched}
    whole = {remote for remote in remotes if any(_takes_all(remote, line) for line in fetched)}
    for remote in sorted(remotes - whole):
        return (
            f"of {remote} only some branches are fetched, and tags of other ones may not be here."
            f" Run git remote set-branches {remote} '*', then git fetch --tags {remote}"
        )
    return ""


def _takes_all(remote: str, setting: str) -> bool:
    """Whether by a line of the settings all branches of a remote are fetched."""
    pattern = rf"remote\.{re.escape(remote)}\.fetch=\+?refs/(?:heads/)?\*:.*"
    return re.fullmatch(pattern, setting) is not None


def file_at(root: Path, reference: str, path: str) -> str | None:
    """The text of a file below a folder of a checkout as a commit has it; None if it has none.

    Raises:
        GitError: git cannot be run, or does not know the commit.
    """
    if not ask(root, "ls-tree", "--name-only", reference, "--", path):
        return None
    return ask(root, "show", f"{reference}:./{path}")


def staged_only(root: Path) -> dict[str, bytes]:
    """What the next commit would hold and neither the last one nor the folder does, by name.

    That is what was added and then changed or thrown away. Empty where there is no checkout. Of a
    folder within one, what lies in it.
    """
    plain = ("--porcelain", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules")
    try:
        above = os.fsdecode(_run(root, "rev-parse", "--show-prefix")).removesuffix("\n")
        # Without locks: a look changes nothing, and none of it may stand in the way of a commit.
        told = names(root, "--no-optional-locks", "status", *plain, "--", ".")
    except GitError:
        return {}
    # Of each file: how the next commit differs from the last, and the folder from the next.
    changed = [line[3:] for line in told if line[0] not in " D" and line[1] != " "]
    changed = [name.removeprefix(above) for name in changed]
    found = ((name, _staged(root, name)) for name in sorted(changed))
    return {name: content for name, content in found if content is not None}


def _staged(root: Path, name: str) -> bytes | None:
    """A file as the next commit would hold it; None of one that is not merged, or no file."""
    try:
        return _run(root, "cat-file", "blob", f":./{name}")
    except GitError:
        return None


def refusal(root: Path) -> str:
    """Why git does not answer in a checkout, in a line; empty if it does, or this is none."""
    if not (root / ".git").exists():
        return ""
    try:
        ask(root, "rev-parse", "--show-toplevel")
    except GitError as error:
        return str(error)
    return ""


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

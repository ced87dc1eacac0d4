"""A small checkout to put leaks into, and what the gate says of it."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from study.private.public_names import PublicNames, key
from study.private.store import Secrets
from study.screening import Pages, sources

NAME = "Kattenbroek"
"""A name of a private project that this repository has nowhere else."""
PHONE = "-".join(("06", "21987654"))
"""Put together here, so that the tests themselves are in order."""


def secrets(*names: str, public: Mapping[str, tuple[str, ...]] | None = None) -> Secrets:
    """A private side with these names, or else `NAME`; ``public`` says where one may stand."""
    decided = PublicNames({key(name): places for name, places in (public or {}).items()})
    return Secrets(names or (NAME, f"Wenqa {NAME}"), np.array([], dtype=np.uint64), decided)


@dataclass(frozen=True)
class Checkout:
    """A folder that is a git repository of its own."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> "Checkout":
        """A new one, with nothing in it."""
        git(root, "init", "--quiet", "--template=")
        return cls(root)

    def put(self, path: str, content: bytes | str) -> Path:
        """Write a file; gives its path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def problems(self, private: Secrets | None = None, remembered: Path | None = None) -> list[str]:
        """What is wrong with the sources, a line each."""
        return [str(problem) for problem in sources(self.root, private, remembered)]

    def page_problems(self, book: Path, private: Secrets | None = None) -> list[str]:
        """What is wrong with a book made of these sources."""
        return [str(problem) for problem in Pages(self.root, private).problems(book)]


def git(root: Path, *arguments: str) -> None:
    """A git command in a folder."""
    root.mkdir(parents=True, exist_ok=True)
    who = ("-c", "user.name=a", "-c", "user.email=a@localhost")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

"""Which files the data folder holds and how they are written: all of it would be published."""

import filecmp
import re
import tempfile
from pathlib import Path
from typing import Any

from study import paths
from study.data.coded import Coded
from study.data.counted import Counts
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.privacy import identifiers


def strays(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Files in the data folder that nobody described: whatever they hold would be published."""
    known = {resource["path"] for resource in package["resources"]}
    known |= {paths.PACKAGE.name, paths.STUDY.name, "README.md", paths.REPORT, paths.SIGNATURE}
    known.add(f"{paths.CODED}/{paths.RELEASE}")
    strays = [
        path
        for path in sorted(data.rglob("*"))
        if (path.is_file() or path.is_symlink()) and path.relative_to(data).as_posix() not in known
    ]
    return [
        problem(
            _careful(path.relative_to(data)),
            None,
            None,
            "allow-list",
            "is not described in datapackage.json",
            "Take the file out of data/",
        )
        for path in strays
    ]


def _careful(path: Path) -> str:
    """A file's name, unless the name itself may identify somebody."""
    # Any file name is an identifier of the kind file, so that only the words in it are looked at.
    readable = re.sub(r"[_.-]+", " ", path.stem)
    if identifiers.find(readable):
        return f"{path.parent.as_posix()}/ (a file whose name may identify somebody)"
    return path.as_posix()


def canonical(data: Path, coded: Coded | Counts) -> list[Problem]:
    """Tables that are not written as they are published: bytes can tell what cells do not.

    A mark at the start, a zero before a number or another line end may carry a message. The
    codebook is written by hand and is not held to this.
    """
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        coded.write(Path(scratch))
        for again in sorted(Path(scratch).glob("*.csv")):
            published = data / paths.CODED / again.name
            if filecmp.cmp(again, published, shallow=False):
                continue
            ours, theirs = again.read_bytes(), published.read_bytes()
            lines = zip(ours.splitlines(True), theirs.splitlines(True), strict=False)
            same = next((n for n, (a, b) in enumerate(lines) if a != b), ours.count(b"\n"))
            found.append(
                problem(
                    table_path(again.stem),
                    max(same - 1, 0),
                    None,
                    "form",
                    "is not written as it is published (spaces, quotes, zeros or line ends)",
                    "Run python -m study anonymise again",
                )
            )
    return found

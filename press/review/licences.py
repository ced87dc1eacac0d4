"""The licence of every locked package, checked against those that are allowed (licences.toml)."""

import importlib.metadata
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from press.build import digests

ALLOWED = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True)
class Package:
    """A package of the lock, with its licence as it states it, and whether that is allowed."""

    name: str
    version: str
    licence: str
    allowed: bool


def of_lock(lock: Path) -> list[Package]:
    """Every installed package of a lock file, in its order.

    A package that this platform does not need is not installed, and not listed.
    """
    rules = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    found = []
    for name in digests.packages(lock):
        metadata = importlib.metadata.metadata(name)
        licence = _stated(metadata)
        fits = any(re.search(rf"\b{re.escape(each)}", licence) for each in rules["allowed"])
        found.append(Package(name, metadata["Version"], licence or "not stated", fits))
    return found


def _stated(metadata) -> str:
    """The licence as SPDX expression, from classifiers, or as free text, whichever comes first."""
    if expression := metadata.get("License-Expression"):
        return expression
    classifiers = metadata.get_all("Classifier") or []
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    named = [name for name in named if name != "OSI Approved"]
    own = (metadata.get("License") or "").strip().splitlines()
    return "; ".join(named) or (own[0][:60] if own else "")

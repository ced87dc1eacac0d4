"""What an edition of the book is made from: version, commit, and digests of data and lock."""

from dataclasses import dataclass
from pathlib import Path

from press import places
from press.build import digests
from press.build.citation_file import Citation
from study import git, paths
from study.files import digest


@dataclass(frozen=True)
class Provenance:
    """What an edition is made from.

    ``data`` and ``lock`` are digests; ``commit`` is empty where there is no clean checkout.
    """

    version: str
    released: str
    commit: str
    data: str
    lock: str


def of_checkout(root: Path, citation: Citation) -> Provenance:
    """What a build of this checkout is made from."""
    return Provenance(
        version=citation.version,
        released=citation.released.isoformat(),
        commit=git.commit(root),
        data=digests.digest([paths.DATA], paths.ROOT),
        lock=digest(places.LOCK.read_bytes()),
    )

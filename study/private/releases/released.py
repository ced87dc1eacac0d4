"""Which published states were released: those tagged in git, and those noted privately."""

import csv
import io
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from study import files, git, paths
from study.data import levels
from study.private.releases import snapshots
from study.private.releases.snapshots import Snapshot
from study.private.store import Damaged

_VERSION = re.compile(r"^v(?=\d)")
"""What a tag has before the number of a version."""

_COLUMNS = ("digest", "version", "demonstration")


@dataclass(frozen=True)
class Released:
    """A release of coded tables: ``digest`` is that of all of them, as in their snapshot."""

    digest: str
    version: str
    demonstration: bool

    def __str__(self) -> str:
        return f"{self.version} (tables {self.digest[:12]})"


def known(data: Path, folder: Path) -> list[Released]:
    """All releases that git's tags or the notes in the private folder tell of, each once.

    Raises:
        GitError: there is a checkout, and git cannot be asked for its tags.
        Damaged: the notes cannot be read.
    """
    # A note has what a tag said when it was first seen, and that may have been edited since.
    found = {release.digest: release for release in (*tagged(data), *_noted(folder))}
    return list(found.values())


def having(
    data: Path, folder: Path, identifiers: Collection[str], after: Collection[str] = ()
) -> list[Snapshot | None]:
    """What each release of real interviews said that has one of these identifiers.

    None stands for one of which nothing is kept, which may have any: but for those of ``after``,
    which were there before these identifiers were drawn. Tables in ``data`` of which the private
    folder does not know count as one: it was put back from before them, and so were its notes.

    Raises:
        GitError: there is a checkout, and git cannot be asked for its tags.
        Damaged: the notes or a snapshot cannot be read.
    """
    found: list[Snapshot | None] = []
    releases = {each.digest: each for each in known(data, folder)}
    here = {each.digest: each for each in _here(data)}
    for release in (here | releases).values():
        before = snapshots.load(folder, release.digest)
        if before is None:
            found += [None] * (not release.demonstration and release.digest not in after)
        elif release.digest in releases and _tells_of(before, identifiers):
            found.append(before)
    return found


def _tells_of(state: Snapshot, identifiers: Collection[str]) -> bool:
    """Whether a state of real interviews published one of these identifiers."""
    has = bool(state.people["respondent"].isin(identifiers).any())
    return has and state.level == levels.ROWS and not state.demonstration


def _here(data: Path) -> list[Released]:
    """What is published now, released or not, if anything is."""
    record = data / paths.CODED / paths.RELEASE
    return [_of(record.read_text("utf-8", "replace"), "", "")] if record.is_file() else []


def remember(data: Path, folder: Path) -> None:
    """Note each tagged release of real interviews: it stays public when its tag goes or moves.

    Raises:
        GitError: there is a checkout, and git cannot be asked for its tags.
        Damaged: earlier notes cannot be read.
    """
    if not (folder / paths.KEY).exists():
        return
    noted = _noted(folder)
    there = {release.digest for release in noted}
    new = [each for each in tagged(data) if each.digest not in there and not each.demonstration]
    if new:
        files.write(folder / paths.RELEASES / paths.RELEASED, _written([*noted, *new]))


def tagged(data: Path) -> list[Released]:
    """The releases that were tagged, from the record of the tables in each tag's commit.

    Tables without a record count too: they have the digest of what git calls them.

    Raises:
        GitError: there is a checkout, and git cannot be asked for its tags.
    """
    root, record = data.parent, f"{data.name}/{paths.CODED}/{paths.RELEASE}"
    found = []
    for tag in git.tags(root):
        package = git.file_at(root, tag, f"{data.name}/{paths.PACKAGE.name}") or ""
        text = git.file_at(root, tag, record)
        if text is not None:
            found.append(_of(text, package, tag.removeprefix(git.TAGS)))
        elif tables := _tables_at(root, tag, data.name):
            name = _VERSION.sub("", tag.removeprefix(git.TAGS))
            found.append(Released(files.digest(tables), name, _demonstration(package)))
    return found


def _tables_at(root: Path, tag: str, data: str) -> str:
    """What git calls the tables of interviews in a tag's commit; empty if there are none."""
    listed = git.ask(root, "ls-tree", tag, "--", f"{data}/{paths.CODED}/").splitlines()
    interviews = {f"{name}.csv" for each in levels.COLUMNS.values() for name in each}
    interviews.remove(paths.CODEBOOK)
    return "\n".join(line for line in listed if line.rpartition("/")[2] in interviews)


def _demonstration(told: str) -> bool:
    """Whether a record or descriptor says that its interviews are made up."""
    try:
        read = json.loads(told)
        # Releases up to 0.3 have the name from before.
        return read.get("synthetic", read.get("demonstration")) is True
    except (ValueError, AttributeError):
        return False


def _of(record: str, package: str, tag: str) -> Released:
    """A release from its record; one that cannot be read has its own digest for a name.

    It is called by its tag, because the version may not have been raised; without one by that.
    """
    try:
        digest = snapshots.digest_of(json.loads(record)["tables"])
        demonstration = _demonstration(record)
    except (ValueError, LookupError, TypeError, AttributeError):
        return Released(files.digest(record), tag, False)
    if tag:
        return Released(digest, _VERSION.sub("", tag), demonstration)
    try:
        version = str(json.loads(package)["version"])
    except (ValueError, LookupError, TypeError):
        version = ""
    return Released(digest, version, demonstration)


def note(data: Path, folder: Path) -> str:
    """Note on the private side that what is published now was released; says what was done.

    Raises:
        GitError: there is a checkout, and git cannot be asked for its tags.
        Damaged: earlier notes cannot be read.
    """
    here = f"{folder.name}/{paths.RELEASES}/{paths.RELEASED}"
    if not (folder / paths.KEY).exists():
        return (
            f"Not noted in {here}: the private folder is not at hand. The tag of this commit does"
            " the same."
        )
    record = (data / paths.CODED / paths.RELEASE).read_text(encoding="utf-8")
    package = (data / paths.PACKAGE.name).read_text(encoding="utf-8")
    now = _of(record, package, "")
    now = next((each for each in tagged(data) if each.digest == now.digest), now)
    earlier = [release for release in _noted(folder) if release.digest != now.digest]
    files.write(folder / paths.RELEASES / paths.RELEASED, _written([*earlier, now]))
    if snapshots.load(folder, now.digest) is None:
        return f"Noted in {here}. Run python -m study check, which keeps what it said of whom."
    return f"Noted in {here}."


def _noted(folder: Path) -> list[Released]:
    path = folder / paths.RELEASES / paths.RELEASED
    try:
        text = path.read_text("utf-8")
        if tuple(next(csv.reader(io.StringIO(text)), ())) != _COLUMNS:
            raise KeyError("header")
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
        return [
            Released(row["digest"], row["version"], row["demonstration"] == "true") for row in rows
        ]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise snapshots.unreadable(folder, paths.RELEASED, error) from error
    except (ValueError, KeyError, csv.Error) as error:
        raise Damaged(
            f"{folder.name}/{paths.RELEASES}/{paths.RELEASED}: is damaged"
            f" ({files.fault(path, error)}). Put back a copy of it, or its first line:"
            f" {','.join(_COLUMNS)}. Tagged releases are noted again by themselves."
        ) from error


def _written(releases: list[Released]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in releases:
        writer.writerow((each.digest, each.version, str(each.demonstration).lower()))
    return text.getvalue()

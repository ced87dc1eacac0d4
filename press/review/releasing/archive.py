"""The archives that are published: of the data, and of a whole release."""

import json
from datetime import UTC, datetime
from pathlib import Path

from press import places
from press.build import citation_file
from press.review import citation_files, manifest
from press.review.edition import NotAnEdition, opened
from press.review.releasing import attestation, bill_held
from press.review.releasing.packing import pack
from study import files, git, paths
from study.data import tables
from study.gate import signature

CITATION = places.CITATION.name
DOCUMENTS = ("README.md", "LICENSE", "LICENSE-CONTENT", "CHANGELOG.md", CITATION)
"""What lies beside the book in a release."""


class Refused(Exception):
    """A release that may not be made: the message says why, and what to do."""


def data(target: Path, root: Path) -> None:
    """Write the archive of the published data: all of ``data/``, the licence and how to cite."""
    source = root / paths.DATA.name
    content = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file()
    }
    for name in ("LICENSE-CONTENT", CITATION):
        content[name] = (root / name).read_bytes()
    pack(target, content, f"{tables.package()['name']}-data")


def release(built: Path, folder: Path, root: Path, key: Path | None = None) -> Path:
    """Make the archive of a release from the built book, and what lies next to it.

    That is the metadata that Zenodo and DataverseNL ask for, the bill of materials, and the
    statement of what was built from what, signed if there is a ``key``. Gives the archive's path.

    Raises:
        Refused: the tree has changes, the commit lacks the version's tag, or the book is of
            another commit or version, or was changed after the build; or the data of real
            interviews lack a data steward's signature that holds.
        CannotSign: the key cannot be used.
        GitError: this is no checkout.
    """
    # Imported here because its library is for makers only.
    from press.review.releasing import bill_of_materials

    citation = citation_file.read(root / CITATION)
    version = citation.version
    commit = git.ask(root, "rev-parse", "HEAD")
    if git.ask(root, "status", "--porcelain"):
        raise Refused("The checkout has changes that are not committed. Commit them, build, retry.")
    if f"v{version}" not in git.ask(root, "tag", "--points-at", "HEAD").split():
        raise Refused(
            f"{CITATION} says version {version}, and this commit has no tag v{version}. "
            f"Correct the version, or tag the commit: git tag v{version}"
        )
    if unsigned := signature.refusal(root / paths.DATA.name):
        raise Refused(unsigned)
    try:
        with opened(built) as edition:
            changed = edition.changed()
            if edition.commit != commit or edition.version != version:
                raise Refused(f"{built} was built from another commit or version. Build the book.")
    except NotAnEdition as error:
        raise Refused(str(error)) from None
    if changed:
        raise Refused(f"{next(iter(changed))} was {next(iter(changed.values()))} after the build.")
    name = f"{tables.package()['name']}-{version}"
    content = {
        f"html/{path.relative_to(built).as_posix()}": path.read_bytes()
        for path in [*manifest.files(built), built / manifest.FILE]
    }
    for each in DOCUMENTS:
        content[each] = (root / each).read_bytes()
    metadata = {file: _json(each) for file, each in citation_files.deposit(citation).items()}
    target = folder / f"{name}.zip"
    pack(target, content | metadata, name)
    for file, each in metadata.items():
        files.write(folder / file, each)
    bill = bill_held.beside(target)
    when = datetime.fromtimestamp(int(git.ask(root, "log", "-1", "--format=%ct")), UTC)
    files.write(bill, bill_of_materials.of_lock(root / places.LOCK.name, target, version, when))
    files.write(attestation.beside(target), attestation.statement([target, bill], edition))
    if key is not None:
        attestation.sign(attestation.beside(target), key)
    return target


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()

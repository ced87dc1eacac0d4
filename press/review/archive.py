"""Archives that are the same bytes each time: the data, and a whole release."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from press import places
from press.build import citation_file, git
from press.review import citation_files, manifest
from press.review.edition import NotAnEdition, opened
from study import files, paths
from study.data import tables
from study.files import digest

SUMS = "SHA256SUMS"
CITATION = places.CITATION.name
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say: no archive tells when it was made."""


class Refused(Exception):
    """A release that may not be made: why, and what to do."""


def pack(target: Path, content: Mapping[str, bytes], folder: str) -> None:
    """Write an archive with everything in one folder, and the digest of each file in it.

    Not compressed: the bytes of compression differ between versions of its library.
    """
    lines = (f"{digest(content[name])}  {name}\n" for name in sorted(content))
    everything = dict(content) | {SUMS: "".join(lines).encode()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(everything):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, everything[name])
    files.write(target, packed.getvalue())


def data(target: Path, root: Path) -> None:
    """Write the published tables with data card, schema, codebook, licence and how to cite."""
    content = {
        path.relative_to(root / paths.DATA.name).as_posix(): path.read_bytes()
        for path in sorted((root / paths.DATA.name).rglob("*"))
        if path.is_file()
    }
    for name in ("LICENSE-CONTENT", CITATION):
        content[name] = (root / name).read_bytes()
    pack(target, content, f"{tables.package()['name']}-data")


def release(built: Path, folder: Path, root: Path) -> Path:
    """Make the archive of a release from the built book, and the metadata that archives ask for.

    Gives the archive's path; the metadata for Zenodo and DataverseNL lie next to it.

    Raises:
        Refused: the tree has changes, the version has no tag here, or the book is another one.
        GitError: this is no checkout.
    """
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
        for path in manifest.files(built)
    }
    made = (built / manifest.FILE).read_bytes()
    content |= {f"html/{manifest.FILE}": made, f"html/{manifest.ALIAS}": made}
    for each in ("README.md", "LICENSE", "LICENSE-CONTENT", "CHANGELOG.md", CITATION):
        content[each] = (root / each).read_bytes()
    metadata = citation_files.deposit(citation)
    for each, form in metadata.items():
        content[each] = _json(form)
    target = folder / f"{name}.zip"
    pack(target, content, name)
    for each, form in metadata.items():
        files.write(folder / each, _json(form))
    return target


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()

"""What was built from what, said beside a release so that other tools can check it, and signed.

The statement is one of the in-toto Attestation Framework (version 1) with the provenance of SLSA
(version 1) as what it states. It is signed with an SSH key (``ssh-keygen -Y``), because reviewers
have OpenSSH, and GitHub shows the public key of everybody who has one. A workflow on GitHub attests
the archive besides, in its own way.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from press import places
from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import Edition, once
from press.review.releasing import bill_held
from study.files import digest_of_file, fault

SUFFIX = ".intoto.json"
"""What its name ends with, behind the name of the archive."""

SIGNATURE = ".sig"
NAMESPACE = "release"
"""What the signature is for: one made for something else does not hold."""

_STATEMENT = "https://in-toto.io/Statement/v1"
_PROVENANCE = "https://slsa.dev/provenance/v1"
_BUILD_TYPE, _BUILDER = (
    uuid5(NAMESPACE_URL, f"{_PROVENANCE}#{what}").urn
    for what in ("make release of this book, version 1", "whoever runs it, version 1")
)
"""What was done and by whom, as the addresses that SLSA asks for. They are names and lead nowhere,
because this book has no host of its own. What stands in a statement has one meaning a version."""

_FORMER = "make release"
"""What stood in their place before, where a check for addresses would refuse it."""

_COMMIT, _LOCK, _DATA = "commit", places.LOCK.name, places.DATA_ARCHIVE
_KIND = "attestation"
_PARTS = {"_type", "subject", "predicateType", "predicate"}
_PLAIN = re.compile(r"[\w.-]{1,200}", re.ASCII)
"""The name of a file that lies beside an archive."""

_MOST_BYTES = 2**20
"""Of a statement or a signature, which have some thousand: OpenSSH takes hours over a large one."""


class CannotSign(Exception):
    """A statement that was not signed: why, and what to do."""


def beside(archive: Path) -> Path:
    """Where the statement on an archive lies."""
    return archive.with_name(archive.name + SUFFIX)


def statement(released: Iterable[Path], edition: Edition) -> str:
    """The statement on the files of a release: their digests, and commit, lock and data behind."""
    return _json(
        {
            "_type": _STATEMENT,
            "subject": [
                {"name": each.name, "digest": {"sha256": digest_of_file(each)}} for each in released
            ],
            "predicateType": _PROVENANCE,
            "predicate": _predicate(edition, _BUILD_TYPE, _BUILDER),
        }
    )


def _predicate(edition: Edition, build_type: str, builder: str) -> dict[str, Any]:
    return {
        "buildDefinition": {
            "buildType": build_type,
            "externalParameters": {"version": edition.version},
            "resolvedDependencies": _materials(edition),
        },
        "runDetails": {"builder": {"id": builder}},
    }


def _materials(edition: Edition) -> list[dict[str, Any]]:
    return [
        {"name": _COMMIT, "digest": {"gitCommit": edition.commit}},
        {"name": _LOCK, "digest": {"sha256": edition.lock}},
        # A book that was tampered with may lack it; that is told, and no error.
        {"name": _DATA, "digest": {"sha256": edition.files.get(_DATA, "")}},
    ]


def sign(path: Path, key: Path) -> Path:
    """Sign a file with an SSH key, and give where the signature is.

    Raises:
        CannotSign: there is no such key, it cannot be used, or OpenSSH is missing.
    """
    target = path.with_name(path.name + SIGNATURE)
    target.unlink(missing_ok=True)
    made = _ssh("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path))
    if made.returncode:
        raise CannotSign(f"Not signed with {key}: {_last_line(made)}. Give another key, or none.")
    return target


def differences(archive: Path, edition: Edition, signers: Path | None) -> Iterator[Difference]:
    """What is wrong with the statement beside an archive, and with its signature.

    ``signers`` is a list of allowed signers as ``ssh-keygen`` reads it. With such a list it is a
    difference too that a statement is missing or that nobody on the list signed it; without, only
    a statement or a signature that does not hold is one.
    """
    path = beside(archive)
    signature = path.with_name(path.name + SIGNATURE)
    if not path.is_file():
        if signers is not None:
            yield _wrong(path, "missing, so that nobody can have signed it")
        return
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        said = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
        predicate = said["predicate"]["buildDefinition"]
        forms = said["_type"], said["predicateType"]
        subjects = once((each["name"], each["digest"]["sha256"]) for each in said["subject"])
        if unlike := [name for name in subjects if not _PLAIN.fullmatch(name)]:
            raise ValueError(unlike[0])
        materials = {each["name"]: each["digest"] for each in predicate["resolvedDependencies"]}
        version = predicate["externalParameters"]["version"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield _wrong(path, f"cannot be read ({fault(path, error)})")
        return
    if forms != (_STATEMENT, _PROVENANCE):
        yield _wrong(path, "is no statement of where a release comes from")
    # An archive may have been given another name, so it is known by its digest.
    own = digest_of_file(archive)
    if own not in subjects.values():
        yield _wrong(path, "is about another archive")
    for name, digest in subjects.items():
        if digest != own and not name.endswith(bill_held.SUFFIX):
            yield _wrong(path, f"is about {name} too, which is no part of a release")
    for name, digest in subjects.items():
        file = archive.with_name(name)
        if file.is_file() and digest_of_file(file) != digest:
            yield _wrong(path, f"is about another {name}")
    for each in _materials(edition):
        if materials.get(each["name"]) != each["digest"]:
            yield _wrong(path, f"names another {each['name']} than the book")
    known = [_predicate(edition, *ids) for ids in ((_BUILD_TYPE, _BUILDER), (_FORMER, _FORMER))]
    if version != edition.version:
        yield _wrong(path, "names another version than the book")
    elif said["predicate"] not in known or said.keys() != _PARTS:
        yield _wrong(path, "says more, or otherwise, of how it was built than the book")
    yield from _of_signature(path, signature, signers)


def _of_signature(path: Path, signature: Path, signers: Path | None) -> Iterator[Difference]:
    if not signature.is_file():
        if signers is not None:
            yield _wrong(signature, "missing: nobody signed")
        return
    if signature.stat().st_size > _MOST_BYTES:
        yield _wrong(signature, "is no signature: too large")
        return
    content = path.read_bytes()
    known = ("-n", NAMESPACE, "-s", str(signature))
    if signers is None:
        checked = _ssh("-Y", "check-novalidate", *known, content=content)
        if checked.returncode:
            yield _wrong(signature, f"does not hold ({_last_line(checked)})")
        return
    found = _ssh("-Y", "find-principals", "-s", str(signature), "-f", str(signers))
    who = found.stdout.decode(errors="replace").split("\n")[0].strip()
    if found.returncode or not who:
        yield _wrong(signature, f"is by nobody in {signers.name}")
        return
    checked = _ssh("-Y", "verify", "-f", str(signers), "-I", who, *known, content=content)
    if checked.returncode:
        yield _wrong(signature, f"does not hold ({_last_line(checked)})")


def _ssh(*arguments: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", *arguments]
    try:
        return subprocess.run(command, input=content, capture_output=True, check=False)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 1, b"", b"OpenSSH (ssh-keygen) is missing")


def _last_line(ran: subprocess.CompletedProcess[bytes]) -> str:
    said = (ran.stderr + ran.stdout).decode(errors="replace").strip().splitlines()
    return said[-1].strip().rstrip(".") if said else f"status {ran.returncode}"


def _wrong(path: Path, detail: str) -> Difference:
    return Difference(_KIND, path.name, Outcome.DIFFERENT, detail)


def _json(content: object) -> str:
    return json.dumps(content, indent=1) + "\n"

"""A statement beside a release is about that release, and about nothing else."""

import json
from pathlib import Path

from press import places
from press.review.edition import opened
from press.review.releasing import attestation, bill_held
from tests.support import editions


def wrong(folder: Path, subject: dict | None = None, without: str = "") -> list[str]:
    """What is said of a statement with a subject more, and of a book without a file."""
    archive = folder / "boek-1.0.zip"
    archive.write_bytes(b"archive")
    bill = bill_held.beside(archive)
    bill.write_bytes(b"bill")
    with opened(editions.write(folder / "html")) as edition:
        edition.files[places.DATA_ARCHIVE] = "0" * 64
        said = json.loads(attestation.statement([archive, bill], edition))
        said["subject"] += [subject] if subject else []
        attestation.beside(archive).write_text(json.dumps(said), encoding="utf-8")
        if without:
            del edition.files[without]
        return [each.detail for each in attestation.differences(archive, edition, None)]


def test_a_subject_that_no_release_has_is_named(tmp_path):
    """It would pass as attested, wherever it lies."""
    assert wrong(tmp_path, {"name": "setup.exe", "digest": {"sha256": "0" * 64}}) == [
        "is about setup.exe too, which is no part of a release"
    ]


def test_the_archive_and_its_bill_are_its_subjects(tmp_path):
    assert wrong(tmp_path) == []


def test_a_book_without_its_data_is_no_error(tmp_path):
    said = wrong(tmp_path, without=places.DATA_ARCHIVE)
    assert said[0] == "names another data.zip than the book"

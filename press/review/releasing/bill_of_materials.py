"""What a release was built with, package by package, in the form that tools for supply chains read.

The form is CycloneDX 1.6 (ECMA-424), written by the library of its makers. It holds what the lock
says and what the installed packages state, so it is the same bytes on each machine with this lock.
"""

import uuid
from datetime import datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from press.review import licences
from study.files import digest_of_file


def of_lock(lock: Path, archive: Path, version: str, when: datetime) -> str:
    """The bill of a release: the archive, and every installed package of the lock.

    ``when`` is the time of the commit, because the bill must not depend on when it was made.
    """
    digest = digest_of_file(archive)
    book = Component(
        name=archive.stem.removesuffix(f"-{version}"),
        version=version,
        type=ComponentType.DATA,
        bom_ref="book",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
    made = LicenseFactory()
    packages = [
        Component(
            name=each.name,
            version=each.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{each.name}@{each.version}",
            purl=PackageURL("pypi", name=each.name, version=each.version),
            licenses=[made.make_from_string(each.licence)],
        )
        for each in licences.of_lock(lock)
    ]
    bill = Bom(components=packages, serial_number=uuid.uuid5(uuid.NAMESPACE_OID, digest))
    bill.metadata.component = book
    bill.metadata.timestamp = when
    bill.metadata.properties.add(Property(name="lock:sha256", value=digest_of_file(lock)))
    bill.register_dependency(book, packages)
    return JsonV1Dot6(bill).output_as_string(indent=1) + "\n"

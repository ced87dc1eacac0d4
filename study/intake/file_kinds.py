"""What kind of file this is, seen from its content: read, or named with what to export instead."""

import re
from pathlib import Path

from study.intake.errors import IntakeError

KNOWN = (
    "Known are REFI-QDA projects (.qdpx, .qde) and codebooks (.qdc), the databases of Taguette,"
    " QualCoder and RQDA, and tables of codings (.csv, .xlsx)"
)
AS_REFI = "Export the project as REFI-QDA (.qdpx)"

# What the content must be of a file with this extension.
CONTENT_BY_EXTENSION = {
    ".qdpx": ("zip", "a zip archive, as every .qdpx is"),
    ".xlsx": ("zip", "a zip archive, as every .xlsx is"),
    ".zip": ("zip", "a zip archive"),
    ".qdc": ("xml", "XML, as every .qdc is"),
    ".qde": ("xml", "XML, as every .qde is"),
    ".sqlite3": ("sqlite", "an SQLite database"),
    ".rqda": ("sqlite", "an SQLite database, as every .rqda is"),
}
# How files begin that are no project: what they are, and what to do.
OTHERS = (
    (b"%PDF", "a PDF", "Give the project in which it was coded, not the document"),
    (b"{\\rtf", "a text with markup (RTF)", "Give the project in which it was coded"),
    (b"\x89PNG", "a picture", "Give the project in which it was coded"),
    (b"\xff\xd8\xff", "a picture", "Give the project in which it was coded"),
    (b"GIF8", "a picture", "Give the project in which it was coded"),
    (b"ID3", "a recording", "Give the project in which it was coded"),
    (b"RIFF", "a recording", "Give the project in which it was coded"),
    (b"OggS", "a recording", "Give the project in which it was coded"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and give the project inside"),
    (b"Rar!", "a RAR archive", "Unpack it and give the project inside"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the project inside"),
    (b"\x7fELF", "a program", KNOWN),
    (b"MZ", "a program", KNOWN),
)
# The first element of other tools' XML.
ROOTS = {
    "ANNOTATION_DOCUMENT": ("an annotation of ELAN", "ELAN"),
    "TEI": ("a text in TEI, as CATMA exports it", "CATMA"),
    "teiCorpus": ("a corpus in TEI, as CATMA exports it", "CATMA"),
    "XMLExport": ("an XML export of ATLAS.ti", "ATLAS.ti"),
    "primDocs": ("an XML export of ATLAS.ti", "ATLAS.ti"),
    "storedHU": ("an XML export of ATLAS.ti", "ATLAS.ti"),
    "Transana": ("an XML export of Transana", "Transana"),
    "html": ("a web page", None),
    "svg": ("a drawing", None),
}
# A file that only packages of this kind hold: what the archive is, and what to do.
ARCHIVES = (
    ("word/document.xml", "a Word document", "Give the project in which it was coded"),
    ("ppt/presentation.xml", "a PowerPoint file", "Give the project in which it was coded"),
    ("content.xml", "an OpenDocument file", "Save a table of codings as .xlsx or CSV UTF-8"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)", "Save it as .xlsx or CSV UTF-8"),
    ("Index/Document.iwa", "a file of Numbers or Pages", "Export the table as .xlsx or CSV"),
    ("META-INF/container.xml", "an e-book", "Give the project in which it was coded"),
)
# What people pack into an archive.
PACKED = (".qdpx", ".csv", ".xlsx", ".sqlite3", ".rqda", ".qda")
# Projects in a tool's own form, by their extension.
OWN = {
    ".atlproj": "ATLAS.ti", ".atlproj9": "ATLAS.ti", ".atlproj22": "ATLAS.ti",
    ".atlproj23": "ATLAS.ti", ".atlproj24": "ATLAS.ti", ".atlproj25": "ATLAS.ti",
    ".atlcb": "ATLAS.ti", ".hpr7": "ATLAS.ti", ".hpr8": "ATLAS.ti",
    ".nvp": "NVivo", ".nvpx": "NVivo", ".mqda": "MAXQDA", ".mex": "MAXQDA",
    ".qrk": "Quirkos", ".f4a": "f4analyse", ".quirkos": "Quirkos",
}  # fmt: skip
ROOT = re.compile(rb"<(?:\w+:)?(\w+)")


def content(path: Path, head: bytes) -> str:
    """The kind of a file that begins like this: zip, sqlite, xml or text.

    IntakeError, with what it is and what to export, for every other kind.
    """
    wanted, description = CONTENT_BY_EXTENSION.get(path.suffix.lower(), (None, ""))
    found = _found(path, head)
    if wanted not in (None, found):
        raise IntakeError(
            path.name,
            f"is not {description}",
            "It is damaged or has the wrong extension; export the project again",
        )
    return found


def _found(path: Path, head: bytes) -> str:
    if head.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if tool := OWN.get(path.suffix.lower()):
        raise IntakeError(
            path.name,
            f"is a project of {tool} itself",
            f"Export it from {tool} as REFI-QDA (.qdpx)",
        )
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise IntakeError(
            path.name,
            "is an old or a password-protected Office file",
            "Save it without a password as .xlsx or as CSV UTF-8",
        )
    for start, what, remedy in OTHERS:
        if head.startswith(start):
            raise IntakeError(path.name, f"is {what}, not a coding project", remedy)
    # Without the NULs and the byte order mark, UTF-16 begins as ASCII does.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith((b"{", b"[")):
        raise IntakeError(path.name, "is JSON, which is not read", AS_REFI)
    if not start.startswith(b"<"):
        return "text"
    name = root(start)
    if name in ROOTS:
        raise _named(path, name)
    if name in ("CodeBook", "Project", ""):
        return "xml"
    if start.startswith(b"<?xml"):
        raise IntakeError(path.name, f"is XML of another kind: it begins with {name[:40]!r}", KNOWN)
    raise _named(path, "html")


def root(head: bytes) -> str:
    """The name of the first element of XML that begins like this."""
    start = head.replace(b"\0", b"")
    found = ROOT.search(re.sub(rb"<\?.*?\?>|<!.*?>", b"", start, flags=re.DOTALL))
    return found[1].decode() if found else ""


def refuse_archive(file: str, names: tuple[str, ...]) -> None:
    """An IntakeError for an archive that is known to be something else than a project."""
    for member, what, remedy in ARCHIVES:
        if member in names:
            raise IntakeError(file, f"is {what}, not a coding project", remedy)


def _named(path: Path, name: str) -> IntakeError:
    what, tool = ROOTS[name]
    remedy = f"Export the project from {tool} as REFI-QDA (.qdpx)" if tool else KNOWN
    if tool in ("ELAN", "CATMA", "Transana"):
        remedy = f"{tool} exports no REFI-QDA: write its codings as a table (.csv) with the columns"
        remedy += " interview, code and coder"
    return IntakeError(path.name, f"is {what}, not a coding project that can be read", remedy)

"""Choosing how a file is read, by what its bytes are."""

import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath

from study import files
from study.data.problems import NAME
from study.screening import private_material
from study.screening.passages import Fault, Found, Inner, Passage, unreadable
from study.screening.reading import (
    archives,
    delimited,
    markup,
    notebook_cells,
    pdf_documents,
    pictures,
)
from study.screening.reading.plain_text import (
    decoded,
    files_in,
    unpacked,
    without_escapes_of_css,
)
from study.screening.strictness import Strictness, strictness_of

LARGEST = 50 * 2**20
"""Bytes of a file that is looked through; archives are only held to what comes out of them."""

_INVENTORY = b"# Sphinx inventory version 2\n"
_INVENTORY_LINES = 4
_TYPESET = (b"{\\rtf", b"%!PS")
"""RTF and PostScript: text to the eye of a program, and to a reader something else."""
_POINTER = "version https://git-lfs.github.com/spec/"
_FETCH = "Have it fetched (git lfs pull), or take it out"
_REMEDY = "Take it out, or put it in a form that can be read as text, picture, PDF or archive"


class Reader:
    """Reads published files; ``strictness_of`` says by its name how closely one is looked at.

    Three collections of digests: of ``opaque`` files somebody looked at what no program reads, of
    ``passed`` ones nothing needs be read again, and ``lists`` of names may not be there.
    """

    def __init__(
        self,
        opaque: Collection[str],
        passed: Collection[str] = (),
        lists: Collection[str] = (),
        strictness_of: Callable[[str], Strictness] = strictness_of,
    ) -> None:
        self._opaque = opaque
        self._passed = passed
        self._lists = lists
        self._strictness_of = strictness_of

    def read(self, name: str, content: bytes) -> Iterator[Found]:
        """All that a file says, and what is wrong with it as a file."""
        try:
            yield from self._read(name, content, "", archives.Allowance(), archives.DEEPEST)
        except archives.Bomb:
            yield archives.BOMB

    def _read(
        self, name: str, content: bytes, part: str, allowance: archives.Allowance, depth: int
    ) -> Iterator[Found]:
        if depth < 0:
            raise archives.Bomb

        def inner(inside: str, bytes_: bytes, where: str) -> Iterator[Found]:
            return self._read(inside, bytes_, where, allowance, depth - 1)

        digest = files.digest(content)
        if digest in self._lists:
            message = "is a list of names, which may not be published in the book"
            yield Fault(message, "Take it out", NAME, part)
        elif digest in self._passed:
            return
        elif len(content) > LARGEST and not archives.is_archive(content):
            yield too_large(part)
        elif what := private_material.file_of_a_tool(name, content):
            yield private_material.fault(what, part)
        elif pdf_documents.is_pdf(content):
            yield from _held(pdf_documents.passages(content, part, inner))
        elif archives.is_archive(content):
            yield from self._archive(name, content, part, allowance, depth)
        elif pictures.is_picture(content):
            yield from pictures.passages(content, part, inner)
        elif content.startswith(_INVENTORY):
            yield Passage(_inventory(content), part, None)
        elif content.startswith(_TYPESET) and digest not in self._opaque:
            yield unreadable("is text in which letters may stand as codes", _REMEDY, part)
        elif (text := decoded(content)) is not None:
            yield from self._text(name, text, part, inner)
        elif digest not in self._opaque:
            yield unreadable("is of a kind that no program here reads", _REMEDY, part)

    def _text(self, name: str, text: str, part: str, inner: Inner) -> Iterator[Found]:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == ".ipynb":
            yield from _held(notebook_cells.passages(text, inner))
            return
        if text.startswith(_POINTER):
            yield unreadable("points at a file that is kept elsewhere (Git LFS)", _FETCH, part)
            return
        if suffix in pictures.SUFFIXES:
            yield pictures.not_readable(part)
        elif suffix == ".pdf":
            yield unreadable("is a PDF that cannot be read", _REMEDY, part)
        text, packed = unpacked(text)
        where = f"{part}, packed file" if part else "packed file"
        for each in packed:
            yield from inner(f"packed.{each.kind.partition('/')[2]}", each.content, where)
        for content in files_in(text):
            # One that cannot be read is a text like any other, and begins like a file by chance.
            found = inner("packed", content, where)
            yield from (each for each in found if isinstance(each, Passage))
        if what := private_material.text_of_a_project(suffix, text):
            yield private_material.fault(what, part)
        if suffix in (".csv", ".tsv"):
            yield from delimited.cells(text, self._strictness_of(name), part)
            return
        if suffix == ".css":
            text = without_escapes_of_css(text)
        marked = markup.is_markup(text)
        if marked:
            text = markup.with_entities(markup.without_drawings(text))
            text = markup.with_tags_on_one_line(text)
        strictness, program = self._strictness_of(name), suffix == ".py"
        yield Passage(text, part, markup=marked, program=program, strictness=strictness)

    def _archive(
        self, name: str, content: bytes, part: str, allowance: archives.Allowance, depth: int
    ) -> Iterator[Found]:
        within = f"{part} > " if part else ""
        for member in archives.members(name, content, part, allowance):
            if isinstance(member, (Fault, Passage)):
                yield member
                continue
            inside, bytes_ = member
            where = f"{within}{inside}"
            yield Passage(named(inside), part, None)
            yield from self._read(inside, bytes_, where, allowance, depth - 1)


def _held(found: Iterator[Found]) -> Iterator[Found]:
    """What a file of many passages says, and of each whether it is private material."""
    for each in found:
        yield each
        if not isinstance(each, Passage) or "\n" not in each.text:
            continue
        if what := private_material.text_of_a_project("", each.text):
            yield private_material.fault(what, each.part)


def too_large(part: str = "") -> Fault:
    """The fault of a file that is not read, because of its size."""
    message = f"is larger than {LARGEST // 2**20} MB, too large to be looked through"
    return Fault(message, "Make it smaller, or publish it elsewhere", "unreadable", part)


def named(name: str) -> str:
    """A file's name as words, in which names are found."""
    return " ".join(name.translate(_APART).split())


_APART = str.maketrans("_-./\\()[]+", " " * 10)


def _inventory(content: bytes) -> str:
    """The index of a Sphinx book for other books: a few lines, and the rest packed."""
    lines = content.split(b"\n", _INVENTORY_LINES)
    try:
        lines[-1] = zlib.decompress(lines[-1])
    except zlib.error:
        return ""
    return b"\n".join(lines).decode("utf-8", errors="replace")

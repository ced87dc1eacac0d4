"""Whoever changes an edition, and everything that speaks of it, is found out."""

import zipfile
from pathlib import Path

import pytest

from press.review import manifest
from press.review.comparing.outcomes import Difference, Outcome
from press.review.releasing import archive, packing
from study import paths
from tests.support import tampers
from tests.support.tampers import TAMPERS, differences

TOP = "boek-1.0"
LOWEST = "#getal-registraties.laagste"


def details(found: list[Difference], name: str) -> str:
    """What is said of a file, one line for each difference that counts."""
    return "\n".join(
        f"{each.kind}: {each.detail}"
        for each in found
        if each.name == name and each.outcome is Outcome.DIFFERENT
    )


def packed(html: Path, target: Path) -> Path:
    """A release archive of a book, whose list of digests says what it holds."""
    content = {
        f"html/{path.relative_to(html).as_posix()}": path.read_bytes()
        for path in html.rglob("*")
        if path.is_file()
    }
    for name in archive.DOCUMENTS:
        content[name] = (paths.ROOT / name).read_bytes()
    packing.pack(target, content, TOP)
    return target


def _is_found_and_named(name: str, original: Path, spoilt: Path, scratch: Path) -> None:
    """As it is, with its digest written anew, in an archive, and on another platform."""
    tamper = TAMPERS[name]
    tamper.change(spoilt / tamper.file)
    plain = details(differences(original, spoilt), tamper.file)
    assert tamper.says in plain
    assert "since its manifest was written" in plain
    tampers.rewrite_digest(spoilt, tamper.file)
    assert tamper.says in details(differences(original, spoilt), tamper.file)
    archives = packed(original, scratch / "released.zip"), packed(spoilt, scratch / "spoilt.zip")
    assert tamper.says in details(differences(*archives), tamper.file)
    tampers.move_to_another_platform(spoilt)
    assert tamper.says in details(differences(original, spoilt), tamper.file)


@pytest.mark.parametrize("name", tampers.ONE_OF_EACH)
def test_a_tamper_is_found_and_named(short_book, short_copy, tmp_path, name):
    _is_found_and_named(name, short_book.html, short_copy, tmp_path)


@pytest.mark.campaign
@pytest.mark.parametrize("name", TAMPERS)
def test_every_tamper_with_the_whole_book_is_found_and_named(book, copy, tmp_path, name):
    _is_found_and_named(name, book.html, copy, tmp_path)


def _member(change) -> object:
    """A change of the files of an archive, packed as a release is, list of digests and all."""

    def changed(path: Path) -> None:
        with zipfile.ZipFile(path) as opened:
            content = {each.partition("/")[2]: opened.read(each) for each in opened.namelist()}
        del content[packing.SUMS]
        change(content)
        packing.pack(path, content, TOP)

    return changed


def _plain(name: str, content: bytes | None, listed: bool = True) -> object:
    """A file of an archive replaced, added or left out, its list of digests left as it was."""

    def changed(path: Path) -> None:
        with zipfile.ZipFile(path) as opened:
            there = {each: opened.read(each) for each in opened.namelist()}
        there.pop(f"{TOP}/{name}", None)
        if content is not None:
            there[f"{TOP}/{name}"] = content
        with zipfile.ZipFile(path, "w") as written:
            for each, inside in there.items():
                written.writestr(each, inside)

    return changed


def _twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr(f"{TOP}/README.md", "Anders")


def _comment(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as opened:
        opened.comment = b"Extra"


ARCHIVES = {
    "the licence, listed": (
        _member(lambda files: files.__setitem__("LICENSE-CONTENT", b"No")),
        "LICENSE-CONTENT",
    ),
    "how to cite, listed": (
        _member(lambda files: files.__setitem__("CITATION.cff", b"cff-version: 1.2.0")),
        "CITATION.cff",
    ),
    "a program, listed": (_member(lambda files: files.__setitem__("setup.exe", b"")), "setup.exe"),
    "a document less, listed": (_member(lambda files: files.pop("README.md")), "README.md"),
    "the licence": (_plain("LICENSE-CONTENT", b"No"), "LICENSE-CONTENT"),
    "a program": (_plain("setup.exe", b"x"), "setup.exe"),
    "a document less": (_plain("README.md", None), "README.md"),
    "no list of digests": (_plain(packing.SUMS, None), packing.SUMS),
    "a list that is none": (_plain(packing.SUMS, b"x"), packing.SUMS),
    "a file twice": (_twice, "README.md"),
    "a program before it": (lambda path: path.write_bytes(b"MZ" + path.read_bytes()), "b.zip"),
    "a comment behind it": (_comment, "b.zip"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_change_beside_the_book_in_an_archive_is_found_and_named(short_book, tmp_path, name):
    change, where = ARCHIVES[name]
    one, other = (packed(short_book.html, tmp_path / each) for each in ("a.zip", "b.zip"))
    assert differences(one, other) == []
    change(other)
    assert "archive: " in details(differences(one, other), where)


def _property(identifier: str, name: str, value: object) -> object:
    def changed(known: dict) -> None:
        assert known[identifier][name] != value
        known[identifier][name] = value

    return changed


MANIFESTS = {
    "an author": (_property("#maker-1", "name", "Iemand"), "#maker-1"),
    "the title": (_property("./", "name", "Iets"), "./"),
    "the version": (_property("./", "version", "9.9.9"), "version"),
    "the licence": (_property("./", "license", "CC0-1.0"), "./"),
    "the commit": (_property("#commit", "value", "a" * 40), "commit"),
    "the lock": (_property("#slot", "value", "a" * 64), "lock"),
    "a value": (
        _property("#getal-registraties.laagste", "value", "1"),
        "#getal-registraties.laags",
    ),
    "a printed number": (
        _property(LOWEST, "description", "1"),
        "registraties.laagste",
    ),
    "an origin": (
        _property(f"{tampers.FIGURE}.svg", "isBasedOn", {"@id": "index.html"}),
        f"{tampers.FIGURE}.svg",
    ),
    "a description": (_property(f"{tampers.FIGURE}.svg", "description", "Niets"), "registraties"),
    "a kind of file": (_property("index.html", "encodingFormat", "text/plain"), "index.html"),
    "a size": (_property("index.html", "contentSize", "1"), "index.html"),
    "a package": (_property("#pakket-matplotlib", "version", "3.0.0"), "matplotlib"),
    "an entity more": (lambda known: known.__setitem__("#x", {"@id": "#x"}), "#x"),
    "an entity less": (lambda known: known.pop("#bouw"), "#bouw"),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_change_in_the_manifest_alone_is_found_and_named(book, copy, name):
    change, where = MANIFESTS[name]
    made, known = tampers.graph(copy)
    change(known)
    tampers.save(copy, made | {"@graph": list(known.values())})
    for given in (copy, copy / manifest.FILE):
        found = differences(book.html, given)
        named = [e for e in found if e.name.startswith(where) and e.outcome is Outcome.DIFFERENT]
        assert named, found


def test_a_manifest_in_other_bytes_is_found(book, copy):
    path = copy / manifest.FILE
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert "other bytes" in details(differences(book.html, copy), manifest.FILE)

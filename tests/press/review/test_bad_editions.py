"""Whatever is given as an edition: an answer in words, and never the status of an equal one."""

import json
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from press import __main__ as command
from press.review import edition, former_manifest, manifest, verify
from press.review.comparing import compare
from press.review.comparing.outcomes import Outcome
from press.review.releasing import packing
from tests.support import editions, tampers
from tests.support.tiers import sampled


@pytest.fixture
def good(tmp_path) -> Path:
    return editions.write(tmp_path / "good")


@pytest.fixture
def bad(good, tmp_path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "bad"))


def answered(arguments: list[str], capsys) -> tuple[int, str]:
    """Status and all that is said of a command, which may not be a traceback."""
    status = command.main(arguments)
    said = capsys.readouterr()
    assert "Traceback" not in said.err and len(said.err.splitlines()) <= 1
    return status, said.out + said.err


MANIFESTS = {
    "empty": "",
    "no JSON": "{",
    "other JSON": "[]",
    "no entities": '{"@graph": []}',
    "text for entities": '{"@graph": "abc"}',
    "entities that are numbers": '{"@graph": [1, 2]}',
    "nested deeply": "[" * 200_000,
    "a number without end": f'{{"@graph": {"9" * 10_000}}}',
    "a name twice": '{"@graph": [], "@graph": []}',
    "an entity twice": '{"@graph": [{"@id": "a"}, {"@id": "a"}]}',
}


@pytest.mark.parametrize("name", MANIFESTS)
@pytest.mark.parametrize("verb", ["compare", "verify", "trace"])
def test_a_manifest_that_is_none_is_not_compared(good, bad, monkeypatch, capsys, name, verb):
    monkeypatch.chdir(bad.parent)
    (bad / manifest.FILE).write_text(MANIFESTS[name], encoding="utf-8")
    arguments = {
        "compare": ["compare", str(good), str(bad)],
        "verify": ["verify", str(bad / manifest.FILE)],
        "trace": ["trace", "n.drie", "--edition", str(bad)],
    }
    status, said = answered(arguments[verb], capsys)
    assert status == Outcome.FAILED and manifest.FILE in said
    assert not re.search(r"[A-Z]\w*Error|object has no|NoneType|codec", said)


def _changed(bad: Path, change) -> None:
    made, known = tampers.graph(bad)
    change(known)
    made["@graph"] = list(known.values())
    # Escaped, because halves of letters cannot be written otherwise.
    (bad / manifest.FILE).write_text(json.dumps(made), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda known: known["./"].__setitem__("version", 5),
        lambda known: known["./"].__setitem__("name", ["a"]),
        lambda known: known["#python"].pop("version"),
        lambda known: known["#python"].pop("operatingSystem"),
        lambda known: known["#python"].__setitem__("operatingSystem", " "),
        lambda known: known["#python"].__setitem__("name", ["a"]),
        lambda known: known["#getal-n.drie"].__setitem__("subjectOf", [5]),
        lambda known: known["#getal-n.drie"].update(isBasedOn=[{"@id": "a"}]),
        lambda known: known[editions.PAGE].__setitem__("sha256", None),
        lambda known: known[editions.PAGE].__setitem__("@id", "../x"),
        lambda known: known[editions.PAGE].__setitem__("@id", "/etc/x"),
        lambda known: known["#vorm"].__setitem__("value", "99"),
    ],
)
def test_a_manifest_of_other_types_is_not_compared(good, bad, capsys, change):
    _changed(bad, change)
    assert answered(["compare", str(good), str(bad)], capsys)[0] == Outcome.FAILED


def test_names_cannot_write_to_the_terminal_or_the_report(good, bad, tmp_path, capsys):
    name = "\x1b[2J\ud800|<script>\n"
    _changed(bad, lambda known: known["./"].__setitem__("version", name))
    status, said = answered(["compare", str(good), str(bad)], capsys)
    assert status == Outcome.DIFFERENT
    assert "\x1b" not in said and "\\x1b" in said
    page = tmp_path / verify.REPORT
    assert verify.verify(bad, page, [].append, lambda *_: good) is Outcome.DIFFERENT
    assert "<script>" not in page.read_text(encoding="utf-8")


def _broken_deflate(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("boek/index.html", "a" * 5000)
        start = made.infolist()[0].header_offset + 30 + len("boek/index.html")
    content = bytearray(path.read_bytes())
    content[start : start + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)


def _link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        entry = zipfile.ZipInfo("boek/a")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")


def _zip(*names: str):
    def made(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "a")

    return made


ARCHIVES = {
    "no book in it": _zip("boek/a.txt"),
    "nothing in it": _zip(),
    "broken deflate": _broken_deflate,
    "a link": _link,
    "a file above": _zip("boek/../../x"),
    "a file from the root": _zip("/boek/x"),
    "a file on a drive": _zip("C:/boek/x"),
    "no folder": _zip("x"),
    "two folders": _zip("a/x", "b/x"),
    "a file that is a folder too": _zip("boek/a", "boek/a/b"),
    "not a zip": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)),
    "half a zip": lambda path: (_zip("boek/a")(path), path.write_bytes(path.read_bytes()[:40])),
    "only the end of a zip": lambda path: path.write_bytes(b"PK\x05\x06" + bytes([255] * 18)),
}


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("ending", ["zip", "ZIP", "bin"])
def test_an_archive_that_is_no_release_is_not_compared(good, tmp_path, capsys, name, ending):
    path = tmp_path / f"boek.{ending}"
    ARCHIVES[name](path)
    status, said = answered(["compare", str(good), str(path)], capsys)
    assert status == Outcome.FAILED and path.name in said
    assert not (tmp_path.parent / "x").exists()


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(good, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(packing, "MOST_BYTES", 2**20)
    path = tmp_path / "boek.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("boek/a", bytes(2**21))
    status, said = answered(["compare", str(good), str(path)], capsys)
    assert status == Outcome.FAILED and "unpacks to more than 1 MB" in said


@pytest.mark.parametrize("content", ["{", '{"@graph": []}', '{"@graph": [{"@id": "#vorm"}]}'])
def test_a_bad_manifest_in_an_archive_is_named_with_the_archive(good, tmp_path, capsys, content):
    path = tmp_path / "boek.zip"
    packing.pack(path, {f"html/{manifest.FILE}": content.encode()}, "boek")
    status, said = answered(["compare", str(good), str(path)], capsys)
    assert status == Outcome.FAILED and f"{path}, html/{manifest.FILE}" in said


def test_half_an_archive_is_to_be_downloaded_again(good, tmp_path, capsys):
    path = tmp_path / "boek.zip"
    packing.pack(path, {"html/a": bytes(1000)}, "boek")
    for part in (path.read_bytes()[:500], b""):
        path.write_bytes(part)
        status, said = answered(["compare", str(good), str(path)], capsys)
        assert status == Outcome.FAILED and "Download it again" in said


def test_an_archive_with_a_file_that_cannot_be_unpacked_is_different(good, tmp_path):
    one, other = tmp_path / "a.zip", tmp_path / "b.zip"
    content = {f"html/{p.relative_to(good)}": p.read_bytes() for p in good.rglob("*.*")}
    packing.pack(one, content, "boek")
    spoilt = bytearray(one.read_bytes())
    spoilt[spoilt.index(b"id,naam")] ^= 1  # its check in the archive no longer fits
    other.write_bytes(spoilt)
    found = tampers.differences(one, other)
    assert compare.outcome(found) is Outcome.DIFFERENT
    assert any(f"html/{editions.TABLE}" == e.name and "unpacked" in e.detail for e in found)


def _vast_picture(path: Path) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
    )


FILES = {
    "a page that is no text": (editions.PAGE, lambda path: path.write_bytes(b"<p>\xff</p>")),
    "a table that is no text": (editions.TABLE, lambda path: path.write_bytes(b"id\n\xff\n")),
    "a drawing that is no text": ("figures/a.svg", lambda path: path.write_bytes(b"<svg>\xff")),
    "a notebook that is no text": ("notebooks/a.ipynb", lambda path: path.write_bytes(b"\xff")),
    "a cell without end": (editions.TABLE, lambda path: path.write_text("a\n" + "b" * 200_000)),
    "a picture that is none": (editions.PICTURE, lambda path: path.write_bytes(b"\x89PNG")),
    "a vast picture": (editions.PICTURE, _vast_picture),
    "half a PDF": ("factsheet.pdf", lambda path: path.write_bytes(b"%PDF")),
    "a page nested deeply": (editions.PAGE, lambda path: path.write_text("<b>" * 100_000)),
    "a pipe": (editions.PAGE, lambda path: (path.unlink(), os.mkfifo(path))),
    "a link": (editions.PAGE, lambda path: (path.unlink(), path.symlink_to("/dev/zero"))),
    "a link to a folder": (editions.PAGE, lambda path: (path.unlink(), path.symlink_to("/"))),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_file_that_cannot_be_read_is_different(good, bad, tmp_path, capsys, name, elsewhere):
    where, spoil = FILES[name]
    spoil(bad / where)
    if elsewhere:
        tampers.move_to_another_platform(bad)
    status, said = answered(["compare", str(good), str(bad)], capsys)
    assert status == Outcome.DIFFERENT and where in said
    page = tmp_path / "report.html"
    assert verify.verify(bad, page, [].append, lambda *_: good) is Outcome.DIFFERENT


@pytest.mark.parametrize(
    "arguments",
    [[], ["nothing"], ["compare"], ["compare", "a"], ["verify", "a", "b"], ["trace", "--edition"]],
)
def test_wrong_use_has_a_status_of_its_own(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == command.WRONG_USE == 64


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    for arguments in (["verify", str(tmp_path / "x.zip")], ["compare", "x", "y"]):
        status, said = answered(arguments, capsys)
        assert status == Outcome.FAILED and "no such file" in said


@pytest.mark.parametrize("name", ["", ":", "fig-", "factor-", "data/tabel.csv:²", "data/x.csv:1"])
def test_a_trace_of_nothing_gets_an_answer(good, capsys, name):
    assert answered(["trace", name, "--edition", str(good)], capsys)[0] == Outcome.FAILED


def test_a_trace_in_a_changed_book_is_refused(bad, capsys):
    (bad / editions.TABLE).write_bytes(b"\xff")
    status, said = answered(["trace", "data/tabel.csv:2", "--edition", str(bad)], capsys)
    assert status == Outcome.FAILED and "was changed after the build" in said


def test_something_unexpected_is_no_outcome_of_a_comparison(good, monkeypatch, capsys):
    monkeypatch.setattr(command, "compare", lambda *_: 1 / 0)
    status, said = answered(["compare", str(good), str(good)], capsys)
    assert status == Outcome.FAILED and "ZeroDivisionError" in said


def _leaves(value, place=()):
    """Every text, number and so on in a manifest, by its place."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in inner:
            yield from _leaves(each, (*place, key))
    else:
        yield place


@pytest.mark.parametrize("other", sampled(1, ["x", None, ["x"]]))
def test_no_word_of_a_manifest_can_be_another(good, bad, other):
    """But for those that tell on what it was built, of which another one is no fault."""
    made = json.loads((bad / manifest.FILE).read_text(encoding="utf-8"))
    passed = set()
    for *above, last in list(_leaves(made)):
        part = made
        for key in above:
            part = part[key]
        before, part[last] = part[last], other
        (bad / manifest.FILE).write_text(json.dumps(made), encoding="utf-8")
        name, part[last] = part.get("@id") if isinstance(part, dict) else None, before
        try:
            found = compare.outcome(tampers.differences(good / manifest.FILE, bad / manifest.FILE))
        except edition.NotAnEdition:
            continue
        if found is not Outcome.DIFFERENT:
            passed.add((name, last))
    told = ("name", "version", "operatingSystem") if other == "x" else ()
    assert passed == {("#python", each) for each in told}


def test_the_folder_of_an_archive_has_its_name(good, tmp_path):
    content = {f"html/{p.relative_to(good)}": p.read_bytes() for p in good.rglob("*.*")}
    for name in ("boek-1", "boek-2"):
        packing.pack(tmp_path / f"{name}.zip", content, name)
    assert tampers.differences(tmp_path / "boek-1.zip", tmp_path / "boek-1.zip") == []
    (found,) = tampers.differences(tmp_path / "boek-1.zip", tmp_path / "boek-2.zip")
    assert "its folder is boek-1 -> boek-2" in found.detail


def _as_before(folder: Path) -> None:
    """A manifest as versions up to 0.3 wrote it."""
    made, known = tampers.graph(folder)
    known["#vorm"]["value"] = former_manifest.FORM
    del known["#python"]["operatingSystem"]
    for each in known.values():
        if each["@type"] == "SoftwareApplication":
            each["softwareVersion"] = each.pop("version")
    tampers.save(folder, made)
    (folder / manifest.FILE).rename(folder / former_manifest.FILE)


def test_an_edition_of_before_is_read_and_held_to_its_manifest(good, bad, tmp_path):
    _as_before(good)
    shutil.copy(good / former_manifest.FILE, bad / former_manifest.FILE)
    (bad / manifest.FILE).unlink()
    assert tampers.differences(good, bad) == []
    tampers.text("b", "x", bad / editions.TABLE)
    assert compare.outcome(tampers.differences(good, bad)) is Outcome.DIFFERENT
    content = {f"html/{p.relative_to(good)}": p.read_bytes() for p in good.rglob("*.*")}
    content[f"html/{manifest.FILE}"] = b"{}"
    packing.pack(tmp_path / "boek.zip", content, "boek")
    with pytest.raises(edition.NotAnEdition), edition.opened(tmp_path / "boek.zip"):
        pass
    content[f"html/{manifest.FILE}"] = content[f"html/{former_manifest.FILE}"]
    packing.pack(tmp_path / "boek.zip", content, "boek")
    assert tampers.differences(tmp_path / "boek.zip", good) == []

"""A reviewer sees what differs between two editions, and what everything rests on."""

import json
import shutil
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from PIL import Image
from rocrate.rocrate import ROCrate

from press import __main__ as command
from press import places
from press.review import edition, licences, manifest, report, verify
from press.review.comparing import compare, printed
from press.review.comparing.outcomes import Difference, Outcome
from press.review.releasing import archive, attestation
from study import paths
from study.gate import signature
from tests.support import tampers
from tests.support.tampers import FIGURE, TAMPERS, differences

LOWEST = "#getal-registraties.laagste"


def spoil(html: Path, name: str) -> None:
    tamper = TAMPERS[name]
    tamper.change(html / tamper.file)


def named(found: list[Difference], kind: str, name: str) -> Difference:
    return next(each for each in found if (each.kind, each.name) == (kind, name))


def test_the_same_book_elsewhere_is_identical(book, copy):
    assert differences(book.html, copy) == []


def test_a_pdf_of_the_book_holds_nothing_but_its_objects(book):
    for path in (book.pdf, book.html / "factsheet.pdf"):
        assert printed.read(path).around == b""


def test_another_platform_is_named_and_told_apart_from_other_data(book, copy):
    tampers.move_to_another_platform(copy)
    path = copy / f"{FIGURE}.png"
    picture = Image.open(path).convert("RGBA")
    red, *others = picture.getpixel((7, 5))
    picture.putpixel((7, 5), (red - 3, *others))
    picture.save(path)
    tampers.rewrite_digest(copy, f"{FIGURE}.png")
    drawing = copy / f"{FIGURE}.svg"
    tampers.text('d="M0 ', 'd="M0.001 ', drawing)
    tampers.rewrite_digest(copy, f"{FIGURE}.svg")
    found = differences(book.html, copy)
    assert compare.outcome(found) is Outcome.EQUAL
    assert "3.14.99" in named(found, "environment", "Python").detail
    assert "at most 3 of 255 apart; same numbers" in named(found, "figure", f"{FIGURE}.png").detail
    assert named(found, "figure", f"{FIGURE}.svg").outcome is Outcome.EQUAL
    spoil(copy, "a cell")
    assert compare.outcome(differences(book.html, copy)) is Outcome.DIFFERENT


def test_a_manifest_alone_is_compared_as_far_as_it_goes_and_says_so(book, copy):
    spoil(copy, "a word")
    lone = book.html / manifest.FILE
    with edition.opened(lone) as old, edition.opened(copy) as new:
        found = compare.compare(old, new)
        table = report.table(old, new, found)
    assert "only a manifest was given" in named(found, "page", "chapters/discussie.html").detail
    assert "could not be compared" in table and "**different" in table


def test_the_manifest_is_an_ro_crate_that_names_every_file(book):
    crate = ROCrate(book.html)
    assert crate.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.2"
    there = {path.relative_to(book.html).as_posix() for path in manifest.files(book.html)}
    assert {entity.id for entity in crate.data_entities} == there
    drawing = crate.dereference(f"{FIGURE}.svg")
    based_on = {each.id for each in drawing["isBasedOn"]}
    assert {"notebooks/slachtoffers.ipynb", "data/public/registered_victims.csv"} <= based_on
    moment = json.loads((book.html / manifest.FILE).read_text(encoding="utf-8"))["@graph"][0]
    assert "T" not in moment.get("datePublished", "")


def test_the_manifest_tells_where_figures_of_a_translation_come_from(book, capsys):
    crate = ROCrate(book.html)
    written, drawn = (crate.dereference(f"{top}{FIGURE}.svg") for top in ("", "en/"))
    assert written["isBasedOn"] == drawn["isBasedOn"]
    assert "Nationaal Rapporteur" in written["description"]
    assert "National Rapporteur" in drawn["description"]
    named = [each["@id"] for each in crate.root_dataset["mentions"]]
    assert LOWEST in named and len(crate.root_dataset["license"]) == 2
    edition = ("--edition", str(book.html))
    assert command.main(["trace", "fig-en/registraties", *edition]) == 0
    printed = capsys.readouterr().out
    assert "en/figures/registraties.csv" in printed and "en/chapters/probleem.html" in printed
    assert command.main(["trace", "fig-registraties", *edition]) == 0
    assert "en/" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.unlink(), "it is no edition"),
        (lambda file: file.write_text("{"), "not a readable manifest"),
        (lambda file: file.write_text('{"@graph": []}'), "not a manifest of this book"),
        (
            lambda file: file.write_text(
                file.read_text("utf-8").replace('"name": "form",\n   "value": "2"', '"value": "3"')
            ),
            "form '3'",
        ),
    ],
)
def test_an_edition_that_cannot_be_read_is_refused_in_words(copy, spoil, says, capsys):
    spoil(copy / manifest.FILE)
    assert command.main(["compare", str(copy), str(copy)]) == Outcome.FAILED
    assert says in capsys.readouterr().err


def _committed(html: Path) -> None:
    made, known = tampers.graph(html)
    known["#commit"]["value"] = "a" * 40
    tampers.save(html, made)


def test_verify_reports_and_gives_the_outcome_as_its_status(copy, tmp_path):
    _committed(copy)
    again = Path(shutil.copytree(copy, tmp_path / "again"))
    said = []
    target = tmp_path / verify.REPORT
    result = verify.verify(copy, target, said.append, lambda *_: again)
    assert result is Outcome.IDENTICAL and "identical" in "\n".join(said)
    tampers.pixel(again / f"{FIGURE}.png")
    assert verify.verify(copy, target, said.append, lambda *_: again) is Outcome.DIFFERENT
    assert f"| figure | {FIGURE}.png | different |" in said[-1]
    page = target.read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 3 and "marked" in page


def test_verify_that_cannot_go_on_says_why_and_leaves_the_last_report(copy, tmp_path):
    target = tmp_path / verify.REPORT
    target.write_text("of before", encoding="utf-8")
    said = []
    assert verify.verify(copy, target, said.append, lambda *_: copy) is Outcome.FAILED
    assert "Commit the changes" in said[-1]

    def full(*_):
        raise OSError(28, "No space left on device", "/tmp")

    _committed(copy)
    assert verify.verify(copy, target, said.append, full) is Outcome.FAILED
    assert "No space left" in said[-1]
    assert target.read_text(encoding="utf-8") == "of before"


def test_what_changed_between_two_versions_is_a_page_of_numbers_tables_and_figures(copy, tmp_path):
    newer = Path(shutil.copytree(copy, tmp_path / "newer"))
    tampers.pixel(newer / f"{FIGURE}.png")
    spoil(newer, "a cell")
    spoil(newer, "a word")
    made, known = tampers.graph(newer)
    known["./"]["version"] = "9.9.9"
    number = next(each for name, each in known.items() if name.startswith("#getal-registraties.l"))
    number["description"] = "4.321"
    tampers.save(newer, made)
    page = tmp_path / "changes.html"
    assert command.main(["changes", str(copy), str(newer), "--page", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "to 9.9.9" in text and "4.321" in text and "row 4, value" in text
    assert "discussie" not in text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "fig-registraties",
            ("figures.registraties(", "slachtoffers.ipynb, cell", "probleem.html"),
        ),
        (
            "registraties.laagste",
            ("public_figures.registrations(", "registered_victims.csv", "668"),
        ),
        ("factor-steun", ("segments.csv", "fig-factoren", "conclusie.html")),
        ("data/public/registered_victims.csv:3", ("fig-registraties", "registraties.laagste")),
        ("data/coded/segments.csv:1", ("fig-richting-agenderen", "resultaten-agenderen.html")),
    ],
)
def test_everything_can_be_traced_both_ways(book, capsys, name, says):
    assert command.main(["trace", name, "--edition", str(book.html)]) == 0
    printed = capsys.readouterr().out
    for words in says:
        assert words in printed


def test_a_name_that_is_nowhere_gets_the_nearest(book, capsys):
    assert command.main(["trace", "fig-registratie", "--edition", str(book.html)]) == 3
    assert "fig-registraties" in capsys.readouterr().err
    gone = "data/coded/segments.csv:99999"
    assert command.main(["trace", gone, "--edition", str(book.html)]) == 3
    assert "has no row" in capsys.readouterr().err


@pytest.fixture
def tagged(short_copy, tmp_path) -> Path:
    """A clean checkout with a tag, and the book that was built from it."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in (*archive.DOCUMENTS, places.LOCK.name):
        shutil.copy(paths.ROOT / name, root / name)
    shutil.copytree(paths.DATA, root / paths.DATA.name)

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
        command_line = ["git", "-C", str(root), *who, *arguments]
        return subprocess.run(command_line, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "All")
    made, known = tampers.graph(short_copy)
    known["#commit"]["value"] = git("rev-parse", "HEAD").strip()
    tampers.save(short_copy, made)
    git("tag", f"v{known['./']['version']}")
    return root


def test_a_release_is_whole_can_be_deposited_and_is_the_same_each_time(
    short_copy, tagged, tmp_path
):
    one, two = (archive.release(short_copy, tmp_path / name, tagged) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert {path.name for path in one.parent.iterdir()} == {
        one.name,
        ".zenodo.json",
        "dataverse.json",
        f"{one.name}.cdx.json",
        f"{one.name}.intoto.json",
    }
    for name in (f"{one.name}.cdx.json", f"{one.name}.intoto.json"):
        assert one.with_name(name).read_bytes() == two.with_name(name).read_bytes()
    assert differences(one, short_copy) == []
    asked = json.loads((one.parent / ".zenodo.json").read_text(encoding="utf-8"))
    assert asked["creators"] and asked["license"] and asked["version"] in one.name


@pytest.fixture
def key(tmp_path) -> Path:
    """An SSH key of nobody."""
    path = tmp_path / "key"
    command_line = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "maker", "-f", path]
    subprocess.run(command_line, check=True)
    return path


@pytest.fixture
def signers(key, tmp_path) -> Path:
    """A list on which the owner of the key may sign releases."""
    path = tmp_path / "signers"
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    path.write_text(f"maker {public}", encoding="utf-8")
    return path


def wrong(released: Path, signers: Path | None = None) -> list[str]:
    """What verify says of the statement beside a release."""
    with edition.opened(released) as opened:
        return [
            f"{each.name}: {each.detail}"
            for each in attestation.differences(released, opened, signers)
        ]


def test_a_release_says_what_it_was_built_from_and_is_signed(
    short_copy, tagged, tmp_path, key, signers
):
    made = archive.release(short_copy, tmp_path / "out", tagged, key)
    assert wrong(made) == wrong(made, signers) == []
    said = json.loads(attestation.beside(made).read_text(encoding="utf-8"))
    found = said["predicate"]["buildDefinition"]["resolvedDependencies"]
    assert [each["name"] for each in found] == ["commit", "requirements.txt", "data.zip"]
    built = said["predicate"]["buildDefinition"]["buildType"]
    builder = said["predicate"]["runDetails"]["builder"]["id"]
    assert built != builder
    for identifier in (built, builder):
        assert identifier == uuid.UUID(identifier).urn, "an address, as SLSA asks"


def test_what_is_not_beside_an_archive_is_said_not_to_have_been_looked_at(
    short_copy, tagged, tmp_path
):
    made = archive.release(short_copy, tmp_path / "out", tagged)
    attestation.beside(made).unlink()
    said = []
    result = verify.verify(made, tmp_path / verify.REPORT, said.append, lambda *_: made)
    assert result is Outcome.IDENTICAL
    left_out = [line for line in said if "not beside it" in line]
    assert left_out == [
        f"Not looked at, because it is not beside it: {attestation.beside(made).name}."
    ]


def test_a_statement_of_before_still_holds(short_copy, tagged, tmp_path):
    made = archive.release(short_copy, tmp_path / "out", tagged)

    def former(said: dict) -> None:
        said["predicate"]["buildDefinition"]["buildType"] = "make release"
        said["predicate"]["runDetails"]["builder"]["id"] = "make release"

    with_statement(made, former)
    assert wrong(made) == []


def with_statement(made: Path, change: Callable[[dict], None]) -> None:
    path = attestation.beside(made)
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda said: said["subject"][0]["digest"].update(sha256="0" * 64), "another archive"),
        (lambda said: said["subject"][1]["digest"].update(sha256="0" * 64), "about another"),
        (
            lambda said: said["predicate"]["buildDefinition"]["resolvedDependencies"][0][
                "digest"
            ].update(gitCommit="0" * 40),
            "another commit",
        ),
        (lambda said: said.update(predicateType="x"), "no statement"),
        (lambda said: said.pop("subject"), "cannot be read"),
        (lambda said: said["subject"].append(said["subject"][0]), "cannot be read"),
        (lambda said: said["subject"][1].update(name="../x"), "cannot be read"),
        (lambda said: said["subject"][1].update(name=5), "cannot be read"),
        (lambda said: said["subject"][1].update(name="a" * 5000), "cannot be read"),
        (lambda said: said["predicate"]["runDetails"]["builder"].update(id="x"), "otherwise"),
        (lambda said: said["predicate"].update(more="x"), "says more"),
        (lambda said: said.update(more="x"), "says more"),
    ],
)
def test_a_statement_that_does_not_fit_is_found(short_copy, tagged, tmp_path, change, says):
    made = archive.release(short_copy, tmp_path / "out", tagged)
    with_statement(made, change)
    assert any(says in line for line in wrong(made))


def test_a_signature_that_does_not_hold_or_is_missing_is_found(
    short_copy, tagged, tmp_path, key, signers
):
    made = archive.release(short_copy, tmp_path / "out", tagged, key)
    path = attestation.beside(made)
    path.write_bytes(path.read_bytes() + b" ")
    assert any("does not hold" in line for line in wrong(made))
    assert any("does not hold" in line for line in wrong(made, signers))
    path.write_bytes(path.read_bytes()[:-1])
    signers.write_text("somebody ssh-ed25519 AAAA", encoding="utf-8")
    assert any("by nobody in signers" in line for line in wrong(made, signers))
    signature = path.with_name(path.name + ".sig")
    signature.write_bytes(b"a" * 2**24)
    assert any("too large" in line for line in wrong(made))
    signature.unlink()
    assert wrong(made) == []
    assert any("nobody signed" in line for line in wrong(made, signers))


def test_a_key_that_cannot_be_used_is_told(short_copy, tagged, tmp_path):
    with pytest.raises(attestation.CannotSign, match=r"no-key.*Give another key"):
        archive.release(short_copy, tmp_path / "out", tagged, tmp_path / "no-key")


def test_the_bill_of_materials_names_every_package_of_the_lock(short_copy, tagged, tmp_path):
    made = archive.release(short_copy, tmp_path / "out", tagged)
    path = made.with_name(f"{made.name}.cdx.json")
    assert not JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text())
    bill = json.loads(path.read_text(encoding="utf-8"))
    named = {(each["name"], each["version"]) for each in bill["components"]}
    packages = licences.of_lock(places.LOCK)
    assert named == {(each.name, each.version) for each in packages}
    assert all(each["licenses"] for each in bill["components"])


def test_a_release_of_a_changed_unsigned_untagged_or_other_tree_is_refused(
    short_copy, tagged, tmp_path, monkeypatch
):
    (tagged / "README.md").write_text("anders", encoding="utf-8")
    with pytest.raises(archive.Refused, match="not committed"):
        archive.release(short_copy, tmp_path / "out", tagged)
    subprocess.run(["git", "-C", tagged, "checkout", "--quiet", "."], check=True)
    with monkeypatch.context() as changed:
        changed.setattr(signature, "refusal", lambda data: f"{data.name}: is not signed")
        with pytest.raises(archive.Refused, match="data: is not signed"):
            archive.release(short_copy, tmp_path / "out", tagged)
    spoil(short_copy, "a word")
    with pytest.raises(archive.Refused, match="after the build"):
        archive.release(short_copy, tmp_path / "out", tagged)
    tags = subprocess.run(["git", "-C", tagged, "tag"], check=True, capture_output=True, text=True)
    subprocess.run(["git", "-C", tagged, "tag", "-d", tags.stdout.strip()], check=True)
    with pytest.raises(archive.Refused, match="has no tag"):
        archive.release(short_copy, tmp_path / "out", tagged)
    assert not (tmp_path / "out").exists()

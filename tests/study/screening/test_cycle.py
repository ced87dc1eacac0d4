"""The whole way, as a researcher goes it: import, anonymise, check, with a leak on each step."""

import shutil

import pytest

from study import paths, workflow
from study.demonstration import made_up_study
from study.private import store
from study.private.mapping import MappingError
from study.private.public_names import FOUND
from tests.support.screened import PHONE
from tests.support.tiers import sampled

NAME = "Cromhout"
"""Surname of some who speak in the demonstration."""
CHAPTERS = ("index.md", "_config.yml", "_toc.yml", "CITATION.cff", "chapters")


@pytest.fixture
def study(own_study):
    """The demonstration with the chapters of this book, and its private side."""
    for name in CHAPTERS:
        source = paths.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, own_study.root / name)
    return own_study


def check(study) -> str:
    return "\n".join(workflow.check_release(study.data, study.private))


def refused(study, step) -> str:
    before = study.published()
    with pytest.raises((workflow.Refused, store.Damaged, MappingError)) as found:
        step(study)
    assert study.published() == before, "nothing was changed"
    return str(found.value)


def publish(study) -> list[str]:
    return workflow.publish(study.data, study.private)


def spoil(study, words: str) -> str:
    """Put a line into a chapter; gives the place by which a refusal begins."""
    chapter = study.root / "chapters" / "kader.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n{words}\n", encoding="utf-8")
    return f"chapters/kader.md, row {len(text.splitlines()) + 2}: "


@pytest.mark.parametrize(
    ("leak", "step"), sampled(2, [(NAME, check), (PHONE, publish), (NAME, publish), (PHONE, check)])
)
def test_a_leak_in_a_chapter_stops_every_step(study, leak, step):
    place = spoil(study, f"Dat zei {leak} ons.")
    # One leak is one line: a build counts each as a problem.
    (found,) = refused(study, step).splitlines()
    assert found.startswith(place) and leak not in found
    # Which name it was, is told on the private side only.
    assert found.endswith(f"Which names: see private/{FOUND}.") == (leak == NAME)
    assert leak != NAME or f"- `{NAME}: [chapters/]`" in (study.private / FOUND).read_text("utf-8")


def test_all_names_of_a_line_are_told_at_once(study):
    """Else whoever decides on one is refused again for the next."""
    spoil(study, f"Dat zeiden Aalderink en {NAME} ons.")
    refused(study, publish)
    told = (study.private / FOUND).read_text("utf-8")
    assert "- `Aalderink:" in told and f"- `{NAME}:" in told


def test_what_was_refused_passes_when_the_leak_is_out(study):
    chapter = study.root / "chapters" / "kader.md"
    good = chapter.read_text(encoding="utf-8")
    spoil(study, f"Dat zei {NAME} ons.")
    refused(study, publish)
    chapter.write_text(good, encoding="utf-8")
    publish(study)
    assert check(study).startswith("In order, held against the private project.")


@pytest.mark.campaign
def test_a_work_by_an_author_of_the_same_name_changes_nothing(study):
    spoil(study, f"{NAME} uit Vlaswoude zei het.")
    works = study.root / "references.bib"
    works.write_text(
        works.read_text(encoding="utf-8")
        + f"@book{{a2020,\n  author = {{{NAME}, F.}},\n  title = {{Over Vlaswoude}},\n}}\n",
        encoding="utf-8",
    )
    found = refused(study, check).splitlines()
    assert [line.split(",")[0] for line in found] == ["chapters/kader.md", *["references.bib"] * 2]


@pytest.mark.campaign
def test_a_decision_of_the_researcher_holds_without_publishing_again(study):
    place = spoil(study, f"{{cite:t}}`{NAME.lower()}2020` schreef het.")
    assert refused(study, check).startswith(place)
    answers = study.private / paths.MAPPING
    text = answers.read_text(encoding="utf-8")
    where = f'public_names: {{"{NAME}": "chapters/", '
    answers.write_text(text.replace("public_names: {", where), encoding="utf-8")
    assert check(study).startswith("In order, held against the private project.")


@pytest.mark.parametrize("answer", ["[Cromhout]", "Cromhout", "{Cromhout: }", "{Cromhout: [1]}"])
def test_a_decision_without_a_place_is_named(study, answer):
    answers = study.private / paths.MAPPING
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = (f"public_names: {answer}\n" if x.startswith("public_names") else x for x in lines)
    answers.write_text("".join(changed), encoding="utf-8")
    for step in (check, publish):
        found = refused(study, step)
        assert "public_names" in found and "where" in found and found.count("\n") == 0


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("key.csv", "private/: is half there (key.csv is missing)"),
        ("project", "private/project/names.sha256: is damaged (it is missing)"),
        ("project/names.txt", "private/project/names.txt: is damaged (it is missing)"),
        ("project/words.npy", "private/project/words.npy: is damaged (it is missing)"),
        ("project/names.sha256", "private/project/names.sha256: is damaged (it is missing)"),
        ("mapping.yml", "private/: is half there (mapping.yml is missing)"),
        (("key.csv", "project"), "private/: is half there (project/ is missing)"),
    ],
)
def test_a_private_folder_that_is_half_there_is_said_in_a_line(study, lost, message):
    for name in (lost,) if isinstance(lost, str) else lost:
        path = study.private / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = refused(study, check)
    assert found.startswith(message) and found.count("\n") == 0


@pytest.mark.parametrize("step", [check, publish])
@pytest.mark.parametrize("left", ["", "\n"])
def test_an_empty_mapping_is_said_in_a_line_of_its_own(study, step, left):
    """Not by the names that it had decided on."""
    (study.private / paths.MAPPING).write_text(left, encoding="utf-8")
    found = refused(study, step)
    assert found.startswith("private/mapping.yml: is empty") and found.count("\n") == 0


@pytest.mark.parametrize("left", [0, 100])
def test_a_list_of_names_that_lost_some_is_told(study, left):
    names = study.private / "project" / "names.txt"
    names.write_text(names.read_text(encoding="utf-8")[:left], encoding="utf-8")
    found = refused(study, check)
    assert found.startswith("private/project/names.txt: is not what was written")
    assert found.count("\n") == 0


@pytest.mark.campaign
def test_names_are_looked_for_once_they_were_imported(study):
    """Before anything is published from them: the mapping is not finished yet."""
    project = study.private / "demonstratie.qdpx"
    new = study.root / "new"
    workflow.import_project(project, new / "private", study.data)
    shutil.rmtree(study.private)
    (new / "private").rename(study.private)
    answers = study.private / paths.MAPPING
    text = made_up_study.finish(answers.read_text(encoding="utf-8"))
    answers.write_text(text.replace("R01", '"?"'), encoding="utf-8")
    assert check(study).startswith("In order. The private project is not at hand")
    place = spoil(study, f"Dat zei {NAME}.")
    assert refused(study, check).startswith(f"{place}holds a name")


@pytest.mark.campaign
def test_without_the_private_folder_all_that_needs_no_name_is_checked(study):
    shutil.rmtree(study.private)
    assert check(study).startswith("In order. The private project is not at hand")
    chapter = study.root / "chapters" / "kader.md"
    chapter.write_text(f"# Kader\n\nBel {PHONE}.\n", encoding="utf-8")
    assert refused(study, check).startswith(
        "chapters/kader.md, row 3: may identify somebody [phone]"
    )

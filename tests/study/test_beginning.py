"""A study of one's own is set up from a few answers, and each step says what comes next."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib

import pandas as pd
import pytest
import yaml

from study import paths
from study.beginning import new_study, questions
from study.data import coded
from study.language.names import Names
from study.private import mapping_draft
from study.private.codebook_made_whole import make_whole
from study.study_file import read
from tests.support.screened import PHONE

AS_A_USER = pytest.mark.whole
"""Runs our commands in a process of their own, which imports all there is."""

GIVEN = {
    "title": "Een ander boek",
    "question": "Wat helpt?",
    "phases": "het beginnen, uitvoering, blijven",
    "streams": "het geld, de mensen",
    "groups": "ambtenaar/ambtenaren, adviseur/adviseurs",
    "first_group": "",
    "place": "regio/regio's",
    "places": "6",
}


def of(**changed: str) -> questions.Answers:
    return questions.of(GIVEN | changed)


def test_the_study_file_it_writes_is_one(tmp_path):
    file = tmp_path / "data" / paths.STUDY.name
    file.parent.mkdir()
    file.write_text(new_study.study_file(of(first_group="koepel/koepels")), encoding="utf-8")
    study = read(file)
    assert [phase.id for phase in study.phases] == ["beginnen", "uitvoering", "blijven"]
    words = [phase.word("the", "nl") for phase in study.phases]
    assert words == ["het beginnen", "de uitvoering", "het blijven"]
    assert [(role.round, role.id) for role in study.roles] == [
        (1, "koepel"),
        (2, "ambtenaar"),
        (2, "adviseur"),
    ]
    assert study.place.word("many", "nl") == "regio's" and study.places == 6
    assert "[[rounds]]\nnumber = 1" not in new_study.study_file(of())


def test_a_group_that_was_spoken_with_first_is_counted_by_its_own_name(tmp_path):
    file = tmp_path / paths.STUDY.name
    for first, units in (("expert/experts", {"organisations": "experts"}), ("", {})):
        file.write_text(new_study.study_file(of(first_group=first)), encoding="utf-8")
        assert Names(read(file), "nl").values()["unit"] == units


def test_words_for_a_new_study_are_there_in_each_language():
    tables = [
        tomllib.loads(file.read_text("utf-8")) for file in paths.CODE.rglob("beginning_??.toml")
    ]
    assert len(tables) > 1
    assert all(table.keys() == tables[0].keys() for table in tables)


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("title", " ", "title: is empty"),
        ("phases", ",", "phases: names 0. Name at least 1"),
        ("streams", "het geld", "streams: names 1. Name at least 2"),
        ("groups", "ambtenaar", "groups: 'ambtenaar' is not one/several"),
        ("place", "gemeente/", "place: 'gemeente/' is not one/several"),
        ("places", "zes", "places: 'zes' is no number"),
        ("places", "0", "places: '0' is no number"),
    ],
)
def test_an_answer_that_is_none_is_named(name, answer, message):
    with pytest.raises(questions.WrongAnswer, match="^" + message):
        of(**{name: answer})


def fresh_copy(root):
    """Code and data, without a private folder."""
    ignore = shutil.ignore_patterns("__pycache__")
    # By name: where a checkout holds another study, tests have the shipped one elsewhere.
    for folder in (paths.CODE, paths.DATA):
        shutil.copytree(folder, root / folder.name, ignore=ignore)
    for name in ("CITATION.cff", "references.bib", "exceptions.toml", "pyproject.toml"):
        shutil.copy(paths.ROOT / name, root)
    (root / "press").mkdir()
    for changes in (paths.ROOT / "press").glob("changes_*.toml"):
        shutil.copy(changes, root / "press")
    return root


@pytest.fixture
def fresh(tmp_path):
    """A fresh copy."""
    return fresh_copy(tmp_path / "copy")


@pytest.fixture(scope="module")
def begun_once(tmp_path_factory):
    """A fresh copy in which a new study was begun; tests copy it."""
    root = fresh_copy(tmp_path_factory.mktemp("begun") / "copy")
    assert run(root, "new", *options()).returncode == 0
    return root


@pytest.fixture
def begun(begun_once, tmp_path):
    """The same, to go on with."""
    return shutil.copytree(begun_once, tmp_path / "begun")


def run(root, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "study", *words],
        cwd=root,
        env=os.environ | {"PYTHONPATH": ""},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )


def options(**changed: str) -> list[str]:
    return [f"--{name.replace('_', '-')}={text}" for name, text in (GIVEN | changed).items()]


@AS_A_USER
def test_answers_that_together_are_no_study_change_nothing(fresh):
    file = fresh / "data" / paths.STUDY.name
    before = file.read_bytes()
    made = run(fresh, "new", *options(phases="de ambtenaar"))
    assert made.returncode == 1 and "the id ambtenaar is taken already" in made.stderr
    assert made.stderr.count("\n") == 1 and file.read_bytes() == before


@pytest.mark.campaign
@AS_A_USER
def test_a_demonstration_that_is_refused_changes_nothing(fresh):
    files = {path: path.read_bytes() for path in (fresh / "data").rglob("*") if path.is_file()}
    (fresh / "chapters").mkdir()
    (fresh / "chapters" / "a.md").write_text(f"Bel {PHONE}.", encoding="utf-8")
    made = run(fresh, "demo")
    assert made.returncode == 1 and "chapters/a.md" in made.stderr, made.stderr
    assert all(path.read_bytes() == content for path, content in files.items())
    assert not (fresh / "private").exists()


@AS_A_USER
def test_new_leaves_an_empty_study_and_says_what_comes_next(fresh):
    made = run(fresh, "new", *options())
    assert made.returncode == 0 and "Next: python -m study import" in made.stdout, made.stderr
    assert "factor: " in made.stdout and "label_nl: " in made.stdout
    assert [path.name for path in (fresh / "data" / "coded").iterdir()] == [paths.CODEBOOK]
    assert 'title: "Een ander boek"' in (fresh / "CITATION.cff").read_text(encoding="utf-8")
    told = run(fresh, "status").stdout.splitlines()
    assert told[0].startswith("done  study file: phases beginnen, uitvoering, blijven")
    assert told[1].startswith("next  project") and told[2].strip().startswith("python -m study")
    assert sum(line.startswith("next") for line in told) == 1
    assert told[-1].startswith("Set aside, because they rest on codes")
    again = run(fresh, "new", *options())
    assert again.returncode == 1 and again.stderr.count("\n") == 1
    assert "holds a study of real interviews already" in again.stderr


@AS_A_USER
def test_a_new_book_has_no_version_changes_or_thesis_of_the_one_it_came_from(begun):
    citation = yaml.safe_load((begun / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["message"] == "Cite this publication as below."
    assert "references" not in citation and citation["authors"] and citation["keywords"]
    project = tomllib.loads((begun / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = json.loads((begun / "data" / paths.PACKAGE.name).read_text(encoding="utf-8"))
    assert citation["version"] == project["version"] == package["version"] == "0.1.0"
    files = sorted((begun / "press").glob("changes_*.toml"))
    assert len(files) == 2
    for file in files:
        (only,) = tomllib.loads(file.read_text(encoding="utf-8"))["version"]
        assert "date" not in only and len(only["changes"]) == 1


@pytest.mark.campaign
@AS_A_USER
def test_a_codebook_of_other_phases_is_told_and_no_traceback(begun):
    file = begun / "codering.csv"
    file.write_text("interview;code;coder\nambtenaar 1;steun;ab\n", encoding="utf-8")
    codebook = begun / "data" / "coded" / paths.CODEBOOK
    head = "factor,phase,stream,label_nl,definition_nl\n"
    codebook.write_text(f"{head}steun,beginnen,geld,steun,Of men steunt.\n", encoding="utf-8")
    assert run(begun, "import", file.name).returncode == 0
    study = begun / "data" / paths.STUDY.name
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace('id = "beginnen"', 'id = "starten"'), encoding="utf-8")
    for command in ("anonymise", "status"):
        told = run(begun, command)
        assert "Traceback" not in told.stderr
        assert (
            "data/coded/codebook.csv, row 2, column phase: 'beginnen' is not in data/study.toml."
            " Use one of: starten, uitvoering, blijven." in told.stdout + told.stderr
        )
    study.write_text(text.replace('id = "geld"', 'id = "munten"'), encoding="utf-8")
    assert "column stream: 'geld' is not in data/study.toml" in run(begun, "anonymise").stderr


STEPS = ("project", "codebook", "mapping", "tables", "gate", "book", "signature")


@pytest.mark.campaign
@AS_A_USER
def test_status_names_each_step_with_what_to_do_next(begun):
    told = run(begun, "status").stdout.splitlines()
    steps = [line for line in told if line[:5].strip() in ("done", "next", "later")]
    assert [line[6:].partition(":")[0] for line in steps] == ["study file", *STEPS]
    assert [line[:5].strip() for line in steps] == ["done", "next", *["later"] * 6]
    assert steps[1:5] == [
        "next  project: nothing imported",
        "later codebook: 0 codes",
        "later mapping: not drafted",
        "later tables: not published",
    ]
    file = begun / "codering.csv"
    file.write_text("interview;code;coder\nambtenaar 1;steun;ab\n", encoding="utf-8")
    assert run(begun, "import", file.name).returncode == 0
    told = run(begun, "status").stdout.splitlines()
    assert told[1:4] == [
        "done  project: 1 interview",
        "next  codebook: 0 codes",
        "      Write data/coded/codebook.csv: a row for each code. private/codes.csv has the codes"
        " of the project.",
    ]
    (begun / "data" / "coded" / paths.CODEBOOK).write_text(
        "factor,phase,stream,label_nl,definition_nl\nsteun,beginnen,geld,steun,Of men steunt.\n",
        encoding="utf-8",
    )
    assert "next  mapping: not drafted" in run(begun, "status").stdout
    assert run(begun, "import", file.name).returncode == 0
    told = run(begun, "status").stdout
    assert "next  mapping: " in told and "Finish private/mapping.yml" in told


@AS_A_USER
@pytest.mark.parametrize(
    "command", ["anonymise", pytest.param("check", marks=pytest.mark.campaign), "sign"]
)
def test_a_step_before_its_time_says_in_one_line_what_comes_first(begun, command):
    refused = run(begun, command)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    before = "import" if command == "anonymise" else "anonymise"
    assert f"Run python -m study {before}" in refused.stderr


@AS_A_USER
def test_new_works_without_a_study_file_and_nothing_else_does(fresh):
    (fresh / "data" / paths.STUDY.name).unlink()
    refused = run(fresh, "status")
    assert refused.returncode == 1 and refused.stderr.count("\n") == 1
    assert "data/study.toml: cannot be read" in refused.stderr
    assert run(fresh, "new", *options()).returncode == 0


@AS_A_USER
def test_new_does_not_write_over_a_private_folder(fresh):
    (fresh / "private").mkdir()
    assert "private/: is there already" in run(fresh, "new", *options()).stderr


def test_a_codebook_of_a_few_columns_is_made_whole(tmp_path):
    file = tmp_path / paths.CODEBOOK
    lines = [
        "\ufefffactor;phase;stream;label_nl;definition_nl",
        "steun;borgen;politiek;steun;Of het bestuur steunt.",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    make_whole(file)
    (row,) = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
    assert list(row) == list(coded.COLUMNS["codebook"])
    assert (row["code"], row["kind"], row["status"]) == ("borgen.steun", "factor", "unused")
    before = file.read_bytes()
    make_whole(file)
    assert file.read_bytes() == before


def test_a_codebook_with_a_column_there_is_not_is_left_for_the_gate(tmp_path):
    file = tmp_path / paths.CODEBOOK
    file.write_text("factor,kleur\nsteun,rood\n", encoding="utf-8")
    make_whole(file)
    assert file.read_text(encoding="utf-8") == "factor,kleur\nsteun,rood\n"


CODES = pd.DataFrame(
    {
        "code": ["agenderen.steun", "borgen.steun", "borgen.regels"],
        "factor": ["steun", "steun", "regels"],
        "phase": ["agenderen", "borgen", "borgen"],
        "label_nl": ["bestuurlijke steun", "bestuurlijke steun", "regels"],
        "label_en": [None, None, None],
    }
)


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        ("+ bevorderend", "{direction: helps}"),
        ("- belemmerend", "{direction: hinders}"),
        ("+", "{direction: helps}"),
        ("Richting > Speelde geen rol", "{direction: absent}"),
        ("Op de agenda", "{phase: agenderen}"),
        ("Geborgd", "{phase: borgen}"),
        ("Op de agenda > Politiek > Bestuurlijke steun", "agenderen.steun"),
        ("Steun", "{factor: steun}"),
        (
            "Borging > Regels > factoren die helpen",
            "{factor: regels, phase: borgen, direction: helps}",
        ),
        ("Citaat voor rapport", '"?"'),
        ("niet helpend", '{factor: "?", direction: "?"}'),
    ],
)
def test_the_draft_knows_phases_and_directions_wherever_they_stand(path, meaning):
    assert mapping_draft.guess(path, CODES) == meaning


@AS_A_USER
def test_without_the_packages_nothing_is_written_and_one_line_says_what_to_do(fresh):
    before = (fresh / "data" / paths.STUDY.name).read_bytes()
    bare = subprocess.run(
        [sys.executable, "-S", "-m", "study", "new", *options()],
        cwd=fresh,
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert bare.returncode == 1 and bare.stderr.count("\n") == 1, bare.stderr
    assert "activate it" in bare.stderr
    assert (fresh / "data" / paths.STUDY.name).read_bytes() == before

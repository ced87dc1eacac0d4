"""Rows or only counts: published from the same rows, and neither tells of municipalities."""

import json
import random
import re
import shutil

import pandas as pd
import pytest

from study import paths, staging, workflow
from study.data import coded, counted, levels, tables
from study.gate import linking
from study.measures import published, tally
from study.private import store
from study.private.anonymise import Drawn, anonymise, with_places_shuffled
from tests.support import demonstration
from tests.support.demonstration import Study
from tests.support.projects import a_project
from tests.support.tiers import sampled

EACH_LEVEL = pytest.mark.parametrize("level", levels.LEVELS)


def files_of(study: Study) -> dict[str, bytes]:
    return {
        name: content
        for name, content in study.published().items()
        if not name.startswith(("public/", "advice/", "README"))
    }


@EACH_LEVEL
def test_a_level_has_its_tables_and_no_others(level):
    study = demonstration.made(level)
    found = {path.stem for path in (study.data / "coded").glob("*.csv")}
    assert found == set(levels.COLUMNS[level])
    package = tables.package(study.data)
    assert levels.level(package) == level and package[levels.TWO_LARGEST] == 4
    described = {r["name"] for r in package["resources"] if r["path"].startswith("coded/")}
    assert described == found
    assert workflow.check_release(study.data, study.private)[0].startswith("In order")


def test_counts_hold_nothing_of_one_person_one_interview_or_one_passage():
    study = demonstration.made(levels.COUNTS)
    for name, content in files_of(study).items():
        assert not re.search(rb"\br[bcdfghjkmnpqrstvwxz2-9]{6}\b", content), name
    for columns in counted.COLUMNS.values():
        assert not {"respondent", "unit", "segment", "position", "coder"} & set(columns)


def test_both_levels_say_the_same_as_far_as_they_go():
    rows, counts = (published.read(demonstration.made(level).data) for level in levels.LEVELS)
    for name in counted.COLUMNS:
        ours, theirs = getattr(rows.counts, name), getattr(counts.counts, name)
        if name == "cooccurrence":
            # The first of each phase: at most ten, and fewer where these would tell of others.
            shown = theirs.groupby("phase").size()
            assert len(theirs) > 0 and shown.max() <= counted.MOST_PAIRS
            most = ours["phase"].map(shown).fillna(0).astype(int)
            ours = ours[ours.groupby("phase").cumcount() < most]
        assert ours.to_csv(index=False) == theirs.to_csv(index=False), name


@EACH_LEVEL
@pytest.mark.parametrize(
    "seed",
    [20201, *(pytest.param(s, marks=pytest.mark.campaign) for s in range(1, 21))],
)
def test_who_works_where_changes_no_byte(tmp_path, level, seed):
    """The mapping is edited as a researcher would, the draws are the same, the level is held."""
    study = demonstration.made(level, seed)
    other = Study(tmp_path / "other")
    shutil.copytree(study.root, other.root)
    answers = other.private / store.MAPPING
    lines = answers.read_text(encoding="utf-8").splitlines()
    here = [n for n, line in enumerate(lines) if re.match(r"\s+municipality: ", line)]
    municipal = [n for n in here if "none" not in lines[n]]
    before = [lines[n] for n in municipal]
    places = before[:]
    random.Random(seed).shuffle(places)
    assert places != before
    for n, line in zip(municipal, places, strict=True):
        lines[n] = line
    answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    workflow.publish(other.data, other.private, random.Random(seed).randbytes, level)
    if tables.package(other.data)[levels.LEVEL] == tables.package(study.data)[levels.LEVEL]:
        assert files_of(other) == files_of(study)
    else:
        assert level == levels.ROWS, "only the level may depend on who works where"


STUDIES = {
    "12 in 6": [2] * 6,
    "30 in 10": [5, 4, 4, 3, 3, 3, 3, 2, 2, 1],
    "200 in 60": [8] * 5 + [5] * 10 + [4] * 10 + [2] * 35,
}


@EACH_LEVEL
@pytest.mark.parametrize("name", STUDIES)
def test_who_works_where_changes_no_byte_of_other_studies(tmp_path, level, name):
    codebook = coded.read_table("codebook")
    made, answers = a_project(STUDIES[name], codebook)
    drawn = Drawn(random.Random(3).randbytes)
    first = anonymise(made, answers, codebook, drawn)
    package = tables.package()
    written = {}
    for seed in (None, 1, 2, 3):
        result = first
        if seed is not None:
            shuffled = with_places_shuffled(answers, seed)
            assert shuffled != answers
            result = anonymise(made, shuffled, codebook, drawn.again())
        folder = tmp_path / str(seed)
        (folder / paths.CODED).mkdir(parents=True)
        staging.write_tables(result, level, package, folder)
        written[seed] = {
            path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")
        }
    assert all(each == written[None] for each in written.values())
    assert first.two_largest == sum(sorted(STUDIES[name])[-2:])


def test_a_program_that_would_tell_who_works_where_is_refused(own_study, monkeypatch):
    """The gate makes all of it again with other colleagues, so a table that tells differs."""
    honest = workflow.anonymise

    def telling(*arguments):
        result = honest(*arguments)
        place = result.key.set_index("respondent")["municipality"]
        order = result.coded.respondents["respondent"].map(place).fillna("").argsort()
        people = result.coded.respondents.iloc[order.to_numpy()].reset_index(drop=True)
        return type(result)(
            **{
                **vars(result),
                "coded": coded.Coded(**{**vars(result.coded), "respondents": people}),
            }
        )

    before = own_study.published()
    monkeypatch.setattr(workflow, "anonymise", telling)
    with pytest.raises(workflow.Refused, match=r"respondents.csv: would be another"):
        workflow.publish(own_study.data, own_study.private)
    assert own_study.published() == before


def test_rows_that_tell_too_much_are_published_as_counts(own_study, monkeypatch):
    monkeypatch.setattr(
        linking, "attempt", lambda *_: linking.Attack("counts", "Counts.", linking.TRIED, ["x"])
    )
    said = workflow.publish(own_study.data, own_study.private)
    assert any("level counts" in line for line in said)
    assert not (own_study.data / "coded" / "segments.csv").exists()
    assert tables.package(own_study.data)[levels.LEVEL] == levels.COUNTS


def test_identifiers_are_drawn_once(own_study):
    draws = []

    def counting(size: int) -> bytes:
        draws.append(size)
        return random.Random(len(draws)).randbytes(size)

    workflow.publish(own_study.data, own_study.private, counting, levels.COUNTS)
    once = len(draws)
    draws.clear()
    workflow.publish(own_study.data, own_study.private, counting, levels.COUNTS)
    assert len(draws) == once == 5


@EACH_LEVEL
def test_tables_that_are_not_those_of_the_project_are_refused(tmp_path, level):
    study = Study(tmp_path / "own")
    shutil.copytree(demonstration.made(level).root, study.root)
    mapping = study.private / store.MAPPING
    text = mapping.read_text(encoding="utf-8")
    first = re.search(r"^  - respondent: .*\n(    .*\n)*?    role: ketenpartner", text, re.M)
    changed = first[0].replace("role: ketenpartner", "role: ambtenaar")
    mapping.write_text(text.replace(first[0], changed), encoding="utf-8")
    with pytest.raises(workflow.Refused, match="does not hold the groups of the private project"):
        workflow.check_release(study.data, study.private)


def test_a_package_without_a_level_is_named(own_study):
    path = own_study.data / paths.PACKAGE.name
    package = json.loads(path.read_text(encoding="utf-8"))
    del package["level"]
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(workflow.Refused, match=r"lacks level \(rows or counts\)"):
        workflow.check_release(own_study.data, own_study.private)


@pytest.mark.parametrize("name", sampled(1, [levels.LEVEL, levels.TWO_LARGEST]))
def test_the_level_cannot_be_changed_by_hand(own_study, name):
    path = own_study.data / paths.PACKAGE.name
    package = json.loads(path.read_text(encoding="utf-8"))
    package[name] = "counts" if name == levels.LEVEL else 2
    path.write_text(json.dumps(package, indent=2), encoding="utf-8")
    shutil.rmtree(own_study.private)
    with pytest.raises(workflow.Refused):
        workflow.check_release(own_study.data, own_study.private)


@pytest.mark.campaign
def test_tables_are_swapped_whole_or_not_at_all(own_study, monkeypatch):
    before = own_study.published()
    rename, done = type(own_study.data).rename, []

    def failing(path, target):
        done.append(path)
        if len(done) == 4:
            raise OSError("disk full")
        return rename(path, target)

    monkeypatch.setattr(type(own_study.data), "rename", failing)
    with pytest.raises(OSError, match="disk full"):
        workflow.publish(own_study.data, own_study.private)
    monkeypatch.undo()
    assert own_study.published() == before


def test_counts_are_made_from_the_rows_in_the_build():
    of = coded.read(demonstration.made().data)
    pd.testing.assert_frame_equal(
        published.read(demonstration.made().data).counts.factor_counts, tally(of).factor_counts
    )

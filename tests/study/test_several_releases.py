"""From one release to the next, and its signature, with a researcher's own commands."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from study import paths, workflow
from study.data import levels, tables
from study.demonstration import made_up_study
from study.private import project, store
from study.private.releases import released, replacements
from tests.support import demonstration
from tests.support.demonstration import Study

TODAY = date(2026, 11, 27)

RELEASE = f"{paths.CODED}/{paths.RELEASE}"


def publish(study: Study) -> list[str]:
    """At counts, which takes no attack on rows."""
    return workflow.publish(study.data, study.private, at_most=levels.COUNTS)


def without_the_last(study: Study) -> str:
    """Take a respondent out of the private project, as after a withdrawal; gives the name."""
    path = study.private / store.MAPPING
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    gone = content["respondents"].pop()
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    held = store.load(study.private)
    sources = held.sources[~held.sources["name"].isin(gone["sources"])]
    codings = held.codings[held.codings["source"].isin(sources["source"])]
    cases = held.case_sources[held.case_sources["source"].isin(sources["source"])]
    parts = {"sources": sources, "codings": codings, "case_sources": cases}
    store.save(project.Project(**{**vars(held), **parts}), study.private)
    return gone["respondent"]


@pytest.fixture(scope="module")
def made_study() -> Study:
    """The demonstration, published as counts; tests only look at it."""
    return demonstration.made(levels.COUNTS)


@pytest.fixture
def counted_study(made_study, tmp_path) -> Study:
    """A copy that a test may spoil."""
    return Study(Path(shutil.copytree(made_study.root, tmp_path / "own")))


@pytest.fixture
def released_study(counted_study) -> Study:
    """The same, noted as a release."""
    released.note(counted_study.data, counted_study.private)
    return counted_study


def test_a_respondent_less_is_refused_until_the_release_is_replaced(released_study):
    study = released_study
    digest = released.known(study.data, study.private)[0].digest
    name = without_the_last(study)
    before, key = study.published(), (study.private / store.KEY).read_bytes()
    with pytest.raises(workflow.Refused, match="1 respondent was left out") as refused:
        publish(study)
    assert study.published() == before
    assert (study.private / store.KEY).read_bytes() == key
    assert name not in str(refused.value)
    report = (study.private / store.PRIVATE_REPORT).read_text(encoding="utf-8")
    assert report.startswith("# What was tried") and f"| {name} | left out |" in report

    text = replacements.to_write(digest).replace("YYYY-MM-DD", "2026-11-27")
    (study.private / paths.REPLACES).write_text(text.replace('""', '"x"'), encoding="utf-8")
    assert "must be taken down everywhere" in "\n".join(publish(study))
    record = json.loads((study.data / RELEASE).read_text(encoding="utf-8"))
    version = tables.package(study.data)["version"]
    assert record["replaces"] == [{"version": version, "digest": digest}]
    published = (study.data / paths.REPORT).read_text(encoding="utf-8")
    assert "which must be taken down wherever they are kept" in published and digest in published
    for text in (published, json.dumps(record)):
        assert name not in text and "was left out" not in text
    for folder in (study.private, study.root / "nobody"):
        assert workflow.check_release(study.data, folder)[0].startswith("In order")


def test_a_shorter_list_of_whom_a_release_told_is_damaged(released_study):
    (file,) = (released_study.private / paths.RELEASES).glob("*/people.csv")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for left in (1, len(lines) - 1):
        file.write_text("".join(lines[:left]), encoding="utf-8")
        with pytest.raises(store.Damaged, match=r"is damaged .* only be replaced\.$"):
            publish(released_study)


@pytest.mark.campaign
def test_a_signature_holds_until_something_else_is_published_and_is_left_there(counted_study):
    study, nobody = counted_study, counted_study.root / "nobody"
    assert workflow.check_release(study.data, nobody)[-1].startswith("Not signed.")
    workflow.sign_release(study.data, study.private, "A. Steward", "functionaris", TODAY)
    written = (study.data / paths.SIGNATURE).read_bytes()
    publish(study)  # the same counts
    for folder in (study.private, nobody):
        said = workflow.check_release(study.data, folder)
        assert said[-1].startswith("Signed by A. Steward (functionaris), 2026-11-27")
    without_the_last(study)
    assert "does not hold any more" in publish(study)[-1]
    assert "does not hold any more" in workflow.check_release(study.data, nobody)[-1]
    (study.data / paths.REPORT).write_text("other", encoding="utf-8")
    with pytest.raises(workflow.Refused, match="does not hold any more"):
        workflow.check_release(study.data, nobody)
    assert (study.data / paths.SIGNATURE).read_bytes() == written


def test_what_is_not_in_order_is_not_signed(own_study):
    (own_study.data / paths.REPORT).write_text("other", encoding="utf-8")
    nobody = own_study.root / "nobody"
    with pytest.raises(workflow.Refused, match="does not describe these tables"):
        workflow.sign_release(own_study.data, nobody, "A. Steward", "functionaris", TODAY)
    assert not (own_study.data / paths.SIGNATURE).exists()


@pytest.mark.campaign
def test_a_check_compares_too(released_study):
    """What was anonymised before another state was released is no longer safe to release."""
    study = released_study
    notes = study.private / paths.RELEASES / paths.RELEASED
    noted = notes.read_text(encoding="utf-8")
    notes.unlink()
    without_the_last(study)
    publish(study)
    notes.write_text(noted, encoding="utf-8")
    with pytest.raises(workflow.Refused, match="1 respondent was left out"):
        workflow.check_release(study.data, study.private)


@pytest.mark.campaign
def test_the_demonstration_is_made_again_whatever_was_released(released_study):
    study = released_study
    seed = made_up_study.SEED + 1
    workflow.make_demo(study.data, study.private, seed, levels.COUNTS)
    assert workflow.check_release(study.data, study.private)[0].startswith("In order")

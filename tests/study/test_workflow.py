"""From a project file to published tables: what is written, what is refused and what stays."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from study import paths, workflow
from study.data import tables
from study.data.coded import MUNICIPAL_ROLES, ROLES
from study.private import (
    ledger,
    mapping_draft,
    mapping_reader,
    project,
    public_names,
    store,
)
from study.private.anonymise import anonymise
from study.private.mapping import Mapping, MappingError, Meaning, Respondent
from study.private.releases import released
from tests.support import exports
from tests.support.codings import CODEBOOK, answers, made
from tests.support.tiers import sampled


def publish(study) -> list[str]:
    return workflow.publish(study.data, study.private)


def edit(study, change) -> None:
    """Change the finished mapping as data."""
    path = study.private / store.MAPPING
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_a_key_that_is_gone_is_said_to_be_drawn_anew(own_study):
    (own_study.private / paths.KEY).unlink()
    assert f"private/{paths.KEY} is gone" in "\n".join(publish(own_study))


@pytest.mark.parametrize(
    ("before", "said"), sampled(1, [(5, "hold 4 people, and said 5"), (0, "")])
)
def test_another_number_in_the_two_largest_places_is_said(own_study, before, said):
    descriptor = own_study.data / paths.PACKAGE.name
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    descriptor.write_text(json.dumps(package | {"two_largest": before}), encoding="utf-8")
    told = [line for line in publish(own_study) if "two largest places" in line]
    assert [said in line for line in told] == [True] * bool(said), told


def test_publishing_again_gives_the_same_tables_byte_for_byte(own_study):
    before = own_study.published()
    said = publish(own_study)
    assert any("21 respondents" in line for line in said)
    assert "nothing was drawn at random again" in "\n".join(said)
    assert own_study.published() == before
    # Imported again from a file of another name, it is the same project.
    file = own_study.root.parent / "zvrkwt.qdpx"
    shutil.copy(own_study.private / "demonstratie.qdpx", file)
    workflow.import_project(file, own_study.private, own_study.data)
    publish(own_study)
    coded = {name: own_study.published()[name] for name in before if name.endswith(".csv")}
    assert coded.items() <= before.items()


def test_who_works_where_changes_no_byte(own_study):
    def swapped(content: dict) -> None:
        people = [each for each in content["respondents"] if each.get("municipality")]
        first, other = (next(p for p in people if p["role"] == r) for r in MUNICIPAL_ROLES)
        first["municipality"], other["municipality"] = other["municipality"], first["municipality"]

    before = own_study.published()
    edit(own_study, swapped)
    publish(own_study)
    assert own_study.published() == before


def test_what_changed_is_said_and_people_keep_their_identifiers_until_a_release(own_study):
    before = own_study.table("respondents"), own_study.table("segments")
    first = next(iter(yaml.safe_load(mapping_of(own_study))["codes"]))
    edit(own_study, lambda content: content["codes"].update({first: "ignore"}))
    (line,) = [each for each in publish(own_study) if each.startswith("Changed")]
    assert "private/mapping.yml." in line and "keep their identifiers" in line
    after = own_study.table("respondents"), own_study.table("segments")
    assert set(after[0]["respondent"]) == set(before[0]["respondent"])
    assert list(after[0]["respondent"]) != list(before[0]["respondent"])
    assert own_study.problems(with_private=True) == []


def test_where_the_key_tells_of_nobody_it_is_said_that_identifiers_are_new(own_study):
    before = set(own_study.table("respondents")["respondent"])
    key = own_study.private / store.KEY
    key.write_text(key.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    (line,) = [each for each in publish(own_study) if each.startswith("Changed")]
    assert "private/key.csv does not tell whose" in line and "keep" not in line
    assert before.isdisjoint(own_study.table("respondents")["respondent"])


@pytest.mark.campaign
def test_identifiers_of_a_release_never_come_back_after_a_run_that_ended_halfway(
    own_study, monkeypatch
):
    before = set(own_study.table("respondents")["respondent"])
    monkeypatch.setattr(released, "having", lambda *asked: [None] * bool(before & asked[2]))
    first = next(iter(yaml.safe_load(mapping_of(own_study))["codes"]))
    edit(own_study, lambda content: content["codes"].update({first: "ignore"}))
    with monkeypatch.context() as halfway:
        halfway.setattr(workflow.staging, "swap", full_disk)
        with pytest.raises(OSError, match="full"):
            publish(own_study)
    publish(own_study)
    assert before.isdisjoint(own_study.table("respondents")["respondent"])


def full_disk(*_) -> None:
    raise OSError("the disk is full")


def mapping_of(study) -> str:
    return (study.private / store.MAPPING).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", '{"of": {}, "drawn": ["?"]}'])
def test_draws_that_cannot_be_read_are_one_clear_line(own_study, text):
    (own_study.private / paths.DRAWN).write_text(text, encoding="utf-8")
    before = own_study.published()
    with pytest.raises(store.Damaged, match=r"^private/drawn\.json: is damaged .*drawn anew\.$"):
        publish(own_study)
    assert own_study.published() == before


def test_the_draft_asks_only_what_cannot_be_seen(demo_study, tmp_path):
    said = workflow.import_project(demo_study.private / "demonstratie.qdpx", tmp_path)
    text = (tmp_path / store.MAPPING).read_text(encoding="utf-8")
    assert text.count('"?"') == 3, "the direction of what has none, and two codes of no factor"
    assert "interviews       21  21 with text" in "\n".join(said)
    assert "3 answers are open" in "\n".join(said)


def test_headings_of_a_code_tell_phase_and_direction():
    rows = [
        ("b", "barrière", None), ("c", "tijd en geld", "b"), ("n", "netwerk", "b"),
        ("f", "fase", None), ("a", "agendering", "f"), ("k", "Agenderen", None),
        ("s", "bestuurlijke steun", "k"),
    ]  # fmt: skip
    codes = project.table(
        [(code, name, parent, True, None) for code, name, parent in rows], project.CODES
    )
    codebook = pd.DataFrame(
        {
            "code": ["agenderen.netwerk", "agenderen.steun"],
            "factor": ["netwerk", "steun"],
            "phase": ["agenderen", "agenderen"],
            "label_nl": ["netwerk", "bestuurlijke steun"],
            "label_en": ["network", "support"],
        }
    )
    given = [("s1", n, 0, 9, code, "a") for n, code in enumerate("cnas", start=1)]
    made_up = made(given, codes=tuple("bcnfaks"))
    text = mapping_draft.draft(project.Project(**{**made_up.__dict__, "codes": codes}), codebook)
    assert yaml.safe_load(text)["codes"] == {
        "barrière > tijd en geld": {"factor": "?", "direction": "hinders"},
        "barrière > netwerk": {"factor": "netwerk", "direction": "hinders"},
        "fase > agendering": {"phase": "agenderen"},
        "Agenderen > bestuurlijke steun": "agenderen.steun",
    }


def test_a_codebook_alone_gives_a_list_to_write_one_from(tmp_path):
    codebook = tmp_path / "codes.qdc"
    codebook.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="Steun"'
        ' isCodable="true"><Description>Van het bestuur</Description></Code></Codes></CodeBook>',
        encoding="utf-8",
    )
    said = workflow.import_project(codebook, tmp_path / "p")
    assert "a codebook without interviews" in said[0]
    listed = (tmp_path / "p" / store.CODE_LIST).read_text(encoding="utf-8")
    assert listed == "path,description,codable\nSteun,Van het bestuur,True\n"


def test_a_project_with_codes_and_no_codings_yet_gives_the_code_list(tmp_path):
    xml = exports.project(exports.source("R01", "", path=""))
    file = exports.archive(tmp_path / "new.qdpx", {"project.qde": xml})
    said = workflow.import_project(file, tmp_path / "p")
    assert "1 sources and no codings yet" in said[0]
    listed = (tmp_path / "p" / store.CODE_LIST).read_text(encoding="utf-8").splitlines()
    assert listed[1:] == [
        "barrier,,False", "barrier > capacity,too few people,True", "barrier > budget,,True"
    ]  # fmt: skip
    assert [path.name for path in (tmp_path / "p").iterdir()] == [store.CODE_LIST]


def test_nothing_is_written_if_the_draft_cannot_be(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("interview,code\nR01,a\n", encoding="utf-8")
    monkeypatch.setattr(mapping_draft, "draft", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workflow.import_project(tmp_path / "a.csv", tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_a_project_without_codings_is_refused_and_nothing_is_written(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text("interview,code\n", encoding="utf-8")
    with pytest.raises(workflow.Refused, match=r"empty\.csv: holds no codings"):
        workflow.import_project(empty, tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_an_unfinished_mapping_is_refused_with_its_lines(demo_study, tmp_path, own_study):
    workflow.import_project(demo_study.private / "demonstratie.qdpx", tmp_path / "p")
    before = own_study.published()
    with pytest.raises(MappingError) as refused:
        workflow.publish(own_study.data, tmp_path / "p")
    lines = str(refused.value).splitlines()
    assert len(lines) == 2
    wanted = r"p/mapping\.yml, row \d+, column codes: is not answered, here and on another line"
    assert re.match(wanted, lines[1])
    assert own_study.published() == before


def test_a_demonstration_that_is_refused_leaves_the_last_one(own_study, monkeypatch):
    """Nothing half written stays, but what says why; what stands there stays whole."""

    def private() -> dict:
        files = own_study.private.rglob("*")
        return {path: path.read_bytes() for path in files if path.is_file()}

    def refuse(data, folder, *_):
        (folder / public_names.FOUND).write_text("why", encoding="utf-8")
        raise workflow.Refused("no")

    before = private()
    monkeypatch.setattr(workflow, "publish", refuse)
    with pytest.raises(workflow.Refused):
        workflow.make_demo(own_study.data, own_study.private, 7)
    assert private() == before | {own_study.private / public_names.FOUND: b"why"}
    (own_study.private / "demonstratie.qdpx").unlink()
    (own_study.private / store.MAPPING).unlink()
    with pytest.raises(workflow.Refused, match="holds another project"):
        workflow.make_demo(own_study.data, own_study.private)


def test_tables_and_key_are_replaced_together(own_study, monkeypatch):
    key = (own_study.private / paths.KEY).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workflow.staging, "swap", full)
    with pytest.raises(OSError, match="No space"):
        publish(own_study)
    assert (own_study.private / paths.KEY).read_bytes() == key


@pytest.mark.campaign
def test_a_key_of_other_people_is_refused_at_counts_too(own_study):
    workflow.publish(own_study.data, own_study.private, at_most="counts")
    key = own_study.private / paths.KEY
    lines = key.read_text(encoding="utf-8").splitlines(keepends=True)
    key.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(workflow.Refused, match=r"private/key\.csv: is not the key"):
        workflow.check_release(own_study.data, own_study.private)


def test_an_earlier_mapping_is_kept(own_study):
    project, answers = own_study.private / "demonstratie.qdpx", own_study.private / store.MAPPING
    before = answers.read_bytes()
    said = workflow.import_project(project, own_study.private)
    assert answers.read_bytes() == before and "it fits this project" in said[-2]
    assert not (own_study.private / "new-mapping.yml").exists(), "nothing is asked again"
    open_one = before.replace(b"without_direction: neutral", b'without_direction: "?"')
    assert open_one != before
    answers.write_bytes(open_one)
    workflow.import_project(project, own_study.private)
    assert answers.read_bytes() == open_one
    assert (own_study.private / "new-mapping.yml").exists()


def _miss(content):
    del content["respondents"][3]


def _twice(content):
    content["respondents"][3]["respondent"] = content["respondents"][4]["respondent"]


def _source_twice(content):
    content["respondents"][3]["sources"] = content["respondents"][4]["sources"]


def _nowhere(content):
    content["respondents"][8]["municipality"] = "none"


def _all_in_one(content):
    for entry in content["respondents"]:
        entry["municipality"] = "Elders"


def _in_two_ways(content):
    entry = content["respondents"][8]
    entry["municipality"] = f"gemeente {entry['municipality'].upper()} "


def _unknown_coder(content):
    content["respondents"][8]["read_by"] = ["Somebody"]


def _unknown_meaning(content):
    content["codes"][next(iter(content["codes"]))] = "agenderen.maan"


def _missing_code(content):
    content["codes"].pop(next(iter(content["codes"])))


def _wrong_role(content):
    content["respondents"][8]["role"] = "wethouder"


def _round_and_role(content):
    content["respondents"][0]["role"] = "ambtenaar"


def _all_ignored(content):
    content["codes"] = dict.fromkeys(content["codes"], "ignore")


def _a_place_less(content):
    first, *others = [e["municipality"] for e in content["respondents"] if e["round"] == 2]
    instead = next(place for place in others if place != first)
    for entry in content["respondents"]:
        if entry["municipality"] == first:
            entry["municipality"] = instead


def _one_partner(content):
    for entry in content["respondents"][5:]:
        entry["role"] = "ambtenaar"
    content["respondents"][8]["role"] = "ketenpartner"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_miss, "respondents: misses 1 of the 21 interviews"),
        (_twice, "names a respondent twice"),
        (_source_twice, "names a source twice"),
        (_nowhere, "municipality: is missing for a respondent of round 2"),
        (_all_in_one, "gives all 16 respondents of round 2 one municipality"),
        (_a_place_less, "names 7 municipalities, and data/study.toml says that 8 were spoken"),
        (_in_two_ways, "municipality: is written in two ways for one municipality"),
        (_unknown_coder, "names a coder whom the project does not have"),
        (_unknown_meaning, "means a code that the codebook does not have"),
        (_missing_code, "misses 1 of the codes that were given"),
        (_wrong_role, "is not a known group"),
        (_round_and_role, "does not go with the round"),
        (_all_ignored, "leaves no segment to publish"),
        (_one_partner, "has a group of 1 (role_group ketenpartner), fewer than 5"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_wrong_mapping_is_refused_and_nothing_is_changed(own_study, change, message):
    before, key = own_study.published(), (own_study.private / store.KEY).read_bytes()
    edit(own_study, change)
    with pytest.raises((MappingError, workflow.Refused), match=re.escape(message)):
        publish(own_study)
    assert own_study.published() == before
    assert (own_study.private / store.KEY).read_bytes() == key
    assert not list(own_study.root.glob(".release-*"))


def test_a_coder_who_coded_nothing_is_named_by_line(own_study):
    project = store.load(own_study.private)
    coders = pd.concat([project.coders, pd.DataFrame({"coder": ["c9"], "name": ["Idle Hand"]})])
    store.save(replace(project, coders=coders), own_study.private)
    edit(own_study, lambda content: content["respondents"][6]["read_by"].append("Idle Hand"))
    with pytest.raises(MappingError, match="who coded nothing in the whole project"):
        publish(own_study)


def test_nothing_is_published_while_a_coding_is_unaccounted_for(own_study, monkeypatch):
    before, original = own_study.published(), ledger.account

    def forgetful(project, fates):
        return original(project, fates.assign(fate=fates["fate"].where(fates.index != 7)))

    monkeypatch.setattr(ledger, "account", forgetful)
    with pytest.raises(workflow.Refused, match=r"1 codings are unaccounted for \(rows 9\)"):
        publish(own_study)
    assert own_study.published() == before


def test_what_became_of_each_coding_stands_in_the_private_report(own_study):
    publish(own_study)
    report = (own_study.private / store.PRIVATE_REPORT).read_text(encoding="utf-8")
    written = pd.read_csv(own_study.private / ledger.FILE)
    codings = pd.read_csv(own_study.private / store.PROJECT / "codings.csv")
    assert len(written) == len(codings) and written["fate"].notna().all()
    published = (written["fate"] == ledger.SEGMENT).sum()
    assert f"| all |  | {len(codings)} | {published} |" in report


def test_broken_yaml_is_named_with_its_line(own_study):
    path = own_study.private / store.MAPPING
    path.write_text("respondents:\n  - {respondent: R1\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"mapping\.yml, row \d: is not readable as YAML"):
        publish(own_study)


def test_nothing_imported_is_said(own_study, tmp_path):
    with pytest.raises(store.Damaged, match="Run python -m study import first"):
        workflow.publish(own_study.data, tmp_path / "nothing")


def test_a_name_that_may_be_published_is_let_through(own_study):
    table = own_study.table("codebook")
    table.loc[2, "definition_en"] = "Zorggroep Merenland notices it."
    own_study.put("codebook", table)
    with pytest.raises(workflow.Refused, match="private name"):
        publish(own_study)
    names = ("Zorggroep Merenland", "Zorggroep", "Merenland")
    edit(own_study, lambda content: content["public_names"].update(dict.fromkeys(names, "data/")))
    with pytest.raises(workflow.Refused) as refused:
        publish(own_study)
    assert "private name" not in str(refused.value), "what remains is the gate's own list"


def test_the_command_line_says_one_line_and_no_traceback(tmp_path):
    broken = tmp_path / "project.qdpx"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    outcome = subprocess.run(
        [sys.executable, "-m", "study", "import", str(broken)],
        cwd=paths.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("project.qdpx") and outcome.stderr.count("\n") == 1


# Codings that complete one another


def segments(codings: list[tuple], **other) -> set[tuple]:
    result = anonymise(made(codings), answers(**other), CODEBOOK)
    table = result.coded.segments
    return set(
        table[["position", "code", "direction"]].astype("object").itertuples(index=False, name=None)
    )


def reasons(result) -> list[str]:
    """The rules by which codings are left out."""
    return sorted(result.fates["why"].dropna(), key=ledger.RULES.index)


def test_codes_on_one_passage_complete_each_other():
    assert segments(
        [("s1", 1, 0, 9, "steun", "a"), ("s1", 1, 0, 9, "eerst", "a"), ("s1", 1, 0, 9, "plus", "a")]
    ) == {(1, "agenderen.steun", "helps")}


def test_codes_on_other_passages_or_of_other_coders_do_not():
    result = anonymise(
        made([("s1", 1, 0, 9, "steun", "a"), ("s1", 2, 20, 30, "eerst", "a"),
              ("s1", 1, 0, 9, "later", "b"), ("s1", 3, 40, 50, "regels", "a")]),
        answers(), CODEBOOK,
    )  # fmt: skip
    assert len(result.coded.segments) == 1
    assert reasons(result) == [ledger.NOT_READER, ledger.WITHOUT_PHASE, ledger.LONELY]


def test_two_answers_on_one_passage_are_two_segments():
    assert segments([("s1", 1, 0, 9, code, "a") for code in ("regels", "plus", "min")]) == {
        (1, "borgen.regels", "helps"),
        (1, "borgen.regels", "hinders"),
    }


def test_a_missing_direction_is_neutral_or_left_out_as_the_researcher_says():
    codings = [("s1", 1, 0, 9, "regels", "a")]
    assert segments(codings) == {(1, "borgen.regels", "neutral")}
    result = anonymise(made(codings), answers(without_direction="leave_out"), CODEBOOK)
    assert result.coded.segments.empty
    assert reasons(result) == [ledger.WITHOUT_DIRECTION]


def test_only_the_main_coder_counts_and_both_stand_in_the_double_coding():
    codings = [
        ("s1", 1, 0, 9, "regels", "a"), ("s1", 2, 5, 14, "regels", "b"),
        ("s1", 3, 30, 40, "regels", "b"), ("s1", 4, 50, 60, "regels", "a"),
    ]  # fmt: skip
    result = anonymise(made(codings), answers(readers=("a", "b")), CODEBOOK)
    assert len(result.coded.segments) == 2
    double = result.coded.double_coding
    assert double["unit"].nunique() == 3, "overlapping selections are one passage"
    assert len(double) == 6, "each coder saw each passage"
    assert double["code"].isna().sum() == 2, "seen, and no code given"


def test_who_did_not_read_an_interview_did_not_see_its_passages():
    codings = [("s1", 1, 0, 9, "regels", "a"), ("s2", 2, 0, 9, "regels", "b")]
    people = (
        Respondent("R1", ("s1",), 2, "ambtenaar", "x", ("a", "b")),
        Respondent("R2", ("s2",), 2, "ambtenaar", "x", ("b",)),
    )
    result = anonymise(made(codings, sources=2), answers(respondents=people), CODEBOOK)
    assert result.coded.double_coding["unit"].nunique() == 1


def test_the_two_largest_municipalities_are_counted_together():
    codings = [(f"s{n}", n, 0, 9, "regels", "a") for n in range(1, 8)]
    places = ("x", "x", "x", "y", "y", "z", "v")
    people = tuple(
        Respondent(f"R{n}", (f"s{n}",), 2, "ambtenaar", place, ("a",))
        for n, place in enumerate(places, start=1)
    )
    result = anonymise(made(codings, sources=7), answers(respondents=people), CODEBOOK)
    assert result.two_largest == 5


def test_an_empty_project_gives_empty_tables():
    resolved = anonymise(made([]), answers(readers=()), CODEBOOK)
    assert resolved.coded.segments.empty and resolved.coded.double_coding.empty
    assert list(resolved.coded.coverage["state"]) == ["not_discussed"] * 2


# Whatever the project: published and safe, or refused

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=7, max_size=12).map(str.capitalize)


@st.composite
def projects(draw, codebook: pd.DataFrame) -> tuple[project.Project, Mapping, list[str]]:
    """A small private project with names in it, its mapping, and those names."""
    secret = draw(st.lists(WORDS, min_size=4, max_size=8, unique=True))
    people = draw(st.integers(2, 14))
    codes = list(codebook["code"])
    codings, texts = [], []
    for person in range(people):
        text = ""
        for number in range(draw(st.integers(0, 4))):
            name = secret[draw(st.integers(0, len(secret) - 1))]
            sentence = f"Toen zei {name} dat het zo niet kon. "
            given = draw(st.sampled_from(codes)), draw(st.sampled_from(["helps", "hinders"]))
            codings.append(
                (f"s{person + 1}", number + 10 * person + 1, len(text), len(text) + 20,
                 " ".join(given), draw(st.sampled_from(["ca", "cb"])))
            )  # fmt: skip
            text += sentence
        texts.append(text)
    made_up = made(codings, sources=people)
    sources = made_up.sources.assign(
        text=pd.array(texts, dtype="string"),
        name=[f"{secret[n % len(secret)]}-{n}" for n in range(people)],
    )
    result = project.Project(**{**made_up.__dict__, "sources": sources})
    readers = tuple(sorted(set(result.codings["coder"])))
    meanings = {
        name: Meaning(name.split()[0].split(".")[1], name.split(".")[0], name.split()[1])
        for name in result.codes["code"]
    }
    respondents = tuple(
        Respondent(
            f"Persoon-{secret[0]}-{n}", (f"s{n + 1}",), 1 if n < people // 3 else 2,
            "landelijk" if n < people // 3 else draw(st.sampled_from(ROLES[1:])),
            None if n < people // 3 else secret[n % 2], readers,
        )
        for n in range(people)
    )  # fmt: skip
    return result, Mapping(respondents, meanings, "neutral"), secret


@settings(max_examples=4)
@given(data=st.data())
def test_a_project_is_published_safely_or_refused(demo_study, tmp_path_factory, data):
    codebook = tables.read("codebook")
    made_up, answer, secret = data.draw(projects(codebook))
    root = tmp_path_factory.mktemp("any")
    study = type(demo_study)(root)
    for name, content in demo_study.published().items():
        (study.data / name).parent.mkdir(parents=True, exist_ok=True)
        (study.data / name).write_bytes(content)
    (root / "references.bib").write_bytes(paths.BIBLIOGRAPHY.read_bytes())
    before = study.published()
    store.save(made_up, study.private)
    original, mapping_reader.read = mapping_reader.read, lambda *_: answer
    try:
        workflow.publish(study.data, study.private)
    except workflow.Refused:
        assert study.published() == before
    else:
        assert study.problems(with_private=True) == []
        published = b"".join(
            content for name, content in study.published().items() if name.startswith("coded/")
        ).decode()
        for name in secret:
            assert name not in published and name.lower() not in published
    finally:
        mapping_reader.read = original


@pytest.mark.parametrize("damage", sampled(1, ["missing", "empty", "cut in half"]))
def test_a_project_that_is_half_there_is_named_and_publishes_nothing(own_study, damage):
    """A table of which a half is left is a table like any other, with fewer people and names."""
    before = own_study.published()
    for path in sorted((own_study.private / store.PROJECT).iterdir()):
        whole = path.read_bytes()
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(b"" if damage == "empty" else whole[: len(whole) // 2])
        if not whole and damage != "missing":
            continue
        with pytest.raises(store.Damaged) as refused:
            publish(own_study)
        path.write_bytes(whole)
        assert str(refused.value).startswith("private/"), path.name
        assert len(str(refused.value).splitlines()) == 1, path.name
    assert own_study.published() == before

"""What the draft of a mapping asks, and that nothing is lost on the way from there."""

from dataclasses import replace

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from study.data import tables
from study.private import ledger, mapping_draft, mapping_reader, project, store
from study.private.anonymise import anonymise
from study.private.mapping import OPEN, MappingError
from study.private.project import Project
from study.study_file import STUDY
from tests.support.codings import CODEBOOK, made

BOOK = CODEBOOK.assign(label_nl=["steun", "steun", "regels"], label_en=["x", "y", "z"])


@pytest.fixture(scope="module")
def demonstration(demo_study) -> tuple[Project, dict]:
    """The project of the demonstration and its finished mapping as data."""
    finished = (demo_study.private / store.MAPPING).read_text(encoding="utf-8")
    return store.load(demo_study.private), yaml.safe_load(finished)


def published(made_up: Project, answers: dict, tmp_path) -> tuple[int, ledger.Ledger]:
    """How many segments a project gives with these answers, and its ledger."""
    path = tmp_path / store.MAPPING
    path.write_text(yaml.safe_dump(answers, allow_unicode=True), encoding="utf-8")
    codebook = tables.read("codebook")
    mapping = mapping_reader.read(path, made_up, codebook)
    result = anonymise(made_up, mapping, codebook)
    return len(result.coded.segments), ledger.account(made_up, result.fates)


def refused(made_up: Project, answers: dict, tmp_path) -> list[str]:
    with pytest.raises(MappingError) as caught:
        published(made_up, answers, tmp_path)
    return str(caught.value).splitlines()


def handed_over(made_up: Project, changed: pd.Series, coder: str | None, name: str) -> Project:
    """The project with some codings of the first coder by another account, or by none."""
    codings = made_up.codings.astype(project.CODINGS)
    codings.loc[changed & (codings["coder"] == made_up.coders["coder"][0]), "coder"] = coder
    more = project.table([(coder, name)] if coder else [], project.CODERS)
    coders = pd.concat([made_up.coders, more], ignore_index=True)
    return replace(made_up, codings=codings, coders=coders)


def every_second_interview(made_up: Project) -> pd.Series:
    return made_up.codings["source"].astype("category").cat.codes % 2 == 1


def test_two_accounts_of_one_name_and_one_person_lose_nothing(demonstration, tmp_path):
    original, answers = demonstration
    all_segments, _ = published(original, answers, tmp_path)
    name = original.coders["name"][0]
    namesake = handed_over(original, every_second_interview(original), "c9", name)
    assert f'"{name} (2)": "?"' in mapping_draft.draft(namesake, tables.read("codebook"))
    assert refused(namesake, answers, tmp_path) == [
        f"{tmp_path.name}/mapping.yml, column coders: does not say whether two accounts of one"
        " name are one person [mapping]. Write the name of the account that is the same person,"
        " or other."
    ]
    answers = answers | {"coders": {f"{name} (2)": name}}
    found, account = published(namesake, answers, tmp_path)
    assert found == all_segments
    assert account.unaccounted() is None and len(account.codings) == len(original.codings)


def test_two_persons_of_one_name_are_told_apart(demonstration, tmp_path):
    original, answers = demonstration
    all_segments, _ = published(original, answers, tmp_path)
    name = original.coders["name"][0]
    second = every_second_interview(original)
    namesake = handed_over(original, second, "c9", name)
    drafted = yaml.safe_load(mapping_draft.draft(namesake, tables.read("codebook")))
    answers = answers | {"coders": {f"{name} (2)": "other"}, "respondents": drafted["respondents"]}
    assert published(namesake, answers, tmp_path)[0] == all_segments


def test_codings_without_a_coder_are_asked_about_and_not_lost(demonstration, tmp_path):
    original, answers = demonstration
    all_segments, _ = published(original, answers, tmp_path)
    third = original.codings["selection"] % 3 == 0
    partly = handed_over(original, third, None, "")
    (complaint,) = refused(partly, answers, tmp_path)
    assert "column unsigned: is not answered" in complaint
    assert published(partly, answers | {"unsigned": "main_coder"}, tmp_path)[0] == all_segments
    fewer, account = published(partly, answers | {"unsigned": "leave_out"}, tmp_path)
    assert fewer < all_segments
    (left,) = [x for x in account.left_out() if x.why == ledger.UNSIGNED]
    first = original.codings["coder"] == original.coders["coder"][0]
    assert left.count == int((third & first).sum())


def test_a_wholly_unsigned_interview_needs_no_reader_and_counts(demonstration, tmp_path):
    original, answers = demonstration
    all_segments, _ = published(original, answers, tmp_path)
    source = original.sources["source"][0]
    unsigned = handed_over(original, original.codings["source"] == source, None, "")
    drafted = yaml.safe_load(mapping_draft.draft(unsigned, tables.read("codebook")))
    assert drafted["respondents"][0]["read_by"] == []
    for choice in ("main_coder", "leave_out"):
        given_answers = answers | {
            "unsigned": choice, "respondents": drafted["respondents"]
        }  # fmt: skip
        assert published(unsigned, given_answers, tmp_path)[0] == all_segments


def test_a_coder_whom_the_mapping_does_not_name_is_said(demonstration, tmp_path):
    original, answers = demonstration
    alone = [entry | {"read_by": entry["read_by"][:1]} for entry in answers["respondents"]]
    _, account = published(original, answers | {"respondents": alone}, tmp_path)
    (left,) = [x for x in account.left_out() if x.why == ledger.NOT_READER]
    assert left.count == int((original.codings["coder"] == original.coders["coder"][1]).sum())


def _typo_in_source(content):
    content["respondents"][8]["sources"] = ["Niemand"]


def _round(content):
    content["respondents"][8]["round"] = 3


def _role(content):
    content["respondents"][8]["role"] = "wethouder"


def _place_as_list(content):
    content["respondents"][-1]["municipality"] = [content["respondents"][-1]["municipality"]]


def _respondent_as_table(content):
    content["respondents"][0]["respondent"] = {"name": "R01"}


def _code(content):
    name = next(iter(content["codes"]))
    content["codes"][name + "x"] = content["codes"].pop(name)


def _unknown_factor(content):
    for name in list(content["codes"])[:18]:
        content["codes"][name] = {"factor": "maan"}


def _reader(content):
    content["respondents"][8]["read_by"] = ["Niemand"]


@pytest.mark.parametrize(
    "spoil",
    [
        *(_typo_in_source, _round, _role, _code, _unknown_factor, _reader),
        *(_place_as_list, _respondent_as_table),
    ],
)
def test_one_wrong_answer_gives_one_complaint(demonstration, tmp_path, spoil):
    original, answers = demonstration
    answers = yaml.safe_load(yaml.safe_dump(answers))
    spoil(answers)
    (complaint,) = refused(original, answers, tmp_path)
    if spoil is _unknown_factor:
        assert "here and on 17 other lines" in complaint
    if spoil in (_place_as_list, _respondent_as_table):
        assert "mapping.yml, row " in complaint and "Write one" in complaint


def test_two_interviews_of_one_name_are_two(tmp_path):
    twice = made([("s1", 1, 0, 9, "regels", "a"), ("s2", 2, 0, 9, "regels", "a")], sources=2)
    twice = replace(twice, sources=twice.sources.assign(name="Interview"))
    drafted = yaml.safe_load(mapping_draft.draft(twice, BOOK))
    assert [entry["sources"] for entry in drafted["respondents"]] == [
        ["Interview"], ["Interview (2)"]
    ]  # fmt: skip


NAMES = st.text(
    st.characters(codec="utf-8") | st.sampled_from(list("\n\r\x85\u2028\u2029\ufeff\x07#:'\" ")),
    min_size=1, max_size=40,
).filter(str.strip)  # fmt: skip
"""Names as tools let people write them: line ends and controls as well."""


@given(st.lists(NAMES, min_size=4, max_size=4), st.integers(1, 40))
def test_the_draft_is_readable_whatever_things_are_called(names, often):
    base = made([("s1", 1, 0, 9, "c", "a"), ("s1", 1, 0, 9, "c", "b")], codes=("d",))
    awkward = replace(
        base,
        sources=base.sources.assign(name=names[0]),
        coders=base.coders.assign(name=names[1]),
        codes=base.codes.assign(name=names[2] * often),
        cases=project.table([("x", names[3]), ("y", None)], project.CASES),
        case_sources=project.table([("x", "s1"), ("y", "s1")], project.CASE_SOURCES),
        variables=project.table([("case", "x", names[0], names[1])], project.VARIABLES),
    )
    drafted = yaml.safe_load(mapping_draft.draft(awkward, BOOK))
    assert drafted["respondents"][0]["sources"] == [names[0]]
    assert drafted["respondents"][0]["read_by"] == [names[1], f"{names[1]} (2)"]
    assert list(drafted["codes"]) == [names[2] * often]
    assert list(drafted["coders"]) == [f"{names[1]} (2)"]


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("+ bevorderend", {"direction": "helps"}),
        ("- belemmerend", {"direction": "hinders"}),
        ("Werkt bevorderend", {"direction": "helps"}),
        ("(belemmering)", {"direction": "hinders"}),
        ("Fase: borgen", {"phase": "borgen"}),
        ("Op de agenda", {"phase": "agenderen"}),
        ("Speelde geen rol", {"direction": "absent"}),
        ("speelt geen rol", {"direction": "absent"}),
        ("geen belemmering", {"direction": "?"}),
        ("Helpt en belemmert", {"direction": "?"}),
        ("Belemmerende wetgeving", {"factor": "?", "direction": "hinders"}),
        ("Onderzoek", "?"),
    ],
)
def test_the_draft_knows_phase_and_direction_wherever_they_stand(name, meaning):
    base = made([("s1", 1, 0, 9, "c", "a")])
    named = replace(base, codes=base.codes.assign(name=name))
    assert yaml.safe_load(mapping_draft.draft(named, BOOK))["codes"] == {name: meaning}


def test_a_draft_for_variables_that_all_stand_on_cases():
    base = made([("s1", 1, 0, 9, "regels", "a")])
    cases = replace(
        base,
        cases=project.table([("x", "Noorderveen")], project.CASES),
        case_sources=project.table([("x", "s1")], project.CASE_SOURCES),
        variables=project.table([("case", "x", "ronde", "2")], project.VARIABLES),
    )
    drafted = yaml.safe_load(mapping_draft.draft(cases, BOOK))
    assert drafted["respondents"][0]["round"] == 2
    assert drafted["respondents"][0]["municipality"] == "Noorderveen"


@pytest.mark.parametrize(("many", "place"), [(STUDY.places, "Zaak 1"), (STUDY.places + 1, "?")])
def test_a_case_for_each_person_is_no_place(many, place):
    base = made([("s1", 1, 0, 9, "regels", "a")])
    names = range(1, many + 1)
    cases = replace(
        base,
        sources=project.table([(f"s{n}", f"I{n}", "text", None) for n in names], project.SOURCES),
        cases=project.table([(f"c{n}", f"Zaak {n}") for n in names], project.CASES),
        case_sources=project.table([(f"c{n}", f"s{n}") for n in names], project.CASE_SOURCES),
    )
    drafted = yaml.safe_load(mapping_draft.draft(cases, BOOK))
    assert drafted["respondents"][0]["municipality"] == place


def test_a_place_may_be_called_a_place():
    base = made([("s1", 1, 0, 9, "regels", "a")])
    told = replace(
        base, variables=project.table([("source", "s1", "Plaats", "Zwin")], project.VARIABLES)
    )
    drafted = yaml.safe_load(mapping_draft.draft(told, BOOK))
    assert drafted["respondents"][0]["municipality"] == "Zwin"


def test_a_phase_that_is_named_in_full_is_that_one(monkeypatch):
    """Also where another phase begins alike: "plannen" and "planten"."""
    alike = {"agenderen": "plan", "borgen": "plan"}
    monkeypatch.setitem(mapping_draft._BEGINNINGS, "phase", alike)
    monkeypatch.setattr(mapping_draft, "_CALLED", {"planten": "borgen"})
    assert mapping_draft._told("phase", ["planten"]) == "borgen"
    assert mapping_draft._told("phase", ["planning"]) == f'"{OPEN}"'


def test_what_a_phase_or_factor_is_called_tells_no_direction(monkeypatch):
    """Of a phase "helpen" each code was taken to help."""
    beginnings = {"agenderen": "agend", "borgen": "help"}
    monkeypatch.setitem(mapping_draft._BEGINNINGS, "phase", beginnings)
    called = dict.fromkeys(("helpen", "het helpen"), "borgen")
    monkeypatch.setattr(mapping_draft, "_CALLED", called)
    guess = mapping_draft.guess
    assert guess("Het helpen > Regels", BOOK) == "borgen.regels"
    assert guess("helpen: regels", BOOK) == "borgen.regels"
    assert guess("Richting > helpt", BOOK) == "{direction: helps}"
    assert guess("Helpen > regels > helpt", BOOK) == (
        "{factor: regels, phase: borgen, direction: helps}"
    )
    stimulus = BOOK.assign(label_nl=BOOK["label_nl"].replace("regels", "stimulans"))
    assert guess("Helpen > stimulans", stimulus) == "borgen.regels"


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("borgen: regels", "borgen.regels"),
        ("borgen/regels/helpt", {"factor": "regels", "phase": "borgen", "direction": "helps"}),
        ("regels (+)", {"factor": "regels", "direction": "helps"}),
        ("regels -", {"factor": "regels", "direction": "hinders"}),
        ("borgen: onbekend", {"factor": "?", "phase": "borgen"}),
        ("cao-afspraken -", "?"),
    ],
)
def test_the_draft_reads_names_that_people_write_as_one(name, meaning):
    base = made([("s1", 1, 0, 9, "c", "a")])
    named = replace(base, codes=base.codes.assign(name=name))
    assert yaml.safe_load(mapping_draft.draft(named, BOOK))["codes"] == {name: meaning}


def test_the_draft_takes_places_from_names_if_they_are_as_many_as_there_were():
    role = next(role for role in STUDY.roles if role.round == 2)
    names = [
        f"{role.words['one_nl'].capitalize()} Plaats{chr(65 + n)}" for n in range(STUDY.places)
    ]

    def drafted(called: list[str]) -> set[str]:
        base = made([("s1", 1, 0, 9, "regels", "a")], sources=STUDY.places)
        sources = base.sources.assign(name=called)
        entries = yaml.safe_load(mapping_draft.draft(replace(base, sources=sources), BOOK))
        return {entry["municipality"] for entry in entries["respondents"]}

    assert len(drafted(names)) == STUDY.places and "?" not in drafted(names)
    assert drafted([*names[:-1], names[0]]) == {"?"}


def drafted_in_groups(groups: list[str]) -> list[dict]:
    """The people of a draft whose interviews are in these groups of documents."""
    rows = [("source", f"s{n}", project.GROUP, group) for n, group in enumerate(groups, start=1)]
    base = made([("s1", 1, 0, 9, "steun", "a")], sources=len(groups))
    given = replace(base, variables=project.table(rows, project.VARIABLES))
    return yaml.safe_load(mapping_draft.draft(given, BOOK))["respondents"]


def test_a_group_of_documents_is_a_place_only_where_there_are_as_many_as_places():
    places = [f"Zwin{letter}" for letter in "abcdefghijklmnop"[: STUDY.places]]
    assert [each["municipality"] for each in drafted_in_groups(places * 2)] == places * 2
    for fewer in (places[1:], places[:1], [*places, "Elders"]):
        assert {each["municipality"] for each in drafted_in_groups(fewer)} == {OPEN}


@pytest.mark.parametrize("ending", ["s", "en", "'s", "\u2019s", ""])
def test_a_group_by_another_plural_is_a_group_and_no_place(ending):
    roles = [role for role in STUDY.roles if role.round == 2]
    groups = [f"{role.words['one_nl']}{ending}".capitalize() for role in roles]
    people = drafted_in_groups(groups)
    assert [each["role"] for each in people] == [role.id for role in roles]
    assert {each["municipality"] for each in people} == {OPEN}


@pytest.mark.parametrize(("other", "read"), [(1, False), (4, False), (5, True), (10, True)])
def test_who_coded_a_passage_or_two_is_not_drafted_as_a_reader_of_all(other, read):
    """Else all that they did not read would count as not named by them, against another coder."""
    codings = [("s1", n, n, n + 1, "regels", "a") for n in range(1, 11)]
    codings += [("s1", n, n, n + 1, "regels", "b") for n in range(1, other + 1)]
    coded = made(codings)
    names = list(coded.coders["name"])
    text = mapping_draft.draft(coded, BOOK)
    (entry,) = yaml.safe_load(text)["respondents"]
    assert entry["read_by"] == (names if read else "?")
    asked = f"# passages coded: {names[0]} (10), {names[1]} ({other}). Who read all of it?"
    assert (asked in text) == (not read)

"""Which names of a private project may not be published, and which words of it are no names."""

import pytest

from study.privacy import identifiers
from study.private import project
from study.private.names_in_project import names_in
from study.study_file import STUDY


def made(sources=(), texts=(), cases=(), coders=(), values=(), names=()) -> project.Project:
    """A project with these names of sources, texts of more sources, and so on."""
    rows = [(f"s{n}", name, "text", None) for n, name in enumerate(sources)]
    rows += [(f"t{n}", f"bron {n}", "text", text) for n, text in enumerate(texts)]
    return project.Project(
        name="P", tool="test", counting="open", names=tuple(names), left_out=(),
        sources=project.table(rows, project.SOURCES),
        coders=project.table([(name, name) for name in coders], project.CODERS),
        codes=project.table([], project.CODES),
        codings=project.table([], project.CODINGS),
        cases=project.table([(name, name) for name in cases], project.CASES),
        case_sources=project.table([], project.CASE_SOURCES),
        variables=project.table([("case", "c", "v", value) for value in values], project.VARIABLES),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("01_Kattenbroek_Plantinga.docx", {"Kattenbroek", "Plantinga"}),
        ("INT03-Plantinga", {"Plantinga", "INT03"}),
        ("plantinga", {"Plantinga"}),
        ("int03-bakker.docx", {"Bakker"}),
        ("interviewPlantingaDef2.txt", {"Plantinga"}),
        ("transcriptBENHADDI", {"Benhaddi"}),
        ("kattenbroek_ambtenaar_1", {"Kattenbroek"}),
        ("Ketenregisseur-Overdijk v2 final", {"Overdijk"}),
        ("IJzerman 12", {"IJzerman".capitalize()}),
    ],
)
def test_names_of_sources_are_taken_apart(source, names):
    found = set(names_in(made(sources=[source])))
    assert names <= found
    assert found - names <= {source, "bron 0"}


@pytest.mark.parametrize(
    "source",
    [
        *("interview ronde 2 gemeente", "20190312_opname_teams.m4a", "Zorgcoordinator_regio_def"),
        *("internal://3f2504e0-4f89-11d3-9a0c-0305e82c3301.txt", "beleidsadviseur-gesprek"),
    ],
)
def test_what_any_file_is_called_is_no_name(source):
    assert set(names_in(made(sources=[source]))) <= {source}


@pytest.mark.parametrize("file", ["project.qde", "hand.csv", "alle_stukken.xlsx", "tabel"])
def test_a_file_of_the_project_that_names_nobody_is_no_name(file):
    assert names_in(made(names=[file])) == []


@pytest.mark.parametrize("source", ["s-0", "s_12", "x1", "3", "a 2.csv"])
def test_a_letter_and_a_number_name_nobody(source):
    assert names_in(made(sources=[source])) == []


@pytest.mark.parametrize("said", ["de IJsselstreek", "een Twents dorp", "de Twentse raad"])
def test_a_region_that_is_called_like_a_private_place_may_tell_of_it(said):
    """Few places lie in one; who decides that it tells nothing, says so under public_names."""
    known = identifiers.Names(names_in(made(), ["Hof van Twente", "Van den IJssel"]))
    found = identifiers.find(f"Dat zei {said}.", known, ("known name",))
    assert found


def test_a_surname_that_the_interviews_have_as_a_word_stays_one():
    found = names_in(made(sources=["03_Bakker"], texts=["Ik ging naar de bakker en de kapper."]))
    assert "Bakker" in found
    assert "Kapper" not in found


@pytest.mark.parametrize("source", ["Bewoner Geesje Bakkering", "12_geesje-bakkering.docx"])
def test_a_surname_behind_a_given_name_may_look_like_a_word(source):
    known = identifiers.Names(names_in(made(sources=[source])))
    assert list(identifiers.find("Bakkering is er blij mee.", known, ("known name",)))
    assert not list(identifiers.find("Zo gaat dat bij bakkering.", known, ("known name",)))


def test_and_a_word_behind_a_given_name_is_none():
    assert {"Gesprek", "Opname"}.isdisjoint(names_in(made(sources=["Geesje Gesprek Opname 2"])))


def test_names_in_texts_stand_inside_sentences_at_their_start_and_before_what_is_said():
    text = (
        "Terwisscha: Wij belden Oldewelt daarover. Benhaddi kwam later.\n"
        "Gebremedhin was er ook, en Rutger van 't Klooster.\nDaarna niets."
    )
    found = set(names_in(made(texts=[text])))
    assert {"Terwisscha", "Oldewelt", "Benhaddi", "Gebremedhin"} <= found
    assert "Rutger van 't Klooster" in found
    assert found.isdisjoint({"Wij", "Daarna", "wij"})


def test_a_letter_and_a_word_name_nobody_and_two_surnames_do():
    text = "Dan vraag ik het V-nummer aan bij mevrouw Jansen-Bakker, na de T-splitsing."
    found = set(names_in(made(texts=[text])))
    assert found & {"V-nummer", "T-splitsing"} == set()
    assert "Jansen-Bakker" in found


def test_coders_cases_and_values_are_names():
    found = names_in(
        made(cases=["Gemeente Lindervoort"], coders=["Roos Terhaar"], values=["Esdonk"])
    )
    assert {"Lindervoort", "Roos Terhaar", "Terhaar", "Esdonk"} <= set(found)
    assert "Gemeente" not in found


def test_words_of_tools_groups_and_forms_are_no_names():
    groups = [role.words["many_nl"].capitalize() for role in STUDY.roles]
    files = ("Codierte Segmente.xlsx", "MAXQDA Export.xlsx", "ATLAS.ti rapport.xlsx", "Dedoose.csv")
    found = names_in(made(values=[*groups, "Vrouw", "Merenland"], names=files, sources=["Geesje"]))
    assert "Merenland" in found and "Geesje" in found
    assert not {*groups, "Vrouw", "Segmente", "Codierte", "Maxqda", "Atlas", "Dedoose"} & set(found)


def test_a_group_with_an_initial_is_no_way_to_write_a_name():
    group = STUDY.roles[-1].words["one_nl"].capitalize()
    names = identifiers.Names([f"{group} Elst"])
    assert not list(identifiers.find(f"De {group.lower()}s waren er.", names))
    assert list(identifiers.find(f"De {group.lower()} elst was er.", names))


@pytest.mark.parametrize(
    ("coder", "said"),
    [
        ("小林", "met 小林 gesproken"),
        ("小林", "小林さんが"),
        ("R01_小林.docx", "小林"),
        ("小林太郎", "太郎"),
        ("王小明", "小明 zei"),
        ("山", "door 山 gecodeerd"),
        ("김민준", "민준이 코딩"),
        ("محمد", "والمحمد"),
        ("אברהם", "לאברהם"),
        ("สมชาย", "คุณสมชายพูด"),
        ("प्रिया", "प्रियाने"),
        ("ታደሰ በቀለ", "ታደሰ"),
        ("ლევანი", "ლევანიმ"),
        ("Γιώργος Ράπτης", "ΡΆΠΤΗΣ"),
        ("Иван Плотников", "Плотникова"),
        ("Արամ", "ԱՐԱՄ"),
        ("Kobayashi小林", "小林"),
    ],
)
def test_a_name_in_any_script_is_one_and_is_found(coder, said):
    names = names_in(made(coders=[coder]))
    assert list(identifiers.find(said, names)), names


def test_who_speaks_is_a_name_in_any_script():
    assert "小林" in names_in(made(texts=["小林: 是的。\nВера: да"]))


def test_a_name_of_one_sign_is_no_part_of_a_word():
    names = names_in(made(coders=["山"]))
    assert not list(identifiers.find("富士山麓", names))


@pytest.mark.parametrize("end", [".", "!", "…", " 😀", " ☎️", " →"])
def test_a_sentence_may_end_with_a_picture(end):
    assert "Daarna" not in names_in(made(texts=[f"Dat ging zo{end} Daarna was het klaar."]))

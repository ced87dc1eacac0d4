"""What names somebody is found, what does not is left alone, and no text breaks the search."""

import itertools
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import paths
from study.privacy import identifiers
from study.privacy.identifiers import KINDS, Finding, Names, lexicon
from study.screening.strictness import CODE

HERE = Path(__file__).parent
ZERO_WIDTH = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def planted() -> list[tuple[str, str, str]]:
    """Kind, what is planted, and the sentence with ``{}`` in its place."""
    kinds = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))
    return [
        (kind, value, sentence)
        for kind, sentences in kinds.items()
        for sentence, values in sentences.items()
        for value in values
    ]


def plain(file: str) -> list[str]:
    return (HERE / file).read_text(encoding="utf-8").splitlines()


PLANTED = planted()
PLAIN = plain("plain_sentences.txt")


def found_at(text: str, kind: str, start: int, end: int) -> bool:
    """Whether something of this kind is found that shares a character with the bounds."""
    return any(
        finding.kind == kind and finding.start < end and finding.end > start
        for finding in identifiers.find(text)
    )


def is_found(kind: str, value: str, sentence: str) -> bool:
    start = sentence.index("{}")
    return found_at(sentence.replace("{}", value), kind, start, start + len(value))


def test_planted_identifiers_are_many_and_of_every_kind():
    assert len(PLANTED) >= 80
    assert {kind for kind, _, _ in PLANTED} == set(KINDS) - {"known name"}


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in PLANTED}))
def test_a_planted_identifier_is_found(kind):
    of_kind = [(value, sentence) for each, value, sentence in PLANTED if each == kind]
    assert [planted for planted in of_kind if not is_found(kind, *planted)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("Zij hebben per week 3 meldingen.", "Elke week twee keer overleg, soms drie."),
        *("Op 3-4 plekken was dat zo.", "In 2019-2020 en in 2021/2022.", "De termijn is 20 jaar."),
        *(
            "Dat kost 12.000 euro per dossier.",
            "Er kwamen 2000 meldingen, in dossier en op papier.",
        ),
        *("De eerste respondent en de tweede geïnterviewde.", "Kamerstuknummer 28638 uit 2021."),
        *("Het paspoort bleef bij de werkgever.", "Zie artikel 3.1.2 en paragraaf 10.11.12."),
        *("Met GitHub Pages en Jupyter Book gaat dat.", "Het college en de school werken samen."),
        *("De wijk en de buurt, de kern en het park.", "Wethouder Jeugdzorg en wethouder Wonen."),
        *("Kingdon, die dit bedacht, noemt drie stromen.", "De gemeenten in de regio Noord."),
        *(
            "De waarden zijn 12 14 18 22 31 en 40.",
            "De kans p=45 en q=50.",
            "snake_case*2 <b>vet</b>",
        ),
        *("In de zomer en rond de kerst is het druk.", "Op de tweede dag van de training."),
    ],
)
def test_what_only_looks_like_an_identifier_is_left_alone(text):
    assert identifiers.find(text) == []


def test_plain_sentences_of_policy_give_no_false_alarm():
    sentences = PLAIN
    assert len(set(sentences)) == len(sentences) >= 200
    assert {text: hits for text in sentences if (hits := identifiers.find(text))} == {}


def test_plain_sentences_that_no_rule_was_tuned_on_give_few_false_alarms():
    sentences = plain("plain_sentences_second.txt")
    assert len(set(sentences)) == len(sentences) >= 100
    assert len([text for text in sentences if identifiers.find(text)]) <= 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Best lastig, maar in Best lukte het.", ["municipality"]),
        ("Houten deuren in de gemeente Houten.", ["municipality"]),
        ("Het verdrag van Lissabon en het Palermo-protocol.", []),
        ("De wethouder Zorg en wethouder Pietersen.", ["person"]),
        ("Kingdon (1984) en Zahariadis; niet J.W. Kingdonsma.", ["person"]),
        ("Zij kwam in mei, in 2019; hij in mei 2019.", ["date"]),
        ("Artikel 273f Sr en 12 van de 16, in 2018 EU-breed.", []),
        ("De Jeugdwet, de VNG, het Veiligheidshuis en het wijkteam.", []),
    ],
)
def test_the_same_words_are_told_apart_by_what_stands_around_them(text, kinds):
    assert [finding.kind for finding in identifiers.find(text)] == kinds


def test_every_kind_has_a_remedy_of_one_line():
    assert all(remedy and "\n" not in remedy for remedy in KINDS.values())


def test_names_inside_a_quotation_are_found_as_well():
    text = '"toen zei Fatima dat het in Utrecht nooit meer goed zou komen"'
    kinds = {finding.kind for finding in identifiers.find(text)}
    assert kinds == {"quotation", "person", "municipality"}


def test_a_part_of_a_longer_identifier_is_not_reported_again():
    assert [f.kind for f in identifiers.find("Zie https://voorbeeld.nl/2019-03-12/a.pdf")] == [
        "web address"
    ]


# --- Private names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        *("Jan de Boer", "jan de boer", "JAN DE BOER", "Jan_de-Boer", "jandeboer@", "J.de.Boer"),
        *("Jan\u00a0de\u200b Boer", "Boer, Jan de", "de Boer, Jan", "jandeboer80", "Ján dé Bôer"),
    ],
)
def test_a_private_name_is_found_however_it_is_written(written):
    text = f"Volgens {written} was dat zo."
    assert "known name" in {f.kind for f in identifiers.find(text, ["Jan de Boer"])}


@pytest.mark.parametrize(
    "written",
    [
        # Written as one with other words, inflected, or in two parts of a line.
        *("het Kattenbroekberaad", "de Kattenbroekse raad", "Kat-\n  tenbroek", "Katten\nbroek"),
        *("> Kat-\n> tenbroek", "Kat=\ntenbroek", "anti-Kattenbroek", "Nieuwkattenbroek"),
        # In two parts of markup.
        *("Kat<b>tenbroek</b>", "K<span class='x'>a</span>ttenbroek", "Kat**ten**broek"),
        *("\\emph{Kat}tenbroek", "[Kat](x)tenbroek", "Kat<!-- x -->tenbroek", "Kat`ten`broek"),
        # In another code, once or twice.
        *("K&amp;#97;ttenbroek", "%254Battenbroek", "=4Battenbroek", "K=61ttenbroek"),
        *("75 97 116 116 101 110 98 114 111 101 107", "JNQXI5DFNZRHE33FNM======"),
        *("ᴋᴀᴛᴛᴇɴʙʀᴏᴇᴋ", "🅺🅰🆃🆃🅴🅽🅱🆁🅾🅴🅺", "4ttenbroek K4ttenbroek"),
    ],
)
def test_a_private_name_is_found_in_parts_in_compounds_and_in_codes(written):
    kinds = {f.kind for f in identifiers.find(f"Over {written} niets.", ["Kattenbroek"])}
    assert "known name" in kinds


@pytest.mark.parametrize(
    "written",
    [
        *("Berg, Jannes van den", "Berg, J. van den", "Jannes v.d. Berg", "J. vd Berg"),
        *("v.d. Berg, J.", "Berg, J. v.d.", "van den Berg, Jannes", "JvdBerg"),
    ],
)
def test_a_private_name_is_found_with_its_particles_elsewhere_or_short(written):
    kinds = {f.kind for f in identifiers.find(f"Gezien: {written}.", ["Jannes van den Berg"])}
    assert "known name" in kinds


@pytest.mark.parametrize("written", ["Van der Brug", "v.d. Brug", "Brug, van der", "JPM vd Brug"])
def test_a_surname_of_words_is_found_by_its_capital(written):
    """Also of somebody with three initials, and not in a phrase of the same words."""
    names = ["J.P.M. van der Brug"]
    assert "known name" in {f.kind for f in identifiers.find(f"Zo zei {written} het.", names)}
    assert not identifiers.find("Het is aan het eind van der brug.", names)


def test_the_name_of_a_file_is_not_that_of_somebody():
    assert not identifiers.find("as in the figure's CSV", ["seg.csv"])
    assert identifiers.find("in seg.csv staat", ["seg.csv"])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        *(("Ramsloo", "Ramslose"), ("Wolfsluis", "Wolfsluizer"), ("Oudesneek", "Oudesneker")),
        *(("Geerd ten Dolle", "Ten Dolle"), ("Overzijl", "Overzyl")),
    ],
)
def test_a_private_name_is_found_as_its_language_spells_it(name, written):
    assert "known name" in {f.kind for f in identifiers.find(f"Over {written} niets.", [name])}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kattenbroek", "De katten liepen door het broek, en Kattenberg ook."),
        ("Jan de Boer", "De boer kwam van den lande."),
        ("Ina", "Daar stond Inalienabel, de marina en ina80."),
        ("Jan de Boer", "Jan en de boer"),
        ("7", "Er waren 7 gesprekken."),
        ("", "Er was niets."),
        ("Bouwe Oostra ten Hove", "Both are in the README. Het Bothe."),
    ],
)
def test_part_of_a_word_is_no_private_name(name, text):
    assert "known name" not in {f.kind for f in identifiers.find(text, [name])}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bos", "Zij liepen door het bos naar de bossen van Bossche."),
        ("Mark", "De marker gaf het de mark, de marken en de markt."),
        ("Berg", "Een berg werk, in Bergen."),
        ("Vera", "Wat ver af lag, was er een veranda."),
        ("INT-16", "dtype=np.int16"),
        ("Cor", "De correctie van cor() kwam later."),
    ],
)
def test_a_private_name_that_is_also_a_word_needs_its_capital(name, text):
    assert "known name" not in {f.kind for f in identifiers.find(text, [name])}
    assert "known name" in {f.kind for f in identifiers.find(f"Dat zei {name} toen.", [name])}


def test_only_the_kinds_that_are_asked_for_are_found():
    text = "Fatima El Idrissi uit Utrecht, 12 maart 2019, 06-12345678, over Plantinga."
    assert {f.kind for f in identifiers.find(text, ["Plantinga"])} > {"person", "date", "phone"}
    assert {f.kind for f in identifiers.find(text, ["Plantinga"], CODE.kinds)} == {
        *("phone", "known name"),
    }


@given(st.text(), st.lists(st.text(max_size=20), max_size=5))
def test_private_names_of_any_form_are_taken(text, names):
    identifiers.find(text, names)


@given(st.from_regex(r"[A-Za-zé]{3,9}( [A-Z][a-z]{2,9}){0,2}", fullmatch=True))
def test_a_private_name_in_a_sentence_is_found_whole(name):
    text = f"Over {name} niets."
    finding = Finding("known name", 5, 5 + len(name))
    assert any(
        found.kind == "known name" and found.start <= finding.start and found.end >= finding.end
        for found in identifiers.find(text, Names([name]))
    )


# --- Our own texts -----------------------------------------------------------------------------


def own_texts() -> list[Path]:
    """What the repository says: chapters, code, documents, data; without what is planted.

    Without public tables and the bibliography too, of which columns are public record.
    """
    folders = ("chapters", "notebooks", "press", "study", "data", "benchmarks")
    found = [
        *paths.ROOT.iterdir(),
        *(f for each in folders for f in (paths.ROOT / each).rglob("*")),
    ]
    planted = {paths.DEMONSTRATION_WORDS, *paths.LEXICON.rglob("*")}
    # Of this checkout, also where tests read the demonstration elsewhere.
    public = paths.ROOT / paths.DATA.name / "public"
    declared = {paths.BIBLIOGRAPHY, *public.iterdir()}
    suffixes = {
        ".md",
        ".py",
        ".toml",
        ".yml",
        ".csv",
        ".json",
        ".bib",
        ".ipynb",
        ".txt",
        ".cff",
        "",
    }
    return [
        file
        for file in found
        if file.is_file() and file.suffix in suffixes and file not in planted | declared
    ]


@pytest.mark.whole
def test_what_may_stand_nowhere_does_not_stand_in_our_own_texts():
    found = []
    for file in own_texts():
        text = file.read_text(encoding="utf-8")
        for each in identifiers.find(text, kinds=CODE.kinds):
            line = text.count("\n", 0, each.start) + 1
            found.append(f"{file.relative_to(paths.ROOT)}:{line}: {each.kind}")
    assert not found, "\n".join(found)


def test_chapters_hold_no_identifiers_but_moments_places_and_files():
    """These are in public sources and in the book; the colophon says whose the thesis is."""
    found = {
        (file.stem, each.kind)
        for file in (paths.ROOT / "chapters").glob("*.md")
        for each in identifiers.find(file.read_text(encoding="utf-8"))
    }
    allowed = {"date", "place", "municipality", "file"}
    assert {each for each in found if each[1] not in allowed} == {("colofon", "person")}


# --- Properties -----------------------------------------------------------------------------------


@given(st.text())
def test_any_text_is_searched_and_spans_lie_within_it(text):
    for finding in identifiers.find(text):
        assert finding.kind in KINDS
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.lists(st.sampled_from([value for _, value, _ in PLANTED]), max_size=6))
def test_identifiers_in_a_row_break_nothing(values):
    for gap in ("", " ", "\n", "-"):
        text = gap.join(values)
        assert all(f.start < f.end <= len(text) for f in identifiers.find(text))


@given(st.sampled_from(PLANTED), st.sampled_from(ZERO_WIDTH), st.data())
def test_characters_without_width_hide_nothing(case, unseen, data):
    kind, value, sentence = case
    at = data.draw(st.integers(0, len(value)))
    assert is_found(kind, value[:at] + unseen + value[at:], sentence)


@given(st.sampled_from(PLANTED))
def test_full_width_figures_hide_nothing(case):
    kind, value, sentence = case
    assert is_found(kind, value.translate(FULL_WIDTH), sentence)


@given(st.sampled_from(PLANTED), st.sampled_from(PLAIN), st.sampled_from(PLAIN))
def test_other_sentences_around_it_hide_nothing(case, before, after):
    kind, value, sentence = case
    assert is_found(kind, value, f"{before.replace('{}', '')} {sentence} {after}")


# --- Long texts and many names --------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "1", "-", "a.", "1 ", "A. ", "(0", "@a", "'", "de ", "Jan ", "Joke - ", "Jansen-"),
        *(
            "IS12 ",
            "at ",
            "De ",
            "Van ",
            "v.",
            "een ",
            "zei A ",
            "aB3",
            "4a4b",
            "50 ",
            "int-",
            "0 6 ",
        ),
        *("\u0430Bc", "&#", "%4", "\\u00", "::", "12-", "maart ", "week ", "hoofd van de ", "X.x."),
        *('"wij hadden het hier nooit over" ', "PlantingaPlantinga", "P l a ", "a@b.", "A-A-"),
        *("week ", "=41", "65 ", "<b>a", "06 dan ", "De Xa ", "pas 1", "nul ", "a_1 ", "in de "),
        *("op 3-", "eerste ", "N 5 ", "van De ", "zei: a ", "[a](", "Kat<b>"),
    ],
)
def test_a_long_text_without_end_is_read_to_its_end(piece):
    # Where a rule went back and forth over it, this would not come back.
    text = piece * 2_000 + " Mail jan.jansen@voorbeeld.example."
    found = identifiers.find(text, ["Plantinga", "Jan van der Berg", "INT-07", "06-12345678"])
    assert "e-mail" in {finding.kind for finding in found}


def test_one_name_of_ten_thousand_is_found():
    letters = itertools.product("abcdefghij", repeat=4)
    names = Names(["naam " + "".join(each) for each in letters])
    texts = [*PLAIN[::5], "Dat zei Naam Jihg nog."]
    found = [
        text
        for text in texts
        if any(finding.kind == "known name" for finding in identifiers.find(text, names))
    ]
    assert found == texts[-1:]


# --- Lexicon --------------------------------------------------------------------------------------


def test_the_municipalities_of_a_decade_are_known():
    names = [key for key, kind in lexicon.phrases().kinds.items() if kind == "municipality"]
    assert 380 <= len(names) <= 430
    assert {("den", "haag"), ("den", "bosch"), ("voorne", "aan", "zee")} <= set(names)


def lists(folder: Path) -> dict[tuple[str, str], list[str]]:
    """The lines of every list in a folder, by file and by the comment that they stand under."""
    found = defaultdict(list)
    for file in folder.glob("*.txt"):
        under = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                under = line.removeprefix("# ")
            elif line:
                found[file.stem, under].append(line)
    return found


def test_lists_are_without_doubles():
    assert lists(paths.LEXICON)
    own = defaultdict(list)
    for (file, _), names in lists(paths.LEXICON).items():
        own[file,] += names
    for where, names in {**own, **lists(paths.LEXICON / "faker")}.items():
        assert {name for name in names if names.count(name) > 1} == set(), where


OWN = {
    "voornamen": {
        "Dutch": 817, "Afghan and Iranian": 107, "Albanian and of the western Balkans": 58,
        "Bulgarian": 60, "Chinese": 63, "Eritrean and Ethiopian": 110, "Filipino": 47,
        "Hungarian": 1, "Indonesian and Moluccan": 26, "Kurdish, Syrian and Iraqi": 75,
        "Latin American": 28, "Moroccan": 108, "Nigerian and Ghanaian": 94,
        "Other West and Central African": 53, "Polish": 18, "Romanian and Moldovan": 1,
        "Somali": 44, "Surinamese and Antillean": 148, "Thai": 45, "Turkish": 74,
        "Ukrainian and Russian": 55, "Vietnamese": 58,
    },
    "achternamen": {
        "Dutch": 875, "Afghan and Iranian": 62, "Albanian and of the western Balkans": 49,
        "Bulgarian": 64, "Chinese": 28, "Eritrean and Ethiopian": 61, "Filipino": 33,
        "Frisian and of the north": 155, "Hungarian": 2, "Indonesian and Moluccan": 78,
        "Kurdish, Syrian and Iraqi": 52, "Latin American": 9, "Moroccan": 92,
        "Nigerian and Ghanaian": 69, "Other West and Central African": 46,
        "Polish and Czech": 90, "Romanian and Moldovan": 50, "Somali": 17,
        "Surinamese and Antillean": 193, "Turkish": 117, "Ukrainian and Russian": 46,
        "Vietnamese": 20,
    },
}  # fmt: skip
FAKER = {
    "voornamen": {
        "nl_NL": 499, "nl_BE": 996, "tr_TR": 1497, "pl_PL": 153, "ro_RO": 679, "hu_HU": 200,
        "de_DE": 2002, "fr_FR": 215, "fr_DZ": 166, "en_GB": 364, "en_NG": 40, "yo_NG": 170,
        "ig_NG": 40, "ha_NG": 40, "en_IN": 531, "en_PK": 589, "en_KE": 889, "tw_GH": 252,
        "vi_VN": 42, "id_ID": 707, "pt_PT": 201, "es_CO": 600, "hr_HR": 216, "az_AZ": 634,
        "lt_LT": 196, "lv_LV": 271, "bg_BG": 1587, "uk_UA": 187, "zh_CN": 23,
    },
    "achternamen": {
        "nl_NL": 1073, "nl_BE": 500, "tr_TR": 60, "pl_PL": 3690, "ro_RO": 43, "hu_HU": 100,
        "de_DE": 404, "fr_FR": 400, "fr_DZ": 294, "en_GB": 500, "en_NG": 20, "yo_NG": 98,
        "ig_NG": 20, "ha_NG": 20, "en_IN": 538, "en_PK": 267, "en_KE": 1000, "tw_GH": 162,
        "vi_VN": 10, "id_ID": 173, "pt_PT": 96, "es_CO": 300, "hr_HR": 799, "az_AZ": 209,
        "lt_LT": 36, "lv_LV": 142, "bg_BG": 147, "uk_UA": 542, "zh_CN": 91,
    },
    "plaatsen": {"nl_NL": 2424},
}  # fmt: skip


def test_the_lists_of_faker_are_whole_for_every_origin():
    sizes = {where: len(names) for where, names in lists(paths.LEXICON / "faker").items()}
    assert sizes == {
        (file, origin): n for file, found in FAKER.items() for origin, n in found.items()
    }


@pytest.mark.parametrize("file", OWN)
def test_our_own_lists_of_names_are_whole_for_every_origin(file):
    sizes = {
        origin: len(names) for (name, origin), names in lists(paths.LEXICON).items() if name == file
    }
    assert sizes == OWN[file]


def test_the_words_that_are_no_names_are_there():
    words = lexicon.dutch_words()
    assert len(words) == 26_477
    assert {"overleg", "vergunning", "ambtenaren", "onderzocht", "agenderen"} <= {
        word for word in ("overleg", "vergunning", "ambtenaren", "onderzocht", "agenderen")
        if lexicon.is_word(word) or lexicon.is_compound(word)
    }  # fmt: skip
    assert not any(map(lexicon.is_word, ("plantinga", "oldewelt", "hoekstra", "gebremedhin")))

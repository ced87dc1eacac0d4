"""What names somebody is found, what does not is left alone, and no text breaks the search."""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.privacy import identifiers
from study.privacy.identifiers import KINDS, Finding, Names, lexicon

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


def plain() -> list[str]:
    return (HERE / "plain_sentences.txt").read_text(encoding="utf-8").splitlines()


PLANTED = planted()


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


@pytest.mark.parametrize(("kind", "value", "sentence"), PLANTED)
def test_a_planted_identifier_is_found(kind, value, sentence):
    assert is_found(kind, value, sentence)


def test_plain_sentences_of_policy_give_no_false_alarm():
    sentences = plain()
    assert len(set(sentences)) == len(sentences) >= 200
    assert {text: hits for text in sentences if (hits := identifiers.find(text))} == {}


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
    ("name", "text"),
    [
        ("Ina", "Daar stond Inalienabel, de marina en ina80."),
        ("Jan de Boer", "Jan en de boer"),
        ("7", "Er waren 7 gesprekken."),
        ("", "Er was niets."),
    ],
)
def test_part_of_a_word_is_no_private_name(name, text):
    assert "known name" not in {f.kind for f in identifiers.find(text, [name])}


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


# --- Properties -----------------------------------------------------------------------------------


@settings(max_examples=150)
@given(st.text())
def test_any_text_is_searched_and_spans_lie_within_it(text):
    for finding in identifiers.find(text):
        assert finding.kind in KINDS
        assert 0 <= finding.start < finding.end <= len(text)


@settings(max_examples=60)
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


@given(st.sampled_from(PLANTED), st.sampled_from(plain()), st.sampled_from(plain()))
def test_other_sentences_around_it_hide_nothing(case, before, after):
    kind, value, sentence = case
    assert is_found(kind, value, f"{before.replace('{}', '')} {sentence} {after}")


# --- Long texts and many names --------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "-",
        "a.",
        "1 ",
        "A. ",
        "(0",
        "@a",
        "'",
        "de ",
        "Jan ",
        "Joke - ",
        "Jansen-",
        "IS12 ",
    ],
)
def test_a_long_text_without_end_is_read_to_its_end(piece):
    # Where a rule went back and forth over it, this would not come back.
    text = piece * 2_000 + " Mail jan.jansen@voorbeeld.example."
    assert "e-mail" in {finding.kind for finding in identifiers.find(text)}


def test_one_name_of_ten_thousand_is_found():
    letters = itertools.product("abcdefghij", repeat=4)
    names = Names(["naam " + "".join(each) for each in letters])
    texts = [*plain(), "Dat zei Naam Jihg nog."]
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


def test_lists_are_without_doubles():
    for file in lexicon.FOLDER.glob("*.txt"):
        lines = file.read_text(encoding="utf-8").splitlines()
        names = [line for line in lines if line and not line.startswith("#")]
        assert {name for name in names if names.count(name) > 1} == set(), file.name

"""What chapters leave to the study file is filled in, and what it does not have is named."""

from dataclasses import replace

import pandas as pd
import pytest

from press.build import chapter_templates
from press.build.chapter_templates import ChapterError, filled
from study import paths
from study.data import levels
from study.data.coded import PHASES
from study.measures import reliability
from study.study_file import STUDY


def test_a_block_stands_there_once_for_each_phase():
    text = ":::{per} fase\n## [[phase:Name]]\n:::\nEinde.\n"
    headings = [f"## {phase.capitalize()}" for phase in PHASES]
    assert filled(text).splitlines() == [*headings, "Einde."]


def test_a_block_may_stand_in_another_with_more_colons():
    text = "::::{per} eerste-ronde\n[[group:many]]\n:::{per} fase\n[[phase]]\n:::\n::::\n"
    assert filled(text).splitlines() == ["landelijke organisaties", *PHASES]


def test_another_directive_with_as_many_colons_may_stand_in_a_block():
    inner = ":::{papier}\nOp papier.\n:::\n"
    assert filled(f":::{{bij}} fasen\n{inner}meer\n:::\nEinde.\n") == f"{inner}meer\nEinde.\n"


def test_what_is_on_one_condition_stands_there_or_not(monkeypatch):
    text = ":::{bij} fasen\nmeer\n:::\n:::{bij} niet fasen\neen\n:::\n"
    assert filled(text) == "meer\n"
    monkeypatch.setattr(chapter_templates, "PHASES", PHASES[:1])
    assert filled(text) == "een\n"


def test_what_a_public_source_tells_of_the_interviews_stands_where_the_study_names_one(monkeypatch):
    text = ":::{bij} openbare-opzet\nde scriptie\n:::\n:::{bij} niet openbare-opzet\nniets\n:::\n"
    assert filled(text) == "de scriptie\n"
    rounds = tuple(replace(each, source="") for each in STUDY.rounds)
    monkeypatch.setattr(chapter_templates, "STUDY", replace(STUDY, rounds=rounds))
    assert filled(text) == "niets\n"


@pytest.mark.parametrize("chapter", ["methode", "grenzen", "colofon"])
def test_the_thesis_is_told_of_only_where_the_study_is_that_of_the_thesis(monkeypatch, chapter):
    text = (paths.ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    assert "scriptie" in filled(text)
    rounds = tuple(replace(each, source="") for each in STUDY.rounds)
    monkeypatch.setattr(chapter_templates, "STUDY", replace(STUDY, rounds=rounds))
    for word in ("scriptie", "olijve", "half-open"):
        assert word not in filled(text).lower()


@pytest.mark.parametrize("level", levels.LEVELS)
@pytest.mark.parametrize("several", [True, False])
def test_two_coders_are_spoken_of_where_there_were_two(monkeypatch, level, several):
    text = ":::{bij} dubbel-gecodeerd\ntwee\n:::\n:::{bij} niet dubbel-gecodeerd\neen\n:::\n"
    note = pd.NA if several else reliability.ONE_CODER
    made = {
        "agreement": pd.DataFrame({"level": ["overall"], "note": pd.array([note], "string")}),
        "double_coding": pd.DataFrame({"unit": [1, 1], "coder": ["A", "B"]}).iloc[: 2 * several],
    }
    monkeypatch.setattr(chapter_templates.tables, "package", lambda: {"level": level})
    monkeypatch.setattr(chapter_templates.tables, "read", made.get)
    assert filled(text) == ("twee\n" if several else "een\n")


ASKED_TO_BE_REWRITTEN = {"tien-minuten", "probleem", "kader", "begrippen", "colofon"}
"""Chapters of which docs/own-study.md says that they tell of this subject and of the thesis."""
LACKING = {
    "aanbevelingen": ("`zelfscan <zelfscan>`", "```{zelfscan}", "```{aanbevelingen}"),
    "uitspraken": ("Elke uitspraak", "Uitspraken zeggen", "De uitspraken komen", "```{uitspraken}"),
    "uitspraken-elders": ("Over andere factoren staan er nog",),
    "overeenstemming": ("fig-overeenstemming", "```{figuur} overeenstemming", "wordt gemeten"),
    "codeboek-vertaald": ("in het Nederlands en het Engels. Zie {ref}`codeboek`",),
    "rollen": ("Een verschil is een reden",),
    "voorbeelden": ("navertelling",),
    "zonder-stroom": ("horen bij geen enkele stroom", "meestal bij één"),
    "openbare-opzet": (
        *("comensha_olijve", "olijve2020", "kwam in de interviews langs", "de scriptie"),
        *("van de makers van dit boek, en", "is van de makers van dit boek en staat niet"),
        *("{ref}`kader` zegt over vensters", "nauwelijks gemeten", "zij hier is ontstaan"),
    ),
}
"""What no chapter says, and leads to, where the study has nothing of the kind."""


@pytest.mark.parametrize("lacking", LACKING)
def test_no_chapter_speaks_of_what_a_study_does_not_have(monkeypatch, lacking):
    sources = [*sorted((paths.ROOT / "chapters").glob("*.md")), paths.ROOT / "index.md"]
    conditions = chapter_templates._CONDITIONS
    subject = {"phase": PHASES[0], "introduction": "", "again": "", "pair": "verhouding"}
    subject |= {"number": "", "earlier": PHASES[0], "later": PHASES[-1]}

    def said(has: bool) -> str:
        monkeypatch.setitem(conditions, lacking, lambda: has)
        monkeypatch.setitem(conditions, "demonstratie", lambda: False)
        kept = (source for source in sources if source.stem not in ASKED_TO_BE_REWRITTEN)
        return "\n".join(filled(source.read_text(encoding="utf-8"), subject) for source in kept)

    there, gone = said(True), said(False)
    for words in LACKING[lacking]:
        assert words in there, words
        assert words not in gone, words


UNKNOWN = (
    *(
        "maar een paar. Wie",
        "daarvan zijn er weinig",
        "gesprekken kijken terug",
        "gesprek kijkt terug",
    ),
    *("over hun eigen werk", "niet naast gelegd", "andere blik", "los van elkaar. Zo is te zien"),
    *("De meeste codes zijn", "Een paar codes zijn", "steekproef door loting"),
)
"""What the data of no study say: how many of a place, whether people looked back, what they do."""


def test_chapters_say_nothing_of_a_study_that_its_data_do_not_say():
    for source in [*sorted((paths.ROOT / "chapters").glob("*.md")), paths.ROOT / "index.md"]:
        if source.stem not in ASKED_TO_BE_REWRITTEN:
            text = " ".join(source.read_text(encoding="utf-8").split())
            assert [words for words in UNKNOWN if words in text] == [], source.name


@pytest.mark.parametrize(
    ("level", "units", "coders", "known"),
    [
        (levels.ROWS, pd.NA, "AB", True),
        (levels.ROWS, pd.NA, "A", False),
        (levels.COUNTS, 12, "", True),
        # Left out of what is published, because it is of too few interviews.
        (levels.COUNTS, pd.NA, "", False),
        (levels.COUNTS, 0, "", False),
    ],
)
def test_a_figure_of_agreement_is_there_only_with_something_in_it(
    monkeypatch, level, units, coders, known
):
    text = ":::{bij} overeenstemming\nfiguur\n:::\n:::{bij} niet overeenstemming\nniets\n:::\n"
    made = {
        "agreement": pd.DataFrame({"level": ["overall"], "units": pd.array([units], "Int64")}),
        "double_coding": pd.DataFrame({"unit": [1] * len(coders), "coder": list(coders)}),
    }
    monkeypatch.setattr(chapter_templates.tables, "package", lambda: {"level": level})
    monkeypatch.setattr(chapter_templates.tables, "read", made.get)
    assert filled(text) == ("figuur\n" if known else "niets\n")


def test_what_is_written_for_something_else_is_left_alone():
    text = "[[een]](#twee) en ```{figuur} model\n```"
    assert filled("```{figuur} model\n```\n:::{als} x\ny\n:::\n").endswith("y\n:::\n")
    with pytest.raises(ChapterError, match="een"):
        filled(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":::{per} maand\nx\n:::\n", "knows no 'maand'; write one of fase, paar"),
        (":::{bij} regen\nx\n:::\n", "knows no 'regen'; write one of fasen"),
        ("[[phase]]", "is not known here"),
        (":::{per} fase\n[[phase:kleur]]\n:::\n", "data/study.toml has no kleur"),
    ],
)
def test_what_the_study_file_does_not_have_is_named(text, message):
    with pytest.raises(ChapterError, match=message):
        filled(text)

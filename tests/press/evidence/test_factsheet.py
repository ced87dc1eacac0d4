"""The factsheet is two tagged pages, whatever the data, and says what it stands on."""

import dataclasses
import re
from functools import cache

import pandas as pd
import pikepdf
import pypdfium2
import pytest
import segno
from pybtex.database import parse_file

from press import labels, places
from press.build import citation_file
from press.build.citation_file import Contact
from press.chapters import bibliography, reporting
from press.chapters.numbers import KEY_NUMBERS, key_numbers
from press.evidence import factsheet_print
from press.notebooks.outputs import EvidenceResult, NumberResult, Results
from press.pdf import title_page
from press.pdf.compiler import PdfError
from study import paths
from study.data import coded, tables
from study.data.coded import PHASES
from study.findings import evidence_trail, highlights, recommendations
from study.study_file import STUDY
from tests.support import demonstration
from tests.support.studies import STUDIES, advice, one_of_each, read_at

CITATION = citation_file.read(places.CITATION)
TITLE_PAGE = title_page.of_book(CITATION)
WORKS = parse_file(str(paths.BIBLIOGRAPHY)).entries
SITE = "https://voorbeeld.nl/boek/"


def results_of(of: coded.Coded, table: pd.DataFrame | None = None) -> Results:
    """What the notebooks would hand over, of the parts the factsheet needs."""
    chosen = recommendations.read() if table is None else table
    trail = evidence_trail.trail(read_at(of), chosen)
    names = [name for key in KEY_NUMBERS for name in key.names]
    numbers = {
        name: NumberResult(name, "x", place, f"{place}.111", "", ("nr2018ibp",))
        for place, name in enumerate(names, start=1)
    }
    return Results(numbers=numbers, trails={"trail": EvidenceResult("trail", "x", trail)})


@cache
def of_the_demonstration() -> Results:
    return results_of(demonstration.read())


def test_a_study_of_its_own_has_its_own_title_and_no_figures_of_others(monkeypatch):
    own = dataclasses.replace(
        STUDY, rounds=tuple(dataclasses.replace(each, source="") for each in STUDY.rounds)
    )
    monkeypatch.setattr(factsheet_print, "STUDY", own)
    trail = {**of_the_demonstration().trail, "recommendations": []}
    found = dataclasses.replace(
        of_the_demonstration(), trails={"trail": EvidenceResult("trail", "x", trail)}
    )
    printed = factsheet_print.content(found, TITLE_PAGE, CITATION, "", WORKS, False)
    assert printed["title"] == STUDY.itself.words["title_nl"]
    assert printed["subtitle"] == STUDY.itself.words["question_nl"]
    assert printed["numbers"] == printed["audiences"] == []


def made(found: Results, tmp_path, address="", citation=CITATION, synthetic=True):
    scratch, target = tmp_path / "scratch", tmp_path / "factsheet.pdf"
    scratch.mkdir()
    content = factsheet_print.content(found, TITLE_PAGE, citation, address, WORKS, synthetic)
    factsheet_print.write(content, target, scratch, tmp_path / "cache")
    return target


def bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad\ufffe\u0002-]+", "", text)


def words(target) -> list[str]:
    pages = pypdfium2.PdfDocument(target)
    return [bare(page.get_textpage().get_text_bounded()) for page in pages]


@pytest.mark.parametrize("synthetic", [pytest.param(True, marks=pytest.mark.campaign), False])
@pytest.mark.parametrize("name", one_of_each(["demonstration", *STUDIES]))
def test_it_is_two_tagged_pages_whatever_the_study(name, synthetic, tmp_path):
    of = demonstration.read() if name == "demonstration" else STUDIES[name]()
    # The advice of this book rests on more factors than one.
    table = advice() if name == "one factor" else None
    target = made(results_of(of, table), tmp_path, synthetic=synthetic)
    assert len(words(target)) == 2
    with pikepdf.open(target) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("nl")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_made_up_interviews_leave_no_count_and_so_no_mark(tmp_path):
    pages = words(made(of_the_demonstration(), tmp_path))
    assert not [page for page in pages if re.search(r"\dvan\d", page)]
    assert bare(labels.text("notice.synthetic_short")) not in "".join(pages)
    statements, codebook = tables.read("statements"), tables.read("codebook")
    for phase in PHASES:
        rows = highlights.helping(statements, codebook, phase)
        for stream in {row["stream"] for row in rows}:
            said = [row for row in rows if row["stream"] == stream]
            assert all(bare(row["reading"][1:]) in pages[0] for row in said)
            assert [bare(row["says"]) in pages[0] for row in said] == [
                place < 1 for place in range(len(said))
            ]


def test_the_first_page_is_read_at_a_glance(tmp_path):
    """Few examples by stream, and what holds of several is said once."""
    target = made(of_the_demonstration(), tmp_path)
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_bounded()
    assert len(text.split()) < 450
    assert text.count("jaar niet zeker") <= 1


def test_real_interviews_show_what_enough_people_say_and_how_many(tmp_path):
    found = of_the_demonstration()
    pages = words(made(found, tmp_path, synthetic=False))
    shown = highlights.factors(found.trail, "agenderen", "helps")
    assert shown
    for row in shown:
        assert bare(highlights.reading(found.trail, row)[1:]) in pages[0]
        assert f"{row['n']}van{row['out_of']}" in pages[0]


def test_an_example_for_each_factor_is_promised_only_where_there_is_one(monkeypatch):
    found, promise = of_the_demonstration(), labels.text("factsheet.examples_printed")
    given = found, TITLE_PAGE, CITATION, "", WORKS, False
    assert promise in factsheet_print.content(*given)["phases_note"]
    monkeypatch.setattr(factsheet_print, "helping", lambda *asked: [])
    assert promise not in factsheet_print.content(*given)["phases_note"]


def test_without_examples_it_says_so_once_or_not_at_all(monkeypatch, tmp_path):
    found, none = of_the_demonstration(), labels.text("factsheet.no_examples")
    monkeypatch.setattr(factsheet_print, "helping", lambda *asked: [])
    for synthetic in (True, False):
        (tmp_path / f"{synthetic}").mkdir()
        pages = words(made(found, tmp_path / f"{synthetic}", synthetic=synthetic))
        assert "".join(pages).count(bare(none)) == synthetic


def test_it_opens_with_a_message_and_three_numbers_with_their_sources(tmp_path):
    (first, _) = words(made(of_the_demonstration(), tmp_path))
    assert first.startswith(bare(labels.text("factsheet.title")))
    assert bare(bibliography.short(WORKS["nr2018ibp"])) in first
    numbers = [number for number, _, _ in key_numbers(of_the_demonstration())]
    assert len(numbers) == 3
    places_in_text = [first.index(bare(number)) for number in numbers]
    assert places_in_text == sorted(places_in_text)


@pytest.mark.parametrize("synthetic", [True, False])
def test_each_reader_finds_three_actions_with_a_first_step_and_what_it_stands_on(
    synthetic, tmp_path
):
    found = of_the_demonstration()
    (_, second) = words(made(found, tmp_path, synthetic=synthetic))
    for audience in recommendations.AUDIENCES:
        rows = highlights.advice(found.trail, audience, synthetic)
        assert 1 <= len(rows) <= highlights.PER_AUDIENCE
        for row in rows:
            assert bare(row["what"]) in second and bare(row["first_step"]) in second
            first = row["grounds"][0]
            assert bare(first["says"].removesuffix(".")) in second
            assert bare(bibliography.short(WORKS[first["source"][0]])[1:]) in second


def test_it_says_where_to_report_and_when_that_was_seen(tmp_path):
    (_, second) = words(made(of_the_demonstration(), tmp_path))
    for point in reporting.points():
        assert bare(point.number) in second
    assert bare(reporting.seen(reporting.points())) in second


def test_it_is_the_same_bytes_every_time(tmp_path):
    found = of_the_demonstration()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert made(found, tmp_path / "a").read_bytes() == made(found, tmp_path / "b").read_bytes()


def test_longer_recommendations_still_fit(tmp_path):
    table = recommendations.read()
    longer = table.assign(
        first_step=table["first_step"] + " Doe dat samen met iedereen die er iets van weet."
    )
    assert len(words(made(results_of(demonstration.read(), longer), tmp_path))) == 2


def test_what_can_never_fit_is_refused_in_words(tmp_path):
    table = recommendations.read()
    endless = table.assign(first_step=table["first_step"] + " En zo voort." * 400)
    with pytest.raises(PdfError, match="does not fit on two pages; shorten"):
        made(results_of(demonstration.read(), endless), tmp_path)


def test_a_recommendation_without_any_ground_says_so(tmp_path):
    table = recommendations.read()
    bare_of_grounds = table.assign(
        grounds=[[] for _ in range(len(table))], firmness=recommendations.UNGROUNDED
    )
    (_, second) = words(made(results_of(demonstration.read(), bare_of_grounds), tmp_path))
    assert bare(labels.text("advice.firmness_none")) in second


def test_an_address_gives_a_link_and_a_code_to_scan_and_without_one_no_line_is_empty(tmp_path):
    found = of_the_demonstration()
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    target = made(found, tmp_path / "with", SITE)
    assert "voorbeeld.nl/boek" in words(target)[1]
    drawn = (tmp_path / "with" / "scratch" / "qr.svg").read_text(encoding="utf-8")
    expected = segno.make(SITE, error="m")
    assert f'width="{4 * expected.symbol_size(border=0)[0]}"' in drawn
    plain = made(found, tmp_path / "without")
    assert "http" not in words(plain)[1]
    assert not (tmp_path / "without" / "scratch" / "qr.svg").exists()


def test_a_contact_stands_there_only_if_the_citation_file_has_one(tmp_path):
    found = of_the_demonstration()
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    asked = bare(labels.text("factsheet.contact"))
    contact = Contact("de makers", "https://voorbeeld.nl/contact")
    known = dataclasses.replace(CITATION, contact=contact)
    assert f"{asked}demakers" in words(made(found, tmp_path / "with", citation=known))[1]
    unknown = dataclasses.replace(CITATION, contact=None)
    assert asked not in words(made(found, tmp_path / "without", citation=unknown))[1]


def test_a_speaker_who_is_the_author_of_the_source_is_named_once(tmp_path):
    """Not "(CoMensha, 2019; CoMensha, 2019c)"."""
    printed = factsheet_print.content(of_the_demonstration(), TITLE_PAGE, CITATION, "", WORKS, True)
    grounds = [row["ground"] for each in printed["audiences"] for row in each["advice"]]
    said = {"source": ["comensha2019overleg"], "speaker": "CoMensha", "year": 2019, "says": "Ja."}
    own = factsheet_print._ground(
        [said | {"kind": "statement"}], lambda keys: "CoMensha, 2019c", WORKS
    )
    for text in (*grounds, own):
        names = re.findall(r"\(([^;()]+), \d{4}; \1, \d{4}[a-z]?\)", text)
        assert names == [], text
    assert own.endswith("Ja (CoMensha, 2019c).")

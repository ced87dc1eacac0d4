"""The factsheet is two tagged pages, whatever the data, and says what it rests on."""

import dataclasses
import re

import pandas as pd
import pikepdf
import pypdfium2
import pytest
import segno

from press import labels, places
from press.build import citation_file
from press.evidence import factsheet_print
from press.notebooks.outputs import EvidenceResult, FigureResult, Results, StatementResult
from press.pdf import title_page
from press.pdf.compiler import PdfError
from study import figures, measures
from study.data import coded
from study.design import style
from study.findings import evidence_trail, highlights, recommendations, support
from tests.support import demonstration
from tests.support.studies import STUDIES, one_of_each, read_at, statements_of

TITLE_PAGE = dataclasses.replace(
    title_page.of_book(citation_file.read(places.CITATION)),
    banner=labels.text("notice.synthetic_short"),
)


def results_of(of: coded.Coded, folder, table=None) -> Results:
    """What the notebooks would hand over, of the parts the factsheet needs."""
    interviews = read_at(of)
    chosen = recommendations.read() if table is None else table
    trail = evidence_trail.trail(interviews, chosen)
    counts = interviews.counts
    streams, windows = measures.streams(counts), measures.windows(counts)
    figure = figures.fasemodel(streams, windows, counts.codebook)
    (folder / f"{figure.name}.svg").write_bytes(figure.render(style.WIDE))
    words = (figure.statement, figure.alt, figure.caption, figure.note)
    drawn = FigureResult(figure.name, "x", folder, *words, (), interviews=True, synthetic=True)
    return Results(
        figures={figure.name: drawn},
        statements={
            name: StatementResult(name, "x", statement.text, statement.holds)
            for name, statement in statements_of(of).items()
        },
        trails={"trail": EvidenceResult("trail", "x", trail)},
    )


def made(found: Results, tmp_path, address: str = "", meta=TITLE_PAGE):
    scratch, target = tmp_path / "scratch", tmp_path / "factsheet.pdf"
    scratch.mkdir()
    factsheet_print.write(found, meta, address, target, scratch, tmp_path / "cache")
    return target


def words(target) -> list[str]:
    pages = pypdfium2.PdfDocument(target)
    return [
        re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", p.get_textpage().get_text_bounded()) for p in pages
    ]


@pytest.mark.parametrize("name", one_of_each(["demonstration", *STUDIES]))
def test_it_is_two_tagged_pages_that_say_they_are_a_demonstration(name, tmp_path):
    of = demonstration.read() if name == "demonstration" else STUDIES[name]()
    target = made(results_of(of, tmp_path), tmp_path)
    notice = labels.text("notice.synthetic_short").replace(" ", "")
    pages = words(target)
    assert len(pages) == 2 and all(notice in page for page in pages)
    with pikepdf.open(target) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("nl")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_it_holds_the_recommendations_that_are_borne_out_and_no_other(tmp_path):
    found = results_of(demonstration.read(), tmp_path)
    text = "".join(words(made(found, tmp_path)))
    for audience in recommendations.AUDIENCES:
        for row in highlights.advice(found.trail, audience)[:4]:
            assert re.sub(r"[\s-]+", "", row["what"]) in text
    for row in found.trail["recommendations"]:
        if row["status"] == support.NONE:
            assert re.sub(r"[\s-]+", "", row["what"]) not in text


def test_it_is_the_same_bytes_every_time(tmp_path):
    found = results_of(demonstration.read(), tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert made(found, tmp_path / "a").read_bytes() == made(found, tmp_path / "b").read_bytes()


def test_twice_as_many_longer_recommendations_still_fit(tmp_path):
    table = recommendations.read()
    longer = table.assign(
        recommendation=table["recommendation"] + "-ook",
        first_step=table["first_step"] + " Doe dat samen met iedereen die er iets van weet.",
    )
    found = results_of(
        demonstration.read(), tmp_path, pd.concat([table, longer], ignore_index=True)
    )
    assert len(words(made(found, tmp_path))) == 2


def test_what_can_never_fit_is_refused_in_words(tmp_path):
    table = recommendations.read()
    endless = table.assign(first_step=table["first_step"] + " En zo voort." * 400)
    with pytest.raises(PdfError, match="does not fit on two pages; shorten"):
        made(results_of(demonstration.read(), tmp_path, endless), tmp_path)


def test_an_address_gives_a_code_to_scan_and_without_one_none_is_made_up(tmp_path):
    found = results_of(demonstration.read(), tmp_path)
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    address = "https://voorbeeld.nl/boek/"
    target = made(found, tmp_path / "with", address)
    assert "voorbeeld.nl/boek" in words(target)[1]
    drawn = (tmp_path / "with" / "scratch" / "qr.svg").read_text(encoding="utf-8")
    expected = segno.make(address, error="m")
    assert f'width="{4 * expected.symbol_size(border=0)[0]}"' in drawn
    plain = made(found, tmp_path / "without")
    assert "http" not in words(plain)[1]
    assert not (tmp_path / "without" / "scratch" / "qr.svg").exists()


def test_without_a_demonstration_there_is_no_banner(tmp_path):
    real = dataclasses.replace(TITLE_PAGE, banner=None)
    pages = words(made(results_of(demonstration.read(), tmp_path), tmp_path, meta=real))
    assert labels.text("notice.synthetic_short").replace(" ", "") not in pages[0]

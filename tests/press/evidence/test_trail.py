"""The trail in the built book: from advice to rows and back, by links that exist."""

import json

import pytest

from press.evidence import factor_documents, factsheet, selfscan
from study import measures
from study.data import coded
from study.findings import evidence_trail, recommendations
from study.language.wording import Voice


@pytest.fixture(scope="module")
def trail() -> dict:
    interviews = coded.read()
    counts = measures.counts(measures.states(interviews))
    found = evidence_trail.trail(interviews, counts, recommendations.read(), Voice(synthetic=True))
    return json.loads(json.dumps(found))


def test_generated_pages_are_not_touched_when_they_are_right(tmp_path):
    written = factor_documents.write(tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)}
    assert factor_documents.write(tmp_path) == written
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)} == before
    assert set(written) == {
        factor_documents.docname(factor) for factor in factor_documents.factors()
    }


def _names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_scan_asks_exactly_what_recommendations_rest_on(trail):
    asked = {question.name for question in selfscan.questions(trail)}
    wanted = {name for found in selfscan.fitting(trail) for name in found.questions}
    assert asked == wanted
    assert "borgen.bestuurswisseling" in asked, "asked of the phase the advice is for"
    assert all(found.questions for found in selfscan.fitting(trail))
    statuses = [found.status for found in selfscan.fitting(trail)]
    assert statuses == sorted(statuses, key=evidence_trail.STATUSES.index), "the firmest first"


def test_without_recommendations_there_is_nothing_to_scan(trail):
    assert selfscan.questions({**trail, "recommendations": []}) == []


def test_the_factsheet_shows_only_what_is_borne_out(trail):
    for phase in ("agenderen", "borgen"):
        rows = factsheet.factors(trail, phase, "helps", 4)
        assert rows and all(row["status"] == evidence_trail.SUPPORTED for row in rows)
        counts = [row["n"] for row in rows]
        assert counts == sorted(counts, reverse=True)
    shown = [row for name in factsheet.AUDIENCES for row in factsheet.advice(trail, name)]
    assert shown and all(row["status"] != evidence_trail.NONE for row in shown)


def test_factors_that_tie_with_the_last_are_all_shown(trail):
    findings = {
        name: {**finding, "n": 5, "status": evidence_trail.SUPPORTED}
        for name, finding in trail["findings"].items()
        if finding["phase"] == "borgen" and finding["claim"] == "helps"
    }
    few = dict(list(findings.items())[:6])
    rows = factsheet.factors({**trail, "findings": few}, "borgen", "helps", 4)
    assert len(rows) == len([f for f in few.values() if _is_factor(trail, f)])


def _is_factor(trail, finding) -> bool:
    return trail["factors"][finding["factor"]]["kind"] == "factor"


def test_a_reader_walks_from_advice_to_rows_and_back(book, trail):
    advised = book.page("chapters/aanbevelingen.html")
    for row in trail["recommendations"]:
        section = advised.find(id=f"aanbeveling-{row['id']}")
        assert row["what"] in section.get_text()
        for name in row["findings"]:
            finding = trail["findings"][name]
            place = "uitkomst-" + name.replace(".", "-").replace("_", "-")
            address = f"../factoren/{finding['factor']}.html#{place}"
            assert section.select(f'a[href="{address}"]'), name
            factor = book.page(f"factoren/{finding['factor']}.html")
            assert finding["text"] in " ".join(factor.find(id=place).get_text().split())
            back = f"../chapters/aanbevelingen.html#aanbeveling-{row['id']}"
            assert factor.select(f'a[href="{back}"]'), name


def test_a_factors_page_holds_its_counts_and_the_numbers_of_its_rows(book, trail):
    for name, factor in trail["factors"].items():
        words = book.page(f"factoren/{name}.html").article.get_text(" ")
        for here in factor["phases"].values():
            assert here["definition"] in words
            for group in here["groups"]:
                for numbers in group["segments"].values():
                    shown = ", ".join(map(str, numbers[:40]))
                    assert shown in words


def test_evidence_in_the_text_is_that_of_the_trail(book, trail):
    page = book.page("chapters/resultaten-agenderen.html").article.get_text()
    here = trail["factors"]["steun"]["phases"]["agenderen"]
    shown = f"({here['named']} van {here['out_of']}; {here['municipalities']} van 8 gemeenten)"
    assert shown in " ".join(page.split())


def test_the_published_data_are_those_the_book_was_made_from(book):
    for path in (book.root / "data").rglob("*.csv"):
        published = book.html / path.relative_to(book.root)
        assert published.read_bytes() == path.read_bytes()

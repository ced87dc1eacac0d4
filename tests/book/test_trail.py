"""The trail in the built book: from advice to rows and back, by links that exist."""

import json
import re

import pytest

from press import labels
from study.data import tables
from study.data.coded import PHASES
from study.findings import evidence_trail, highlights, recommendations
from study.measures import published
from tests.support import demonstration
from tests.support.studies import TWO_LARGEST, call_real


@pytest.fixture(scope="module")
def trail() -> dict:
    interviews = published.read(demonstration.made().data)
    found = evidence_trail.trail(interviews, recommendations.read())
    return json.loads(json.dumps(found))


def test_advice_stands_on_sources_and_shows_nothing_of_made_up_interviews(book, trail):
    advised = book.page("chapters/aanbevelingen.html")
    assert not re.search(r"\d+ van (de )?\d+", advised.article.get_text(" "))
    assert not advised.select('article a[href*="/factoren/"]')
    for row in trail["recommendations"]:
        section = advised.find(id=f"aanbeveling-{row['id']}")
        words = " ".join(section.get_text().split())
        assert row["what"] in words and row["first_step"] in words
        assert labels.text(f"advice.firmness_{row['firmness']}") in words
        for ground in row["grounds"]:
            assert ground["says"].removesuffix(".") in words
            if "statement" in ground:
                assert section.select(f'a[href$="#uitspraak-{ground["statement"]}"]')
        for name in row["findings"]:
            factor = book.page(f"factoren/{trail['findings'][name]['factor']}.html")
            back = f"../chapters/aanbevelingen.html#aanbeveling-{row['id']}"
            assert factor.select(f'a[href="{back}"]'), name


@pytest.mark.parametrize("phase", PHASES)
def test_what_stands_under_help_says_what_helps_and_under_hindrance_what_hinders(book, phase):
    codes = tables.read("codebook")
    codes = codes[codes["phase"] == phase].set_index("factor")
    for edition, language in (("", "nl"), ("en/", "en")):
        page = book.page(f"{edition}chapters/resultaten-{phase}.html")
        for claim, column in (("helps", "meaning"), ("hinders", "against")):
            items = page.select(f"ul.ranglijst.{claim} > li")
            assert items
            for item in items:
                factor = re.search(r"factoren/([\w-]+)\.html", item.a["href"])[1]
                *_, meaning = (p.get_text() for p in item.find_all("p"))
                assert meaning == codes.loc[factor, f"{column}_{language}"]


@pytest.mark.campaign
def test_with_real_interviews_a_reader_walks_from_advice_to_rows_and_back(own_book, trail):
    call_real(own_book.root / "data")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    advised = own_book.page("chapters/aanbevelingen.html")
    for row in trail["recommendations"]:
        section = advised.find(id=f"aanbeveling-{row['id']}")
        for name in row["findings"]:
            finding = trail["findings"][name]
            place = "uitkomst-" + name.replace(".", "-").replace("_", "-")
            address = f"../factoren/{finding['factor']}.html#{place}"
            (link,) = section.select(f'.bewijs a[href="{address}"]')
            assert f"van {finding['out_of']}" in link.get_text()
            factor = own_book.page(f"factoren/{finding['factor']}.html")
            assert finding["text"] in " ".join(factor.find(id=place).get_text().split())
    for name in ("index", "chapters/factsheet", "chapters/resultaten"):
        assert not own_book.page(f"{name}.html").select("aside.herkomst")


def test_a_factors_page_holds_its_counts_and_the_numbers_of_its_rows(book, trail):
    for name, factor in trail["factors"].items():
        words = book.page(f"factoren/{name}.html").article.get_text(" ")
        for here in factor["phases"].values():
            assert here["definition"] in words
            for group in here["groups"]:
                for numbers in group["rows"].values():
                    shown = ", ".join(map(str, numbers[:40]))
                    assert shown in words


def test_a_factors_page_leads_to_what_is_said_of_it_in_public(book, trail):
    for name, factor in trail["factors"].items():
        page = book.page(f"factoren/{name}.html")
        for phase in factor["phases"]:
            place = f"openbaar-{phase}-{name}"
            stands = book.page(f"chapters/openbaar-{phase}.html").find(id=place)
            led = page.find(id=f"factor-{name}-{phase}").select(f'a[href$="#{place}"]')
            assert bool(led) == bool(stands), place


def test_what_is_ranked_carries_the_number_of_those_who_say_it(book, trail):
    page = book.page("chapters/resultaten-agenderen.html").article
    for claim in ("helps", "hinders"):
        shown = [
            (item.select_one("a")["href"], item.select_one(".hoeveel").get_text())
            for item in page.select(f"ul.ranglijst.{claim} > li")
        ]
        rows = highlights.supported(trail, "agenderen", claim)
        assert shown == [
            (
                f"../factoren/{row['factor']}.html#uitkomst-agenderen-{row['factor']}-{claim}",
                f"{row['n']} van {row['out_of']}",
            )
            for row in rows
        ]
        assert rows and all(row["n"] > TWO_LARGEST for row in rows)


@pytest.mark.campaign
def test_where_counts_are_published_a_factors_page_leads_to_their_rows(other_book):
    counts = published.read(other_book.root / "data").counts.factor_counts
    page = other_book.page("factoren/steun.html").article
    assert "data/coded/factor_counts.csv" in page.get_text()
    assert page.select('a[href="../data/coded/factor_counts.csv"]')
    numbered = {n for n, code in enumerate(counts["code"], start=2) if code.endswith(".steun")}
    listed = {
        int(cell.get_text())
        for cell in page.select("table.bewijstabel tr td:last-child")
        if cell.get_text().isdigit() and cell.find_parent("section")["id"].endswith("regels")
    }
    assert listed and listed <= numbered


def test_the_published_data_are_those_the_book_was_made_from(book):
    for path in (book.root / "data").rglob("*.csv"):
        published = book.html / path.relative_to(book.root)
        assert published.read_bytes() == path.read_bytes()

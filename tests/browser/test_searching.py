"""Search as readers use it: their words, their spelling, offline, at once."""

import pytest
from playwright.sync_api import expect

KNOWN = {
    "gemeenten": "chapters/probleem.html",
    "gemeentelijk": "chapters/resultaten-groepen.html",
    "gemeentelijke": "chapters/conclusie.html",
    "slachtoffer": "chapters/begrippen.html",
    "slachtoffers": "chapters/probleem.html",
    "mensenhandelbeleid": "chapters/probleem.html",
    "handel": "index.html",
    "arbeidsuitbuiting": "chapters/probleem.html",
    "registratiecijfers": "chapters/probleem.html",
    "zorgcoördinatie": "chapters/probleem.html",
    "zorgcoordinatie": "chapters/begrippen.html",
    "borging": "chapters/kader.html",
    "geborgd": "chapters/kader.html",
    "agendering": "chapters/resultaten-agenderen.html",
    "wethouders": "chapters/codeboek.html",
    "ketenpartner": "chapters/begrippen.html",
    "verkiezingen": "chapters/kader.html",
    "steekproef": "chapters/discussie.html",
    "privacyregels": "chapters/probleem.html",
    "anonimiteit": "chapters/methode.html",
    "Krippendorff": "chapters/begrippen.html",
    "slachtofers": "chapters/probleem.html",
    "gemeentne": "chapters/zelfscan.html",
    "menshandel": "index.html",
    "poltiek venster": "chapters/kader.html",
}
"""What is searched for, and a page that must be among those found."""


@pytest.fixture(scope="module")
def page(book, browser):
    """The search page, from the folder, without any network."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto((book.html / "search.html").as_uri())
    yield opened
    context.close()


RESULTS = "#zoekresultaten h2 a"


@pytest.mark.parametrize(("words", "wanted"), KNOWN.items())
def test_a_word_finds_its_page(page, words, wanted):
    page.locator("#zoekformulier input").fill(words)
    expect(page.locator(f"{RESULTS}[href='{wanted}']")).to_have_count(1)
    expect(page.locator("#zoekresultaten mark").first).to_be_visible()


def test_answers_come_within_a_tenth_of_a_second(page):
    """The issue's own bound, for the search and for showing it; the median of nine each."""
    slow = page.evaluate(
        """words => {
          const input = document.querySelector("#zoekformulier input");
          return words.map(word => {
            const taken = [];
            for (let n = 0; n < 9; n += 1) {
              input.value = word;
              const start = performance.now();
              input.dispatchEvent(new Event("input"));
              taken.push(performance.now() - start);
            }
            return [taken.sort((a, b) => a - b)[4], word];
          }).filter(([median]) => median >= 100);
        }""",
        list(KNOWN),
    )
    assert slow == []


def test_what_is_not_there_is_said_and_what_is_meant_is_offered(page):
    field, state = page.locator("#zoekformulier input"), page.locator("#zoekstand")
    field.fill("xylofoonles")
    expect(state).to_have_text("Niets gevonden voor ‘xylofoonles’.")
    expect(page.locator(RESULTS)).to_have_count(0)
    field.fill("slachtofers")
    expect(page.locator("#zoeksuggesties")).to_contain_text("slachtoffers")
    field.fill("slachtoffers")
    expect(page.locator("#zoeksuggesties")).to_be_hidden()
    field.fill("")
    expect(state).to_have_text("")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_word_that_looks_like_a_program_is_only_a_word(page):
    field = page.locator("#zoekformulier input")
    field.fill("<img src=x onerror=alert(1)> (.*[")
    expect(page.locator("#zoekstand")).not_to_have_text("")
    expect(page.locator("#zoekresultaten img")).to_have_count(0)


def test_the_box_on_every_page_leads_to_results_and_each_to_its_place(book, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((book.html / "chapters" / "kader.html").as_uri())
    page.get_by_role("searchbox").fill("beleidsondernemer")
    page.keyboard.press("Enter")
    page.locator('#zoekresultaten a[href^="chapters/begrippen.html#"]').first.click()
    page.wait_for_url("**/begrippen.html#*")
    expect(page.locator(":target")).to_have_count(1)
    page.close()

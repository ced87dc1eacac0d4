"""The page for addresses that do not exist, wherever the book stands."""

import pytest
from playwright.sync_api import expect

from tests.support.looking import soon_in

WRONG = ("weg.html", "chapters/weg.html", "een/twee/drie/weg.html")


def _leads_on(page) -> None:
    expect(page.locator("h1")).to_have_css("color", "rgb(31, 78, 121)")
    page.get_by_role("link", name="Index", exact=True).click()
    expect(page.locator("article h1")).to_have_text("Index")
    soon_in(page, "document.styleSheets[0].cssRules.length > 50", True)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("where", ["address", "address_below"])
def test_it_is_styled_and_leads_on_from_any_depth_and_any_folder(request, browser, where, wrong):
    page = browser.new_page(color_scheme="light")
    page.goto(f"{request.getfixturevalue(where)}/{wrong}")
    front = page.get_by_role("link", name="Voorkant")
    expect(front).to_have_attribute("href", f"{'/van/ons' if 'below' in where else ''}/index.html")
    _leads_on(page)
    page.close()


def test_it_works_from_a_folder_and_without_scripts(book, browser):
    for scripts in (True, False):
        page = browser.new_context(java_script_enabled=scripts, color_scheme="light").new_page()
        page.goto((book.html / "404.html").as_uri())
        page.get_by_role("link", name="Voorkant").click()
        expect(page.locator("article h1")).to_contain_text("Mensenhandel op de agenda")
        page.context.close()


def test_its_policy_allows_what_it_holds_and_nothing_else(address, browser):
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/404.html")
    expect(page.get_by_role("link", name="Voorkant")).to_have_attribute("href", "/index.html")
    assert said == []
    page.close()


def test_who_reads_another_edition_is_told_so_in_its_language(book, browser):
    """A host gives the one page at the top, whatever edition the address was in."""
    page = browser.new_page()
    page.goto((book.html / "404.html").as_uri())
    block = page.locator('div[lang="en"]')
    expect(block.get_by_role("heading")).to_have_text("Page not found")
    block.get_by_role("link").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.close()
    assert 'lang="nl"' not in (book.html / "en" / "404.html").read_text(encoding="utf-8")

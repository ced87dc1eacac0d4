"""The self-scan as a policy adviser uses it: by keyboard, on any screen, unobserved."""

import json
import re

import pytest
from playwright.sync_api import expect

from study import paths

SCREENSHOTS = paths.ROOT / "screenshots"


@pytest.fixture
def page(book, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto((book.html / "chapters" / "zelfscan.html").as_uri())
    yield opened
    context.close()


def expect_advice(page, *names: str) -> None:
    """Wait until the recommendations with names that begin so are visible, in this order."""
    links = page.locator(".zelfscan-advies li:visible a")
    expect(links).to_have_count(len(names))
    for number, name in enumerate(names):
        address = re.compile(rf"^aanbevelingen\.html#aanbeveling-{name}")
        expect(links.nth(number)).to_have_attribute("href", address)


def test_answers_by_keyboard_bring_the_recommendations_that_fit(book, page):
    expect_advice(page)
    page.locator('input[name="borgen.routines"]').first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator('input[name="borgen.routines"]:checked')).to_have_value("ontbreekt")
    expect_advice(page, "gewoon-werk$")
    expect(page.locator(".zelfscan-stand")).to_contain_text("één aanbeveling")
    page.locator('input[name="agenderen.cijfers"][value="deels"]').check()
    expect_advice(page, "gewoon-", "beeld-van-de-")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "zelfscan-antwoorden.png", full_page=True)
    page.locator('input[name="borgen.routines"][value="staat"]').check()
    expect_advice(page, "beeld-van-de-")
    page.get_by_role("button", name="Wis alle antwoorden").click()
    expect_advice(page)


def test_nothing_is_stored_or_sent(page):
    page.locator('input[name="borgen.middelen"][value="ontbreekt"]').check()
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    local, session, cookie = json.loads(kept)
    assert not [value for value in (*local.values(), *session.values()) if "ontbreekt" in value]
    assert cookie == ""
    assert all(address.startswith("file:") for address in page.asked)
    page.reload()
    expect(page.locator(".zelfscan input:checked")).to_have_count(0)


def test_every_choice_can_be_hit_with_a_finger(page):
    for box in page.locator(".zelfscan input[type=radio]").all()[:8]:
        size = box.bounding_box()
        assert size["width"] >= 24 and size["height"] >= 24


def test_without_a_script_all_recommendations_are_there(book, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((book.html / "chapters" / "zelfscan.html").as_uri())
    listed = page.locator(".zelfscan-advies li")
    expect(page.locator(".zelfscan-stand")).to_contain_text("Zonder JavaScript")
    expect(page.locator(".zelfscan-knoppen:visible")).to_have_count(0)
    assert listed.count() > 10
    expect(page.locator(".zelfscan-advies li:visible")).to_have_count(listed.count())
    context.close()

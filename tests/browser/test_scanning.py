"""The self-scan as a policy adviser uses it: by keyboard, on any screen, unobserved."""

import json

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


def shown(page) -> list[str]:
    """Addresses of the recommendations that are visible."""
    links = page.locator(".zelfscan-advies li:visible a")
    return [links.nth(n).get_attribute("href") for n in range(links.count())]


def test_answers_by_keyboard_bring_the_recommendations_that_fit(book, page):
    assert shown(page) == []
    page.locator('input[name="borgen.routines"]').first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator('input[name="borgen.routines"]:checked').input_value() == "ontbreekt"
    assert shown(page) == ["aanbevelingen.html#aanbeveling-gewoon-werk"]
    assert "één aanbeveling" in page.locator(".zelfscan-stand").inner_text()
    page.locator('input[name="agenderen.cijfers"][value="deels"]').check()
    assert [address.rpartition("-")[0] for address in shown(page)] == [
        "aanbevelingen.html#aanbeveling-gewoon",
        "aanbevelingen.html#aanbeveling-beeld-van-de",
    ]
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "zelfscan-antwoorden.png", full_page=True)
    page.locator('input[name="borgen.routines"][value="staat"]').check()
    assert len(shown(page)) == 1
    page.get_by_role("button", name="Wis alle antwoorden").click()
    expect(page.locator(".zelfscan-advies li:not([hidden])")).to_have_count(0)


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
    assert page.locator(".zelfscan input:checked").count() == 0


def test_every_choice_can_be_hit_with_a_finger(page):
    for box in page.locator(".zelfscan input[type=radio]").all()[:8]:
        size = box.bounding_box()
        assert size["width"] >= 24 and size["height"] >= 24


def test_without_a_script_all_recommendations_are_there(book, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((book.html / "chapters" / "zelfscan.html").as_uri())
    listed = page.locator(".zelfscan-advies li")
    assert listed.count() == page.locator(".zelfscan-advies li:visible").count() > 10
    assert "Zonder JavaScript" in page.locator(".zelfscan-stand").inner_text()
    assert page.locator(".zelfscan-knoppen:visible").count() == 0
    context.close()

"""Whole journeys of readers through the book, each kept as a picture in ``screenshots/``."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from study import paths
from tests.support.looking import soon, soon_in

SCREENSHOTS = paths.ROOT / "screenshots"
ROUNDS = [1, *(pytest.param(number, marks=pytest.mark.campaign) for number in range(2, 21))]
"""Each journey is made once, and in a campaign twenty times: no haste of the reader may matter."""


@pytest.fixture(params=ROUNDS)
def visit(book, browser, request):
    """Open the book as a given reader; what is open at the end is kept as a picture."""
    SCREENSHOTS.mkdir(exist_ok=True)
    opened = []

    def start(name: str, **settings):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        page = context.new_page()
        opened.append((context, page))
        page.goto((book.html / f"{name}.html").as_uri())
        return page

    yield start
    for context, page in opened:
        name = request.node.originalname.removeprefix("test_").replace("_", "-")
        page.screenshot(path=SCREENSHOTS / f"reis-{name}.png")
        context.close()


def test_the_front_page_says_in_one_screen_what_is_known_what_helps_and_what_is_not_known(visit):
    page = visit("index")
    numbers = page.locator(".kerncijfers li")
    expect(numbers).to_have_count(3)
    button = page.get_by_role("link", name="Lees het in het kort")
    expect(button).to_have_count(1)
    shown = (numbers.last, page.get_by_text("Wat helpt."), page.get_by_text("niet kan zeggen."))
    for each in (*shown, button):
        soon(page, each.last.bounding_box, lambda box: box and box["y"] + box["height"] < 900)
    links = page.locator(".meenemen a")
    expect(links.first).to_have_attribute("href", "factsheet.pdf")
    expect(links).to_have_count(3)


def test_an_alderman_reads_briefly_what_to_do_and_follows_it_to_its_source(visit):
    page = visit("index")
    page.get_by_role("link", name="Lees het in het kort").click()
    page.wait_for_url("**/tien-minuten.html*")
    expect(page.locator("article img")).to_have_count(1)
    advice = page.locator('article ol a[href*="aanbevelingen.html#aanbeveling-"]')
    expect(advice).to_have_count(6)
    advice.first.click()
    page.wait_for_url("**/aanbevelingen.html#aanbeveling-*")
    expect(page.locator(":target")).to_be_visible()
    page.locator(':target a[href*="#uitspraak-"]').first.click()
    page.wait_for_url("**/openbaar-*.html#uitspraak-*")
    expect(page.locator(":target")).to_be_visible()


def test_a_figure_is_taken_along_as_data_and_the_book_as_pdf(visit):
    page = visit("chapters/probleem", accept_downloads=True)
    for link in ("a[href$='registraties.csv']", "a.pdf", "a[href$='registraties.png']"):
        address = page.locator(link).first.evaluate("link => link.href")
        assert address.startswith("file:")
        assert Path(unquote(urlsplit(address).path)).stat().st_size > 100


def test_a_term_and_a_source_show_what_they_are_to_mouse_and_keyboard(visit):
    page = visit("chapters/probleem")
    term = page.locator("article a.internal[href*='#term-']").first
    term.scroll_into_view_if_needed()
    # A page that scrolls closes its cards, and tells of it when it is drawn the next time.
    page.evaluate("new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f)))")
    term.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_have_text(re.compile(".{31,}", re.DOTALL))
    card.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    source = page.locator("article a.internal[href*='literatuur.html#']").first
    page.locator("article h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        if source.evaluate("link => link === document.activeElement"):
            break
    expect(card).to_be_visible()
    expect(source).to_have_attribute("aria-describedby", card.get_attribute("id"))


def test_a_figure_opens_large_and_closes_by_keyboard(visit):
    page = visit("chapters/probleem")
    small = page.locator("figure.figuur img").first
    small.scroll_into_view_if_needed()
    expect(small).to_have_js_property("complete", True)
    width = small.bounding_box()["width"]
    page.get_by_role("link", name="Groot bekijken").first.focus()
    page.keyboard.press("Enter")
    large = page.locator("dialog img")
    expect(large).to_be_visible()
    expect(large).to_have_attribute("alt", small.get_attribute("alt"))
    soon(page, large.bounding_box, lambda box: box and box["width"] > width * 1.3)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_on_a_phone_a_large_figure_begins_at_its_left_and_is_larger_than_in_the_page(visit):
    page = visit("chapters/probleem", viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator("details.deel > summary").first.tap()
    small = page.locator("figure.figuur img").first
    small.scroll_into_view_if_needed()
    expect(small).to_have_js_property("complete", True)
    width = small.bounding_box()["width"]
    shown = small.evaluate("image => image.currentSrc")
    page.get_by_role("link", name="Groot bekijken").first.tap()
    large = page.locator("dialog img")
    expect(large).to_have_js_property("src", shown)
    shape = large.evaluate(
        "image => image.decode().then(() => image.naturalHeight / image.naturalWidth)"
    )
    soon(
        page,
        large.bounding_box,
        lambda box: (
            0 <= box["x"] < 40
            and box["width"] >= 1.5 * width
            and box["height"] / box["width"] == pytest.approx(shape, rel=0.02)
        ),
    )
    page.get_by_role("button", name="Sluit").tap()
    expect(page.locator("dialog")).to_have_count(0)


def test_a_figure_has_a_link_of_its_own_that_is_copied(visit):
    page = visit("chapters/probleem", permissions=["clipboard-read", "clipboard-write"])
    link = page.get_by_role("link", name="Link naar deze figuur").first
    address = link.evaluate("link => link.href")
    link.click()
    page.wait_for_url("**/probleem.html#fig-registraties")
    expect(page.locator("a.deel").first).to_have_text("Gekopieerd")
    soon_in(page, "navigator.clipboard.readText()", address)
    expect(page.locator("figure:target")).to_be_visible()


def test_colours_are_kept_from_page_to_page_and_follow_the_device_until_then(visit):
    page = visit("index", color_scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Licht").click()
    page.locator("nav.inhoud").get_by_role("link", name="Het kader").click()
    page.wait_for_url("**/kader.html")
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Donker").click()
    expect(root).to_have_attribute("data-theme", "dark")
    soon_in(page, "localStorage.length", 0)


def test_a_phone_opens_the_contents_over_the_page_and_goes_on(visit):
    page = visit("index", viewport={"width": 360, "height": 740}, has_touch=True)
    contents = page.locator("nav.inhoud")
    expect(contents).to_be_hidden()
    page.get_by_role("button", name="Inhoud").tap()
    expect(contents).to_be_visible()
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    page.get_by_role("button", name="Inhoud").tap()
    contents.get_by_role("link", name="De methode").tap()
    page.wait_for_url("**/methode.html")
    expect(contents).to_be_hidden()
    sections = page.locator("nav.op-pagina")
    page.get_by_role("button", name="Op deze pagina").tap()
    # The heading stays in sight.
    soon(page, sections.bounding_box, lambda box: box and box["y"] > 100)
    sections.get_by_role("button", name="Sluit").tap()
    expect(sections).to_be_hidden()
    page.get_by_role("button", name="Op deze pagina").tap()
    sections.get_by_role("link").last.tap()
    page.wait_for_url("**/methode.html#*")
    expect(sections).to_be_hidden()
    chosen = page.url.partition("#")[2]
    soon_in(page, "document.activeElement.id", chosen)
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_reader_with_only_a_keyboard_reaches_everything_and_sees_where_they_are(visit):
    page = visit("chapters/kader")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kader.html#inhoud")
    page.goto(page.url.partition("#")[0])
    wanted = page.locator(
        "a[href]:not([tabindex='-1']):visible, button:visible, input:visible, summary:visible,"
        " [tabindex='0']:visible"
    ).count()
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const at = document.activeElement;
              const look = getComputedStyle(at);
              at.dataset.bezocht ??= String(Math.random());
              return [at.dataset.bezocht, look.outlineStyle !== "none", at.outerHTML.slice(0, 99)];
            }"""
        )
        assert found[1] or found[2].startswith("<body"), found[2]
        seen.add(found[0])
    assert len(seen) >= wanted


def test_a_reader_without_javascript_reads_everything_and_finds_the_way(visit):
    page = visit(
        "chapters/probleem", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("a.pdf")).to_be_visible()
    expect(page.locator(".alleen-script:visible")).to_have_count(0)
    page.get_by_role("button", name="Inhoud").click()
    page.locator("nav.inhoud").get_by_role("link", name="Conclusie").click()
    page.wait_for_url("**/conclusie.html")
    page.goto(page.url.replace("chapters/conclusie", "search"))
    expect(page.get_by_text("Zoeken werkt alleen met JavaScript")).to_be_visible()


def test_a_printed_page_has_the_text_and_none_of_the_screen(visit):
    page = visit("chapters/resultaten-agenderen", color_scheme="dark")
    page.emulate_media(media="print")
    for gone in (".kop", "nav.inhoud", ".figuur-extra", ".voet", ".leestijd"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    expect(page.locator("aside.herkomst")).to_be_visible()
    body = page.locator("body")
    expect(body).to_have_css("color", "rgb(31, 41, 51)")
    expect(body).to_have_css("font-family", re.compile("Libertinus"))

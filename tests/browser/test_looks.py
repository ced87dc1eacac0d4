"""What a page looks like where readers differ: typeface, narrow screens, strong contrast, paper."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.support.looking import soon, soon_in
from tests.support.tiers import sampled

SHORT = {"width": 1280, "height": 600}
WIDE, SMALLEST = {"width": 1280, "height": 900}, {"width": 320, "height": 225}
"""A window, and what is left of it at 400 % zoom."""

LONG_WORDS = (
    *("chapters/dataverantwoording", "factoren/bestuurswisseling", "404"),
    *("chapters/checklist", "chapters/leidraad", "chapters/toegankelijkheid", "factoren/regio"),
)


BROKEN_WORDS = """links => links.flatMap(link => {
  const range = document.createRange();
  const words = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    for (const word of node.data.matchAll(/[^\\s-]+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }
  }
  return broken;
})"""


def _opened(browser, address: str, *, typeface: bool = True, **settings) -> Page:
    page = browser.new_context(**{"viewport": WIDE} | settings).new_page()
    if not typeface:
        page.route("**/*.woff2*", lambda route: route.abort())
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("size", [WIDE, SMALLEST], ids=["wide", "zoomed"])
def test_a_page_is_as_large_before_our_typeface_is_there_as_after(address, browser, size):
    """Else the column jumps between the first page and the second."""
    measures = []
    for typeface in (True, False):
        where = f"{address}/chapters/kader.html"
        page = _opened(browser, where, typeface=typeface, viewport=size)
        if typeface:
            soon_in(page, "document.fonts.check('16px \"Boek Sans\"')", True)
        boxes = [page.locator(each).first.bounding_box() for each in ("article", "article h1")]
        measures.append([box[side] for box in boxes for side in ("width", "height")])
        page.context.close()
    for ours, other in zip(*measures, strict=True):
        assert other == pytest.approx(ours, rel=0.04)


@pytest.mark.parametrize("edition", ["", "en/"])
def test_the_conclusion_fits_on_a_screen(address, browser, edition):
    """The answer, and what it does not say; who made it up stands above it in a line."""
    page = _opened(browser, f"{address}/{edition}chapters/conclusie.html")
    last = page.locator("article section section > p").last
    soon_in(last, "p => p.getBoundingClientRect().bottom <= innerHeight", True)
    soon_in(
        page.locator("aside.herkomst"), "mark => mark.getBoundingClientRect().bottom < 100", True
    )


def test_both_weights_of_the_typeface_are_asked_for_before_they_are_needed(address, browser):
    page = _opened(browser, f"{address}/index.html")
    asked = page.locator("link[rel=preload][as=font]").evaluate_all("all => all.map(e => e.href)")
    loaded = page.evaluate(
        """performance.getEntriesByType("resource")
             .map(e => e.name).filter(n => n.includes("woff2"))"""
    )
    assert sorted(asked) == sorted(loaded) and len(loaded) == 2
    page.context.close()


@pytest.mark.parametrize("name", sampled(3, LONG_WORDS))
def test_no_page_is_wider_than_the_smallest_screen_in_any_typeface(address, browser, name):
    for typeface in (True, False):
        page = _opened(
            browser,
            f"{address}/{name}.html",
            typeface=typeface,
            viewport={"width": 320, "height": 640},
        )
        soon_in(page, "document.scrollingElement.scrollWidth", 320)
        letters = page.locator("h1").evaluate_all(BROKEN_WORDS)
        assert letters == [], "a word of the title is broken"
        page.context.close()


@pytest.mark.parametrize(
    "names",
    [
        ("factoren/regio", "factoren/belangengroepen"),
        pytest.param(None, marks=pytest.mark.campaign),
    ],
    ids=["a few", "all"],
)
def test_the_page_before_and_after_are_named_in_whole_words(address, book, browser, names):
    made = (path.relative_to(book.html) for path in sorted(book.html.rglob("*.html")))
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    for name in names or [str(path.with_suffix("")) for path in made]:
        page.goto(f"{address}/{name}.html")
        soon(page, partial(page.locator(".verder a").evaluate_all, BROKEN_WORDS), [])
        soon_in(page, "document.scrollingElement.scrollWidth", 320)
    page.context.close()


@pytest.mark.parametrize("name", ["chapters/probleem", "factoren/bestuurswisseling"])
def test_at_four_times_the_size_the_first_screen_says_what_the_page_is(address, browser, name):
    page = _opened(browser, f"{address}/{name}.html", viewport=SMALLEST)
    title = page.locator("article h1")
    soon(page, title.bounding_box, lambda box: box["y"] + box["height"] <= SMALLEST["height"])
    page.context.close()


def test_on_a_wide_screen_the_contents_of_the_page_stand_beside_the_text(address, browser):
    page = _opened(browser, f"{address}/chapters/kader.html")
    text = page.locator("article").bounding_box()
    soon(
        page,
        page.locator("nav.op-pagina").bounding_box,
        lambda beside: beside["x"] > text["x"] + text["width"] and beside["y"] < 200,
    )
    page.context.close()


@pytest.mark.parametrize("name", ["chapters/probleem", "en/chapters/probleem"])
@pytest.mark.parametrize(("width", "rows"), sampled(2, [(1280, 1), (320, 2), (768, 1), (360, 2)]))
def test_the_header_is_one_quiet_bar(address, browser, name, width, rows):
    page = _opened(browser, f"{address}/{name}.html", viewport={"width": width, "height": 740})
    shown = page.locator(".kop > *:visible")
    middles = "all => all.map(e => e.getBoundingClientRect()).map(b => (b.top + b.bottom) / 2)"
    soon(page, lambda: len({round(y / 8) for y in shown.evaluate_all(middles)}), rows)
    # One way to the search: the field, or where there is no room for it a link.
    ways = page.locator(".kop :is(input[type=search], .zoeklink):visible")
    expect(ways).to_have_count(1)
    title = page.locator(".kop .titel")
    soon(page, lambda: title.evaluate("e => e.getClientRects().length"), 1)
    soon(page, title.bounding_box, lambda box: box["height"] < 30)
    page.context.close()


def test_a_heading_is_read_aloud_as_its_words(address, browser):
    page = _opened(browser, f"{address}/chapters/kader.html")
    expect(page.get_by_role("heading", level=1)).to_have_accessible_name("2. Het kader")
    expect(page.locator("article").get_by_role("link", name="#", exact=True)).to_have_count(0)
    page.context.close()


def test_a_chapter_opens_with_its_number_in_the_window_and_once(address, browser):
    page = _opened(browser, f"{address}/chapters/probleem.html")
    expect(page.locator(".stromen b")).to_have_text("1")
    number = page.locator("h1 .section-number")
    soon(page, number.bounding_box, lambda box: box["width"] <= 1)  # only read aloud
    page.set_viewport_size(SMALLEST)
    expect(page.locator(".stromen")).to_be_hidden()
    soon(page, number.bounding_box, lambda box: box["width"] > 8)
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_with_forced_colours_one_item_is_current_and_buttons_are_buttons(address, browser, theme):
    page = _opened(browser, f"{address}/index.html", forced_colors="active", color_scheme=theme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    items = page.locator("nav.inhoud a")
    marked = items.evaluate_all(
        """(items, paper) => items.filter(e => getComputedStyle(e).borderLeftColor !== paper)
             .map(e => e.getAttribute("aria-current"))""",
        paper,
    )
    assert marked == ["page"]
    for button in page.locator(".meenemen a, .kop button:visible").all():
        expect(button).to_have_css("border-top-style", "solid")
        expect(button).not_to_have_css("border-top-color", paper)
    page.context.close()


def test_a_menu_longer_than_the_window_shows_the_page_that_is_read(address, browser):
    page = _opened(browser, f"{address}/chapters/wijzigingen.html", viewport=SHORT)
    soon(
        page,
        page.locator("nav.inhoud [aria-current]").bounding_box,
        lambda box: box["y"] + box["height"] <= SHORT["height"],
    )
    soon_in(page, "scrollY", 0)
    page.context.close()


def test_on_a_desktop_a_table_of_seven_columns_is_as_wide_as_the_text(address, browser):
    page = _opened(browser, f"{address}/chapters/cijfers.html")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    wide = page.locator(".tabel").evaluate_all(
        """all => all.filter(e => e.querySelectorAll("thead th").length <= 7
             && e.scrollWidth > e.clientWidth + 1).map(e => e.innerText.slice(0, 60))"""
    )
    assert wide == []
    page.context.close()


def test_the_numbers_to_call_stand_below_one_another_on_a_telephone(address, browser):
    page = _opened(browser, f"{address}/index.html", **TELEPHONE)
    lefts = page.locator(".melden :is(p, li)").evaluate_all(
        """all => all.map(each => {
             const range = document.createRange();
             range.selectNodeContents(each);
             return Math.round(range.getClientRects()[0].left);
           })"""
    )
    assert len(set(lefts)) == 1
    page.context.close()


def test_a_table_shows_on_which_side_it_goes_on(address, browser):
    page = _opened(
        browser, f"{address}/chapters/cijfers.html", viewport={"width": 360, "height": 740}
    )
    for part in page.locator("details.deel > summary").all():
        part.click()
    wide = page.locator(".tabel:visible").first
    soon(page, lambda: wide.evaluate("box => box.scrollWidth > box.clientWidth"), True)
    expect(wide).to_have_css("background-attachment", "local, local, scroll, scroll")
    page.context.close()


TELEPHONE = {"viewport": {"width": 360, "height": 740}}
LONGEST = 10_500
"""In pixels, on a telephone, of any page as it opens: fourteen screens of 740."""

LONG = ("chapters/probleem", "chapters/literatuur", "chapters/aanbevelingen")


@pytest.mark.parametrize(
    "names", [LONG[:2], pytest.param(None, marks=pytest.mark.campaign)], ids=["a few", "all"]
)
def test_no_page_opens_longer_on_a_telephone_than_fourteen_screens(address, book, browser, names):
    made = (path.relative_to(book.html) for path in sorted(book.html.rglob("*.html")))
    page = browser.new_context(**TELEPHONE).new_page()
    for name in names or [str(path.with_suffix("")) for path in made]:
        page.goto(f"{address}/{name}.html")
        soon_in(page, "document.body.scrollHeight", lambda high: high <= LONGEST)
    page.context.close()


def test_a_long_page_on_a_telephone_is_its_summary_and_headings_that_open(address, browser):
    page = _opened(browser, f"{address}/chapters/aanbevelingen.html", **TELEPHONE)
    article = page.locator("article")
    expect(article.locator("section.kort p").first).to_be_visible()
    expect(article.locator("h2:visible")).to_have_count(article.locator("h2").count())
    expect(article.locator("section.aanbeveling:visible")).to_have_count(0)
    readers = article.locator("details.deel", has=page.locator("section.aanbeveling")).first
    readers.locator("> summary").focus()
    page.keyboard.press("Enter")
    advice = readers.locator("section.aanbeveling")
    expect(advice.locator("h3:visible")).to_have_count(advice.count())
    expect(advice.locator("p:visible")).to_have_count(0)
    advice.first.locator("summary").press("Space")
    expect(advice.first.locator("p").first).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details.deel:not([open])")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("name", ["aanbevelingen.html#aanbeveling-gewoon-werk"])
def test_a_link_opens_what_it_leads_to_and_shows_it(address, browser, name):
    """From outside, from the page itself, and once more after it was folded again."""
    page = _opened(browser, f"{address}/chapters/{name}", **TELEPHONE)
    place = page.locator(":target")
    for _ in range(2):
        expect(place.locator("p").first).to_be_visible()
        soon(page, place.bounding_box, lambda box: -1 <= box["y"] < 200)
        page.evaluate("document.querySelectorAll('.deel').forEach(e => { e.open = false; })")
        page.evaluate("location.hash = '#aanbevelingen'")
        expect(place.locator("h1")).to_be_visible()
        page.evaluate(f"location.hash = '{name.partition('#')[2]}'")
    page.get_by_role("button", name="Op deze pagina").click()
    page.locator("nav.op-pagina a").last.click()
    expect(place.locator("p").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("ending", sampled(1, ["#100%", "#%E0%A4%A", "#is-er-niet"]))
def test_an_address_that_ends_wrongly_leaves_a_page_that_works(address, browser, ending):
    page = _opened(browser, f"{address}/chapters/kader.html{ending}", **TELEPHONE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.reload()
    page.locator(".kleurknop").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Op deze pagina").click()
    page.locator("nav.op-pagina a").last.click()
    expect(page.locator("nav.op-pagina")).to_be_hidden()
    assert wrong == []
    page.context.close()


def test_a_table_that_is_folded_opens_for_a_link_to_it(address, browser):
    page = _opened(browser, f"{address}/chapters/cijfers.html#tab-groepen-agenderen", **TELEPHONE)
    expect(page.locator("#tab-groepen-agenderen")).to_be_visible()
    page.context.close()


def test_on_a_wide_screen_and_without_scripts_no_part_of_a_page_is_folded(address, browser):
    where = f"{address}/chapters/probleem.html"
    for page in (
        _opened(browser, where),
        _opened(browser, where, java_script_enabled=False, **TELEPHONE),
    ):
        expect(page.locator("article > section > section h2").last).to_be_visible()
        expect(page.locator("details.deel")).to_have_count(0)
        page.context.close()


def test_what_is_folded_on_a_screen_is_there_on_paper(address, browser):
    page = _opened(browser, f"{address}/chapters/codeboek.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details.gevouwen:not([open])")).to_have_count(0)
    page.context.close()


def test_from_a_folder_each_page_has_the_same_typeface(book, browser):
    """Browsers refuse to load it ahead there, and would keep to the one that stands in for it."""
    for name in ("index", "chapters/kader", "chapters/zelfscan"):
        page = _opened(browser, (book.html / f"{name}.html").as_uri())
        soon_in(
            page,
            """[...document.fonts].filter(face => face.family.includes("Boek Sans"))
                 .every(face => face.display === "swap" && face.status === "loaded")""",
            True,
        )
        page.context.close()


def test_a_notebook_on_its_own_page_asks_nobody_and_scrolls_by_keyboard(book, browser):
    alone = sorted((book.html / "notebooks").glob("*-los.html"))
    assert alone
    for path in alone:
        page = _opened(browser, path.as_uri(), viewport={"width": 360, "height": 740})
        stuck = page.evaluate(
            """[...document.querySelectorAll("body *")].filter(e =>
                 e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0
                 && ["auto", "scroll"].includes(getComputedStyle(e).overflowX)).length"""
        )
        assert stuck == 0, path.name
        broken = page.evaluate("[...document.images].filter(i => !i.naturalWidth || !i.alt).length")
        assert broken == 0, path.name
        expect(page.locator("h1").first).to_contain_text(page.title())
        page.context.close()

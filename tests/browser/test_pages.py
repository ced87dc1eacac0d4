"""Every page as readers get it: on any screen, in both colours, light, in order, from nobody else.

Pictures of every page stay in ``screenshots/``; pages of factors are alike, and one is enough.
"""

import gzip
from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Locator, Page, expect

from press.build import chapter_templates
from press.evidence import factor_documents
from study import paths
from tests.support.looking import soon, soon_in

SCREENSHOTS = paths.ROOT / "screenshots"
DESKTOP, ZOOMED, PHONE, SMALLEST = (1280, 900), (640, 450), (360, 740), (320, 225)
"""In CSS pixels; a window of the first at 200 % zoom is the second, at 400 % the last."""

NARROW = (320, 640)
"""The narrowest telephone: what is opened on it must be seen."""

ALL_PAGES = (
    *("index", "genindex", "search", "404"),
    *(
        name
        for path in sorted((paths.ROOT / "chapters").glob("*.md"))
        for name in chapter_templates.docnames(f"chapters/{path.stem}")
    ),
    *(f"notebooks/{path.stem}" for path in sorted((paths.ROOT / "notebooks").glob("*.ipynb"))),
    *map(factor_documents.docname, factor_documents.factors()),
)

FACTOR_PAGES = [factor_documents.docname(factor) for factor in factor_documents.factors()]
ONE_OF_EACH = {
    *("index", "search", "404", "notebooks/model", FACTOR_PAGES[0]),
    *("chapters/resultaten-borgen", "chapters/codeboek", "chapters/factsheet"),
    "chapters/zelfscan",
}
"""Figures, statements, tables, headings by the dozen, cards, a form, a list: a page with each."""

IN_ENGLISH = {"en/chapters/resultaten-borgen", "en/chapters/zelfscan"}
ONE_OF_EACH |= IN_ENGLISH
"""Of a translated page little can go wrong by itself: its words are longer or shorter."""

CONTRAST = ("color-contrast", "link-in-text-block")
LAYOUT = ("target-size", "scrollable-region-focusable", *CONTRAST)
LOOKS = (
    (DESKTOP, "light", ()),
    (DESKTOP, "dark", CONTRAST),
    (ZOOMED, "light", LAYOUT),
    (PHONE, "light", LAYOUT),
    (PHONE, "dark", CONTRAST),
    (SMALLEST, "light", LAYOUT),
)
"""Size, colours, and the rules whose outcome they can change; none named means all rules."""
FEW_LOOKS = (LOOKS[0], LOOKS[3], LOOKS[4])
"""All rules once, then what a small screen and a dark ground change."""
PAGES = [
    *(pytest.param(name, FEW_LOOKS, id=name) for name in sorted(ONE_OF_EACH)),
    *(
        pytest.param(name, LOOKS, id=f"{name}, in every way", marks=pytest.mark.campaign)
        for name in (*ALL_PAGES, *(f"en/{name}" for name in ALL_PAGES))
    ),
]
PICTURED = ((DESKTOP, "light"), (PHONE, "dark"))
"""Looks of which a picture stays: a long page takes a second to draw whole."""


ALIKE = {"exclude": [["tbody tr:nth-child(n + 11)"], [".citation:nth-of-type(n + 21)"]]}
"""Rows of a table and works in the list are alike: the first ones are judged for all."""

MARK_SHADES = """most => {
  const numbers = new Map(), grounds = new Map(), counts = new Map();
  const number = (...parts) => {
    const key = parts.join("|");
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key);
  };
  for (const element of document.querySelectorAll("html, body, body *")) {
    const style = getComputedStyle(element);
    const ground = number(grounds.get(element.parentElement), style.backgroundColor,
      style.backgroundImage, style.opacity, style.filter, style.position);
    grounds.set(element, ground);
    const says = [...element.childNodes].some(
      child => child.nodeType === Node.TEXT_NODE && child.data.trim());
    const seen = says && element.checkVisibility({ visibilityProperty: true })
      && element.getBoundingClientRect().width > 1;
    const shade = number(ground, element.localName, style.color, style.fontSize,
      style.fontWeight, style.textShadow);
    if (seen) counts.set(shade, (counts.get(shade) ?? 0) + 1);
    element.toggleAttribute("data-same-shade", seen && counts.get(shade) > most);
  }
}"""
"""Marks a text that follows so many others of the same colour and size, on the same ground."""

TEXTS = {"id": "color-contrast", "selector": ":not([data-same-shade])"}
OF_A_SHADE = 3
"""How many are judged. Contrast is most of axe's work, five times over the same text."""


def _look(page: Page, size: tuple[int, int], theme: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('img[loading]').forEach(i => i.loading = 'eager')")
    # Not wait_for_function: it asks again by `eval`, which the book's own policy refuses.
    page.evaluate("Promise.all([...document.images].map(i => i.decode().catch(() => {})))")


def _violations(page: Page, rules: tuple[str, ...]) -> str:
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    if rules:
        # The first time nothing is marked: every text is judged once.
        page.evaluate(MARK_SHADES, OF_A_SHADE)
        options["runOnly"] = {"type": "rule", "values": rules}
    run = "([context, options]) => axe.run(context, options)"
    found = AxeResults(page.evaluate(run, [ALIKE, options]))
    return found.generate_report() if found.violations_count else ""


@pytest.fixture(scope="module")
def judged(browser):
    """A page for all pages one after the other: a new one would first have to translate axe."""
    # axe is a script from outside, which the book's own policy would refuse.
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "judged_in"), PAGES)
def test_a_page_is_accessible_and_fits_at_every_width_in_both_colours(
    address, judged, name, judged_in
):
    page = judged
    page.set_viewport_size(dict(zip(("width", "height"), DESKTOP, strict=True)))
    _open(page, f"{address}/{name}.html")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("rule => axe.configure({ rules: [rule] })", TEXTS)
    SCREENSHOTS.mkdir(exist_ok=True)
    for size, theme, rules in LOOKS:
        _look(page, size, theme)
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= size[0], f"{name} is {wide} pixels wide on a screen of {size[0]}"
        found = _violations(page, rules) if (size, theme, rules) in judged_in else ""
        assert not found, f"{name}, {size[0]} wide, {theme}: {found}"
        if (size, theme) in PICTURED and name not in FACTOR_PAGES[1:]:
            picture = SCREENSHOTS / f"{name.replace('/', '-')}-{size[0]}-{theme}.jpg"
            page.screenshot(path=picture, full_page=True, type="jpeg", quality=90)
    broken = page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.src)")
    assert broken == [], name
    headings = page.locator("h1, h2, h3, h4, h5, h6")
    levels = headings.evaluate_all("found => found.map(each => +each.localName[1])")
    assert levels[0] == 1 and 1 not in levels[1:], f"{name}: {levels}"
    assert all(b - a <= 1 for a, b in pairwise(levels)), f"{name}: {levels}"


def _shows_file(image: Locator, ending: str) -> None:
    soon_in(image, f"image => new URL(image.currentSrc).pathname.endsWith('/{ending}')", True)


def test_a_phone_gets_the_drawing_made_for_it(book, browser):
    for size, ending in ((PHONE, "registraties-smal.svg"), (DESKTOP, "registraties.svg")):
        page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        _open(page, (book.html / "chapters" / "probleem.html").as_uri())
        image = page.locator("figure.figuur img").first
        _shows_file(image, ending)
        if size == PHONE:
            page.locator("details.deel > summary").first.click()
        soon(page, image.bounding_box, lambda box: box and box["width"] > 280)
        page.emulate_media(media="print")
        _shows_file(image, "registraties.svg")
        page.close()


VISITED = ("index", "chapters/probleem", "chapters/cijfers", "chapters/zelfscan", "notebooks/model")
VISITED += ("search",)
FIRST = (*VISITED, "en/chapters/probleem")
"""The longest page of each edition is among them."""

MOST_REQUESTS = 8
MOST_BYTES_FIRST, MOST_BYTES_NEXT = 60_000, 40_000
"""Compressed, with the pictures that the browser fetches before anybody scrolls."""
FETCHED_AHEAD = 1250
"""Pixels below the screen to which Chromium does so. On a busy machine it takes the connection for
slow, and goes twice as far: those further pictures are not counted."""


def _asked(page: Page, url: str) -> dict[str, int]:
    """What a visit transfers: every file with its length, none that the browser had."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page.evaluate(
        """ahead => {
          const far = new Set([...document.images]
            .filter(image => image.loading === "lazy")
            .filter(image => image.getBoundingClientRect().top > innerHeight + ahead)
            .map(image => image.currentSrc));
          return Object.fromEntries(
            [...performance.getEntriesByType("navigation"),
             ...performance.getEntriesByType("resource")]
              .filter(entry => entry.transferSize > 0 && !entry.name.startsWith("data:"))
              .filter(entry => !far.has(entry.name))
              .map(entry => [entry.name, entry.transferSize]));
        }""",
        FETCHED_AHEAD,
    )


def _compressed(book, address: str, files) -> int:
    names = [url.removeprefix(f"{address}/").partition("?")[0] for url in files]
    return sum(len(gzip.compress((book.html / name).read_bytes())) for name in names)


@pytest.mark.parametrize(
    "name", [VISITED[0], *(pytest.param(name, marks=pytest.mark.campaign) for name in FIRST[1:])]
)
def test_a_first_visit_is_light_and_the_next_page_lighter(address, book, browser, name):
    context = browser.new_context()
    page = context.new_page()
    files = _asked(page, f"{address}/{name}.html")
    assert 3 < len(files) <= MOST_REQUESTS, f"{name}: {sorted(files)}"
    assert (size := _compressed(book, address, files)) <= MOST_BYTES_FIRST, f"{name}: {size}"
    # The other edition has files of its own.
    for following in VISITED if name in VISITED else ():
        if following != name:
            files = _asked(page, f"{address}/{following}.html")
            size = _compressed(book, address, files)
            assert size <= MOST_BYTES_NEXT, f"{name}, then {following}: {size} {sorted(files)}"
    context.close()


@pytest.mark.parametrize(
    "names", [sorted(ONE_OF_EACH), pytest.param(ALL_PAGES, marks=pytest.mark.campaign)], ids=len
)
def test_no_page_says_anything_to_anybody_else_or_leaves_a_trace(address, browser, names):
    context = browser.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append((page.url, message.type, message.text)))
    page.on("pageerror", lambda error: said.append((page.url, "error", str(error))))
    for name in names:
        page.goto(f"{address}/{name}.html")
    assert [entry for entry in said if entry[1] in ("error", "warning")] == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert context.cookies() == []
    kept = page.evaluate("[{...localStorage}, {...sessionStorage}]")
    assert kept == [{}, {}]
    context.close()


@pytest.mark.parametrize(
    "names", [VISITED[:2], pytest.param(VISITED[2:], marks=pytest.mark.campaign)], ids=len
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "telephone"])
def test_nothing_moves_while_a_page_loads(address, browser, size, names):
    for name in names:
        page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        page.goto(f"{address}/{name}.html")
        page.wait_for_load_state("networkidle")
        moved = page.evaluate(
            """() => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
                .observe({ type: "layout-shift", buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })"""
        )
        # On a busy machine the typeface may come after the first picture, and moves a line a hair.
        assert moved < 0.01, f"{name}: {moved}"
        page.close()


def test_the_policy_stops_a_script_or_style_in_the_page_and_any_other_host(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    stopped = page.evaluate(
        """async () => {
          const stopped = [];
          document.addEventListener("securitypolicyviolation",
            e => stopped.push(e.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          const style = document.createElement("style");
          style.textContent = "body { display: none }";
          document.head.append(script, style);
          const image = new Image();
          const failed = new Promise(done => { image.onerror = done; });
          image.src = "http://127.0.0.2:9/x.png";
          await failed;
          const hidden = getComputedStyle(document.body).display === "none";
          return { stopped, ran: window.ran === true, hidden };
        }"""
    )
    assert sorted(stopped["stopped"]) == ["img-src", "script-src-elem", "style-src-elem"]
    assert not stopped["ran"] and not stopped["hidden"]
    page.close()


def _a_card(page: Page) -> None:
    link = page.locator("article a.internal[href*='#term-']").first
    link.scroll_into_view_if_needed()
    # A page that scrolls closes its cards, and tells of it when it is drawn the next time.
    page.evaluate("new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f)))")
    link.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def _all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def _results(page: Page) -> None:
    page.locator("#zoekformulier input").fill("slachtofers loverboys xylofoon")
    expect(page.locator("#zoekresultaten h2").first).to_be_visible()
    expect(page.locator("#zoekhulp a").first).to_be_visible()


def _a_view(page: Page) -> None:
    page.get_by_role("button", name="Zelf sorteren en kiezen").click()
    page.get_by_role("columnheader", name="Helpt").get_by_role("button").click()
    expect(page.locator(".keuzetabel [aria-sort]")).to_be_visible()


def _a_part(page: Page) -> None:
    page.locator("details.deel > summary").first.click()
    expect(page.locator("details.deel[open]")).to_have_count(1)


def _large(page: Page) -> None:
    page.get_by_role("link", name="Groot bekijken").first.click()
    expect(page.locator("dialog img")).to_be_visible()


OPENED = {
    "a card": ("chapters/kader", DESKTOP, _a_card),
    "what is folded": ("chapters/codeboek", DESKTOP, _all_folds),
    "what is folded on a telephone": ("chapters/probleem", PHONE, _all_folds),
    "a part of a long page on a telephone": ("chapters/aanbevelingen", PHONE, _a_part),
    "search results": ("search", DESKTOP, _results),
    "search results on a telephone": ("search", PHONE, _results),
    "the contents of the book": (
        *("chapters/kader", PHONE),
        lambda page: page.get_by_role("button", name="Inhoud").click(),
    ),
    "the contents of the page": (
        *("chapters/kader", PHONE),
        lambda page: page.get_by_role("button", name="Op deze pagina").click(),
    ),
    "a figure to choose in": ("chapters/resultaten", DESKTOP, _a_view),
    "a figure to choose in on a telephone": ("chapters/resultaten", PHONE, _a_view),
    "a large figure": ("chapters/probleem", DESKTOP, _large),
    "a large figure on a telephone": (
        *("chapters/probleem", PHONE),
        lambda page: (_a_part(page), _large(page)),
    ),
}


ALIKE_OPENED = {
    *("what is folded on a telephone", "search results on a telephone", "a large figure"),
    *("a figure to choose in on a telephone", "the contents of the page"),
}
"""Of each of these another one is opened, on the other screen or by another button."""


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(each, marks=pytest.mark.campaign) if each in ALIKE_OPENED else each
        for each in OPENED
    ],
)
def test_what_a_reader_opens_is_accessible_too(address, judged, opened):
    page = judged
    name, size, do = OPENED[opened]
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    _open(page, f"{address}/{name}.html")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("rule => axe.configure({ rules: [rule] })", TEXTS)
    for theme in ("light", "dark"):
        _look(page, size, theme)
        if theme == "light":
            do(page)
        found = _violations(page, () if theme == "light" else CONTRAST)
        assert not found, f"{opened}, {theme}: {found}"
        soon_in(page, "document.scrollingElement.scrollWidth", lambda wide: wide <= size[0])
    if size == PHONE:
        _look(page, NARROW, "light")
        found = _violations(page, LAYOUT)
        assert not found, f"{opened}, {NARROW[0]} wide: {found}"
        soon_in(page, "document.scrollingElement.scrollWidth", lambda wide: wide <= NARROW[0])
    # axe reads the colours that the page asked for, and the ground that the system gives.
    _look(page, NARROW if size == PHONE else size, "light")
    page.emulate_media(forced_colors="active")
    found = _violations(page, CONTRAST)
    page.emulate_media(forced_colors="none")
    assert not found, f"{opened}, forced colours: {found}"

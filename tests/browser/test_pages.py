"""What a reader sees in a real browser, from a folder, without a server.

Pictures of every page stay in ``screenshots/``.
"""

import functools
import gzip
import http.server
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from study import paths

SCREENSHOTS = paths.ROOT / "screenshots"
LOOKS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


SAMPLE = ("index", "chapters/resultaten-agenderen", "chapters/zelfscan", "notebooks/slachtoffers")
"""Judged by axe in every look; all pages are in the first."""


@pytest.fixture(params=LOOKS)
def look(request, browser):
    # axe is a script from outside, which the book's own policy would refuse.
    context = browser.new_context(**LOOKS[request.param], bypass_csp=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda asked: page.asked.append(asked.url))
    yield request.param, page
    context.close()


def _names(book) -> list[str]:
    return [
        "index",
        *(f"chapters/{path.stem}" for path in sorted((book.html / "chapters").glob("*.html"))),
        "factoren/steun",
        "notebooks/slachtoffers",
        "genindex",
        "search",
    ]


def _open(page: Page, book, name: str) -> None:
    page.goto((book.html / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('img[loading]').forEach(i => i.loading = 'eager')")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def test_every_page_stands_by_itself_fits_the_screen_and_is_accessible(book, look):
    name_of_look, page = look
    axe = Axe()
    SCREENSHOTS.mkdir(exist_ok=True)
    for name in _names(book):
        _open(page, book, name)
        page.screenshot(
            path=SCREENSHOTS / f"{name.replace('/', '-')}-{name_of_look}.png", full_page=True
        )
        broken = page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.src)")
        assert broken == [], name
        too_wide = page.evaluate(
            "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
        )
        assert too_wide <= 0, name
        if name_of_look != "desktop" and name not in SAMPLE:
            continue
        found = axe.run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


def test_a_phone_gets_the_drawing_made_for_it(book, look):
    name_of_look, page = look
    _open(page, book, "chapters/probleem")
    image = page.locator("figure.figuur img").first
    source = image.evaluate("image => image.currentSrc")
    assert source.endswith(
        "registraties-smal.svg" if name_of_look == "phone" else "registraties.svg"
    )
    assert image.bounding_box()["width"] > 280


@pytest.fixture(scope="module")
def address(book):
    """The book on a plain static server."""
    handler = functools.partial(_Quiet, directory=str(book.html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("word", ["gemeenten", "slachtoffers", "registraties"])
def test_search_finds_dutch_words_and_says_so_in_dutch(address, browser, word):
    page = browser.new_page()
    page.goto(f"{address}/search.html?q={word}")
    page.wait_for_selector("#search-results li")
    page.wait_for_selector("text=Aantal pagina’s")
    assert page.locator("#search-results li").count() > 1
    text = page.locator("#search-results").inner_text()
    assert "Search" not in text and "Op deze pagina" not in text, text
    page.close()


VISITED = ("index", "chapters/probleem", "chapters/zelfscan", "notebooks/model")
MOST_REQUESTS = 16
"""On a first visit; a page with code needs two style sheets more than a chapter."""

MOST_BYTES = 250_000
"""On a first visit, compressed."""


def test_a_first_visit_is_light_asks_nobody_else_and_leaves_no_cookie(address, book, browser):
    for name in VISITED:
        context = browser.new_context()
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message))
        page.on("pageerror", lambda error, said=said: said.append(error))
        page.goto(f"{address}/{name}.html")
        page.wait_for_load_state("networkidle")
        wrong = [
            str(each) for each in said if getattr(each, "type", "error") in ("error", "warning")
        ]
        assert wrong == [], name
        assert [url for url in asked if not url.startswith((address, "data:"))] == [], name
        files = [url.removeprefix(f"{address}/").partition("?")[0] for url in asked]
        files = [file for file in files if not file.startswith("data:")]
        assert len(files) <= MOST_REQUESTS, f"{name}: {files}"
        size = sum(len(gzip.compress((book.html / file).read_bytes())) for file in files)
        assert size <= MOST_BYTES, f"{name}: {size} bytes"
        assert context.cookies() == []
        context.close()


def test_the_policy_stops_a_script_in_the_page_and_any_other_host(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    stopped = page.evaluate(
        """async () => {
          const stopped = [];
          document.addEventListener("securitypolicyviolation",
            e => stopped.push(e.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.head.append(script);
          const image = new Image();
          const failed = new Promise(done => { image.onerror = done; });
          image.src = "http://127.0.0.2:9/x.png";
          await failed;
          return { stopped, ran: window.ran === true };
        }"""
    )
    assert stopped == {"stopped": ["script-src-elem", "img-src"], "ran": False}
    page.close()


def test_a_reader_without_javascript_has_everything_but_search_and_colours(book, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((book.html / "chapters" / "probleem.html").as_uri())
    assert page.locator("article h1").is_visible()
    assert page.locator("a.btn-pdf").is_visible()
    assert page.locator("nav.bd-links a", has_text="Conclusie").is_visible()
    assert page.locator(".pst-js-only:visible").count() == 0
    context.close()


def test_a_reader_without_a_mouse_sees_where_they_are_and_skips_to_the_text(book, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((book.html / "chapters" / "probleem.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    for _ in range(5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== "none" || style.boxShadow !== "none";
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
    page.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        """Say nothing: pytest's output is for tests."""

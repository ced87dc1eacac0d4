"""What a reader sees in a real browser, from a folder, without a server.

Pictures of every page stay in ``screenshots/``.
"""

import functools
import http.server
import threading

import pytest
from playwright.sync_api import Page

from study import paths

SCREENSHOTS = paths.ROOT / "screenshots"
LOOKS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@pytest.fixture(params=LOOKS)
def look(request, browser):
    context = browser.new_context(**LOOKS[request.param])
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
    ]


def _open(page: Page, book, name: str) -> None:
    page.goto((book.html / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('img[loading]').forEach(i => i.loading = 'eager')")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def test_every_page_stands_by_itself_and_fits_the_screen(book, look):
    name_of_look, page = look
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


@pytest.mark.parametrize("word", ["gemeenten", "slachtoffers", "registraties"])
def test_search_finds_dutch_words(book, browser, word):
    handler = functools.partial(_Quiet, directory=str(book.html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/search.html?q={word}")
        page.wait_for_selector("#search-results li")
        assert page.locator("#search-results li").count() > 1
        page.close()
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        """Say nothing: pytest's output is for tests."""

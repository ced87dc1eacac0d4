"""Looks at a page until it shows what a test says: a look at once may come before it is there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Locator, Page

MOST_PICTURES = 300
"""So often a page is looked at again, each time it has been drawn; no clock is asked."""

_DRAWN_AGAIN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def soon(page: Page, read: Callable[[], Any], wanted: Any) -> None:
    """Read something of a page until it is `wanted`: a value, or a function that says so of it."""
    right = wanted if callable(wanted) else lambda found: found == wanted
    for _ in range(MOST_PICTURES):
        found = read()
        if right(found):
            return
        page.evaluate(_DRAWN_AGAIN)
    expected = "" if callable(wanted) else f", and not {wanted!r}"
    raise AssertionError(f"the page still shows {found!r}{expected}")


def soon_in(place: Page | Locator, script: str, wanted: Any) -> None:
    """The same of what a script gives, in the page or of an element."""
    page = place if isinstance(place, Page) else place.page
    soon(page, partial(place.evaluate, script), wanted)

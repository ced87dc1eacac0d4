"""A writer's browser follows what is saved, and stays where it was."""

import re

import pytest
from playwright.sync_api import expect

from tests.support import live

PAGE = "chapters/discussie"


@pytest.fixture
def writing(own_book):
    with live.session(own_book.root) as running:
        yield running


def save(running: live.Session, old: str, new: str) -> None:
    path = running.root / f"{PAGE}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.campaign
def test_the_page_is_loaded_again_where_it_was_and_says_what_is_wrong(writing, browser):
    heard = []
    page = browser.new_page(viewport={"width": 800, "height": 400})
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"{writing.address}{PAGE}.html")
    box = page.locator("aside.live")
    expect(box).to_have_text(live.say("checked"))
    page.evaluate("window.scrollTo(0, 500)")

    save(writing, "## Alleen deze mensen\n", "## Alleen deze mensen\n\nEen alinea meer.\n")
    expect(page.get_by_text("Een alinea meer.")).to_be_attached(timeout=60_000)
    page.wait_for_function("window.scrollY === 500")

    save(writing, "Een alinea meer.", "Zie {ref}`nergens`.")
    expect(box).to_contain_text(re.compile(rf"{PAGE}\.md:\d+"), timeout=60_000)
    expect(page.get_by_text("Een alinea meer.")).to_be_attached()
    assert heard == []
    page.close()

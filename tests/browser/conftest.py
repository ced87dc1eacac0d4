"""A browser for the tests that look at pages."""

import pytest
from playwright.sync_api import sync_playwright

from tests.support import chromium


# Not for the session: while it runs, no other test of this process can start an event loop.
@pytest.fixture(scope="module")
def browser():
    path = chromium.find()
    assert path, "no Chromium: make test says how to get one"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()

"""One browser for all tests that look at pages."""

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    assert path, "no Chromium: make test says how to get one"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()

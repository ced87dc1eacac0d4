"""How long a writer waits for what was saved, in `make live`.

    python -m benchmarks.saves [rounds]

Works in a copy, and takes medians of the rounds (twenty). Each save comes after the next build has
set itself up. *On disk* is until the pages are where they are served, *browser* until Chromium
shows the text; a title is in the menu of every page. The cold build is of the same copy.
"""

import datetime
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support import chromium, live
from tests.support.books import checkout
from tests.support.edits import edit

CHAPTER = "chapters/discussie"
BOUNDS = {
    "a paragraph, on disk": 0.5,
    "a paragraph, browser": 0.8,
    "a title in every menu, on disk": 3.0,
    "a row of data, on disk, of a cold build": 0.5,
}
"""The most that each median may be: seconds, or the share of a cold build."""


def on_disk(running: live.Session, save: Callable[[], object]) -> float:
    """Seconds from a save until its pages are where they are served."""
    started = time.perf_counter()
    save()
    running.until("building")
    running.until("checking")
    return time.perf_counter() - started


def in_browser(page: Page, folder: Path, number: int) -> float:
    """Seconds from a saved paragraph until the browser shows it."""
    path, words = folder / f"{CHAPTER}.md", f"Alinea {'abcdefghijklmnopqrstuvwxyz'[number % 26]}."
    text = path.read_text(encoding="utf-8")
    started = time.perf_counter()
    path.write_text(f"{text}\n{words}\n", encoding="utf-8")
    page.get_by_text(words).wait_for(state="attached", timeout=120_000)
    taken = time.perf_counter() - started
    path.write_text(text, encoding="utf-8")
    page.get_by_text(words).wait_for(state="detached", timeout=120_000)
    return taken


def main(rounds: int) -> int:
    """Measure and print."""
    taken: dict[str, list[float]] = {name: [] for name in BOUNDS}
    with tempfile.TemporaryDirectory() as scratch:
        book = checkout(Path(scratch) / "book")
        started = time.perf_counter()
        book.build().check_returncode()
        cold = time.perf_counter() - started
        with live.session(book.root) as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find())
            page = browser.new_page()
            page.goto(f"{running.address}{CHAPTER}.html")
            for number in range(rounds):
                for name, which, share in (
                    ("a paragraph, on disk", "a paragraph", 1.0),
                    ("a title in every menu, on disk", "a title", 1.0),
                    ("a row of data, on disk, of a cold build", "a public number", cold),
                ):
                    seconds = on_disk(running, lambda which=which: edit(book.root, which, 0))
                    taken[name].append(seconds / share)
                    running.until("checked")
                taken["a paragraph, browser"].append(in_browser(page, book.root, number))
                running.until("checked")
            browser.close()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{datetime.date.today()}, medians of {rounds}; a cold build took {cold:.1f} s\n")
    print("| save | median | from, to | at most |\n| --- | --- | --- | --- |")
    for name, most in BOUNDS.items():
        found = taken[name]
        spread = f"{min(found):.2f}, {max(found):.2f}"
        print(f"| {name} | {statistics.median(found):.2f} | {spread} | {most:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))

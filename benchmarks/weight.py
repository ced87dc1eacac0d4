"""How much a reader's browser fetches: this book beside a stock Jupyter Book of the same content.

    python -m benchmarks.weight

Needs a built book in _build/html. Prints a table: requests and compressed kilobytes of a first
visit and of a page after it, and how long until the text is there (median of five, on loopback).
"""

import functools
import gzip
import http.server
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import peers
from study import paths
from tests.support import chromium

BOOK = paths.ROOT / "_build" / "html"
FIRST, NEXT = "index.html", "chapters/probleem.html"
ROUNDS = 5
_FETCHED = """() => [
  ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")
].filter(each => each.transferSize > 0).map(each => each.name)"""
_PAINTED = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a plain static server for the folder."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser: Browser, folder: Path, address: str) -> dict[str, list[float]]:
    """Requests, kilobytes and milliseconds until text, for a first page and one after it."""
    context = browser.new_context()
    page = context.new_page()
    measured = {}
    for name in (FIRST, NEXT):
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
        files = [url for url in page.evaluate(_FETCHED) if not url.startswith("data:")]
        own = [url for url in files if url.startswith(address)]
        names = [url.removeprefix(address).partition("?")[0] for url in own]
        # A browser also asks for files that may not exist, such as an icon.
        there = [folder / name for name in names if (folder / name).is_file()]
        size = sum(len(gzip.compress(path.read_bytes())) for path in there)
        measured[name] = [len(files), size / 1000, page.evaluate(_PAINTED)]
    context.close()
    return measured


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        other = Path(scratch)
        peers.stock(BOOK, other, "off")
        command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(other)]
        subprocess.run(command, check=True, capture_output=True)
        browser = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        print("| | page | requests | kB, compressed | text after, ms |")
        print("| --- | --- | --- | --- | --- |")
        for title, folder in (
            ("this book", BOOK),
            ("stock Jupyter Book", other / "_build" / "html"),
        ):
            with served(folder) as address:
                rounds = [visit(browser, folder, address) for _ in range(ROUNDS)]
            for name, words in ((FIRST, "first visit"), (NEXT, "after it")):
                columns = zip(*(each[name] for each in rounds), strict=True)
                count, size, paint = (statistics.median(column) for column in columns)
                print(f"| {title} | {words}: {name} | {count:.0f} | {size:.0f} | {paint:.0f} |")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long builds take: this book in six situations, and other tools with the same content.

    python -m benchmarks.builds [rounds]

Works in a copy, and takes the medians of the rounds (five). Only the ratios can be compared: they
are from one run on one machine. Prints a table, and whether the book's own bounds are met. mystmd
and Quarto are not measured: without a network the first stops before its HTML, because it fetches a
template, and the second cannot be installed.
"""

import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import peers
from tests.support.books import checkout
from tests.support.edits import edit

BIN = Path(sys.executable).parent

BOUNDS = {
    "cold, of stock Jupyter Book cold": ("this book, cold", "stock Jupyter Book, force", 0.70),
    "nothing changed, of cold": ("this book, nothing changed", "this book, cold", 0.15),
    "nothing changed, of stock's cached rebuild": (
        "this book, nothing changed",
        "stock Jupyter Book, cache, nothing changed",
        1.0,
    ),
    "one row of coded data, of cold": ("this book, one row of coded data", "this book, cold", 0.65),
}
"""Two builds by name, and the most that the first may take as a share of the second."""


def timed(command: list[str], folder: Path) -> float:
    """Seconds that a command takes; it must succeed."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=dict(os.environ))
    return time.perf_counter() - started


def ours(folder: Path) -> float:
    """Seconds of a build of the book in this folder."""
    return timed([str(BIN / "jupyter-book"), "build", "."], folder)


SITUATIONS = {
    "nothing changed": None,
    "one row of coded data": "a coded row",
    "one row of public data": "a public number",
    "one paragraph": "a paragraph",
    "the style of all figures": "the style of figures",
}
"""The edit before each measured build of the book; a cold build comes first."""


def main(rounds: int) -> int:
    """Measure and print."""
    taken: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        taken.setdefault(name, []).append(seconds)
        print(f"{name}: {seconds:.1f} s", file=sys.stderr)

    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            book, force, cache, plain = (
                Path(scratch) / name for name in ("book", "force", "cache", "plain")
            )
            checkout(book)
            note("this book, cold", ours(book))
            for name, edited in SITUATIONS.items():
                if edited:
                    edit(book, edited, 0)
                note(f"this book, {name}", ours(book))
            built = book / "_build" / "html"
            peers.stock(built, force, "force")
            note("stock Jupyter Book, force", ours(force))
            peers.stock(built, cache, "cache")
            note("stock Jupyter Book, cache, cold", ours(cache))
            note("stock Jupyter Book, cache, nothing changed", ours(cache))
            peers.plain(built, plain)
            sphinx = [str(BIN / "sphinx-build"), "-q", "-b", "html", ".", "_build/html"]
            note("Sphinx with myst-nb", timed(sphinx, plain))
    middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
    stock, cold = middle["stock Jupyter Book, force"], middle["this book, cold"]
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{datetime.date.today()}, medians of {rounds}\n")
    print("| build | seconds | from, to | of stock, cold | of ours, cold |")
    print("| --- | --- | --- | --- | --- |")
    for name, seconds in middle.items():
        spread = f"{min(taken[name]):.1f}, {max(taken[name]):.1f}"
        print(
            f"| {name} | {seconds:.1f} | {spread} | {seconds / stock:.2f} | {seconds / cold:.2f} |"
        )
    print("\n| bound | measured | at most |\n| --- | --- | --- |")
    for words, (above, below, most) in BOUNDS.items():
        print(f"| {words} | {middle[above] / middle[below]:.2f} | {most:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))

"""How long builds take: this book in six situations, and others with the same content.

    python -m benchmarks.builds [rounds]

Works in a copy, and takes the medians of the rounds (five). Ratios count: they are from one run on
one machine. Prints a table. mystmd and Quarto are not measured: both fetch parts while they build.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import peers
from study import paths

BIN = Path(sys.executable).parent
LEFT_OUT = shutil.ignore_patterns("_build", ".git", ".venv", "private", "__pycache__", ".*_cache")


def timed(command: list[str], folder: Path) -> float:
    """Seconds that a command takes; it must succeed."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=dict(os.environ))
    return time.perf_counter() - started


def ours(folder: Path) -> float:
    """A build of the book in this folder."""
    return timed([str(BIN / "jupyter-book"), "build", "."], folder)


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    """Change a text in a file of the copy."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{old!r} does not stand in {name}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def situations(folder: Path) -> dict[str, Callable[[], None]]:
    """What is done to the copy before each measured build, in order."""

    def cold() -> None:
        shutil.rmtree(folder / "_build", ignore_errors=True)

    def row() -> None:
        path = folder / "data" / "public" / "care_coordination.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[1], lines[2] = lines[2], lines[1]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def paragraph() -> None:
        heading = "## Weinig mensen\n"
        replaced(folder, "chapters/discussie.md", heading, f"Een alinea meer.\n\n{heading}")

    def style() -> None:
        replaced(folder, "study/book.mplstyle", "lines.linewidth: 1.8", "lines.linewidth: 1.7")

    return {
        "cold": cold,
        "nothing changed": lambda: None,
        "one row of public data": row,
        "one paragraph": paragraph,
        "the style of all figures": style,
    }


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
            shutil.copytree(paths.ROOT, book, ignore=LEFT_OUT)
            for name, prepare in situations(book).items():
                prepare()
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
    stock = statistics.median(taken["stock Jupyter Book, force"])
    cold = statistics.median(taken["this book, cold"])
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| build | seconds | of stock, cold | of ours, cold |")
    print("| --- | --- | --- | --- |")
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"| {name} | {middle:.1f} | {middle / stock:.2f} | {middle / cold:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))

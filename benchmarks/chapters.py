"""How long a build takes, and how that grows with chapters: ``python -m benchmarks.chapters``.

Chapters are copies of the book's own, each with a word of its own in every sentence. Figures are
referred to and not shown again. Notebooks ran before and are not counted: they do not grow with
chapters. All else is made anew: HTML, search, PDF, factsheet, gate and manifest. Each size runs in
a process of its own; its memory is that of the largest process of the build. Seconds of all
processors together say more than those of the clock where other work runs beside it.
"""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks.builds import BIN, LEFT_OUT, timed
from press.notebooks.starting import CACHE
from study import paths

SIZES = (0, 10, 50, 200)
"""Chapters more than the book has."""
COPIED = ("probleem", "kader", "methode", "resultaten", "conclusie", "discussie")
BUILD = [str(BIN / "jupyter-book"), "build", "."]
_ONCE = re.compile(r"^\([\w-]+\)=\n|^```\{figuur\} .*\n```\n", re.MULTILINE)
"""What may stand in one chapter only: its label, and the showing of a figure."""
_SENTENCE = re.compile(r"\. (?=[A-Z])")


def add(folder: Path, count: int) -> None:
    """Put so many chapters more into a checkout."""
    names = [f"chapters/extra-{number:03}" for number in range(count)]
    for name, copied in zip(names, islice(cycle(COPIED), count), strict=True):
        text = (folder / "chapters" / f"{copied}.md").read_text(encoding="utf-8")
        # Digits would be refused as typed by hand.
        word = "".join(chr(ord("a") + int(digit)) for digit in name[-3:])
        text = _SENTENCE.sub(f" eigenwoord{word}. ", _ONCE.sub("", text))
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    if names:
        with (folder / "_toc.yml").open("a", encoding="utf-8") as contents:
            contents.write("  - caption: Meer\n    numbered: true\n    chapters:\n")
            contents.writelines(f"      - file: {name}\n" for name in names)


def measure(count: int, notebooks: Path) -> dict[str, float]:
    """Seconds, memory (MiB) and published size (MB) of a book with so many chapters more."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "book"
        shutil.copytree(paths.ROOT, folder, ignore=LEFT_OUT)
        shutil.copytree(notebooks, folder / "_build" / CACHE)
        add(folder, count)
        seconds = timed(BUILD, folder)
        published = [path for path in (folder / "_build" / "html").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in published)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "clock": seconds,
        "processors": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
        "size": size / 1e6,
    }


def main() -> None:
    """Print a table of all sizes."""
    names = ("seconds", "of processors", "MiB", "MB published")
    print("| chapters more |", *(f"{name} | per chapter |" for name in names))
    print("| --- " * (1 + 2 * len(names)) + "|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(scratch) / "book"
        shutil.copytree(paths.ROOT, book, ignore=LEFT_OUT)
        timed(BUILD, book)
        alone = [sys.executable, "-m", "benchmarks.chapters", str(book / "_build" / CACHE)]
        none: dict[str, float] = {}
        for count in SIZES:
            outcome = subprocess.run(
                [*alone, str(count)], check=True, capture_output=True, text=True
            )
            found = json.loads(outcome.stdout)
            none = none or found
            cells = (
                f"{value:.1f} | {(value - none[name]) / max(count, 1):.2f} |"
                for name, value in found.items()
            )
            print(f"| {count} |", *cells, flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [notebooks, count]:
            print(json.dumps(measure(int(count), Path(notebooks))))
        case _:
            main()

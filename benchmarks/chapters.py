"""How long a build takes, and how that grows with chapters: ``python -m benchmarks.chapters``.

The added chapters are copies of the book's own, each with a unique word in every sentence. They
refer to figures and do not show them again. Notebooks are run beforehand, because their time does
not grow with chapters; everything else is made from nothing: HTML, search index, PDF, factsheet,
gate and manifest. Each size runs in a process of its own, and its memory is that of the build's
largest process. Where other work runs on the machine, processor time says more than wall-clock
time.
"""

import json
import re
import resource
import shutil
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks.builds import BIN, timed
from benchmarks.processes import in_new_process
from press import places
from tests.support.books import checkout

SIZES = (0, 10, 50, 200)
"""Numbers of added chapters."""
COPIED = ("probleem", "kader", "methode", "resultaten", "conclusie", "discussie")
BUILD = [str(BIN / "jupyter-book"), "build", "."]
_ONCE = re.compile(r"^\([\w-]+\)=\n|^```\{figuur\} .*\n```\n", re.MULTILINE)
"""What only one chapter may have: a label, and a figure."""
_SENTENCE = re.compile(r"\. (?=[A-Z])")


def add(folder: Path, count: int) -> None:
    """Add ``count`` chapters to a checkout."""
    names = [f"chapters/extra-{number:03}" for number in range(count)]
    for name, copied in zip(names, islice(cycle(COPIED), count), strict=True):
        text = (folder / "chapters" / f"{copied}.md").read_text(encoding="utf-8")
        # In letters, because the build refuses digits that are typed in a chapter.
        word = "".join(chr(ord("a") + int(digit)) for digit in name[-3:])
        text = _SENTENCE.sub(f" eigenwoord{word}. ", _ONCE.sub("", text))
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    if names:
        with (folder / "_toc.yml").open("a", encoding="utf-8") as contents:
            contents.write("  - caption: Meer\n    numbered: true\n    chapters:\n")
            contents.writelines(f"      - file: {name}\n" for name in names)


def measure(count: int, notebooks: Path) -> dict[str, float]:
    """Seconds, memory (MiB) and published size (MB) of a book with ``count`` chapters added."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "book"
        checkout(folder)
        shutil.copytree(notebooks, folder / "_build" / places.RUNS)
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
        checkout(book)
        timed(BUILD, book)
        runs = book / "_build" / places.RUNS
        none: dict[str, float] = {}
        for count in SIZES:
            found = in_new_process("benchmarks.chapters", runs, count)
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

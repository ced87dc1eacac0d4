"""Hunts for stale or broken books: random edits and killed builds, held against a clean build.

    python -m benchmarks.rightness [steps] [seed]

Works in a copy. Each step changes something, or changes it back, sometimes with a clock that went
back; starts a build and kills it at a random moment; and builds again. After a kill the published
book must be whole: the last one or the new one. After every fifth step the book must be, byte for
byte, what a clean build in another folder makes. Ends with a status other than zero, and the seed,
at the first that is not.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.builds import BIN, LEFT_OUT
from press.review import edition, manifest
from study import paths

EDITS = {
    "a public number": ("data/public/registered_victims.csv", ",944,gemelde", ",945,gemelde"),
    "a recommendation": (
        "data/advice/recommendations.csv",
        "Laat uitzoeken",
        "Laat eens uitzoeken",
    ),
    "a label of figures": ("study/labels.toml", "Nationaal Rapporteur", "De Rapporteur"),
    "the style of figures": ("study/book.mplstyle", "lines.linewidth: 1.8", "lines.linewidth: 1.7"),
    "a token": ("study/tokens.toml", 'tint = "#eef3f8"', 'tint = "#eef3f9"'),
    "a helper": ("study/dutch.py", '"""', '"""\n'),
    "a paragraph": ("chapters/discussie.md", "## Weinig mensen\n", "## Weinig mensen\n\nMeer.\n"),
    "a title": ("chapters/discussie.md", "# Discussie\n", "# Ter discussie\n"),
    "a term": ("chapters/begrippen.md", "Ervoor zorgen dat een aanpak", "Zorgen dat een aanpak"),
    "a page more": (
        "_toc.yml",
        "file: chapters/colofon",
        "file: chapters/extra\n      - file: chapters/colofon",
    ),
    "a notebook": ("notebooks/model.ipynb", "Notebook: model", "Notebook: het model"),
    "the address": (
        "_config.yml",
        "use_repository_button: false",
        "baseurl: https://example.org/b/",
    ),
    "the version": ("CITATION.cff", "version: 0.", "version: 9."),
    "a script": ("press/theme/boek/static/boek.js", "// What a page", "// All that a page"),
    "a word of the press": ("press/labels.toml", 'dark = "Donker"', 'dark = "Nacht"'),
}


def fingerprint(html: Path) -> dict[str, str]:
    """The digest of every published file."""
    found = [path for path in html.rglob("*") if path.is_file()]
    return {path.relative_to(html).as_posix(): manifest.digest(path.read_bytes()) for path in found}


def start(folder: Path) -> subprocess.Popen:
    """A build that can be killed with its kernels."""
    return subprocess.Popen(
        [str(BIN / "jupyter-book"), "build", "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def build(folder: Path) -> dict[str, str]:
    """A whole build, and what it published."""
    process = start(folder)
    printed, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"a build failed:\n{printed[-3000:]}")
    return fingerprint(folder / "_build" / "html")


def toggle(folder: Path, name: str, chance: random.Random) -> None:
    """Make an edit, or undo it."""
    file, old, new = EDITS[name]
    path = folder / file
    text = path.read_text(encoding="utf-8")
    there, other = (new, old) if new in text else (old, new)
    if there not in text:
        raise SystemExit(f"{there!r} does not stand in {file}")
    path.write_text(text.replace(there, other, 1), encoding="utf-8")
    if chance.random() < 0.3:
        past = time.time() - chance.uniform(1, 1e6)
        os.utime(path, (past, past))


def whole(published: Path) -> bool:
    """Whether a published book is what its own manifest says."""
    try:
        return not edition.read(published / manifest.FILE, published).changed()
    except edition.NotAnEdition:
        return False


def copy(source: Path, target: Path) -> Path:
    """The checkout, with what its edits need."""
    shutil.copytree(source, target, ignore=LEFT_OUT)
    extra = target / "chapters" / "extra.md"
    extra.write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return target


def main(steps: int, seed: int) -> int:
    """Edit, kill, build and compare."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy(paths.ROOT, Path(scratch) / "book")
        build(folder)
        longest = 30.0
        for step in range(1, steps + 1):
            edits = chance.sample(sorted(EDITS), chance.randint(1, 3))
            for name in edits:
                toggle(folder, name, chance)
            process = start(folder)
            moment = chance.uniform(0.2, longest)
            try:
                process.communicate(timeout=moment)
                killed = "was done before"
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                killed = "killed"
            if not whole(folder / "_build" / "html") and not list(
                (folder / "_build").glob(".html-old-*")
            ):
                raise SystemExit(f"seed {seed}, step {step}: no whole book after a kill")
            started = time.perf_counter()
            made = build(folder)
            longest = max(6.0, time.perf_counter() - started)
            print(f"step {step}: {', '.join(edits)}; {killed} at {moment:.1f} s", flush=True)
            if step % 5 == 0 or step == steps:
                clean = copy(folder, Path(scratch) / "clean")
                expected = build(clean)
                shutil.rmtree(clean)
                wrong = sorted(
                    name
                    for name in expected.keys() | made.keys()
                    if expected.get(name) != made.get(name)
                )
                if wrong:
                    raise SystemExit(f"seed {seed}, step {step}: not as a clean build: {wrong}")
                print(f"step {step}: as a clean build, byte for byte", flush=True)
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [50, 1][len(given) :])))

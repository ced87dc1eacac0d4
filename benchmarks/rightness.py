"""Hunts for stale or broken books: random edits and killed builds, held against a clean build.

    python -m benchmarks.rightness [steps] [seed]

Works in a copy. Each step changes something, or changes it back, sometimes with a clock that went
back; sometimes takes away what a build keeps for the next one; starts a build and kills it at a
random moment; and builds again, in surroundings of its own.
After a kill the published book must be whole: the last one or the new one. After every fifth step
the book must be, byte for byte, what a clean build in another folder makes. Ends with a status
other than zero, and the seed, at the first that is not. ``tests/book/test_rightness.py`` does the
same in small.
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

from benchmarks.edits import EDITS, EXTRA, SPOIL, edit

from benchmarks.builds import BIN
from press.build.publishing import STALE
from press.review import edition, manifest
from study import paths

SURROUNDINGS = (
    {},
    {"LC_ALL": "C", "TZ": "Pacific/Auckland"},
    {"LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8", "PYTHONHASHSEED": "7"},
    {"JOBS": "1", "TZ": "Asia/Tokyo"},
)
"""What may differ between two builds without a difference in the book."""

KEPT = ".*/*/"
"""Folders of what a build keeps for the next one."""


def commit(folder: Path) -> None:
    """Commit everything, or go to another commit where there is nothing to commit."""
    if _git(folder, "status", "--porcelain"):
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "--message", "Edit")
    else:
        _git(folder, "checkout", "--quiet", _git(folder, "rev-list", "--all").split()[-1])


def _git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    command = ["git", *who, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def copy(source: Path, target: Path) -> Path:
    """The checkout without what was made, with what its edits need."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("_build", ".venv", "__pycache__"))
    (target / EXTRA).write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return target


def fingerprint(folder: Path) -> dict[str, str]:
    """The digest of every published file of a checkout."""
    html = folder / "_build" / "html"
    found = [path for path in html.rglob("*") if path.is_file()]
    return {path.relative_to(html).as_posix(): manifest.digest(path.read_bytes()) for path in found}


def start(folder: Path, surroundings: dict[str, str]) -> subprocess.Popen:
    """A build that can be killed with all that it started."""
    return subprocess.Popen(
        [str(BIN / "jupyter-book"), "build", "."],
        cwd=folder,
        env=os.environ | surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def build(folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """A whole build, and what it published.

    Raises:
        RuntimeError: it failed; with the end of what it printed.
    """
    process = start(folder, surroundings)
    printed, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a build failed:\n{printed[-3000:]}")
    return fingerprint(folder)


def unlike_clean(folder: Path, scratch: Path) -> list[str]:
    """Published files that a clean build of the same checkout, elsewhere, makes otherwise."""
    clean = copy(folder, scratch / "a folder with spaces")
    expected, made = build(clean, {}), fingerprint(folder)
    shutil.rmtree(clean)
    return sorted(
        name for name in expected.keys() | made.keys() if expected.get(name) != made.get(name)
    )


def whole(folder: Path) -> bool:
    """Whether the published book is what its own manifest says, or lies ready to be put back."""
    published = folder / "_build" / "html"
    try:
        return not edition.read(published / manifest.FILE, published).changed()
    except edition.NotAnEdition:
        return bool(list(published.parent.glob(f"{STALE}*")))


def main(steps: int, seed: int) -> int:
    """Edit, kill, build and compare."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy(paths.ROOT, Path(scratch) / "book")
        shutil.rmtree(folder / ".git", ignore_errors=True)
        _git(folder, "init", "--quiet")
        commit(folder)
        build(folder, {})
        longest = 20.0
        for step in range(1, steps + 1):
            edits = chance.sample(sorted(EDITS), chance.randint(1, 3))
            for name in edits:
                edit(folder, name, chance.choice((0, 0, chance.uniform(1, 1e6))))
            if chance.random() < 0.3:
                commit(folder)
                edits.append("a commit")
            if chance.random() < 0.3:
                kept = chance.choice(sorted((folder / "_build").glob(KEPT)))
                shutil.rmtree(kept)
                edits.append(f"without {kept.name}")
            process = start(folder, chance.choice(SURROUNDINGS))
            moment = chance.uniform(0.2, longest)
            try:
                process.communicate(timeout=moment)
                killed = "was done before"
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                killed = "killed"
            print(f"step {step}: {', '.join(edits)}; {killed} at {moment:.1f} s", flush=True)
            if not SPOIL.intersection(edits) and not whole(folder):
                raise SystemExit(f"seed {seed}, step {step}: no whole book after a kill")
            started = time.perf_counter()
            build(folder, chance.choice(SURROUNDINGS))
            longest = max(4.0, time.perf_counter() - started)
            if step % 5 == 0 or step == steps:
                if wrong := unlike_clean(folder, Path(scratch)):
                    raise SystemExit(f"seed {seed}, step {step}: not as a clean build: {wrong}")
                print(f"step {step}: as a clean build, byte for byte", flush=True)
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [50, 1][len(given) :])))

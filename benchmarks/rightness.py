"""Whether random edits and killed builds lead to the book that a clean build makes.

    python -m benchmarks.rightness [steps] [seed]

Works in a copy. Each step makes or undoes some edits, at times with modification times in the past;
at times deletes one of the folders that are kept from build to build; starts a build and kills it
after a random time; and builds again, in another environment. After a kill the published book must
be complete, be it the old or the new one. After every fifth step the book must be, byte for byte,
what a clean build in another folder makes. Ends with a non-zero status, and the seed, at the first
failure. ``tests/book/test_rightness.py`` does the same on a small scale.
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

from benchmarks.builds import BIN
from benchmarks.edits import EDITS, EXTRA, SPOIL, edit
from press.build.publishing import OLD
from press.review import edition, manifest
from study import paths
from study.files import digest

ENVIRONMENTS = (
    {},
    {"LC_ALL": "C", "TZ": "Pacific/Auckland"},
    {"LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8", "PYTHONHASHSEED": "7"},
    {"JOBS": "1", "TZ": "Asia/Tokyo"},
)
"""Environment variables that may not make a difference to the book."""

KEPT_FOLDERS = ".*/*/"
"""Pattern of the folders below ``_build`` that are kept from build to build."""


def commit(folder: Path) -> None:
    """Commit everything, or check out the first commit if there is nothing to commit."""
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
    """Copy the checkout without generated files, and with the page that an edit needs."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("_build", ".venv", "__pycache__"))
    (target / EXTRA).write_text("# Een pagina meer\n\nMet een alinea.\n", encoding="utf-8")
    return target


def fingerprint(folder: Path) -> dict[str, str]:
    """The digest of every published file of a checkout."""
    html = folder / "_build" / "html"
    found = [path for path in html.rglob("*") if path.is_file()]
    return {path.relative_to(html).as_posix(): digest(path.read_bytes()) for path in found}


def start(folder: Path, environment: dict[str, str]) -> subprocess.Popen:
    """Start a build in a process group of its own, which can be killed as a whole."""
    return subprocess.Popen(
        [str(BIN / "jupyter-book"), "build", "."],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def build(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """Build, and give the digest of every published file.

    Raises:
        RuntimeError: the build failed; with the end of its output.
    """
    process = start(folder, environment)
    printed, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a build failed:\n{printed[-3000:]}")
    return fingerprint(folder)


def unlike_clean(folder: Path, scratch: Path) -> list[str]:
    """Published files that differ from those of a clean build of the same checkout elsewhere."""
    clean = copy(folder, scratch / "a folder with spaces")
    expected, made = build(clean, {}), fingerprint(folder)
    shutil.rmtree(clean)
    return sorted(
        name for name in expected.keys() | made.keys() if expected.get(name) != made.get(name)
    )


def complete(folder: Path) -> bool:
    """Whether the published book matches its manifest, or the next build can restore it."""
    published = folder / "_build" / "html"
    try:
        return not edition.read(published / manifest.FILE, published).changed()
    except edition.NotAnEdition:
        return bool(list(published.parent.glob(f"{OLD}*")))


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
                kept = chance.choice(sorted((folder / "_build").glob(KEPT_FOLDERS)))
                shutil.rmtree(kept)
                edits.append(f"without {kept.name}")
            process = start(folder, chance.choice(ENVIRONMENTS))
            limit = chance.uniform(0.2, longest)
            try:
                process.communicate(timeout=limit)
                killed = "was done before"
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                killed = "killed"
            print(f"step {step}: {', '.join(edits)}; {killed} at {limit:.1f} s", flush=True)
            if not SPOIL.intersection(edits) and not complete(folder):
                raise SystemExit(f"seed {seed}, step {step}: no complete book after a kill")
            started = time.perf_counter()
            build(folder, chance.choice(ENVIRONMENTS))
            longest = max(4.0, time.perf_counter() - started)
            if step % 5 == 0 or step == steps:
                if wrong := unlike_clean(folder, Path(scratch)):
                    raise SystemExit(f"seed {seed}, step {step}: not as a clean build: {wrong}")
                print(f"step {step}: as a clean build, byte for byte", flush=True)
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [50, 1][len(given) :])))

"""Whether random edits and killed builds lead to the book that a clean build makes.

    python -m benchmarks.rightness [steps] [seed]

Works in a copy. Each step changes something, or changes it back, sometimes with a clock that went
back; sometimes takes away what a build keeps for the next one; starts a build and kills it at a
random time; and builds again, in an environment of its own.
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

from study import paths
from tests.support import hunts
from tests.support.books import Book
from tests.support.edits import EDITS, SPOIL, edit

KEPT_FOLDERS = ".*/*/"
"""Pattern of the folders below ``_build`` that are kept from build to build."""


def main(steps: int, seed: int) -> int:
    """Edit, kill, build and compare."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = hunts.copy(paths.ROOT, Path(scratch) / "book")
        shutil.rmtree(folder / ".git", ignore_errors=True)
        hunts.git(folder, "init", "--quiet")
        hunts.commit(folder)
        hunts.build(folder, {})
        longest = 20.0
        for step in range(1, steps + 1):
            edits = chance.sample(sorted(EDITS), chance.randint(1, 3))
            for name in edits:
                edit(folder, name, chance.choice((0, 0, chance.uniform(1, 1e6))))
            if chance.random() < 0.3:
                hunts.commit(folder)
                edits.append("a commit")
            if chance.random() < 0.3:
                kept = chance.choice(sorted((folder / "_build").glob(KEPT_FOLDERS)))
                shutil.rmtree(kept)
                edits.append(f"without {kept.name}")
            process = Book(folder).start(**chance.choice(hunts.ENVIRONMENTS))
            after = chance.uniform(0.2, longest)
            try:
                process.communicate(timeout=after)
                killed = "was done before"
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                killed = "killed"
            print(f"step {step}: {', '.join(edits)}; {killed} after {after:.1f} s", flush=True)
            if not SPOIL.intersection(edits) and not hunts.complete(folder):
                raise SystemExit(f"seed {seed}, step {step}: no whole book after a kill")
            started = time.perf_counter()
            hunts.build(folder, chance.choice(hunts.ENVIRONMENTS))
            longest = max(4.0, time.perf_counter() - started)
            if step % 5 == 0 or step == steps:
                if wrong := hunts.unlike_clean(folder, Path(scratch)):
                    raise SystemExit(f"seed {seed}, step {step}: not as a clean build: {wrong}")
                print(f"step {step}: as a clean build, byte for byte", flush=True)
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [50, 1][len(given) :])))

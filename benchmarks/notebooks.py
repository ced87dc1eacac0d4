"""What a notebook itself takes, and what importing ``study`` costs.

Run ``python -m benchmarks.notebooks``. Each notebook in a process of its own that was prepared as
a kernel is before it is forked: pandas and matplotlib are there already. Prints medians of five:
the import of everything in ``study`` that it asks for, and the cells after it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from press.notebooks import fork_server
from study import paths

NOTEBOOKS = paths.ROOT / "notebooks"
ROUNDS = 5


def measure(name: str) -> dict[str, float]:
    """Seconds of a notebook's first cell, which imports, and of all others, in this process."""
    fork_server.prepare()
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    cells = ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    os.chdir(NOTEBOOKS)
    with tempfile.TemporaryDirectory() as results:
        os.environ["STUDY_RESULTS"] = results
        names: dict[str, object] = {}
        begin = time.perf_counter()
        exec(cells[0], names)
        imported = time.perf_counter()
        for cell in cells[1:]:
            exec(cell, names)
        ended = time.perf_counter()
    return {"import": imported - begin, "own": ended - imported}


def main() -> None:
    """Print a table of all notebooks."""
    print("| notebook | import of study, s | own work, s |\n| --- | --- | --- |", flush=True)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        command = [sys.executable, "-m", "benchmarks.notebooks", notebook.stem]
        rounds = []
        for _ in range(ROUNDS):
            done = subprocess.run(command, cwd=paths.ROOT, check=True, capture_output=True)
            rounds.append(json.loads(done.stdout))
        columns = (statistics.median(each[part] for each in rounds) for part in ("import", "own"))
        print(f"| {notebook.stem} |", *(f"{seconds:.2f} |" for seconds in columns), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()

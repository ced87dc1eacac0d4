"""How long a notebook's own cells take, and how long its import of ``study``.

Run ``python -m benchmarks.notebooks``. Each notebook runs in a process of its own with the imports
that the fork server makes for kernels, pandas and matplotlib among them. Prints medians of five:
the first cell, which imports from ``study``, and the cells after it.
"""

import json
import os
import statistics
import sys
import tempfile
import time

from benchmarks.processes import in_new_process
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
        rounds = [in_new_process("benchmarks.notebooks", notebook.stem) for _ in range(ROUNDS)]
        columns = (statistics.median(each[part] for each in rounds) for part in ("import", "own"))
        print(f"| {notebook.stem} |", *(f"{seconds:.2f} |" for seconds in columns), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()

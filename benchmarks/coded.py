"""How long anonymising and checking take, and how they grow: ``python -m benchmarks.coded``.

Each size runs in a process of its own, so that its memory can be measured. The import is not
counted, and neither is the attack on the rows: it takes up to ten minutes, which depends on the
number of people and not of segments.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.processes import in_new_process
from study import paths, workflow
from study.data import coded, levels, tables
from study.gate import linking
from study.private import project, store

SIZES = {21: 10_500, 200: 100_000, 2_000: 1_000_000, 20_000: 10_000_000}
"""Respondents: segments."""
SEED = 7
CODES_PER_RESPONDENT = 12
"""Codes with a direction that one respondent uses, so that respondents of a group differ."""


def private_side(respondents: int, segments: int, folder: Path) -> None:
    """Write a private project of this size with its mapping; a quarter is coded by two coders."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    codebook = tables.read("codebook")
    each = segments // respondents
    sources = [f"s{number:05d}" for number in range(respondents)]
    directions = ["helps", "hinders", "neutral", "absent"]
    codes = [f"{code} {direction}" for code in codebook["code"] for direction in directions]
    passage = np.tile(np.arange(each), respondents)
    own = rng.integers(0, len(codes), (respondents, CODES_PER_RESPONDENT))
    person = np.repeat(np.arange(respondents), each)
    codings = pd.DataFrame(
        {
            "source": np.array(sources)[person],
            "selection": np.arange(segments) + 1,
            "order": passage + 1,
            "start": passage * 100,
            "end": passage * 100 + 80,
            "code": np.array(codes)[own[person, rng.integers(0, CODES_PER_RESPONDENT, segments)]],
            "coder": "a",
        }
    )
    again = codings[codings["source"].isin(sources[: respondents // 4])].assign(coder="b")
    codings = pd.concat([codings, again.sample(frac=0.8, random_state=SEED)], ignore_index=True)
    made = project.Project(
        name="Benchmark",
        tool=coded.DEMONSTRATION,
        sources=project.table([(s, s, "text", "Zin.") for s in sources], project.SOURCES),
        coders=project.table([("a", "a"), ("b", "b")], project.CODERS),
        codes=project.table([(c, c, None, True, None) for c in codes], project.CODES),
        codings=codings.astype(project.CODINGS),
        cases=project.table([], project.CASES),
        case_sources=project.table([], project.CASE_SOURCES),
        variables=project.table([], project.VARIABLES),
        counting="characters",
        names=(),
        left_out=(),
    )
    store.save(made, folder)
    people = [
        f"  - {{respondent: R{n}, sources: [{s}], round: {1 if n < 5 else 2},"
        f" role: {'landelijk' if n < 5 else ('ambtenaar', 'ketenpartner')[n % 2]},"
        f" municipality: {'none' if n < 5 else f'place {n // 2 % max(2, respondents // 5)}'},"
        f" read_by: [a{', b' if n < respondents // 4 else ''}]}}"
        for n, s in enumerate(sources)
    ]
    meanings = [
        f'  "{code}": {{code: {code.split()[0]}, direction: {code.split()[1]}}}' for code in codes
    ]
    (folder / store.MAPPING).write_text(
        "\n".join(["without_direction: neutral", "respondents:", *people, "codes:", *meanings]),
        encoding="utf-8",
    )


def measure(respondents: int) -> dict[str, float]:
    """Seconds and memory (MiB) of one size, in this process."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = Path(scratch) / "private", Path(scratch) / "data"
        shutil.copytree(paths.DATA, data)
        shutil.copy(paths.BIBLIOGRAPHY, scratch)
        # A child makes the project, so that its memory is not counted here.
        subprocess.run(
            [sys.executable, "-m", "benchmarks.coded", "make", str(respondents), str(folder)],
            check=True,
        )
        linking.attempt = lambda *_: linking.Attack(levels.ROWS, "", linking.TRIED, [])
        begin = time.perf_counter()
        workflow.publish(data, folder)
        published = time.perf_counter()
        workflow.check_release(data, folder)
        checked = time.perf_counter()
    return {
        "anonymise": round(published - begin, 2),
        "check": round(checked - published, 2),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Print a table of all sizes."""
    print("respondents  segments  anonymise (s)  check (s)  memory (MiB)", flush=True)
    for respondents, segments in SIZES.items():
        found = in_new_process("benchmarks.coded", "measure", respondents)
        print(
            f"{respondents:>11}  {segments:>8}  {found['anonymise']:>13}  {found['check']:>9}"
            f"  {found['memory']:>12}",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", respondents, folder]:
            private_side(int(respondents), SIZES[int(respondents)], Path(folder))
        case ["measure", respondents]:
            print(json.dumps(measure(int(respondents))))
        case _:
            main()

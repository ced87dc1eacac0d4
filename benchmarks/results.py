"""How long measures, findings, sentences and figures take, and how they grow.

Run ``python -m benchmarks.results``. Each size runs in a process of its own, so that its memory can
be measured; making the tables is not counted.
"""

import json
import resource
import sys
import time

import numpy as np
import pandas as pd

from benchmarks.processes import in_new_process
from study import figures, measures
from study.data import coded
from study.data.coded import COLUMNS, DIRECTIONS, PAIRS, PHASES, Coded
from study.design import style
from study.findings import evidence_trail, recommendations, sentences, support
from study.findings.voice import Voice
from study.measures import published, saturation
from study.measures.published import Published

SIZES = {21: 10_500, 200: 100_000, 2_000: 1_000_000, 20_000: 10_000_000}
"""Respondents: segments."""
SEED = 7
TWO_LARGEST = 4


def tables(respondents: int, segments: int) -> Coded:
    """Coded tables of this size, with codes and directions drawn at random."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    codebook = coded.read_table("codebook")
    names = np.array([f"r{number:06d}" for number in range(respondents)])
    roles = ["landelijk"] * 5 + ["ambtenaar", "ketenpartner"] * respondents
    people = pd.DataFrame(
        {
            "respondent": pd.array(names, dtype="string"),
            "round": [1 if number < 5 else 2 for number in range(respondents)],
            "role_group": pd.array(roles[:respondents], dtype="string"),
        }
    )
    coverage = people[["respondent"]].merge(pd.DataFrame({"phase": PHASES}), how="cross")
    each = segments // respondents
    rows = pd.DataFrame(
        {
            "segment": np.arange(1, segments + 1),
            "respondent": pd.Categorical.from_codes(np.repeat(np.arange(respondents), each), names),
            "position": np.tile(np.arange(1, each + 1), respondents),
            "code": pd.Categorical.from_codes(
                rng.integers(0, len(codebook), segments), codebook["code"]
            ),
            "direction": pd.Categorical.from_codes(rng.integers(0, 4, segments), DIRECTIONS),
        }
    )
    return Coded(
        codebook,
        people,
        coverage.assign(state="discussed"),
        rows,
        pd.DataFrame(columns=list(COLUMNS["double_coding"])),
    )


def measure(respondents: int) -> dict[str, float]:
    """Seconds and memory (MiB) of one size, in this process."""
    of = tables(respondents, SIZES[respondents])
    voice = Voice(synthetic=True)
    begin = time.perf_counter()
    interviews = Published(measures.tally(of), of, TWO_LARGEST)
    counts = interviews.counts
    per_group = measures.counts(counts)
    enough = support.least(interviews)
    compared = {name: measures.phases(counts, pair) for name, pair in PAIRS.items()}
    relations = {n: support.between(per_group, enough, pair) for n, pair in PAIRS.items()}
    pairs = {phase: measures.cooccurrence(counts, phase) for phase in PHASES}
    streams, windows = measures.streams(counts), measures.windows(counts)
    origins, places = measures.origins(counts), published.places(interviews)
    curves = saturation.per_group(counts, of)
    measured = time.perf_counter()
    evidence_trail.trail(interviews, recommendations.read())
    for phase in PHASES:
        sentences.of_phase(counts, phase, enough, voice)
    sentences.conclusion(enough)
    worded = time.perf_counter()
    drawn = [
        figures.respondenten(counts.groups),
        *(figures.factoren(table, name) for name, table in compared.items()),
        *(
            draw(per_group, phase)
            for draw in (figures.richting, figures.groepen, figures.landelijk)
            for phase in PHASES
        ),
        figures.fasemodel(streams, windows, of.codebook),
        *(figures.verhouding(table, name) for name, table in relations.items()),
        figures.samenhang(pairs),
        figures.nieuw(curves, origins, places),
        figures.overeenstemming(counts.agreement, of.codebook),
    ]
    for figure in drawn:
        figure.render(style.WIDE)
        figure.render(style.NARROW)
    ended = time.perf_counter()
    return {
        "measures": round(measured - begin, 2),
        "trail": round(worded - measured, 2),
        "figures": round(ended - worded, 2),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Print a table of all sizes."""
    print("respondents  segments  measures (s)  trail (s)  figures (s)  memory (MiB)", flush=True)
    for respondents, segments in SIZES.items():
        found = in_new_process("benchmarks.results", respondents)
        print(
            f"{respondents:>11}  {segments:>8}  {found['measures']:>12}  {found['trail']:>9}"
            f"  {found['figures']:>11}  {found['memory']:>12}",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()

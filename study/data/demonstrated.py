"""Which phases and codes are the demonstration's: what is shipped with it may rest on them.

Its own files tell, because words that are alike tell nothing: a code of another study may be nearly
one of these, and somebody's slip of the pen as well.
"""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from study import paths, study_file


@dataclass(frozen=True)
class Demonstrated:
    """The demonstration's phases, its codes as phase and factor, and its pairs of phases."""

    phases: frozenset[str]
    codes: frozenset[tuple[str, str]]
    pairs: dict[str, tuple[str, str]]

    def has(self, phase: str, factor: str) -> bool:
        """Whether a factor is one of a phase, or of one of the phases of a pair."""
        return any((each, factor) in self.codes for each in self.pairs.get(phase, (phase,)))


@cache
def read() -> Demonstrated:
    """What the demonstration's own study file and codebook say."""
    study = study_file.read(paths.DEMONSTRATION / paths.STUDY.name)
    codebook = pd.read_csv(paths.DEMONSTRATION / paths.CODEBOOK, dtype="string", encoding="utf-8")
    return Demonstrated(
        phases=frozenset(phase.id for phase in study.phases),
        codes=frozenset(zip(codebook["phase"], codebook["factor"], strict=True)),
        pairs=study.pairs,
    )

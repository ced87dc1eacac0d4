"""Tables of counts: all that figures, numbers and sentences on the interviews are computed from.

Every count is of respondents of one round and role, or of all respondents of a round. Nothing here
is about one person, one interview or one passage, and nothing is about municipalities.
"""

from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from study import paths
from study.data import tables
from study.data.coded import STREAMS

COLUMNS = {
    "groups": ("round", "role_group", "phase", "respondents", "discussed"),
    "factor_counts": (
        *("code", "round", "role_group", "named", "absent", "not_discussed"),
        *("helps", "hinders", "neutral", "both"),
    ),
    "stream_counts": ("phase", "round", "part", "respondents"),
    "both_phases": ("earlier", "later", "factor", "respondents"),
    "cooccurrence": ("phase", "code_a", "code_b", "together"),
    "agreement": (
        *("level", "name", "units", "ratings", "prevalence", "raw"),
        *("alpha", "alpha_low", "alpha_high", "ac1", "note"),
    ),
}
"""The only columns of counts that may ever be published."""

MOST_PAIRS = 10
"""Pairs of factors published in each phase: all of them gave back most rows when tried."""

FEW_INTERVIEWS = "too few interviews coded double"
"""Note of an agreement that is left out, because it would be about a few people."""

ALL_STREAMS, WINDOW, ENTREPRENEUR = "all_streams", "window", "entrepreneur"
WINDOW_AND_STREAMS = "window_and_streams"
PARTS = (*STREAMS, ALL_STREAMS, WINDOW, ENTREPRENEUR, WINDOW_AND_STREAMS)
"""What ``stream_counts`` counts: who named a factor of a stream, of all streams, a window ..."""


@dataclass(frozen=True)
class Counts:
    """The tables of counts of a study, with the columns of ``COLUMNS``, and its codebook.

    - ``groups``: for each group that was spoken with and each phase, how many ``respondents`` it
      has, and with how many of them the phase was ``discussed``.
    - ``factor_counts``: for each code and group, respondents who ``named`` it, said it was
      ``absent`` (played no part), or said neither (``not_discussed``); and who said that it
      ``helps``, ``hinders`` or is ``neutral``. One person can say more than one of these; ``both``
      said that it helps and that it hinders.
    - ``stream_counts``: for each phase and round, respondents who named a factor of each of
      ``PARTS``.
    - ``both_phases``: respondents of municipalities who named the factor in a phase and the next.
    - ``cooccurrence``: respondents of municipalities who named both codes.
    - ``agreement``: between coders, over all and per factor (`study.measures.reliability`).
    """

    codebook: pd.DataFrame
    groups: pd.DataFrame
    factor_counts: pd.DataFrame
    stream_counts: pd.DataFrame
    both_phases: pd.DataFrame
    cooccurrence: pd.DataFrame
    agreement: pd.DataFrame

    def write(self, folder: Path) -> None:
        """Write every table but the codebook, which people write by hand."""
        for field in fields(self):
            if field.name in COLUMNS:
                table = getattr(self, field.name)[list(COLUMNS[field.name])]
                table.to_csv(
                    folder / f"{field.name}.csv", index=False, encoding="utf-8", lineterminator="\n"
                )


def read(data: Path = paths.DATA) -> Counts:
    """The tables of counts that a data package publishes.

    Raises:
        KeyError: it publishes rows.
        ValueError: a cell or a column does not fit.
    """
    return Counts(**{field.name: tables.read(field.name, data) for field in fields(Counts)})

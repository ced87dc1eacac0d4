"""What the interviews say, in counts of respondents: from the coded tables to tables of measures.

Every count is of respondents, never of segments: who speaks longest must not weigh most. Rounds are
never added up, because they were asked as different groups. The people were chosen and not drawn at
random, so no interval around a count would mean anything; only the comparison of two phases within
the same people has a test (see `phases`).

`tally` counts people, once; the other modules compute from its tables, which is all that they need
at either level of publication (`study.data.levels`): `counts` per factor, stream and window,
`comparison` the two phases beside each other, `cooccurrence` which factors go together.
`published` reads what is published. `reliability` (do coders agree?) and `saturation` (what did
further interviews bring?) are imported by themselves.
"""

from study.measures.comparison import holm, mcnemar, phases
from study.measures.cooccurrence import cooccurrence
from study.measures.counts import (
    TOGETHER,
    counts,
    of_municipalities,
    origins,
    streams,
    windows,
)
from study.measures.tally import MINIMUM_SUPPORT, SAID, STATES, states, tally

__all__ = [
    "MINIMUM_SUPPORT",
    "SAID",
    "STATES",
    "TOGETHER",
    "cooccurrence",
    "counts",
    "holm",
    "mcnemar",
    "of_municipalities",
    "origins",
    "phases",
    "states",
    "streams",
    "tally",
    "windows",
]

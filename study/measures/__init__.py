"""What the interviews say, in counts of respondents: from the coded tables to tables of measures.

Every count is of respondents (or, where it says so, municipalities), never of segments: who speaks
longest must not weigh most. Rounds are never added up, because they were asked as different groups.
The people were chosen and not drawn at random, so no interval around a count would mean anything;
only the comparison of two phases within the same people has a test (see `phases`).

`counts` holds what is counted, `comparison` the two phases beside each other, `cooccurrence` which
factors go together. `reliability` (do coders agree?) and `saturation` (what did further interviews
bring?) are imported by themselves.
"""

from study.measures.comparison import RELATIONS, holm, mcnemar, phases, relation
from study.measures.cooccurrence import MINIMUM_SUPPORT, cooccurrence
from study.measures.counts import (
    SAID,
    STATES,
    TOGETHER,
    counts,
    of_municipalities,
    origins,
    states,
    streams,
    windows,
)

__all__ = [
    "MINIMUM_SUPPORT",
    "RELATIONS",
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
    "relation",
    "states",
    "streams",
    "windows",
]

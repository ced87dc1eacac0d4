"""Whether the published rows tell who works with whom, although no table says so.

Colleagues may talk alike, and then their rows are alike. An attacker who knows how many of the
respondents each municipality has can weigh every division of the respondents into municipalities
by how well it fits the rows. `attack` is that attacker, held against the truth: it says whether
rows may be published. It runs on the private side, before anything is published, and what it
returns is never published: any score against the truth can be used to find the truth.

That published tables can be turned back into the people behind them is the setting of Garfinkel,
Abowd and Martindale (2019, "Understanding Database Reconstruction Attacks on Public Data",
Communications of the ACM 62(3)).
"""

from study.privacy.linkage.answers import (
    in_order,
    said_or_not,
    with_directions,
    with_repeats,
)
from study.privacy.linkage.verdict import (
    LIKENESS,
    MOST_CERTAIN,
    MOST_RIGHT,
    Guesses,
    Outcome,
    attack,
    best_guesses,
)

__all__ = [
    "LIKENESS",
    "MOST_CERTAIN",
    "MOST_RIGHT",
    "Guesses",
    "Outcome",
    "attack",
    "best_guesses",
    "in_order",
    "said_or_not",
    "with_directions",
    "with_repeats",
]

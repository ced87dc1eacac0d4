"""What an attacker reads in the published rows: per respondent and question yes, no or nothing."""

import numpy as np

from study.data.coded import DIRECTIONS
from study.privacy.disclosure import BITS

NOT_ASKED = -1


def said_or_not(profiles: np.ndarray, discussed: np.ndarray | None = None) -> np.ndarray:
    """Respondents x codes: 1 said, 0 not said, -1 not known because it was not discussed.

    ``profiles`` is as `study.privacy.disclosure.profiles` gives it: bits of the directions, 0 for
    a code that was not said. ``discussed`` has the same shape and is False where the interview did
    not reach the phase of the code; all was discussed if it is not given.
    """
    said = (profiles > 0).astype(np.int8)
    return said if discussed is None else np.where(discussed, said, np.int8(NOT_ASKED))


def with_repeats(
    profiles: np.ndarray, times: np.ndarray, discussed: np.ndarray | None = None
) -> np.ndarray:
    """`said_or_not`, and beside it whether who said a code came back to it.

    ``times`` (respondents x codes) is in how many segments each said it; asked is only who did.
    """
    said = said_or_not(profiles, discussed)
    again = np.where(times > 0, times > 1, NOT_ASKED).astype(np.int8)
    return np.concatenate([said, again], axis=1)


def in_order(first: np.ndarray, phase: np.ndarray) -> np.ndarray:
    """When codes came up: respondents x (codes, twice), asked only of who said the code.

    ``first`` (respondents x codes) is the place of the first passage about the code in the
    interview, nan where there is none; ``phase`` is that of each code. Codes are ranked among what
    this person said of the phase, because phases come up one after the other with everybody: among
    the first third or not; if not, among the second or not. Codes of one passage share a rank.
    """
    thirds = np.full(first.shape, NOT_ASKED, dtype=np.int8)
    for each in np.unique(phase):
        of_phase = np.flatnonzero(phase == each)
        here = first[:, of_phase]
        said = ~np.isnan(here)
        before = np.zeros(here.shape)
        for place in here.T:
            before += (place[:, None] < here) + (place[:, None] == here) / 2
        share = before / np.maximum(said.sum(axis=1, keepdims=True), 1)
        thirds[:, of_phase] = np.where(said, np.minimum(share * 3, 2), NOT_ASKED)
    early = np.where(thirds >= 0, thirds == 0, NOT_ASKED)
    middle = np.where(thirds > 0, thirds == 1, NOT_ASKED)
    return np.concatenate([early, middle], axis=1).astype(np.int8)


def with_directions(profiles: np.ndarray, discussed: np.ndarray | None = None) -> np.ndarray:
    """`said_or_not`, and beside it in which direction, as respondents x (codes x directions).

    Directions are asked one after the other, among those who said the code and gave none of the
    earlier directions: says it helps or not; if not, says it hinders or not; and so on. The last
    direction follows from the others. So each answer counts once, although they exclude each other.
    """
    columns = [said_or_not(profiles, discussed)]
    asked = profiles > 0 if discussed is None else (profiles > 0) & discussed
    for direction in DIRECTIONS[:-1]:
        gave = profiles & BITS[direction] > 0
        columns.append(np.where(asked, gave, NOT_ASKED).astype(np.int8))
        asked = asked & ~gave
    return np.concatenate(columns, axis=1)

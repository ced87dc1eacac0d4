"""Placeholders for factors and evidence in a sentence, for each medium to fill in its own way.

Written as ``[[factor:steun]]`` and ``[[evidence:borgen.steun]]``.
"""

import re
from collections.abc import Callable

_PLACEHOLDER = re.compile(r"\[\[(factor|evidence):([\w.]+)\]\]")


def factor(name: str) -> str:
    """In the place of a factor's name."""
    return f"[[factor:{name}]]"


def evidence(phase: str, name: str) -> str:
    """In the place of how many people name a factor in a phase."""
    return f"[[evidence:{phase}.{name}]]"


def filled(text: str, factor: Callable[[str], str], evidence: Callable[[str], str] | None) -> str:
    """The text with each placeholder replaced by what these functions make of it.

    ``factor`` gets the name of a factor, ``evidence`` gets ``<phase>.<factor>``. Without
    ``evidence``, placeholders for it are removed with the space before them.
    """
    if evidence is None:
        text = re.sub(r"\s*\[\[evidence:[\w.]+\]\]", "", text)
    shown = {"factor": factor, "evidence": evidence}
    return _PLACEHOLDER.sub(lambda found: shown[found[1]](found[2]), text)

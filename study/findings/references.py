"""References to factors and evidence inside a sentence, for each medium to show in its own way.

Written as ``[[factor:steun]]`` and ``[[evidence:borgen.steun]]``.
"""

import re
from collections.abc import Callable

_REFERENCE = re.compile(r"\[\[(factor|evidence):([\w.]+)\]\]")


def factor(name: str) -> str:
    """The name of a factor."""
    return f"[[factor:{name}]]"


def evidence(phase: str, name: str) -> str:
    """How many people name a factor in a phase."""
    return f"[[evidence:{phase}.{name}]]"


def replaced(text: str, factor: Callable[[str], str], evidence: Callable[[str], str] | None) -> str:
    """The text with each reference replaced by what these functions make of it.

    ``factor`` gets the name of a factor, ``evidence`` gets ``<phase>.<factor>``. Without
    ``evidence``, references to evidence are removed with the space before them.
    """
    if evidence is None:
        text = re.sub(r"\s*\[\[evidence:[\w.]+\]\]", "", text)
    shown = {"factor": factor, "evidence": evidence}
    return _REFERENCE.sub(lambda found: shown[found[1]](found[2]), text)

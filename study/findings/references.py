"""References to factors and evidence inside a sentence, whatever the sentence ends up in.

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
    """The text with its references as a factor's name and ``phase.factor`` are to be shown.

    Without ``evidence`` its references go, with the space before them.
    """
    if evidence is None:
        text = re.sub(r"\s*\[\[evidence:[\w.]+\]\]", "", text)
    shown = {"factor": factor, "evidence": evidence}
    return _REFERENCE.sub(lambda found: shown[found[1]](found[2]), text)

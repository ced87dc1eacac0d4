"""Placeholders for factors in a sentence, for each medium to fill in its own way.

Written as ``[[factor:steun]]`` for the name of a factor, and as ``[[factor:borgen.steun.helps]]``
for its reading where it helps, or hinders, in a phase.
"""

import re
from collections.abc import Callable
from typing import Any

_PLACEHOLDER = re.compile(r"\[\[factor:([\w.]+)\]\]")


def factor(name: str) -> str:
    """In the place of a factor's name."""
    return f"[[factor:{name}]]"


def reading(phase: str, name: str, claim: str) -> str:
    """In the place of what helps or hinders: "a lack of money and hours"."""
    return f"[[factor:{phase}.{name}.{claim}]]"


def filled(text: str, words: Callable[[str], str]) -> str:
    """The text with each placeholder replaced by what a function makes of what stands in it."""
    return _PLACEHOLDER.sub(lambda found: words(found[1]), text)


def named(text: str) -> str:
    """The factor that stands in a placeholder."""
    phase, _, rest = text.partition(".")
    return rest.split(".")[0] or phase


def words_of(trail: dict[str, Any]) -> Callable[[str], str]:
    """A function that gives for what stands in a placeholder the words of the codebook."""

    def words(text: str) -> str:
        about = trail["factors"][named(text)]
        if "." not in text:
            return about["label"]
        phase, _, claim = text.split(".")
        return about["phases"][phase][f"{claim}_reading"]

    return words

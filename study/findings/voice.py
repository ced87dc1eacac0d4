"""How the book speaks of the interviews: made up for demonstration, or held with people."""

from dataclasses import dataclass, replace
from typing import Self

from study.language import sentence


@dataclass(frozen=True)
class Voice:
    """How sentences on the interviews say where they hold.

    ``synthetic`` says that the interviews are made up; ``again`` that a sentence stands where
    another has said so already, and leaves it out.
    """

    synthetic: bool
    again: bool = False

    def further(self) -> Self:
        """The same, further on in a section."""
        return replace(self, again=True)

    def say(self, key: str, **values: object) -> str:
        """The sentence of that key, which may say where it holds, its blanks filled in."""
        kind = "synthetic" if self.synthetic else "real"
        where = {place: sentence(f"{place}.{kind}") for place in ("here", "there")}
        if self.again:
            where["there"] = ""
        return " ".join(sentence(key, **where, **values).split())

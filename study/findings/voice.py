"""How the book speaks of the interviews: made up for demonstration, or held with people."""

from dataclasses import dataclass

from study.language import sentence


@dataclass(frozen=True)
class Voice:
    """The opening of sentences on the interviews; ``synthetic`` says that these are made up."""

    synthetic: bool

    def say(self, key: str, **values: object) -> str:
        """The sentence of that key, which may say where it holds, its blanks filled in."""
        kind = "synthetic" if self.synthetic else "real"
        where = {place: sentence(f"{place}.{kind}") for place in ("here", "there")}
        return sentence(key, **where, **values)

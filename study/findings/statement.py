"""A sentence of the book that depends on the data, and whether these data bear it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A sentence by name; ``holds`` says whether these data bear it out.

    ``text`` may hold placeholders for factors and evidence (`findings.placeholders`).

    A statement without text that holds is a condition: chapters print words of their own under it.

    Raises:
        ValueError: text that does not hold.
    """

    name: str
    text: str
    holds: bool = True

    def __post_init__(self) -> None:
        if self.text and not self.holds:
            raise ValueError(f"{self.name}: a sentence that does not hold may not be printed")

"""Named numbers for running text."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from study.language import dutch

Kind = Literal["count", "year", "decimal", "coefficient", "date", "words"]


@dataclass(frozen=True)
class Number:
    """A value that a sentence may print, and the keys of the sources it was read in.

    ``kind`` decides how it is written: a count with thousands points, a year without, a decimal
    with one digit behind the comma, a date (ISO 8601 text) in words, and words as they are.
    """

    value: int | float | str
    kind: Kind
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """The number as readers see it."""
        match self.kind:
            case "count":
                return dutch.number(self.value)
            case "decimal":
                return dutch.number(self.value, decimals=1)
            case "coefficient":
                return dutch.number(self.value, decimals=2)
            case "date":
                return dutch.moment(str(self.value))
            case "year" | "words":
                return str(self.value)

    @property
    def words(self) -> str:
        """The same, but a count in words where prose has words."""
        return dutch.in_words(self.value) if self.kind == "count" else self.text

    def as_record(self) -> dict[str, Any]:
        """Value, kind, sources and both ways of writing it, for JSON."""
        return {**asdict(self), "text": self.text, "words": self.words}

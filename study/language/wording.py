"""Pieces of Dutch sentences that stay true and grammatical whatever the numbers are."""

from dataclasses import dataclass

from study.language import dutch
from study.language.labels import sentence


@dataclass(frozen=True)
class Voice:
    """How the book speaks of the interviews: made up for demonstration, or held with people."""

    synthetic: bool

    def say(self, key: str, **values: object) -> str:
        """The sentence of that key, which may open with where it holds, its blanks filled in."""
        here = sentence(f"here.{'synthetic' if self.synthetic else 'real'}")
        return sentence(key, here=here, **values)


def n_of(n: int, total: int, one: str = "respondent", many: str = "respondenten") -> str:
    """So many of a group, as the subject of a sentence: "alle zestien respondenten".

    >>> n_of(3, 16), n_of(1, 16), n_of(0, 16), n_of(2, 2), n_of(1, 1)
    ('drie van de zestien respondenten', 'één van de zestien respondenten',
     'geen van de zestien respondenten', 'beide respondenten', 'de enige respondent')
    """
    if n == 0:
        return f"geen enkele {one}" if total < 2 else f"geen van de {dutch.in_words(total)} {many}"
    if n == total:
        if total == 1:
            return f"de enige {one}"
        return f"beide {many}" if total == 2 else f"alle {dutch.in_words(total)} {many}"
    return f"{dutch.in_words(n)} van de {dutch.in_words(total)} {many}"


def is_plural(n: int) -> bool:
    """Whether `n_of` takes a verb in the plural."""
    return n > 1


def verb(n: int, one: str, many: str) -> str:
    """The form of a verb that goes with `n_of`."""
    return many if is_plural(n) else one


def count(n: int, one: str, many: str) -> str:
    """A number of things: "één gemeente", "drie gemeenten", "geen gemeenten"."""
    if n == 0:
        return f"geen {many}"
    return f"{dutch.in_words(n)} {one if n == 1 else many}"


def capital(text: str) -> str:
    """The text with a capital at the start; "één" becomes "Eén", as Dutch has it."""
    if text.startswith("één"):
        return f"E{text[1:]}"
    return text[:1].upper() + text[1:]

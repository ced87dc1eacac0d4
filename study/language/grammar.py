"""How a language writes numbers, dates, counts and lists: one object per language.

What differs between languages stands in a table (``grammar_nl.toml``); Babel knows numbers, dates
and plurals. Another language is another table.
"""

import datetime
import tomllib
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from study import paths
from study.language import spoken
from study.language.names import Names
from study.study_file import STUDY


class Grammar:
    """The grammar of one language, from its table; ``names`` are those of the study's own parts."""

    def __init__(self, file: Path, names: Names) -> None:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        self.locale: str = table["locale"]
        self._plural = Locale.parse(self.locale).plural_form
        self._words: dict = table["words"]
        self._of: dict[str, str] = table["of"]
        self._count: dict[str, str] = table["count"]
        self._nouns: dict[str, dict[str, str]] = table["nouns"] | names.nouns
        self.names = names
        self._verbs: dict[str, dict[str, str]] = table["verbs"]
        # Figures and tables write the same few numbers thousands of times.
        self.number = cache(self._number)

    def _number(self, value: float, decimals: int = 0) -> str:
        """A number as its readers write it: ``1711`` as "1.711", ``0.125`` as "0,13" in Dutch."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # A half goes up, as everybody learned it; Babel and Python round it to the even digit.
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        return format_decimal(exact, format=pattern, locale=self.locale)

    def in_words(self, value: int) -> str:
        """A count in words up to twenty, as prose has it; above that in figures."""
        numbers: Sequence[str] = self._words["numbers"]
        return numbers[value] if 0 <= value < len(numbers) else self.number(value)

    def moment(self, iso: str) -> str:
        """A date as precise as it is known: "2018", "februari 2018" or "25 mei 2018" in Dutch.

        Raises:
            ValueError: not an ISO 8601 year, year-month or date.
        """
        parts = iso.count("-")
        if parts == 0:
            return str(int(iso))
        day = datetime.date.fromisoformat(iso if parts == 2 else f"{iso}-01")
        return format_date(day, "d MMMM y" if parts == 2 else "MMMM y", locale=self.locale)

    def enumerate_words(self, words: Sequence[str]) -> str:
        """``["a", "b", "c"]`` as "a, b en c" in Dutch."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._words['and']} {words[-1]}"

    def n_of(self, n: int, total: int, noun: str = "respondent") -> str:
        """So many of a group, as the subject of a sentence: "alle zestien respondenten".

        "drie van de zestien", "geen van de zestien", "beide", "de enige"; ``noun`` is a key of the
        table's nouns, or a role.
        """
        if n == 0:
            form = "none_of_one" if total < 2 else "none"
        elif n == total:
            form = {1: "the_only", 2: "both"}.get(total, "all")
        else:
            form = "some"
        numbers = {"n": self.in_words(n), "total": self.in_words(total)}
        return self._of[form].format(**numbers, **self._nouns[noun])

    def count(self, n: int, noun: str) -> str:
        """A number of things: "één respondent", "drie respondenten", "geen respondenten"."""
        form = "none" if n == 0 else self._plural(n)
        return self._count[form].format(n=self.in_words(n), **self._nouns[noun])

    def by_number(self, n: int, one: str, many: str) -> str:
        """The words that go with a number: those for one, or those for none or several."""
        return one if self._plural(n) == "one" else many

    def verb(self, n: int, verb: str) -> str:
        """The form of a verb that goes with `n_of`: "noemt" or "noemen"."""
        return self._verbs[verb][self._plural(n or 1)]

    def ordinal(self, value: int) -> str:
        """A place in an order: "eerste" for 1 in Dutch."""
        return self._words["ordinals"][value - 1]

    def capital(self, text: str) -> str:
        """The text with a capital at its start."""
        for word, written in self._words["capitals"].items():
            if text.startswith(word):
                return written + text[len(word) :]
        return text[:1].upper() + text[1:]


dutch: Grammar = spoken.each_in_its_own(
    lambda language: Grammar(
        paths.WORDS_OF_STUDY / f"grammar_{language}.toml", Names(STUDY, language)
    )
)
"""The grammar of the language of the moment."""

"""Numbers in a sentence: ``{getal}`` in digits, ``{aantal}`` as prose writes a count.

And ``{kerncijfers}``, the three numbers that front page, ten-minute page and factsheet open with.
"""

from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press import labels
from press.chapters.domain import shown
from press.chapters.nodes import number
from press.chapters.sections import inline
from press.notebooks.outputs import NumberResult, Results

_words = labels.of("key_numbers")


class NumberRole(SphinxRole):
    """A number from the results, in digits or (``words``) as Dutch prose writes a count."""

    def __init__(self, words: bool = False) -> None:
        super().__init__()
        self.words = words

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        found = shown(self, "number", self.text)
        if found is None:
            return [], []
        text = found.words if self.words else found.text
        return [number("", text, name=found.name, value=found.value)], []


@dataclass(frozen=True)
class KeyNumber:
    """Which number (by its name in the results), with the names of those in the words beside it.

    Its words stand in the labels under ``label``, and what is put behind the number, such as a
    percent sign, under ``<label>_unit``.
    """

    label: str
    name: str
    beside: dict[str, str]

    @property
    def unit(self) -> str:
        """What stands behind the number."""
        return _words(f"{self.label}_unit")

    def words(self, found: dict[str, NumberResult]) -> str:
        """What was counted, with the numbers beside it filled in."""
        filled = {blank: found[name].text for blank, name in self.beside.items()}
        return _words(self.label).format(**filled)

    @property
    def names(self) -> tuple[str, ...]:
        """All numbers that it needs."""
        return (self.name, *self.beside.values())


KEY_NUMBERS = (
    KeyNumber("registered", "registraties.laatste", {"year": "registraties.laatste.jaar"}),
    KeyNumber(
        "estimated",
        "schatting.2021.punt",
        {"low": "schatting.2021.laag", "high": "schatting.2021.hoog"},
    ),
    KeyNumber("policy", "gemeentebeleid.aimed_policy", {}),
)
"""How many are seen, how many there may be, and how many municipalities have policy for them."""


def key_numbers(results: Results) -> list[tuple[str, str, tuple[str, ...]]]:
    """For the factsheet on paper, of each: the number, its words, and keys of its sources.

    Raises:
        MissingResult: no notebook makes one of them.
    """
    made = []
    for key in KEY_NUMBERS:
        found = {name: results.find("number", name) for name in key.names}
        made.append((found[key.name].text + key.unit, key.words(found), _sources(found)))
    return made


def _sources(found: dict[str, NumberResult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for each in found.values() for key in each.sources))


class KeyNumbersDirective(SphinxDirective):
    """``{kerncijfers}``: a list of the three numbers, each with its sources."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        listed = nodes.bullet_list(classes=["kerncijfers"])
        for key in KEY_NUMBERS:
            found = {name: shown(self, "number", name) for name in key.names}
            if None in found.values():
                return []
            main = found[key.name]
            big = nodes.strong("", "", number("", main.text, name=main.name, value=main.value))
            big += nodes.Text(key.unit)
            cited = f" {key.words(found)} {{cite:p}}`{','.join(_sources(found))}`."
            words = nodes.paragraph("", "", big, *inline(self, cited))
            listed += nodes.list_item("", words)
        return [listed]


def register(app: Sphinx) -> None:
    """Add the roles and the directive."""
    app.add_role("getal", NumberRole())
    app.add_role("aantal", NumberRole(words=True))
    app.add_directive("kerncijfers", KeyNumbersDirective)

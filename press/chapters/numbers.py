"""Numbers in a sentence: ``{getal}`` in digits, ``{aantal}`` as prose writes a count."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from press.chapters.domain import shown
from press.chapters.nodes import number


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


def register(app: Sphinx) -> None:
    """Add the roles."""
    app.add_role("getal", NumberRole())
    app.add_role("aantal", NumberRole(words=True))

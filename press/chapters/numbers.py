"""Numbers in a sentence: ``{getal}`` in figures, ``{aantal}`` as prose writes a count."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from press.chapters.domain import book
from press.chapters.nodes import number
from press.notebooks.outputs import MissingResult

logger = logging.getLogger(__name__)


class NumberRole(SphinxRole):
    """A number from the results, in figures or (``words``) as Dutch prose writes a count."""

    def __init__(self, words: bool = False) -> None:
        super().__init__()
        self.words = words

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        try:
            found = book(self.env).results.number(self.text)
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return [], []
        book(self.env).use("number", found.name)
        text = found.words if self.words else found.text
        return [number("", text, name=found.name, value=found.value)], []


def register(app: Sphinx) -> None:
    """Add the roles."""
    app.add_role("getal", NumberRole())
    app.add_role("aantal", NumberRole(words=True))

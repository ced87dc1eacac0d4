"""Text of a page that is not translated yet: marked for a writer, refused where it is published."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from press import labels
from press.chapters.nodes import LANGUAGE_CLASS
from press.translation import translating
from study.language import spoken


class untranslated(nodes.Inline, nodes.TextElement):
    """Where a text begins that is in the language of the book."""


class StaleRole(SphinxRole):
    """The mark before a text without a translation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        return [untranslated()], []


class DutchRole(SphinxRole):
    """Words that are left in Dutch, such as a title: ``{nl}`borgen```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        return [nodes.emphasis("", self.text, classes=[f"{LANGUAGE_CLASS}nl"])], []


def _of_book() -> str:
    return f"{LANGUAGE_CLASS}{spoken.EDITIONS[0]}"


def register(app: Sphinx) -> None:
    """Add the roles, and what becomes of a mark once a page is read."""
    app.add_role(translating.UNTRANSLATED, StaleRole())
    app.add_role("nl", DutchRole())
    # Before Sphinx takes titles out of the page.
    app.connect("doctree-read", _mark, priority=100)


def _mark(app: Sphinx, doctree: nodes.document) -> None:
    for mark in list(doctree.findall(untranslated)):
        mark.parent["classes"].append(_of_book())
        words = labels.text("page.untranslated")
        own = [f"{LANGUAGE_CLASS}{spoken.spoken()}"]
        mark.replace_self(nodes.strong("", words, classes=own))

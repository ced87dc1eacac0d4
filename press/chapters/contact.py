"""Whom readers can tell what is wrong: ``{contact}``, from ``contact`` in ``CITATION.cff``."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.build.citation_file import Contact
from press.chapters.domain import book


class ContactDirective(SphinxDirective):
    """``{contact}``: where to report something, or that there is no such place yet."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        return [paragraph(book(self.env).citation.contact)]


def paragraph(contact: Contact | None) -> nodes.paragraph:
    """The same as a paragraph."""
    if contact is None:
        return nodes.paragraph("", labels.text("contact.none"))
    words = contact.address.removeprefix("mailto:")
    lead = labels.text("contact.there").format(name=contact.name)
    link = nodes.reference("", words, refuri=contact.address, internal=False)
    return nodes.paragraph("", "", nodes.Text(f"{lead} "), link)


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("contact", ContactDirective)

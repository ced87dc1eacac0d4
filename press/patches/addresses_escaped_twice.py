"""MyST: an address is not escaped when it is read, because it is when it is written.

MyST writes ``&amp;`` for ``&`` into the address of a link, and Sphinx and the print escape that
again, so that the link leads somewhere else.
The plain way is to leave it out: addresses with ``&`` are wrong then.

Waits for: a myst-parser that gives a reference the address as it was written.
"""

import html

from docutils import nodes
from sphinx.application import Sphinx


def unescape(app: Sphinx, doctree: nodes.document) -> None:
    """Give each reference of a page the address as it was written."""
    for link in doctree.findall(nodes.reference):
        if ":" in link.get("refuri", "").partition("/")[0]:
            link["refuri"] = html.unescape(link["refuri"])


def register(app: Sphinx) -> None:
    """Put addresses right on every page that is read."""
    app.connect("doctree-read", unescape)

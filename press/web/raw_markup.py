"""Raw HTML in a chapter is refused: it would be on the screen only, and could hold anything.

Of notebooks' outputs what may be published was chosen before (``press/notebooks/safe_html.py``).
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

SHOWN = 40
"""Characters of it in the message."""


def _refuse(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(nodes.raw):
        if _is_output(node):
            continue
        words = " ".join(node.astext().split())
        begin = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
        logger.warning(
            "%r is raw markup, which the print would leave out: write it in Markdown, or as a "
            "directive (a comment begins with %%)",
            begin,
            location=node,
        )


def _is_output(node: nodes.raw) -> bool:
    """Whether a notebook put it out as HTML, and not a writer."""
    return node.parent.get("mime_type") == "text/html"


def register(app: Sphinx) -> None:
    """Look at every page that is read."""
    app.connect("doctree-read", _refuse)

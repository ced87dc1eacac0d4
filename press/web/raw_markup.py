"""Raw HTML in a chapter is refused: it would be on the screen only, and could hold anything.

Of notebooks' outputs what may be published was chosen before (``press/notebooks/safe_html.py``).
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

_TAG = re.compile(r"</?[A-Za-z][\w-]*")


def _refuse(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(nodes.raw):
        if _is_output(node):
            continue
        # Of what stands in it nothing is said: it may be what the gate refuses.
        tag = _TAG.match(node.astext().strip())
        logger.warning(
            "%s is raw markup, which the print would leave out: write it in Markdown, or as a "
            "directive (a comment begins with %%)",
            f"{tag[0]}>" if tag else "this",
            location=node,
        )


def _is_output(node: nodes.raw) -> bool:
    """Whether a notebook put it out as HTML, and not a writer."""
    return node.parent.get("mime_type") == "text/html"


def register(app: Sphinx) -> None:
    """Look at every page that is read."""
    app.connect("doctree-read", _refuse)

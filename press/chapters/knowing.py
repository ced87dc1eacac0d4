"""What a reader will know after a chapter: ``{weten}``, a list in its opening."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels

KNOWN = "weten"
"""Class of the block, on the screen and in print."""


class KnowingDirective(SphinxDirective):
    """``{weten}``: items that go on from "after this chapter you know"."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        made = nodes.container(classes=[KNOWN])
        made += nodes.paragraph("", labels.text("page.know"))
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("weten", KnowingDirective)

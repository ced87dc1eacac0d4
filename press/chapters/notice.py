"""The notice on every page about the interviews while they are a demonstration: ``{herkomst}``."""

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import NOTICE
from study import paths
from study.data import tables


class NoticeDirective(SphinxDirective):
    """``{herkomst}``: the notice; nothing once the data are real."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(paths.PACKAGE))
        return notice(tables.is_synthetic())


def notice(synthetic: bool, classes: Sequence[str] = ()) -> list[nodes.Node]:
    """The notice as a node of ``classes``; nothing for data that are not synthetic."""
    if not synthetic:
        return []
    words = nodes.paragraph("", labels.text("notice.interviews"))
    return [nodes.important("", words, classes=[NOTICE, *classes])]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("herkomst", NoticeDirective)

"""How pages about interviews that are made up are marked: the notice ``{herkomst}``, and titles.

The title on the page stands under the notice and stays as it is. Wherever else it stands (menus,
contents, results of a search, links to share, citations) it says that it is a demonstration's.
"""

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import book
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


def made_up(app: Sphinx, docname: str) -> bool:
    """Whether a page shows interviews that are made up."""
    return tables.is_synthetic() and book(app.env).shows_interviews(docname)


def marked(title: str, partly: bool = False) -> str:
    """The title of something made up, in whole or in part, where it stands without its page."""
    return labels.text("notice.title_partly" if partly else "notice.title").format(title=title)


def _mark_title(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    if made_up(app, docname):
        partly = book(app.env).shows_public_figures(docname)
        for titles in (app.env.titles, app.env.longtitles):
            titles[docname] = nodes.title("", marked(titles[docname].astext(), partly))


def register(app: Sphinx) -> None:
    """Add the directive; mark titles once Sphinx has taken them from their pages."""
    app.add_directive("herkomst", NoticeDirective)
    # After the page has been noted as read, with what it shows.
    app.connect("doctree-read", _mark_title, priority=950)

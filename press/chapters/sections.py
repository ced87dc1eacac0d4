"""What directives build pages from: sections that can be referred to, and text with markup.

And ``{weten}``, the list in the opening of a chapter of what its reader will know.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import SCREEN_ONLY

KNOWN = "weten"
"""Class of that list with its lead."""


def named_section(name: str, title: str) -> nodes.section:
    """An empty section with this label."""
    return nodes.section("", nodes.title("", title), ids=[name], names=[name])


def name_all(directive: SphinxDirective, made: list[nodes.Node]) -> None:
    """Make every label in these nodes a target that can be referred to."""
    for node in made:
        for named in node.findall(nodes.Element):
            if named.get("names"):
                directive.state.document.note_explicit_target(named, named)


def inline(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    """The nodes of one line of text with markup."""
    return directive.state.inline_text(text, directive.lineno)[0]


class KnowingDirective(SphinxDirective):
    """``{weten}``: items that go on from "after this chapter you know".

    On the screen only: on paper the summary stands right below the title, on the same page.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        made = nodes.container(classes=[KNOWN, SCREEN_ONLY])
        made += nodes.paragraph("", labels.text("page.know"))
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("weten", KnowingDirective)

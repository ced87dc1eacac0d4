"""What of the book is printed: ``{scherm}`` and ``{papier}``, and ``print`` in front of a chapter.

A chapter says in its front matter how it is printed, if not in its place and as itself: `LEFT_OUT`,
`COLOPHON`, `AFTER_CONTENTS` or `CARD`.
"""

from collections.abc import Iterable

from docutils import nodes, utils
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from press.chapters.nodes import NOTICE, SCREEN_ONLY, paper_only, web_only

LEFT_OUT = "niet"
"""Not printed at all."""

COLOPHON = "colofon"
"""Printed behind the cover."""

AFTER_CONTENTS = "inhoud"
"""Printed behind the table of contents."""

CARD = "kaart"
"""Printed as a card on half a page."""

RUNS_ON = "loopt-door"
"""Short, so it begins below the chapter before it."""


def form(env: BuildEnvironment, docname: str) -> str | None:
    """How a document is printed: one of the above, or None for in its place and as itself."""
    return env.metadata[docname].get("print")


class whole_section(nodes.Invisible, nodes.Element):
    """Says of the section it stands in that it is on the screen only."""


class ScreenDirective(SphinxDirective):
    """``{scherm}``: what is left out in print; without content, the section that it stands in.

    (A heading inside a directive would be no heading of a section.)
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        if not self.content:
            return [whole_section()]
        made = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, made)
        for child in made.children:
            child["classes"].append(SCREEN_ONLY)
        return made.children


class PaperDirective(SphinxDirective):
    """``{papier}``: what is printed only, such as where on paper something is found."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        made = paper_only()
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def _mark_sections(app: Sphinx, doctree: nodes.document) -> None:
    for mark in list(doctree.findall(whole_section)):
        mark.parent["classes"].append(SCREEN_ONLY)
        mark.parent.remove(mark)


def keep_first_notice(doctrees: Iterable[nodes.document]) -> None:
    """Print the notice on made-up interviews once: all pages that hold some carry a mark."""
    notices = (node for tree in doctrees for node in tree.findall(nodes.important))
    for notice in [node for node in notices if NOTICE in node["classes"]][1:]:
        notice["classes"].append(SCREEN_ONLY)


def left_out(doctree: nodes.document) -> set[str]:
    """Take out of a resolved document what is for the screen only; gives the ids that go with it.

    What refers to one of these is printed without a link.
    """
    gone: set[str] = set()
    for node in list(doctree.findall(nodes.Element)):
        if isinstance(node, web_only) or SCREEN_ONLY in node.get("classes", ()):
            for note in list(node.findall(nodes.footnote)):
                # They stand at the end, in whatever is the last section of the page.
                note.parent.remove(note)
                doctree += note
            for below in node.findall(nodes.Element):
                gone.update(below.get("ids", ()))
            if node.parent is not None:
                node.parent.remove(node)
    return gone


def english(name, rawtext, text, lineno, inliner, options=None, content=()):
    """``{en}`policy window```: words in English, so that they are read aloud as such."""
    return [nodes.emphasis(rawtext, utils.unescape(text), classes=["language-en"])], []


def _skip(self, node: paper_only) -> None:
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Add the directives and the node."""
    app.add_node(paper_only, html=(_skip, None))
    app.connect("doctree-read", _mark_sections)
    app.add_role("en", english)
    app.add_directive("scherm", ScreenDirective)
    app.add_directive("papier", PaperDirective)

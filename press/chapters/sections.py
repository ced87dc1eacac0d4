"""Sections with a name that can be referred to, and text with markup, from within a directive."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


def named_section(name: str, title: str) -> nodes.section:
    """An empty section that goes by this name."""
    return nodes.section("", nodes.title("", title), ids=[name], names=[name])


def name_all(directive: SphinxDirective, made: list[nodes.Node]) -> None:
    """Let every named place in these nodes be referred to."""
    for node in made:
        for named in node.findall(nodes.Element):
            if named.get("names"):
                directive.state.document.note_explicit_target(named, named)


def inline(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    """Text with markup as nodes."""
    return directive.state.inline_text(text, directive.lineno)[0]

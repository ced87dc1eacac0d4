"""What directives build pages from: sections that can be referred to, and text with markup."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


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

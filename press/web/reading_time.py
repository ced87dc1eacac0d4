"""How many minutes a page takes to read, and its description in a sentence or two."""

from collections.abc import Iterator

from docutils import nodes

from press.chapters.nodes import paper_only, web_only

WORDS_A_MINUTE = 200
"""Below the 238 of silent reading in English (Brysbaert 2019), because most readers of this book
are at work, and Dutch is a second language to some."""

_NOT_READ = (
    *(nodes.table, nodes.literal_block, nodes.raw, nodes.citation),
    *(web_only, paper_only),
)
LONGEST = 300
"""Characters in a description; search engines and link previews cut off more."""


def minutes(doctree: nodes.document) -> int:
    """Minutes that the running text takes to read, at least one."""
    words = sum(len(node.astext().split()) for node in _paragraphs(doctree))
    return max(1, round(words / WORDS_A_MINUTE))


def description(doctree: nodes.document) -> str:
    """The first paragraph, or as many whole words of it as fit."""
    for node in _paragraphs(doctree):
        if isinstance(node.parent, nodes.section):
            return shortened(" ".join(node.astext().split()))
    return ""


def shortened(text: str) -> str:
    """No more than ``LONGEST`` characters, cut after a whole word."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _paragraphs(node: nodes.Node) -> Iterator[nodes.paragraph]:
    for child in node.children:
        if isinstance(child, nodes.paragraph):
            yield child
        elif not isinstance(child, _NOT_READ):
            yield from _paragraphs(child)

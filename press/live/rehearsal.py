"""What a build does before the save it waits for, because it will be the same after it.

Everything here only fills memory: with documents that were read before, works of the bibliography
as they are written, and compiled templates.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from press import places
from press.patches import documents_read_once
from press.web import theme

_NUMBERED = tuple(StandardDomain.enumerable_nodes)
"""Kinds of nodes that Sphinx numbers, such as figures."""

_TITLES = (nodes.caption, nodes.title, nodes.literal_block)
"""Parts of such nodes without which Sphinx does not number them."""


class Rehearsal:
    """The documents of the last build, for one that goes on in the same process."""

    def __init__(self, app: Sphinx) -> None:
        self._documents: dict[str, nodes.document] = {}
        with documents_read_once.shared(app.env, self._documents):
            for docname in app.env.all_docs:
                app.env.get_doctree(docname)
        self._outlines = {name: outline(found) for name, found in self._documents.items()}
        app.env.get_domain("cite").env_updated()
        for template in (places.TEMPLATES / theme.NAME).glob("*.html"):
            app.builder.templates.environment.get_template(template.name)
        app.connect("env-purge-doc", self._read_again)
        app.connect("env-updated", self._number_outlines, priority=999)
        # The last event before Sphinx pickles the environment.
        app.connect("env-get-updated", self._end_outlines, priority=999)
        # After the press itself began to share documents.
        app.connect("write-started", self._share, priority=999)

    def _read_again(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        for known in (self._documents, self._outlines):
            documents_read_once.forget(env, docname, known)

    def _number_outlines(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        documents_read_once.begin(env, self._outlines)
        return []

    def _end_outlines(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        documents_read_once.end(env)
        return []

    def _share(self, app: Sphinx, *_: object) -> None:
        documents_read_once.begin(app.env, self._documents)


def outline(node: nodes.Element) -> nodes.Element:
    """A copy with all that Sphinx looks at to number figures, in a tenth of the nodes."""
    short = node.copy()
    for child in node.children:
        if isinstance(child, _TITLES):
            short += child
        elif isinstance(child, nodes.Element) and _has_numbers(child):
            short += outline(child)
    return short


def _has_numbers(node: nodes.Element) -> bool:
    kinds = (nodes.section, addnodes.toctree, *_NUMBERED)
    return any(isinstance(each, kinds) for each in node.findall())

"""sphinxcontrib-bibtex: the list of literature can be resolved for pages and for print.

Its post-transform fills the citation nodes that it keeps in the environment, so that a second run
over the same environment would print each work twice.

Waits for: a sphinxcontrib-bibtex that fills copies of the nodes in ``bibliographies``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx.environment import BuildEnvironment


@contextmanager
def on_copies(env: BuildEnvironment) -> Iterator[None]:
    """Let the post-transform fill copies of the citation nodes, and put the originals back."""
    kept: list[tuple[dict[str, nodes.Element], dict[str, nodes.Element]]] = []
    for value in env.domaindata.get("cite", {}).get("bibliographies", {}).values():
        kept.append((value.citation_nodes, dict(value.citation_nodes)))
        for key, node in value.citation_nodes.items():
            value.citation_nodes[key] = node.copy()
    try:
        yield
    finally:
        for current, original in kept:
            current.clear()
            current.update(original)

"""Sphinx: each document is unpickled once while pages are written, and not at every reference.

Sphinx unpickles a document again for every numbered reference to it, which is slow for a chapter of
tables: without this a cold build takes one and a half times as long (benchmarks/README.md).
The plain way is to leave it out: pages and PDF are the same.

Waits for: a Sphinx whose ``BuildEnvironment.get_doctree`` returns the document that it gave before.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_REPLACED = ("get_doctree", "get_and_resolve_doctree")


def own_copy(env: BuildEnvironment, docname: str) -> nodes.document:
    """A document that the caller may change."""
    return BuildEnvironment.get_doctree(env, docname)


def begin(env: BuildEnvironment, known: dict[str, nodes.document] | None = None) -> None:
    """Share documents that are only read; what is resolved for a page stays a copy.

    ``known`` are documents by name that were read before; those that are read now are added.
    """
    documents = {} if known is None else known

    def get(docname):
        if docname not in documents:
            documents[docname] = own_copy(env, docname)
        return documents[docname]

    env.get_doctree = get

    def resolve(docname, builder, doctree=None, *args, **kwargs):
        chosen = own_copy(env, docname) if doctree is None else doctree
        return BuildEnvironment.get_and_resolve_doctree(
            env, docname, builder, chosen, *args, **kwargs
        )

    env.get_and_resolve_doctree = resolve


def end(env: BuildEnvironment) -> None:
    """Restore Sphinx's own methods."""
    for name in _REPLACED:
        env.__dict__.pop(name, None)


def forget(env: BuildEnvironment, docname: str, known: dict[str, nodes.document]) -> None:
    """Forget a document that is read again: Sphinx itself would give it as it was before."""
    known.pop(docname, None)
    env._pickled_doctree_cache.pop(docname, None)


@contextmanager
def shared(env: BuildEnvironment, known: dict[str, nodes.document] | None = None) -> Iterator[None]:
    """Share documents within this context; ``known`` as in `begin`."""
    begin(env, known)
    try:
        yield
    finally:
        end(env)


def register(app: Sphinx) -> None:
    """Share documents while pages are written."""
    app.connect("write-started", lambda app, builder: begin(app.env))

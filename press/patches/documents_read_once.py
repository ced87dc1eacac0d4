"""Reading each document from disk once while pages are written.

Sphinx reads a whole document again for every numbered reference to it, and a chapter of tables is
slow to read.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

REPLACED = ("get_doctree", "get_and_resolve_doctree")
"""What an environment does in our way as long as documents are kept."""


def fresh(env: BuildEnvironment, docname: str) -> nodes.document:
    """A document that may be changed."""
    return BuildEnvironment.get_doctree(env, docname)


def keep(env: BuildEnvironment) -> None:
    """Keep documents that are only looked at; what Sphinx resolves for a page is read afresh."""
    env.get_doctree = functools.cache(functools.partial(fresh, env))

    def resolve(docname, builder, doctree=None, *args, **kwargs):
        chosen = fresh(env, docname) if doctree is None else doctree
        return BuildEnvironment.get_and_resolve_doctree(
            env, docname, builder, chosen, *args, **kwargs
        )

    env.get_and_resolve_doctree = resolve


def forget(env: BuildEnvironment) -> None:
    """Read from disk again."""
    for name in REPLACED:
        env.__dict__.pop(name, None)


@contextmanager
def kept(env: BuildEnvironment) -> Iterator[None]:
    """Keep documents for as long as this lasts."""
    keep(env)
    try:
        yield
    finally:
        forget(env)


def register(app: Sphinx) -> None:
    """Keep documents while pages are written."""
    app.connect("write-started", lambda app, builder: keep(app.env))

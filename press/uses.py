"""Which page uses which result, so that a new result makes exactly those pages again."""

import hashlib
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.results import Results


def results(env: BuildEnvironment) -> Results:
    """The results of this build."""
    return env.app.press.results


def use(env: BuildEnvironment, kind: str, name: str) -> None:
    """Note that the page that is being read uses a result."""
    _uses(env).setdefault(env.docname, {})[kind, name] = results(env).digest(kind, name)


def outdated(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> list[str]:
    """Pages of which a result, or their own text, is not what it was when they were read.

    Sphinx looks at moments only, and would miss a file that became older. And the front page: when
    no page is new, Sphinx does not make what stands beside them either.
    """
    current = results(env)
    return [env.config.root_doc] + [
        docname
        for docname in env.found_docs & env.all_docs.keys()
        if _seen(env).get(docname) != _files(env, docname)
        or any(current.digest(*result) != known for result, known in _uses(env)[docname].items())
    ]


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the files of a page hold, just after it was read."""
    _uses(app.env).setdefault(app.env.docname, {})
    _seen(app.env)[app.env.docname] = _files(app.env, app.env.docname)


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again or gone."""
    _uses(env).pop(docname, None)
    _seen(env).pop(docname, None)


def _files(env: BuildEnvironment, docname: str) -> str:
    """Digest of a page's own file and of those it takes in."""
    sha = hashlib.sha256()
    taken_in = sorted(Path(env.srcdir, name) for name in env.dependencies.get(docname, ()))
    for path in (Path(env.doc2path(docname)), *taken_in):
        sha.update(path.read_bytes() if path.is_file() else b"")
        sha.update(b"\0")
    return sha.hexdigest()


def _uses(env: BuildEnvironment) -> dict[str, dict[tuple[str, str], str | None]]:
    if not hasattr(env, "press_uses"):
        env.press_uses = {}
    return env.press_uses


def _seen(env: BuildEnvironment) -> dict[str, str]:
    if not hasattr(env, "press_seen"):
        env.press_seen = {}
    return env.press_seen

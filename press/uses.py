"""Which page uses which result, so that a new result makes exactly those pages again."""

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
    """Pages that use a result that is no longer what it was when the page was read.

    And the front page: when no page is new, Sphinx does not make what stands beside them either.
    """
    current = results(env)
    return [env.config.root_doc] + [
        docname
        for docname, used in _uses(env).items()
        if any(current.digest(*result) != known for result, known in used.items())
    ]


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again or gone."""
    _uses(env).pop(docname, None)


def _uses(env: BuildEnvironment) -> dict[str, dict[tuple[str, str], str | None]]:
    if not hasattr(env, "press_uses"):
        env.press_uses = {}
    return env.press_uses

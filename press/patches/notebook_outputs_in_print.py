"""myst-nb: for a builder that it does not know, which mime type of a cell's output is printed.

Waits for: a myst-nb that lets a builder state its own order of mime types.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sphinx.application import Sphinx

_SETTING = "nb_mime_priority_overrides"


@contextmanager
def in_order(app: Sphinx, builder: str, mime_types: Iterable[str]) -> Iterator[None]:
    """Let myst-nb choose in this order for the builder of this name."""
    if _SETTING not in app.config:
        yield
        return
    kept = app.config[_SETTING]
    order = ((builder, kind, 10 * place) for place, kind in enumerate(mime_types, start=1))
    app.config[_SETTING] = [*kept, *order]
    try:
        yield
    finally:
        app.config[_SETTING] = kept

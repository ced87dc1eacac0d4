"""The press: everything that makes a book of the study. A Sphinx extension."""

from typing import TYPE_CHECKING

import press.build.from_source  # noqa: F401  before any other module that it is to load

if TYPE_CHECKING:  # commands import this first, and have nothing to stop until it is there
    from sphinx.application import Sphinx


def setup(app: "Sphinx") -> dict[str, object]:
    """End a build that has nothing to do; otherwise start the notebooks, then set up all the rest.

    A build for a writer has no such end, and tells a channel of its own how far it is. Neither has
    a translated edition, which is made beside the book.

    ``_config.yml`` lists the press as its first extension, so that notebooks run while the other
    extensions, on which the press depends, are imported. That takes a second.
    """
    # Imported here, each just before its use, because an import of all takes that second too.
    from press.patches import failures_in_a_line, lines_in_notebooks

    failures_in_a_line.apply()
    lines_in_notebooks.apply()
    from press.live.channel import current

    if channel := current.get():
        _set_up_the_others(app)
        from press.live import live_build

        return live_build.connect(app, channel)
    from press.translation import task

    if edition := task.current.get():
        _set_up_the_others(app)
        from press import translated

        return translated.connect(app, edition)
    from press.build import publishing, unchanged
    from study import interrupts

    interrupts.raise_error()
    try:
        task.wanted()
    except task.UnknownEdition as error:
        publishing.stop(str(error))
    made_from = unchanged.key(app)
    unchanged.end_if_unchanged(app, made_from)
    from press.notebooks import starting

    started = starting.start(app, made_from)
    _set_up_the_others(app)
    from press import extension

    return extension.connect(app, started)


def _set_up_the_others(app: "Sphinx") -> None:
    for name in app.config.extensions:
        if name != __name__:
            app.setup_extension(name)

"""The press: everything that makes a book of the study. A Sphinx extension."""

from sphinx.application import Sphinx

import press.fresh  # noqa: F401  before anything of ours is imported


def setup(app: Sphinx) -> dict[str, object]:
    """End a build that has nothing to do. Else begin with the notebooks, which take longest.

    Then the other extensions, on which the press builds: it comes first in ``_config.yml``.
    """
    # Each is imported when its turn has come: what comes after it takes a second.
    from press import standing

    made_from = standing.key(app)
    standing.leave_if_it_stands(app, made_from)
    from press import lean, outset

    begun = outset.begin(app, made_from)
    lean.leave_out()
    for name in app.config.extensions:
        if name != __name__:
            app.setup_extension(name)
    from press import extension

    return extension.connect(app, begun)

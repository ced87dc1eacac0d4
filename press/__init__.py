"""The press: everything that makes a book of the study. A Sphinx extension."""

from sphinx.application import Sphinx

import press.build.from_source  # noqa: F401  before anything of ours is imported


def setup(app: Sphinx) -> dict[str, object]:
    """End a build that has nothing to do. Else begin with the notebooks, which take longest.

    Then the other extensions, on which the press builds: it comes first in ``_config.yml``.
    """
    # Each is imported when its turn has come: what comes after it takes a second.
    from press.build import unchanged

    made_from = unchanged.key(app)
    unchanged.leave_if_it_stands(app, made_from)
    from press.notebooks import starting
    from press.patches import myst_nb_clients

    begun = starting.begin(app, made_from)
    myst_nb_clients.leave_out()
    for name in app.config.extensions:
        if name != __name__:
            app.setup_extension(name)
    from press import extension

    return extension.connect(app, begun)

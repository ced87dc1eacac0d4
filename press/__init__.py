"""The press: everything that makes a book of the study. A Sphinx extension."""

from sphinx.application import Sphinx

import press.fresh  # noqa: F401  before anything of ours is imported


def setup(app: Sphinx) -> dict[str, object]:
    """Begin with the notebooks, and connect the press to Sphinx."""
    # Imported here because `press.standing`, which comes first, does without; and the rest of the
    # press only when notebooks have begun, as both take a second.
    from press import outset

    begun = outset.begin(app)
    from press import extension

    return extension.connect(app, begun)

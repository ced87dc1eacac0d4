"""The press: everything that makes a book of the study. A Sphinx extension."""

from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the press to Sphinx."""
    # Imported here because `press.standing`, which comes first, does without.
    from press import extension

    return extension.connect(app)

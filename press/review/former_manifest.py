"""Manifests of form 1, of editions up to version 0.3, read as those of now.

They are called ``manifest.json``, and in release archives the same bytes lie beside it under the
name that is in use now. They do not say on which system an edition was built.
"""

FORM = "1"
FILE = "manifest.json"
PYTHON = "#python"


def as_now(entities: dict[str, dict]) -> dict[str, dict]:
    """The entities of form 1 by identifier, with the names of properties of form 2."""
    now = {
        name: {_RENAMED.get(key, key): value for key, value in each.items()}
        for name, each in entities.items()
    }
    if PYTHON in now:
        now[PYTHON] |= {"operatingSystem": "unsaid"}
    return now


_RENAMED = {"softwareVersion": "version"}

"""People of the planted lists, for tests that need the name of somebody.

No other file of the tests has a given name or surname: a study with a coder of that name would be
refused for it.
"""

import tomllib

from study import paths

_FILE = paths.ROOT / "tests" / "study" / "privacy" / "planted.toml"


def _people() -> list[str]:
    """Who is planted with a given name and a surname, each a word."""
    sections = tomllib.loads(_FILE.read_text(encoding="utf-8"))["person"]
    named = [name.split() for names in sections.values() for name in names]
    return [" ".join(words) for words in named if len(words) == 2 and words[0].istitle()]


PERSON, OTHER = _people()[:2]
GIVEN, SURNAME = PERSON.split()
OTHER_GIVEN, OTHER_SURNAME = OTHER.split()

"""What a data package says of its interviews in words: that they were held, or are made up.

The descriptor and the README of the package say it, and both are deposited. The words stand in
``interviews_en.toml``; which of them are written follows from ``synthetic`` alone.
"""

import re
import tomllib

from study import paths
from study.study_file import ROUND_OF_PLACES, STUDY, Named

README = "README.md"

_BEGIN = "<!-- The interviews: python -m study anonymise writes this. -->"
_END = "<!-- So far. -->"
_PASSAGE = re.compile(rf"(?<={re.escape(_BEGIN)}\n).*?(?={re.escape(_END)})", re.DOTALL)

_WORDS = tomllib.loads(paths.INTERVIEWS.read_text(encoding="utf-8"))


def description(synthetic: bool) -> str:
    """The description of the whole package."""
    words = _WORDS["description"]
    return " ".join(f"{words['both']} {words[_kind(synthetic)]}".split())


def readme(text: str, synthetic: bool) -> str:
    """A README with its passage on the interviews written anew; without that passage, as it is."""
    said = _WORDS["readme"][_kind(synthetic)].format(design=_design()).strip()
    return _PASSAGE.sub(lambda _: f"\n{said}\n\n", text)


def _kind(synthetic: bool) -> str:
    return "synthetic" if synthetic else "real"


def _design() -> str:
    """The groups that were spoken with, and where."""

    def english(named: Named, word: str) -> str:
        return named.words.get(f"{word}_en") or named.word(word, STUDY.editions[0])

    parts = []
    for one in STUDY.rounds:
        groups = ", ".join(english(r, "many") for r in STUDY.roles if r.round == one.number)
        parts.append(f"round {one.number}: {groups}")
        if one.number == ROUND_OF_PLACES:
            parts[-1] += f" in {STUDY.places} {english(STUDY.place, 'many')}"
    return "; ".join(parts)
